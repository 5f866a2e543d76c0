"""Stated figures as arrays, without those that cannot be used, and the reason in words."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from portfolio.model import FIGURES, MONEY, Figure, FigureKind, FrozenMap
from portfolio.model.figures import ABOVE_ZERO, unit_fits
from portfolio.model.text import quoted

Values = NDArray[np.float64]

_PLACE = {kind.name: place for place, kind in enumerate(FIGURES)}
#: Limits of every figure, in the order of ``FIGURES``; what divides is above its least.
_LEAST = np.array([[kind.least] for kind in FIGURES])
_LEAST = np.where([[k.name in ABOVE_ZERO] for k in FIGURES], np.nextafter(_LEAST, np.inf), _LEAST)
_MOST = np.array([[kind.most] for kind in FIGURES])


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


def read_columns(
    stated: Sequence[FrozenMap[str, Figure]], defaults: Mapping[str, Figure], currency: str
) -> dict[str, Column]:
    """Return the numbers of every figure of the model, by name.

    A number that is not finite, outside the limits of its kind or in another unit counts as
    missing; a low or high that is not finite, beyond the limits or on the wrong side of the
    likely one as no range. ``oddity`` says so in words.

    Args:
        stated: figures of n initiatives, by name; other names are passed over.
        defaults: figures that stand where an initiative states none.
        currency: of the portfolio.
    """
    figures = list(chain.from_iterable(each.values() for each in stated))
    # One row more than there are figures: for names that the model does not know.
    places = np.concatenate([_places(tuple(each)) for each in stated])
    rows = np.repeat(np.arange(len(stated)), [len(each) for each in stated])
    values = np.full((3, len(FIGURES) + 1, len(stated)), np.nan)
    values[0, places, rows] = [figure.likely for figure in figures]
    values[1, places, rows] = np.array([figure.low for figure in figures], np.float64)
    values[2, places, rows] = np.array([figure.high for figure in figures], np.float64)
    foreign = _foreign(figures, places, currency)
    values[0, places[foreign], rows[foreign]] = np.nan
    if defaults:
        is_stated = np.zeros(values.shape[1:], np.bool_)
        is_stated[places, rows] = True
        _fill(values, ~is_stated, defaults, currency)
    likely, low, high = values[:, :-1]
    likely[~_within(likely)] = np.nan
    low[~(_within(low) & (low <= likely))] = np.nan
    high[~(_within(high) & (high >= likely))] = np.nan
    ends = zip(likely, low, high, strict=True)
    return {kind.name: Column(*each) for kind, each in zip(FIGURES, ends, strict=True)}


@lru_cache(maxsize=4096)
def _places(names: tuple[str, ...]) -> NDArray[np.intp]:
    """Return the rows of these names; many initiatives state the same figures."""
    return np.array([_PLACE.get(name, len(FIGURES)) for name in names], np.intp)


def _foreign(figures: Sequence[Figure], places: NDArray[np.intp], currency: str) -> list[int]:
    """Return the places of figures that are stated in a unit that cannot be counted."""
    fits: dict[tuple[str, int], bool] = {}
    found = []
    for place in [place for place, figure in enumerate(figures) if figure.unit]:
        unit, number = figures[place].unit, int(places[place])
        if number == len(FIGURES):
            continue
        if (unit, number) not in fits:
            fits[unit, number] = unit_fits(unit, FIGURES[number], currency)
        if not fits[unit, number]:
            found.append(place)
    return found


def _fill(
    values: Values, unstated: NDArray[np.bool_], defaults: Mapping[str, Figure], currency: str
) -> None:
    for name, figure in defaults.items():
        place = _PLACE[name]
        if unit_fits(figure.unit, FIGURES[place], currency):
            ends = np.array([[figure.likely], [figure.low], [figure.high]], dtype=np.float64)
            values[:, place, unstated[place]] = ends


def oddity(figure: Figure, kind: FigureKind, currency: str) -> str:
    """Return why a figure, or its range, cannot be used, as a sentence; empty when it can."""
    if not isfinite(figure.likely):
        return f"{kind.title}: no finite number, so it counts as missing."
    if not unit_fits(figure.unit, kind, currency):
        asked = kind.unit.replace(MONEY, currency)
        stated = quoted(figure.unit)
        return f"{kind.title}: stated in {stated}, not in {asked}, so it counts as missing."
    if not kind.allows(figure.likely):
        return f"{kind.title}: it cannot be {_limit(kind)}, so it counts as missing."
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
    if not column.has_ranges:
        return column.likely[:, None]
    likely = column.likely
    low = np.where(np.isnan(column.low), likely, column.low)
    high = np.where(np.isnan(column.high), likely, column.high)
    spread = high - low
    # Roots before the product: amounts beyond any sense must not overflow.
    rising = np.sqrt(spread) * np.sqrt(likely - low)
    falling = np.sqrt(spread) * np.sqrt(high - likely)
    share, up, down = _strata(name, count)
    mode = np.divide(likely - low, spread, out=np.zeros_like(spread), where=spread > 0)
    # A row a world: numpy is quick along the initiatives, of which there are more. In place:
    # arrays of this size cost more to come by than to fill.
    found = np.empty((1 + count, len(likely)))
    found[0] = likely
    samples, above = found[1:], np.multiply(down, falling)
    np.subtract(high, above, out=above)
    np.multiply(up, rising, out=samples)
    np.add(samples, low, out=samples)
    np.copyto(samples, above, where=share >= mode)
    return found.T


@cache
def _strata(name: str, count: int) -> tuple[Values, Values, Values]:
    order = np.random.default_rng(zlib.crc32(name.encode())).permutation(count)
    share = (order[:, None] + 0.5) / count
    return share, np.sqrt(share), np.sqrt(1.0 - share)


def _within(values: Values) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = (values >= _LEAST) & (values <= _MOST) & np.isfinite(values)
    return found


def _limit(kind: FigureKind) -> str:
    least = f"{kind.least:g} or less" if kind.name in ABOVE_ZERO else f"below {kind.least:g}"
    return f"{least} or above {kind.most:g}" if isfinite(kind.most) else least
