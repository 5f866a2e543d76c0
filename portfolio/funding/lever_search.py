"""The smallest change of the limits after which a plan is good enough."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from portfolio.funding.problem import Problem
from portfolio.funding.resolver import Change
from portfolio.funding.rows import Floats, Rows

#: A change is the smallest when this share less of it is proven not to be enough.
TOLERANCE = 0.004

#: How far below what is enough is tried, as a share of it: first, and then so many times
#: as far after each change that was enough.
_FIRST_STRIDE, _LONGER = 0.1, 4.0

Beating = Callable[[float], Floats | None]


@dataclass(frozen=True, slots=True, eq=False)
class Slope:
    """How the sides of the rows move with a change of 1.

    Attributes:
        upper, lower: per row, ``(n_rows,)``; 0 where a side does not move.
    """

    upper: Floats
    lower: Floats

    def change(self, rows: Rows, size: float, fixed: Mapping[int, float]) -> Change:
        """Return the sides after a change of ``size``, with columns fixed."""
        tops, bottoms = np.flatnonzero(self.upper), np.flatnonzero(self.lower)
        return Change(
            upper={int(r): float(rows.upper[r] + size * self.upper[r]) for r in tops},
            lower={int(r): float(rows.lower[r] + size * self.lower[r]) for r in bottoms},
            fixed=fixed,
        )

    def needed(self, rows: Rows, x: Floats) -> float:
        """Return the smallest change under which a choice keeps every side that gives way."""
        activity = rows.activity(x)
        up, down = self.upper > 0, self.lower < 0
        over = (activity[up] - rows.upper[up]) / self.upper[up]
        under = (activity[down] - rows.lower[down]) / self.lower[down]
        return max(0.0, float(over.max(initial=0.0)), float(under.max(initial=0.0)))

    def needed_by(self, rows: Rows, activity: Floats) -> Floats:
        """Return the same for many choices, infinite where a side that stays is passed.

        Args:
            rows: before the change.
            activity: of each choice in every row, ``(n_choices, n_rows)``.
        """
        over = activity - rows.upper
        under = rows.lower - activity
        needed = np.zeros(len(activity))
        for excess, rise in ((over, self.upper), (under, -self.lower)):
            gives = rise > 0
            needed = np.maximum(needed, (excess[:, gives] / rise[gives]).max(axis=1, initial=0.0))
            needed[(excess[:, ~gives] > rows.slack[~gives]).any(axis=1)] = np.inf
        return needed


def slope_between(before: Rows, after: Rows) -> Slope:
    """Return how the sides differ in two problems that differ in capacities only."""
    return Slope(_rise(before.upper, after.upper), _rise(before.lower, after.lower))


def slope_of_column(problem: Problem, without: Rows, column: int) -> Slope:
    """Return what taking one option with less demand leaves free, per share of the demand.

    Args:
        problem: with the whole demand.
        without: the rows of the same problem without that demand.
        column: the option; it has to be taken for the slope to hold.
    """
    entry = _entries(problem.rows, column) - _entries(without, column)
    upper = np.where(np.isfinite(problem.rows.upper), entry, 0.0)
    lower = np.where(np.isfinite(problem.rows.lower), entry, 0.0)
    return Slope(upper, lower)


def _entries(rows: Rows, column: int) -> Floats:
    here = rows.column == column
    entries = np.zeros(len(rows))
    np.add.at(entries, rows.row[here], rows.value[here])
    return entries


def _rise(before: Floats, after: Floats) -> Floats:
    rise = np.zeros(len(before))
    finite = np.isfinite(before) & np.isfinite(after)
    rise[finite] = after[finite] - before[finite]
    return rise


def least_change(beating: Beating, needed: Callable[[Floats], float], most: float) -> float | None:
    """Return the smallest change after which a choice is good enough.

    With a jump down to what a choice that was found really needs. The result less
    ``TOLERANCE`` is proven not to be enough.

    Args:
        beating: a choice that is good enough after a change, None without one; where
            there is one, there is one after any larger change.
        needed: the smallest change under which a choice is possible.
        most: changes up to here are tried; None when that is not enough.
    """
    x = beating(most)
    if x is None:
        return None
    bracket = Bracket(min(most, needed(x)))
    while not bracket.settled:
        size = bracket.next_size()
        x = beating(size)
        if x is None:
            bracket.raise_to(size)
        else:
            bracket.lower_to(min(size, needed(x)))
    return bracket.enough if bracket.enough > 0 else None


@dataclass(slots=True)
class Bracket:
    """A change that is enough, and a smaller one that is not.

    Proving that a change is not enough takes much longer than finding a choice for one that
    is. So the next one is tried just below the last, and further below the longer that goes
    well, but no further than half way.

    Attributes:
        enough, less: the two.
    """

    enough: float
    less: float = 0.0
    _stride: float = _FIRST_STRIDE

    @property
    def settled(self) -> bool:
        """Whether the two are as close as ``TOLERANCE``."""
        return self.less >= self._close

    @property
    def _close(self) -> float:
        return self.enough * (1 - TOLERANCE)

    def next_size(self) -> float:
        """Return the change to try next, when not settled."""
        half = (self.less + self.enough) / 2
        return min(self._close, max(self.enough * (1 - self._stride), half))

    def lower_to(self, size: float) -> None:
        """Take note that so much is enough."""
        self.enough = size
        self._stride *= _LONGER

    def raise_to(self, size: float) -> None:
        """Take note that so much is not enough."""
        self.less = size
        self._stride = TOLERANCE
