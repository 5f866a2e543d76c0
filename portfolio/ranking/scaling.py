"""Ways to make columns comparable, relative to the initiatives in the list.

Each takes a table ``(n, m)`` without gaps and returns one of the same shape. Columns that
would be divided by 0 become 0: nobody has a share of nothing.
"""

from __future__ import annotations

import numpy as np

from portfolio.ranking.result import FloatArray


def exponents(table: FloatArray) -> FloatArray:
    """Return for each column the power of two that brings it within -1 to 1.

    Dividing by a power of two is exact, so no result changes, and sums of squares of very
    large numbers stay finite.
    """
    _, powers = np.frexp(np.abs(table).max(axis=0))
    return np.asarray(powers)


def divided(table: FloatArray, divisors: FloatArray) -> FloatArray:
    """Return ``table / divisors`` by column, 0 where the divisor is 0."""
    safe = np.where(divisors == 0, 1.0, divisors)
    return np.where(divisors == 0, 0.0, table / safe)


def by_norm(table: FloatArray) -> FloatArray:
    """Return ``x_ij / sqrt(sum_i x_ij^2)``, -1 to 1."""
    tame = np.ldexp(table, -exponents(table))
    return divided(tame, np.sqrt(np.square(tame).sum(axis=0)))


def by_sum(table: FloatArray) -> FloatArray:
    """Return ``x_ij / sum_i x_ij``: shares of the column total, 0 to 1 for ``x >= 0``."""
    return divided(table, table.sum(axis=0))


def by_range(table: FloatArray, senses: FloatArray) -> FloatArray:
    """Return 0 for the worst and 1 for the best of each column, linear between.

    ``(x - min) / (max - min)`` where more is better, ``(max - x) / (max - min)`` where less
    is. A column in which all are equal becomes 0.
    """
    low, high = table.min(axis=0), table.max(axis=0)
    rise = np.where(senses > 0, table - low, high - table)
    return np.clip(divided(rise, high - low), 0.0, 1.0)


def by_best(table: FloatArray, senses: FloatArray) -> FloatArray:
    """Return the ratio to the best of each column, 0 to 1 for ``x >= 0``.

    ``x / max`` where more is better, ``min / x`` where less is.
    """
    low, high = table.min(axis=0), table.max(axis=0)
    inverse = np.where(table == 0, 1.0, low / np.where(table == 0, 1.0, table))
    return np.where(senses > 0, divided(table, high), inverse)


def costs_inverted(table: FloatArray, senses: FloatArray) -> FloatArray:
    """Return ``min / x`` where less is better, so that more is better everywhere.

    In proportion to ``1 / x``, and never too large a number.
    """
    return np.where(senses > 0, table, by_best(table, senses))
