"""The continuous relaxation of one model in many nodes of a search, each from the basis of another.

A node decides some *items*: first the options, then the sums of some rows, such as whether an
initiative is funded at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from portfolio.funding.rows import Floats, Indices
from portfolio.funding.solver import Model, load_model, row_factors, scale_of

if TYPE_CHECKING:
    import highspy

#: Lowest or highest value, 0 or 1, of every item.
Sides = NDArray[np.int8]


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """The best continuous choice of a node.

    Attributes:
        value: no choice in the node is worth more; scaled.
        items: value of every item, ``(n_items,)``.
        reduced: scaled reduced gain of each option, ``(n_options,)``.
        basis: to start from where a little more is decided.
    """

    value: float
    items: Floats
    reduced: Floats
    basis: highspy.HighsBasis


class Warm:
    """Keeps a model in HiGHS, and changes the bounds that differ from node to node.

    Args:
        model: what to maximize.
        sums: rows of it that are items as well; all their entries are 1.
    """

    def __init__(self, model: Model, sums: Indices) -> None:
        self.scale = scale_of(model.gain)
        self.iterations = 0
        self._count, self._sums, self._rows = len(model.gain), sums, model.rows
        self._factor = row_factors(model.rows)
        self._highs = load_model(model, self.scale, self._factor, integer=False)
        self._highs.setOptionValue("presolve", "off")
        items = self._count + len(sums)
        self._low, self._high = np.zeros(items, dtype=np.int8), np.ones(items, dtype=np.int8)

    def solve(self, low: Sides, high: Sides, basis: highspy.HighsBasis | None) -> Solved | None:
        """Return the best continuous choice; None when there is none."""
        import highspy

        self._decide(low, high)
        self._run(basis)
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        answer = self._highs.getSolution()
        sums = np.array(answer.row_value)[self._sums] / self._factor[self._sums]
        return Solved(
            value=self._highs.getObjectiveValue(),
            items=np.concatenate([answer.col_value, sums]),
            reduced=np.array(answer.col_dual, dtype=np.float64),
            basis=self._highs.getBasis(),
        )

    def probe(self, low: Sides, high: Sides, basis: highspy.HighsBasis | None, most: int) -> float:
        """Return a bound after so many iterations; -inf when there is no choice."""
        import highspy

        self._decide(low, high)
        self._highs.setOptionValue("simplex_iteration_limit", most)
        self._run(basis)
        self._highs.setOptionValue("simplex_iteration_limit", highspy.kHighsIInf)
        if self._highs.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
            return -np.inf
        return float(self._highs.getInfo().objective_function_value)

    def _run(self, basis: highspy.HighsBasis | None) -> None:
        if basis is not None:
            self._highs.setBasis(basis)
        self._highs.run()
        self.iterations += self._highs.getInfo().simplex_iteration_count

    def _decide(self, low: Sides, high: Sides) -> None:
        changed = np.flatnonzero((low != self._low) | (high != self._high))
        options = changed[changed < self._count].astype(np.int32)
        if len(options):
            lower, upper = low[options].astype(np.float64), high[options].astype(np.float64)
            self._highs.changeColsBounds(len(options), options, lower, upper)
        for item in changed[changed >= self._count]:
            row = int(self._sums[item - self._count])
            least = 1.0 if low[item] else self._rows.lower[row]
            most = self._rows.upper[row] if high[item] else 0.0
            factor = self._factor[row]
            self._highs.changeRowBounds(row, least * factor, most * factor)
        self._low, self._high = low, high
