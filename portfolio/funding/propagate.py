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
    sides = [
        (sign * rows.value, sign * limit + rows.slack)
        for sign, limit in ((1.0, rows.upper), (-1.0, rows.lower))
    ]
    while True:
        before = upper - lower
        for value, limit in sides:
            least = np.where(value > 0, value * lower[rows.column], value * upper[rows.column])
            room = limit - np.bincount(rows.row, weights=least, minlength=len(rows))
            if (room < 0).any():
                return None
            tight = np.abs(value) > room[rows.row]
            upper[rows.column[tight & (value > 0) & (lower[rows.column] == 0)]] = 0.0
            lower[rows.column[tight & (value < 0) & (upper[rows.column] == 1)]] = 1.0
            if (lower > upper).any():
                return None
        if np.array_equal(before, upper - lower):
            return lower, upper
