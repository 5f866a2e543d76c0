"""Branch and bound over a wide problem: whether initiatives are funded, then in which manner."""

from __future__ import annotations

import dataclasses
import heapq
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from portfolio.errors import Cancelled
from portfolio.funding.core import Bounds
from portfolio.funding.parts import open_model
from portfolio.funding.problem import Problem
from portfolio.funding.rows import Floats, Indices
from portfolio.funding.solver import Answer, Control, Model, best_whole, progress
from portfolio.funding.values import resolution, value_of
from portfolio.funding.warm import Sides, Solved, Warm

if TYPE_CHECKING:
    import highspy

_WHOLE = 1e-6

#: So many of the most promising items are probed if they never were, so many iterations each.
_PROBED, _PROBE_ITERATIONS = 12, 60

#: What branching costs counts as this much at least, so that products compare.
_LEAST_LOSS = 1e-7

#: Simplex iterations after which HiGHS takes over.
_MOST_ITERATIONS = 200_000


def best_within(problem: Problem, bounds: Bounds, start: Floats, control: Control) -> Answer:
    """Return the best choice, proven by a ``Tree`` or else by HiGHS, or the best by the deadline.

    Args:
        problem: what to choose from.
        bounds: within which anything better than ``start`` has to lie.
        start: a choice that keeps every row.
        control: deadline and progress; after ``Cancelled`` the best so far is returned.
    """
    best = [start]

    def offer(x: Floats) -> bool:
        kept = not len(problem.rows.broken(x))
        if kept:
            best.append(x)
        return kept

    value = value_of(problem.gain, start)
    tree = Tree(problem, bounds, value, resolution(problem.gain))
    with suppress(Cancelled):
        if tree.run(_MOST_ITERATIONS, control, offer):
            return Answer("optimal", best[-1], value_of(problem.gain, best[-1]))
    if control.cancelled is not None or control.seconds_left() <= 0:
        return Answer("feasible", best[-1], tree.bound)
    lower, upper = np.minimum(bounds.lower, best[-1]), np.maximum(bounds.upper, best[-1])
    answer = best_whole(Model(problem.gain, problem.rows, lower, upper), control, best[-1])
    return dataclasses.replace(answer, bound=min(answer.bound, tree.bound))


@dataclass(frozen=True, slots=True, eq=False)
class _Node:
    """What is decided; ``item`` was last, ``distance`` away from where the parent had it."""

    bound: float
    low: Sides
    high: Sides
    basis: highspy.HighsBasis | None = None
    item: int = -1
    distance: float = 1.0


