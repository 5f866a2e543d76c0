"""What would turn a light green: each figure solved for, backwards through the formula."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, floor, inf, isfinite, nan

import numpy as np

from portfolio.lessons.check import Measure, Values
from portfolio.lessons.derived import KINDS
from portfolio.lessons.inputs import Flags, Inputs
from portfolio.lessons.lights import AMBER, GREEN, RED, STATUSES, Codes, codes_of, values_of
from portfolio.lessons.terms import first
from portfolio.lessons.words import exact_text, nearest, next_to, rounded
from portfolio.model import FigureKind
from portfolio.model.amounts import number_text, percent_text

#: Units of what is counted one by one.
_WHOLE = frozenset({"tries", "seats"})
_DECADES, _STEPS, _ROUNDS, _POINTS = 12, 961, 3, 257


@dataclass(frozen=True, slots=True)
class Turn:
    """What one figure would have to be, with all others as they are.

    Attributes:
        name: of the figure; empty for an answer, which has only a sentence.
        value: from which on the light is green, in the figure's unit; None when none is.
        times: of what it is now; NaN when that is not known or 0.
        ends_red: from which on it is not red; None when it is not red, or stays so.
        sentence: the same in words.
    """

    name: str
    value: float | None
    times: float
    ends_red: float | None
    sentence: str


def turns_of(measure: Measure, inputs: Inputs) -> tuple[Turn, ...]:
    """Return what would turn the light of a measure green, for each of its levers.

    The value is found by bracketing on a grid about the present one and by repeated
    subdivision, then rounded to four significant digits towards green: entered, it turns the
    light green, and 1 % less does not. Figures without influence are left out.

    Args:
        measure: that is not green.
        inputs: of a single initiative, likely values only.
    """
    found = (_turn(measure, inputs, lever) for lever in measure.levers)
    return tuple(turn for turn in found if turn is not None)


def _turn(measure: Measure, inputs: Inputs, lever: str) -> Turn | None:
    grid = _grid(KINDS[lever], first(inputs[lever]))
    codes = _codes(measure, inputs, lever)
    lights = codes(grid)
    if not (lights != lights[0]).any():
        return None if _same(measure, inputs, lever, grid) else _none(lever)
    now = first(inputs[lever])
    whole = KINDS[lever].unit in _WHOLE
    green = _nearest(grid, now, _among(codes, GREEN), whole=whole)
    if green is None:
        return _none(lever)
    ends = None
    if isfinite(now) and codes(np.array([now]))[0] == RED:
        ends = _nearest(grid, now, _among(codes, AMBER, GREEN), whole=whole)
    times = green[0] / now if isfinite(now) and now != 0 else nan
    ends_red = None if ends is None or ends[0] == green[0] else ends[0]
    return Turn(lever, green[0], times, ends_red, _sentence(lever, inputs, green, ends_red))


def _codes(measure: Measure, inputs: Inputs, lever: str) -> Callable[[Values], Codes]:
    settings = inputs.subjects[0].settings

    def codes(points: Values) -> Codes:
        values = values_of(measure, inputs.with_(lever, points))
        lights = codes_of(measure, values, settings)[0]
        return np.broadcast_to(lights, points.shape)

    return codes


def _among(codes: Callable[[Values], Codes], *wanted: int) -> Callable[[Values], Flags]:
    table = np.isin(np.arange(len(STATUSES)), wanted)
    return lambda points: table[codes(points)]


def _same(measure: Measure, inputs: Inputs, lever: str, grid: Values) -> bool:
    """Whether the figure has no influence on the measure at all."""
    values = values_of(measure, inputs.with_(lever, grid))[0]
    known = values[~np.isnan(values)]
    return known.size == 0 or bool((known == known[0]).all())


def _grid(kind: FigureKind, now: float) -> Values:
    """Possible values about the present one, rising: close together near it, and near 0."""
    size = abs(now) if isfinite(now) and now != 0 else 1.0
    with np.errstate(over="ignore"):
        powers = size * np.logspace(-_DECADES, _DECADES, _STEPS)
    points = [powers, -powers, np.array([0.0])]
    if isfinite(kind.most) and isfinite(kind.least):
        points.append(np.linspace(kind.least, kind.most, _STEPS))
    if isfinite(now):
        points.append(np.array([now]))
    grid = np.unique(np.concatenate(points))
    above = grid > kind.least if kind.name == "utilization" else grid >= kind.least
    possible: Flags = above & (grid <= kind.most) & np.isfinite(grid)
    return np.asarray(grid[possible], dtype=np.float64)


def _nearest(
    grid: Values, now: float, wanted: Callable[[Values], Flags], *, whole: bool
) -> tuple[float, bool] | None:
    """Return the value nearest to now from which on it is wanted, and whether *or more*."""
    good = wanted(grid)
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
        more = bool(good[-1]) or not good[0]
        bad = np.flatnonzero(~good)
        place = int(bad[-1] + 1 if good[-1] else places[0] if more else bad[0] - 1)
    other = place - 1 if more else place + 1
    edge = _edge(grid[other], grid[place], wanted)
    if whole:
        return float(ceil(edge) if more else floor(edge)), more
    return _rounded(edge, wanted, more=more), more


def _edge(bad: float, good: float, wanted: Callable[[Values], Flags]) -> float:
    """Return the wanted value closest to the unwanted one, by repeated subdivision."""
    for _ in range(_ROUNDS):
        points = np.linspace(bad, good, _POINTS)
        flags = wanted(points)
        place = int(np.flatnonzero(flags)[0])
        if place == 0:
            break
        bad, good = float(points[place - 1]), float(points[place])
    return good


def _rounded(value: float, wanted: Callable[[Values], Flags], *, more: bool) -> float:
    beyond = rounded(value, up=more)
    for short in (nearest(value), beyond, next_to(beyond, up=more) if beyond else value):
        if wanted(np.array([short]))[0]:
            return short
    return value


def _sentence(lever: str, inputs: Inputs, green: tuple[float, bool], ends_red: float | None) -> str:
    value, more = green
    now = first(inputs[lever])
    side = "or more" if more else "or less"
    said = f"{KINDS[lever].title}: {_text(lever, value, inputs)} {side}{_times(value, now)}"
    if ends_red is not None:
        said += f"; {_text(lever, ends_red, inputs)} {side} ends the red{_times(ends_red, now)}"
    return f"{said}."


def _times(value: float, now: float) -> str:
    if not isfinite(now) or now <= 0 or value <= 0:
        return ""
    times = value / now
    said = f"{number_text(times)} times" if times >= 1 else f"{percent_text(times)} of"
    return f" ({said} what it is)"


def _none(lever: str) -> Turn:
    title = KINDS[lever].title
    return Turn(lever, None, nan, None, f"{title}: no value of it alone would be enough.")


def _text(lever: str, value: float, inputs: Inputs) -> str:
    population = inputs.subjects[0].population
    unit = {"benefit": population.benefit_unit, "compute": population.compute_unit}.get(
        lever, KINDS[lever].unit
    )
    return exact_text(value, unit, inputs.subjects[0].settings)
