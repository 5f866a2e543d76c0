"""Branch and bound over a core, many nodes side by side."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import numpy as np

from portfolio.funding.core import Bools, Core
from portfolio.funding.leaves import MOST_OPEN, Leaves
from portfolio.funding.narrow import Narrowing
from portfolio.funding.packing import pack
from portfolio.funding.pool import Nodes, Pool
from portfolio.funding.rows import Floats, Indices
from portfolio.funding.simplex import Relaxations, Simplex
from portfolio.funding.solver import Control

_BATCH = 128
_PACK_EVERY = 8
_WHOLE = 1e-6


class Search:
    """A best-first search that can be stopped, asked for its best choice, and gone on with.

    Deterministic. Branches on the fractional option with the largest product of
    pseudo-costs (Achterberg, Koch and Martin, Operations Research Letters 33, 2005).
    All values here are scaled and count the open options only.

    Args:
        core: what is open.
        known: value to beat.
        step: choices that beat the best by no more than this need not be found.
    """

    def __init__(self, core: Core, known: float, step: float) -> None:
        self.best = known
        self.choice: Floats | None = None
        self.nodes = 0
        self._core = core
        self._step = step
        self._simplex = Simplex(core)
        self._narrowing = Narrowing(core)
        self._leaves = Leaves(core)
        count = len(core.gain)
        self._loss = np.zeros((2, count))
        self._seen = np.zeros((2, count))
        self._batches = 0
        self._pool = Pool(
            Nodes(
                fixed=np.full((1, count), -1, dtype=np.int8),
                basis=self._simplex.first_basis()[None, :],
                bound=np.array([np.inf]),
                option=np.array([-1]),
                high=np.array([False]),
                distance=np.array([1.0]),
            )
        )

    def beat(self, value: float) -> None:
        """From now on, look only for choices worth more than this."""
        self.best = max(self.best, value)

    def bound(self) -> float:
        """Return the value that no choice exceeds."""
        return max(self.best, self._pool.highest())

    def run(
        self, most_nodes: int, control: Control, report: Callable[[Floats | None], None]
    ) -> bool:
        """Search until nothing better is left; False when stopped before.

        Args:
            most_nodes: nodes after which to stop.
            control: its deadline stops the search.
            report: called after every batch, with the best choice when that is new; may
                raise ``Cancelled``.
        """
        last = self.nodes + most_nodes
        while True:
            nodes = self._pool.take(_BATCH, self.best + self._step)
            if not len(nodes):
                return True
            self.nodes += len(nodes)
            self._batches += 1
            before = self.choice
            self._expand(nodes)
            report(self.choice if self.choice is not before else None)
            if self.nodes >= last or control.seconds_left() <= 0:
                return False

    def _expand(self, nodes: Nodes) -> None:
        fixed, alive = self._narrowing.fix(nodes.fixed)
        nodes = self._without_leaves(nodes.with_fixed(fixed).only(alive))
        if not len(nodes):
            return
        relaxed = self._simplex.solve(nodes.fixed, nodes.basis, self.best + self._step)
        self._learn(nodes, relaxed)
        self._take_whole(relaxed)
        if self._batches % _PACK_EVERY == 1:
            self._pack(relaxed.reduced)
        bound = np.minimum(relaxed.bound, nodes.bound)
        keep = bound > self.best + self._step
        if keep.any():
            nodes = dataclasses.replace(nodes.only(keep), bound=bound[keep])
            self._branch(nodes, relaxed.only(keep))

    def _without_leaves(self, nodes: Nodes) -> Nodes:
        """Settle the nodes with few open options; return the others."""
        small = (nodes.fixed < 0).sum(axis=1) <= MOST_OPEN
        if small.any():
            value, x = self._leaves.best(nodes.fixed[small], self.best + self._step)
            self._keep(value, x)
            nodes = nodes.only(~small)
        return nodes

    def _keep(self, value: float, x: Floats | None) -> None:
        if x is not None and value > self.best + self._step:
            self.best, self.choice = value, x

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
            kept = (x @ self._core.entries <= self._core.limits).all(axis=1)
            value = np.where(kept, x @ self._core.gain, -np.inf)
            best = int(value.argmax())
            self._keep(float(value[best]), x[best])

    def _pack(self, reduced: Floats) -> None:
        """Keep the best greedy packing by the reduced gains of the nodes."""
        orders = np.argsort(-reduced, axis=1, kind="stable")
        value, taken = pack(self._core, orders)
        self._keep(value, taken)

    def _branch(self, nodes: Nodes, relaxed: Relaxations) -> None:
        spare = nodes.bound - self.best - self._step
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
