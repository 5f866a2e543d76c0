"""The lines of a frontier in shares and values, for the painter and for the drawing alike."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio.charts.frontier_finding import FrontierView

if TYPE_CHECKING:
    from portfolio.insight import Frontier, FrontierPoint, StableSequence

#: Share and value.
Place = tuple[float, float]

LARGEST = 1.5
#: Shares that stand below the picture.
SHARE_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5)
_MOST_TICKS = 5
_ROOM_ABOVE = 1.06

BEST = "Best plans (efficient frontier)"
RANKED = "Down the list (ranking curve)"
STABLE = "Never dropping (stable sequence)"


@dataclass(frozen=True, slots=True, eq=False)
class FrontierShape:
    """What is drawn, in shares of the capacity across and values upward.

    Attributes:
        best: corners of the staircase of the best plans known.
        ranked: the ranking curve, in one part or several; a gap where it breaks a rule.
        stable: corners of the staircase of the stable sequence; empty where not shown.
        doubt: outlines between the best known values and the proven bounds.
        supported, hidden: places of the efficient plans on and off the convex hull.
        here: share that today's plan needs, and its value; None when none fits.
        low, high: ends of the axis of values.
        ticks: values that are labeled.
    """

    best: tuple[Place, ...]
    ranked: tuple[tuple[Place, ...], ...]
    stable: tuple[Place, ...]
    doubt: tuple[tuple[Place, ...], ...]
    supported: tuple[Place, ...]
    hidden: tuple[Place, ...]
    here: Place | None
    low: float
    high: float
    ticks: tuple[float, ...]


def shape_of(view: FrontierView) -> FrontierShape | None:
    """Return the lines of a view; None when there is no plan to draw."""
    frontier = view.frontier
    if frontier is None or not frontier.plans:
        return None
    plans = frontier.plans
    ranked = _runs(frontier.points)
    stable = () if view.stable is None else _stable(view.stable)
    values = [plan.value for plan in plans]
    values += [value for run in ranked for _, value in run] + [value for _, value in stable]
    low, high = min(0.0, *values), max(0.0, *values)
    high = low + (high - low) * _ROOM_ABOVE if high > low else low + 1.0
    return FrontierShape(
        best=stairs([(plan.share, plan.value) for plan in plans]),
        ranked=ranked,
        stable=stable,
        doubt=_doubt(frontier, high),
        supported=tuple((plan.share, plan.value) for plan in plans if plan.supported),
        hidden=tuple((plan.share, plan.value) for plan in plans if not plan.supported),
        here=None if frontier.here is None else (1.0, frontier.here.value),
        low=low,
        high=high,
        ticks=round_ticks(low, high, _MOST_TICKS),
    )


def stairs(places: Sequence[Place]) -> tuple[Place, ...]:
    """Return the corners of a staircase: level up to the next place, then up; on to 150 %."""
    corners = _held(places) if places else ()
    if corners and corners[-1][0] < LARGEST:
        return (*corners, (LARGEST, corners[-1][1]))
    return corners


def round_ticks(low: float, high: float, most: int) -> tuple[float, ...]:
    """Return multiples of 1, 2 or 5 times a power of ten from ``low`` to ``high``.

    Args:
        low: finite.
        high: finite, above ``low``.
        most: no more than so many, 2 or more.
    """
    least = (high - low) / most
    power = 10.0 ** math.floor(math.log10(least))
    step = next(factor * power for factor in (1, 2, 5, 10, 20) if factor * power >= least)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return tuple(number * step for number in range(first, last + 1))


def _stable(sequence: StableSequence) -> tuple[Place, ...]:
    return stairs([(step.share, step.value) for step in sequence.steps])


def _runs(points: Sequence[FrontierPoint]) -> tuple[tuple[Place, ...], ...]:
    runs: list[list[Place]] = [[]]
    for point in points:
        if point.ranked is not None:
            runs[-1].append((point.share, point.ranked))
        elif runs[-1]:
            runs.append([])
    return tuple(_held(run) for run in runs if run)


def _held(run: Sequence[Place]) -> tuple[Place, ...]:
    """Return a staircase up to the last place: what is known at one holds up to the next."""
    corners = [run[0]]
    for share, value in run[1:]:
        corners += [(share, corners[-1][1]), (share, value)]
    return tuple(corners)


def _doubt(frontier: Frontier, high: float) -> tuple[tuple[Place, ...], ...]:
    """Return one outline for each stretch of neighboring points that are not proven."""
    outlines: list[tuple[Place, ...]] = []
    run: list[FrontierPoint] = []
    for point in (*frontier.points, None):
        if point is not None and point.value is not None and point.gap > 0:
            run.append(point)
            continue
        if len(run) > 1:
            upper = [(one.share, min(one.bound, high)) for one in run]
            lower = [(one.share, one.value or 0.0) for one in reversed(run)]
            outlines.append((*upper, *lower))
        run = []
    return tuple(outlines)
