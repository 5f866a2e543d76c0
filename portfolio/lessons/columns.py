"""Stated figures as arrays, without those that cannot be used, and the reason in words."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import isfinite
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from portfolio.model import MONEY, Figure, FigureKind
from portfolio.model.figures import ABOVE_ZERO, unit_fits

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Column:
    """One figure of n initiatives, each array of shape (n,); NaN where there is none.

    Attributes:
        likely: what can be used.
        low: NaN also where no range can be used; so is ``high``.
    """

    likely: Values
    low: Values
    high: Values

    @property
    def has_ranges(self) -> bool:
        """Whether any of them is uncertain."""
        return not bool(np.isnan(self.low).all() and np.isnan(self.high).all())

    def spread(self, rows: list[int], count: int) -> Column:
        """Return a column of ``count`` initiatives, of which this one holds these rows."""
        if rows == list(range(count)):
            return self
        parts = []
        for part in (self.likely, self.low, self.high):
            whole = np.full(count, np.nan)
            whole[rows] = part
            parts.append(whole)
        return Column(*parts)


def read_column(figures: Sequence[Figure], kind: FigureKind, currency: str) -> Column:
    """Return the numbers of one figure of those that state it.

    A number that is not finite, outside the limits of its kind or in another unit counts as
    missing; a low or high that is not finite, beyond the limits or on the wrong side of the
    likely one as no range. ``oddity`` says so in words.
    """
    likely = _numbers(figures, "likely")
    units = {f.unit for f in figures}
    foreign = {unit for unit in units if not unit_fits(unit, kind, currency)}
    if foreign:
        likely[[f.unit in foreign for f in figures]] = np.nan
    likely[~_within(likely, kind)] = np.nan
    low, high = _numbers(figures, "low"), _numbers(figures, "high")
    low[~(_within(low, kind) & (low <= likely))] = np.nan
    high[~(_within(high, kind) & (high >= likely))] = np.nan
    return Column(likely, low, high)


def oddity(figure: Figure, kind: FigureKind, currency: str) -> str:
    """Return why a figure, or its range, cannot be used, as a sentence; empty when it can."""
    if not isfinite(figure.likely):
        return f"{kind.title} is no finite number, so it counts as missing."
    if not unit_fits(figure.unit, kind, currency):
        asked = kind.unit.replace(MONEY, currency)
        return f"{kind.title} is stated in {figure.unit}, not in {asked}, so it counts as missing."
    if not kind.allows(figure.likely):
        return f"{kind.title} cannot be {_limit(kind)}, so it counts as missing."
    low, high = figure.low, figure.high
    sound = (low is None or (kind.allows(low) and low <= figure.likely)) and (
        high is None or (kind.allows(high) and high >= figure.likely)
    )
    return "" if sound else f"The range of {kind.title} is impossible, so it is left out."


def worlds(column: Column, name: str, count: int) -> Values:
    """Return one row an initiative: its likely value, then samples of its range.

    Samples are those of a triangular distribution with the stated ends and the likely value
    as its mode, by the inverse of its distribution function, at one point in each of
    ``count`` strata of equal probability (Latin hypercube sampling, McKay, Beckman and
    Conover 1979), in an order that depends on the name of the figure alone: the same file
    gives the same answer, in any order of its initiatives.

    Args:
        column: of n initiatives.
        name: of the figure.
        count: of samples, m.

    Returns:
        Shape (n, 1 + m); (n, 1) where no initiative states a range.
    """
    likely = column.likely[:, None]
    if not column.has_ranges:
        return likely
    low = np.where(np.isnan(column.low), column.likely, column.low)[:, None]
    high = np.where(np.isnan(column.high), column.likely, column.high)[:, None]
    spread = high - low
    # Roots before the product: amounts beyond any sense must not overflow.
    rising = np.sqrt(spread) * np.sqrt(likely - low)
    falling = np.sqrt(spread) * np.sqrt(high - likely)
    share, up, down = _strata(name, count)
    mode = np.divide(likely - low, spread, out=np.zeros_like(spread), where=spread > 0)
    found = np.empty((len(likely), 1 + count))
    found[:, :1] = likely
    # In place: arrays of this size cost more to come by than to fill.
    samples, above = found[:, 1:], np.multiply(down, falling)
    np.subtract(high, above, out=above)
    np.multiply(up, rising, out=samples)
    np.add(samples, low, out=samples)
    np.copyto(samples, above, where=share >= mode)
    return found


@cache
def _strata(name: str, count: int) -> tuple[Values, Values, Values]:
    order = np.random.default_rng(zlib.crc32(name.encode())).permutation(count)
    share = (order + 0.5) / count
    return share, np.sqrt(share), np.sqrt(1.0 - share)


def _numbers(figures: Sequence[Figure], end: str) -> Values:
    values = map(attrgetter(end), figures)
    try:
        return np.fromiter(values, np.float64, len(figures))
    except TypeError:  # Not all of them state it.
        return np.array(list(map(attrgetter(end), figures)), dtype=np.float64)


def _within(values: Values, kind: FigureKind) -> NDArray[np.bool_]:
    least = values > kind.least if kind.name in ABOVE_ZERO else values >= kind.least
    return least & (values <= kind.most) & np.isfinite(values)


def _limit(kind: FigureKind) -> str:
    least = f"{kind.least:g} or less" if kind.name in ABOVE_ZERO else f"below {kind.least:g}"
    return f"{least} or above {kind.most:g}" if isfinite(kind.most) else least
