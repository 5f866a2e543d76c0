"""What the rows alone decide about single options."""

from __future__ import annotations

import numpy as np

from portfolio.funding.rows import Floats, Rows


def tightened(rows: Rows, lower: Floats, upper: Floats) -> tuple[Floats, Floats] | None:
    """Return bounds of 0-1 options, tightened until the rows tell no more.

    For each side of each row, the other options at their most favorable bounds
    leave room ``side - least activity`` for one option; where one of its two
    values does not fit into that room, the other one holds. What is forced in,
    what it requires, what that excludes, and what is larger than a capacity all
    follow from this. None when a row cannot be kept within the bounds.

    Args:
        rows: the rows.
        lower: bounds to start from, 0 or 1, ``(n_options,)``.
        upper: the same from above.
    """
    lower, upper = lower.copy(), upper.copy()
    sides = [side for side in (_Side(rows, 1.0), _Side(rows, -1.0)) if side.matters]
    while True:
        before = upper - lower
        for side in sides:
            if not side.tighten(lower, upper):
                return None
        if np.array_equal(before, upper - lower):
            return lower, upper


class _Side:
    """The upper limits of the rows (``sign`` 1), or the lower ones turned around (-1)."""

    def __init__(self, rows: Rows, sign: float) -> None:
        limit = sign * (rows.upper if sign > 0 else rows.lower)
        inside = np.isfinite(limit)[rows.row]
        self.matters = bool(inside.any() or (limit < 0).any())
        self._row, self._column = rows.row[inside], rows.column[inside]
        self._value = sign * rows.value[inside]
        self._adds = self._value > 0
        self._size = np.abs(self._value)
        self._limit = limit + rows.slack

    def tighten(self, lower: Floats, upper: Floats) -> bool:
        """Tighten the bounds in place; False when a row cannot be kept."""
        column = self._column
        least = self._value * np.where(self._adds, lower[column], upper[column])
        room = self._limit - np.bincount(self._row, weights=least, minlength=len(self._limit))
        if (room < 0).any():
            return False
        tight = np.flatnonzero(self._size > room[self._row])
        column, adds = column[tight], self._adds[tight]
        off, on = column[adds & (lower[column] == 0)], column[~adds & (upper[column] == 1)]
        upper[off] = 0.0
        lower[on] = 1.0
        return not (lower > upper).any()
