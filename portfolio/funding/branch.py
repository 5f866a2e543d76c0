"""Branch and bound over a core, many nodes side by side, of one problem or of several."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import numpy as np

from portfolio.funding.core import Bools, Core
from portfolio.funding.leaves import MOST_OPEN, Leaves
from portfolio.funding.narrow import Narrowing
from portfolio.funding.packing import pack
from portfolio.funding.pool import Fixed, Nodes, Pool
from portfolio.funding.rows import Floats, Indices
from portfolio.funding.simplex import Relaxations, Simplex
from portfolio.funding.solver import Control

_BATCH = 128
_PACK_EVERY = 8
_WHOLE = 1e-6


class Search:
    """A best-first search that can be stopped, asked for its best choice, and gone on with.

    Several problems are searched side by side: what is found for one is tried for all,
    and what branching cost in one is told to all. Deterministic. Branches on the
    fractional option with the largest product of pseudo-costs (Achterberg, Koch and
    Martin, Operations Research Letters 33, 2005).
    All values here are scaled and count the open options only.

    Args:
        core: what is open.
        known: value to beat in each problem, ``(n_problems,)``.
        step: choices that beat the best by no more than this need not be found.
        fixed: -1 for open, else the value that an option has to have in a problem,
            ``(n_problems, n)``; all open if not given.
        any_better: one choice that beats the known one will do: the search stops there.
    """

    def __init__(
        self,
        core: Core,
        known: Floats,
        step: float,
        fixed: Fixed | None = None,
        *,
        any_better: bool = False,
    ) -> None:
        self.best = known
        self._any_better = any_better
        self.choices: dict[int, Floats] = {}
        self.nodes = 0
        self._core = core
        self._step = step
        self._simplex = Simplex(core)
        self._narrowing = Narrowing(core)
        self._leaves = Leaves(core)
        problems, count = len(core.limits), len(core.gain)
        self._loss = np.zeros((2, count))
        self._seen = np.zeros((2, count))
        self._batches = 0
        fixed = np.full((problems, count), -1, dtype=np.int8) if fixed is None else fixed
        self._ruled_out = (fixed == 0).astype(np.float64).T
        self._ruled_in = (fixed == 1).astype(np.float64).T
        basis = np.array([self._simplex.first_basis(problem) for problem in range(problems)])
        self._pool = Pool(Nodes.unbranched(fixed, basis, np.arange(problems)))

    def beat(self, value: float, problem: int = 0) -> None:
        """From now on, look only for choices of a problem that are worth more than this."""
        self.best[problem] = max(self.best[problem], value)

    def bound(self, problem: int = 0) -> float:
        """Return the value that no choice of a problem exceeds."""
        return max(float(self.best[problem]), self._pool.highest(problem))

    def run(self, most_nodes: int, control: Control, report: Callable[[set[int]], None]) -> bool:
        """Search until nothing better is left; False when stopped before.

        Args:
            most_nodes: nodes after which to stop.
            control: its deadline stops the search.
            report: called after every batch, with the problems whose best choice is new;
                may raise ``Cancelled``.
        """
        last = self.nodes + most_nodes
        while True:
            nodes = self._pool.take(_BATCH, self.best + self._step)
            if not len(nodes):
                return True
            self.nodes += len(nodes)
            self._batches += 1
            before = dict(self.choices)
            self._expand(nodes)
            report({k for k, x in self.choices.items() if before.get(k) is not x})
            enough = self._any_better and bool(self.choices)
            if enough or self.nodes >= last or control.seconds_left() <= 0:
                return False

    def _expand(self, nodes: Nodes) -> None:
        fixed, alive = self._narrowing.fix(nodes.fixed, nodes.problem)
        nodes = self._without_leaves(nodes.with_fixed(fixed).only(alive))
        if not len(nodes):
            return
        relaxed = self._simplex.solve(nodes, self.best + self._step)
        self._learn(nodes, relaxed)
        self._take_whole(relaxed)
        if self._batches % _PACK_EVERY == 1:
            self._pack(nodes, relaxed.reduced)
        bound = np.minimum(relaxed.bound, nodes.bound)
        keep = bound > self.best[nodes.problem] + self._step
        if keep.any():
            nodes = dataclasses.replace(nodes.only(keep), bound=bound[keep])
            self._branch(nodes, relaxed.only(keep))

    def _without_leaves(self, nodes: Nodes) -> Nodes:
        """Settle the nodes with few open options; return the others."""
        small = (nodes.fixed < 0).sum(axis=1) <= MOST_OPEN
        if small.any():
            cutoff = self.best + self._step
            self._keep(*self._leaves.best(nodes.fixed[small], nodes.problem[small], cutoff))
            nodes = nodes.only(~small)
        return nodes

    def _keep(self, value: Floats, x: Floats) -> None:
        """Keep the best of some choices, for every problem whose rows and decisions it keeps."""
        if not (value > self.best.min() + self._step).any():
            return
        used = x @ self._core.entries
        kept = (used[:, None, :] <= self._core.limits).all(axis=2)
        kept &= x @ self._ruled_out + (1 - x) @ self._ruled_in == 0
        worth = np.where(kept, value[:, None], -np.inf)
        place, most = worth.argmax(axis=0), worth.max(axis=0)
        for problem in np.flatnonzero(most > self.best + self._step).tolist():
            self.best[problem] = most[problem]
            self.choices[problem] = x[place[problem]]

    def _learn(self, nodes: Nodes, relaxed: Relaxations) -> None:
        """Add what branching cost, per unit of distance, to the pseudo-costs."""
        told = (nodes.option >= 0) & relaxed.solved & np.isfinite(relaxed.bound)
        if told.any():
            place = nodes.high[told].astype(np.int64), nodes.option[told]
            loss = np.maximum(nodes.bound[told] - relaxed.bound[told], 0.0) / nodes.distance[told]
            np.add.at(self._loss, place, loss)
            np.add.at(self._seen, place, 1.0)

    def _take_whole(self, relaxed: Relaxations) -> None:
        """Keep the best relaxation that is a choice."""
        whole = relaxed.solved & (np.minimum(relaxed.x, 1 - relaxed.x).max(axis=1) < _WHOLE)
        if whole.any():
            x = np.rint(relaxed.x[whole])
            self._keep(x @ self._core.gain, x)

    def _pack(self, nodes: Nodes, reduced: Floats) -> None:
        """Keep the best greedy packing by the reduced gains of the nodes."""
        orders = np.argsort(-reduced, axis=1, kind="stable")
        self._keep(*pack(self._core, orders, nodes.problem))

    def _branch(self, nodes: Nodes, relaxed: Relaxations) -> None:
        spare = nodes.bound - self.best[nodes.problem] - self._step
        sure = (nodes.fixed < 0) & (np.abs(relaxed.reduced) >= spare[:, None])
        fixed = np.where(sure, relaxed.reduced > 0, nodes.fixed).astype(np.int8)
        basis = relaxed.basis
        nodes = dataclasses.replace(nodes, fixed=fixed, basis=basis)
        few = (fixed < 0).sum(axis=1) <= MOST_OPEN
        self._without_leaves(nodes.only(few))
        nodes, relaxed = nodes.only(~few), relaxed.only(~few)
        if not len(nodes):
            return
        option = self._choose(nodes.fixed < 0, relaxed)
        each = np.arange(len(nodes))
        x = relaxed.x[each, option]
        for high, distance in ((False, x), (True, 1 - x)):
            child = nodes.fixed.copy()
            child[each, option] = int(high)
            moved = distance > _WHOLE
            self._pool.add(
                Nodes(
                    fixed=child,
                    basis=nodes.basis,
                    bound=nodes.bound,
                    option=np.where(moved, option, -1),
                    high=np.full(len(nodes), high),
                    distance=np.maximum(distance, 1e-3),
                    problem=nodes.problem,
                )
            )

    def _choose(self, is_open: Bools, relaxed: Relaxations) -> Indices:
        """Return the option to branch on: fractional by pseudo-cost, else the least sure."""
        seen = self._seen.sum(axis=1)
        average = np.where(seen > 0, self._loss.sum(axis=1) / np.maximum(seen, 1.0), 1.0)
        cost = np.where(self._seen > 0, self._loss / np.maximum(self._seen, 1.0), average[:, None])
        x = relaxed.x
        product = np.maximum(x * cost[0], 1e-7) * np.maximum((1 - x) * cost[1], 1e-7)
        fractional = is_open & (np.minimum(x, 1 - x) > _WHOLE)
        doubt = np.where(is_open, -1.0 - np.abs(relaxed.reduced), -np.inf)
        option: Indices = np.where(fractional, product, doubt).argmax(axis=1)
        return option
