"""The continuous relaxation of many nodes of a search at once, by the dual simplex method.

Each node fixes some options of one core. All nodes of a batch pivot side by side in
numpy, one pivot each per step, from the basis of their parent; with few rows that costs
some twenty microseconds a node, a tenth of a call into a solver. (Koberstein, The dual
simplex method, techniques for a fast and stable implementation, Paderborn 2005.)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from portfolio.funding.core import Bools, Core
from portfolio.funding.pool import Nodes
from portfolio.funding.rows import Floats, Indices
from portfolio.funding.solver import best_basis

_FEASIBLE = 1e-7
_PIVOT = 1e-7
#: A node is called empty only when a row lacks more than rounding could explain.
_LACKING = 1e-4
_MOST_PIVOTS = 200


@dataclass(frozen=True, slots=True, eq=False)
class Relaxations:
    """The relaxation of every node of a batch; gains are scaled as in the core.

    Attributes:
        x: ``(n_nodes, n)``; keeps the rows only where ``solved``.
        reduced: reduced gain of each option, ``(n_nodes, n)``.
        bound: no choice in the node is worth more, ``(n_nodes,)``; -inf when there
            is none. Taken from the prices alone, so that it holds even where
            pivoting stopped early or lost digits.
        solved: whether the best continuous choice was reached, ``(n_nodes,)``.
        basis: columns in the basis, options before slacks, ``(n_nodes, n_rows)``.
        basic: whether an option is in the basis, ``(n_nodes, n)``.
    """

    x: Floats
    reduced: Floats
    bound: Floats
    solved: Bools
    basis: Indices
    basic: Bools

    def only(self, keep: Bools) -> Relaxations:
        """Return those of some nodes."""
        return Relaxations(
            self.x[keep],
            self.reduced[keep],
            self.bound[keep],
            self.solved[keep],
            self.basis[keep],
            self.basic[keep],
        )


class Simplex:
    """The relaxed rows of a core, with one slack column each, ready to solve batches."""

    def __init__(self, core: Core) -> None:
        rows = core.relaxed_rows
        self.count = len(core.gain)
        self.limits = core.limits[:, :rows]
        self.height = rows
        self.columns = np.concatenate([core.entries[:, :rows], np.eye(rows)])
        self.matrix = np.ascontiguousarray(self.columns.T)
        self.worth = np.concatenate([core.priced, np.zeros(rows)])
        self.offset = core.priced_offset

    def slack_basis(self) -> Indices:
        """Return a basis to start from, ``(n_rows,)``."""
        return np.arange(self.count, self.count + self.height)

    def first_basis(self, problem: int) -> Indices:
        """Return the best basis of the whole core, or the slacks, ``(n_rows,)``."""
        worth, entries = self.worth[: self.count], self.columns[: self.count].T
        basis = best_basis(worth, entries, self.limits[problem])
        return self.slack_basis() if basis is None else basis

    def solve(self, nodes: Nodes, cutoff: Floats) -> Relaxations:
        """Relax nodes.

        Args:
            nodes: what is fixed in each, and the basis to start from.
            cutoff: a node whose bound falls to that of its problem is not solved further.
        """
        with np.errstate(all="ignore"):
            batch = _Batch(self, nodes)
            active = np.arange(len(nodes))
            least = (cutoff - self.offset)[nodes.problem]
            for _ in range(_MOST_PIVOTS):
                active = batch.step(active, least)
                if not len(active):
                    break
            return batch.result()


class _Batch:
    """The state of a batch: the first axis of every array is the node."""

    def __init__(self, simplex: Simplex, batch: Nodes) -> None:
        self._simplex = simplex
        self._limits = simplex.limits[batch.problem]
        self._offset = simplex.offset[batch.problem]
        fixed, basis = batch.fixed, batch.basis
        nodes, count = len(fixed), simplex.count
        total = count + simplex.height
        self._lower = np.zeros((nodes, total))
        self._upper = np.full((nodes, total), np.inf)
        self._lower[:, :count] = fixed == 1
        self._upper[:, :count] = fixed != 0
        self._open = self._lower < self._upper
        self._every = np.arange(nodes)
        self._solved = np.zeros(nodes, dtype=bool)
        self._empty = np.zeros(nodes, dtype=bool)
        self._basis = basis.copy()
        self._basic = np.zeros((nodes, total), dtype=bool)
        self._basic[self._every[:, None], basis] = True
        self._invert()

    def _invert(self) -> None:
        """Compute everything afresh from the basis; from the slack basis if that is singular."""
        simplex = self._simplex
        try:
            inverse = np.linalg.inv(np.swapaxes(simplex.columns[self._basis], 1, 2))
        except np.linalg.LinAlgError:
            self._basis[:] = simplex.slack_basis()
            self._basic[:] = False
            self._basic[:, simplex.count :] = True
            inverse = np.linalg.inv(np.swapaxes(simplex.columns[self._basis], 1, 2))
        self._inverse = inverse
        price = np.matmul(simplex.worth[self._basis][:, None, :], inverse)[:, 0, :]
        self._reduced = simplex.worth - price @ simplex.matrix
        resting = np.where(self._reduced > 0, self._upper, self._lower)
        resting[~np.isfinite(resting) | self._basic] = 0.0
        self._resting = resting
        self._room = self._limits - resting @ simplex.columns
        self._value = np.matmul(inverse, self._room[:, :, None])[:, :, 0]
        self._bound = (simplex.worth[self._basis] * self._value).sum(axis=1)
        self._bound += resting @ simplex.worth

    def step(self, active: Indices, cutoff: Floats) -> Indices:
        """Pivot once in every active node; return those that are not finished."""
        active = active[self._bound[active] > cutoff[active]]
        basis = self._basis[active]
        lower = self._lower[active[:, None], basis]
        upper = self._upper[active[:, None], basis]
        value = self._value[active]
        excess = np.maximum(lower - value, value - upper)
        row = excess.argmax(axis=1) if excess.shape[1] else np.zeros(len(active), dtype=np.int64)
        each = np.arange(len(active))
        amount = excess[each, row] if excess.shape[1] else np.zeros(len(active))
        self._solved[active[amount <= _FEASIBLE]] = True
        go = amount > _FEASIBLE
        active, row, amount, each = active[go], row[go], amount[go], np.flatnonzero(go)
        if not len(active):
            return active
        short = value[each, row] < lower[each, row]
        target = np.where(short, lower[each, row], upper[each, row])
        return self._pivot(active, row, np.where(short, amount, -amount), target)

    def _pivot(self, active: Indices, row: Indices, lacking: Floats, target: Floats) -> Indices:
        """Bring a column in for the one that leaves ``row`` at ``target``.

        ``lacking`` is what the leaving column is short of, below 0 when it is over.
        """
        alpha = self._inverse[active, row] @ self._simplex.matrix
        entering, ratio = self._entering(active, alpha, lacking > 0)
        none = ~np.isfinite(ratio)
        self._empty[active[none & (np.abs(lacking) > _LACKING)]] = True
        go = ~none
        if not go.all():
            active, row, lacking, target = active[go], row[go], lacking[go], target[go]
            alpha, entering = alpha[go], entering[go]
        each = np.arange(len(active))
        leaving = self._basis[active, row]
        step = self._reduced[active, entering] / alpha[each, entering]
        self._reduced[active] -= step[:, None] * alpha
        self._reduced[active, leaving] = -step
        self._reduced[active, entering] = 0.0
        self._bound[active] -= np.abs(step * lacking)
        self._replace(active, row, entering)
        columns = self._simplex.columns
        self._room[active] += columns[entering] * self._resting[active, entering][:, None]
        self._room[active] -= columns[leaving] * target[:, None]
        self._resting[active, entering] = 0.0
        self._resting[active, leaving] = target
        self._basic[active, entering] = True
        self._basic[active, leaving] = False
        self._basis[active, row] = entering
        room = self._room[active][:, :, None]
        self._value[active] = np.matmul(self._inverse[active], room)[:, :, 0]
        return active

    def _entering(self, active: Indices, alpha: Floats, short: Bools) -> tuple[Indices, Floats]:
        """Return the column that keeps the reduced gains right, and its ratio (inf: none)."""
        toward = np.where(short[:, None], alpha, -alpha)
        resting_high = self._resting[active] > self._lower[active]
        able = np.where(resting_high, toward > _PIVOT, toward < -_PIVOT)
        able &= self._open[active] & ~self._basic[active]
        ratio = np.full(alpha.shape, np.inf)
        np.divide(np.abs(self._reduced[active]), np.abs(alpha), out=ratio, where=able)
        entering = ratio.argmin(axis=1)
        return entering, ratio[np.arange(len(active)), entering]

    def _replace(self, active: Indices, row: Indices, entering: Indices) -> None:
        """Update the basis inverses."""
        inverse = self._inverse[active]
        each = np.arange(len(active))
        column = np.matmul(inverse, self._simplex.columns[entering][:, :, None])[:, :, 0]
        pivoted = inverse[each, row] / column[each, row][:, None]
        inverse -= column[:, :, None] * pivoted[:, None, :]
        inverse[each, row] = pivoted
        self._inverse[active] = inverse

    def result(self) -> Relaxations:
        """Return what was reached, with bounds that hold whatever the digits."""
        simplex = self._simplex
        count = simplex.count
        price = np.matmul(simplex.worth[self._basis][:, None, :], self._inverse)[:, 0, :]
        price = np.maximum(np.nan_to_num(price, posinf=0.0, neginf=0.0), 0.0)
        reduced = simplex.worth[:count] - price @ simplex.matrix[:, :count]
        low, high = self._lower[:, :count], self._upper[:, :count]
        bound = (price * self._limits).sum(1) + self._offset
        bound += np.where(reduced > 0, reduced * high, reduced * low).sum(1)
        x = self._resting.copy()
        x[self._every[:, None], self._basis] = self._value
        return Relaxations(
            x=np.clip(np.nan_to_num(x[:, :count]), low, high),
            reduced=reduced,
            bound=np.where(self._empty, -np.inf, bound),
            solved=self._solved,
            basis=self._basis,
            basic=self._basic[:, :count],
        )