class Tree:
    """A best-first search, one relaxation by HiGHS after the other; for what is too wide for
    ``branch.Search``.

    Branches on whether an initiative is funded at all as well as on single options: an option
    that is ruled out gives way to one of the same initiative, which moves the bound little.
    Of the fractional items, the one with the largest product of pseudo-costs; those that
    were never branched on are probed first (reliability branching, Achterberg, Koch and
    Martin, Operations Research Letters 33, 2005). Deterministic.

    Args:
        problem: what to choose from.
        bounds: what is decided already.
        value: to beat.
        step: choices that beat it by no more than this need not be found.
    """

    def __init__(self, problem: Problem, bounds: Bounds, value: float, step: float) -> None:
        model, self._columns = open_model(problem, bounds)
        kinds = np.array([source.kind for source in model.rows.sources])
        self._problem, self._base = problem, bounds.lower
        self._warm = Warm(model, np.flatnonzero(kinds == "level"))
        self._scale = self._warm.scale
        self._offset = float(problem.gain @ bounds.lower)
        self._best, self._step = (value - self._offset) * self._scale, step * self._scale
        items = len(self._columns) + int((kinds == "level").sum())
        self._loss, self._seen = np.zeros((2, items)), np.zeros((2, items))
        sides = np.zeros(items, dtype=np.int8), np.ones(items, dtype=np.int8)
        self._lost = -np.inf
        self._waiting: list[tuple[float, int, _Node]] = []
        self._count = 0
        self._add(_Node(np.inf, *sides))

    @property
    def bound(self) -> float:
        """Return the value that no choice exceeds."""
        highest = -self._waiting[0][0] if self._waiting else -np.inf
        return max(highest, self._lost, self._best) / self._scale + self._offset

    def run(self, most: int, control: Control, offer: Callable[[Floats], bool]) -> bool:
        """Search until nothing better is left; False when stopped before.

        Args:
            most: simplex iterations after which to stop.
            control: deadline and progress.
            offer: told every choice found that is better; False when it breaks a row.

        Raises:
            Cancelled: ``control.tick`` asked to stop.
        """
        while self._waiting and -self._waiting[0][0] > self._best + self._step:
            if control.seconds_left() <= 0 or self._warm.iterations >= most:
                return False
            node = self._waiting[0][2]
            self._expand(node, offer)
            control.say(*progress(self._best / self._scale + self._offset, self.bound))
        return self._lost <= self._best + self._step

    def _add(self, node: _Node) -> None:
        self._count += 1
        heapq.heappush(self._waiting, (-node.bound, self._count, node))

    def _expand(self, node: _Node, offer: Callable[[Floats], bool]) -> None:
        solved = self._warm.solve(node.low, node.high, node.basis)
        heapq.heappop(self._waiting)
        if solved is None:
            return
        bound = min(solved.value, node.bound)
        if node.item >= 0:
            side = int(node.low[node.item])
            self._learn(side, node.item, (node.bound - bound) / node.distance)
        if bound <= self._best + self._step:
            return
        fractional = self._fractional(node, solved)
        if not len(fractional):
            self._take(solved, bound, offer)
            return
        low, high = self._sure(node, solved, bound)
        item = self._choose(_Node(bound, low, high, solved.basis), solved, fractional)
        for side in (0, 1):
            low_, high_ = _decided(low, high, item, side)
            distance = max(abs(side - solved.items[item]), 1e-3)
            self._add(_Node(bound, low_, high_, solved.basis, item, distance))

    def _fractional(self, node: _Node, solved: Solved) -> Indices:
        split = np.minimum(solved.items, 1 - solved.items) > _WHOLE
        return np.flatnonzero(split & (node.low < node.high))

    def _take(self, solved: Solved, bound: float, offer: Callable[[Floats], bool]) -> None:
        x = self._base.copy()
        x[self._columns] = np.rint(solved.items[: len(self._columns)])
        if offer(x):
            value = (float(self._problem.gain @ x) - self._offset) * self._scale
            self._best = max(self._best, value)
        else:
            # It keeps the rows but for rounding: what else the node holds stays open.
            self._lost = max(self._lost, bound)

    def _sure(self, node: _Node, solved: Solved, bound: float) -> tuple[Sides, Sides]:
        """Return the sides with what has to be as the relaxation has it in a better choice."""
        spare = bound - self._best - self._step
        low, high = node.low.copy(), node.high.copy()
        count = len(self._columns)
        is_open = low[:count] < high[:count]
        low[:count][is_open & (solved.reduced > spare)] = 1
        high[:count][is_open & (solved.reduced < -spare)] = 0
        return low, high

    def _choose(self, node: _Node, solved: Solved, fractional: Indices) -> int:
        """Return the item to branch on."""
        product = self._products(solved, fractional)
        order = np.argsort(-product, kind="stable")[:_PROBED]
        first = fractional[order]
        for item in first[self._seen[:, first].min(axis=0) < 1]:
            for side in (0, 1):
                low, high = _decided(node.low, node.high, int(item), side)
                reached = self._warm.probe(low, high, node.basis, _PROBE_ITERATIONS)
                loss = min(max(node.bound - reached, 0.0), node.bound - self._best)
                self._learn(side, int(item), loss / abs(side - solved.items[item]))
        return int(first[self._products(solved, first).argmax()])

    def _products(self, solved: Solved, items: Indices) -> Floats:
        """Return the product of what both branches are expected to cost, per item."""
        seen = self._seen.sum(axis=1)
        average = np.where(seen > 0, self._loss.sum(axis=1) / np.maximum(seen, 1.0), 1.0)
        loss, seen = self._loss[:, items], self._seen[:, items]
        cost = np.where(seen > 0, loss / np.maximum(seen, 1.0), average[:, None])
        x = solved.items[items]
        product: Floats = np.maximum(x * cost[0], _LEAST_LOSS)
        product *= np.maximum((1 - x) * cost[1], _LEAST_LOSS)
        return product

    def _learn(self, side: int, item: int, loss: float) -> None:
        if np.isfinite(loss):
            self._loss[side, item] += loss
            self._seen[side, item] += 1.0


def _decided(low: Sides, high: Sides, item: int, side: int) -> tuple[Sides, Sides]:
    """Return the sides with one item decided."""
    low, high = low.copy(), high.copy()
    low[item] = high[item] = side
    return low, high
