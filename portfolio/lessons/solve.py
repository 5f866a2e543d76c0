"""Where a light changes while one figure moves and all others stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from math import ceil, floor, inf, isfinite
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from portfolio.lessons.check import Measure, Values
from portfolio.lessons.derived import KINDS
from portfolio.lessons.inputs import Flags, Inputs
from portfolio.lessons.lights import Codes, codes_of, values_of
from portfolio.lessons.terms import first
from portfolio.lessons.words import nearest, next_to, rounded
from portfolio.model import FigureKind
from portfolio.model.figures import ABOVE_ZERO

#: Units of what is counted one by one.
_WHOLE = frozenset({"tries", "seats"})
_ROUNDS = 2
_POWERS = np.logspace(-12, 12, 241)
_SHARES = np.linspace(0.0, 1.0, 513)

T = TypeVar("T", bound=np.generic)
#: A figure, and values of it.
Tries = tuple[str, Values]


@dataclass(frozen=True, slots=True)
class Edge:
    """Two values of a figure, close together, between which the light becomes a wanted one.

    Attributes:
        lever: name of the figure.
        wanted: places in ``lights.STATUSES``.
        bad: the value at which it is none of them, and ``good`` at which it is one.
    """

    lever: str
    wanted: tuple[int, ...]
    bad: float
    good: float

    @property
    def more(self) -> bool:
        """Whether the wanted side is the larger one."""
        return self.good > self.bad

    @property
    def from_nothing(self) -> bool:
        """Whether any amount at all is enough."""
        return self.bad == 0 and self.more


def tried(measure: Measure, inputs: Inputs, tries: Sequence[Tries]) -> list[Values]:
    """Return the values of a measure where each figure in turn takes other values.

    All in one pass: while one takes its values, the others are what they are.

    Args:
        measure: to be worked out.
        inputs: of a single initiative, likely values only.
        tries: figures, each as often as wanted.
    """
    sizes = [len(points) for _, points in tries]
    moved = inputs
    for lever in dict.fromkeys(name for name, _ in tries):
        own = first(inputs.stated(lever))
        row = [points if name == lever else np.full(len(points), own) for name, points in tries]
        moved = moved.with_(lever, np.concatenate(row))
    values = np.broadcast_to(values_of(measure, moved)[0], sum(sizes))
    return _split(values, sizes)


def grid_of(kind: FigureKind, now: float) -> Values:
    """Return possible values about the present one, rising: its powers, 0, and the limits."""
    size = abs(now) if isfinite(now) and now != 0 else 1.0
    with np.errstate(over="ignore"):
        powers = size * _POWERS
    signed = [powers, -powers] if kind.least < 0 else [powers]
    grid = np.sort(np.concatenate([*signed, [0.0, kind.least, kind.most, now]]))
    above = grid > kind.least if kind.name in ABOVE_ZERO else grid >= kind.least
    possible: Flags = above & (grid <= kind.most) & np.isfinite(grid)
    return np.asarray(grid[possible], dtype=np.float64)


def among(lights: Codes, wanted: tuple[int, ...]) -> Flags:
    """Return which lights are one of those wanted."""
    found: Flags = lights == wanted[0]
    for other in wanted[1:]:
        found = found | (lights == other)
    return found


def edge_of(
    lever: str, wanted: tuple[int, ...], grid: Values, good: Flags, now: float
) -> Edge | None:
    """Return the edge nearest to now beyond which a light is wanted; None without any.

    Args:
        lever: name of the figure.
        wanted: places in ``lights.STATUSES``.
        grid: values of the figure, rising.
        good: at which of them the light is wanted.
        now: the present value; NaN when it is not known, or says nothing. Then the largest
            value at which the light changes counts: what is above 0 at all is no advice.
    """
    if not good.any() or good.all():
        return None
    places = np.flatnonzero(good)
    if isfinite(now):
        here = int(np.searchsorted(grid, now))
        up, down = places[places > here], places[places < here]
        rise = up[0] - here if up.size else inf
        fall = here - down[-1] if down.size else inf
        more, place = rise <= fall, int(up[0] if rise <= fall else down[-1])
    else:
        more = bool(good[-1])
        place = int(np.flatnonzero(~good)[-1] + 1 if more else places[-1])
    return Edge(lever, wanted, float(grid[place - 1 if more else place + 1]), float(grid[place]))


def solved(measure: Measure, inputs: Inputs, edges: Sequence[Edge]) -> list[tuple[Edge, float]]:
    """Return the edges closer together, and the value to enter for each.

    It has four significant digits, and the light is a wanted one there.
    """
    for _ in range(_ROUNDS):
        points = [_between(edge) for edge in edges]
        flags = _wanted(measure, inputs, edges, points)
        edges = [_narrowed(*each) for each in zip(edges, points, flags, strict=True)]
    points = [np.array(_short(edge)) for edge in edges]
    flags = _wanted(measure, inputs, edges, points)
    return [
        (edge, float(short[fits][0]) if fits.any() else edge.good)
        for edge, short, fits in zip(edges, points, flags, strict=True)
    ]


def _wanted(
    measure: Measure, inputs: Inputs, edges: Sequence[Edge], points: Sequence[Values]
) -> list[Flags]:
    if not edges:
        return []
    levers = [edge.lever for edge in edges]
    found = tried(measure, inputs, list(zip(levers, points, strict=True)))
    lights = codes_of(measure, np.concatenate(found), inputs.subjects[0].settings)
    parts = _split(lights, [len(each) for each in found])
    return [among(part, edge.wanted) for part, edge in zip(parts, edges, strict=True)]


def _split(row: NDArray[T], sizes: Sequence[int]) -> list[NDArray[T]]:
    return [row[end - size : end] for size, end in zip(sizes, accumulate(sizes), strict=True)]


def _between(edge: Edge) -> Values:
    points = edge.bad + (edge.good - edge.bad) * _SHARES
    points[-1] = edge.good
    return points


def _narrowed(edge: Edge, points: Values, wanted: Flags) -> Edge:
    place = int(np.argmax(wanted))
    if place == 0:
        return edge
    return replace(edge, bad=float(points[place - 1]), good=float(points[place]))


def _short(edge: Edge) -> list[float]:
    """Return numbers with few digits at the wanted end of an edge, the nearest first."""
    value, up = edge.good, edge.more
    if KINDS[edge.lever].unit in _WHOLE:
        around = [float(floor(value)), float(ceil(value))]
        return around if up else around[::-1]
    beyond = rounded(value, up=up)
    return [nearest(value), beyond, next_to(beyond, up=up) if beyond else value]
