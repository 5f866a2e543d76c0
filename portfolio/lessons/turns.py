"""What would turn a light green: each figure solved for, backwards through the formula."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite, nan

import numpy as np

from portfolio.lessons.check import Measure, Values
from portfolio.lessons.derived import KINDS
from portfolio.lessons.inputs import Inputs
from portfolio.lessons.lights import AMBER, GREEN, MISSING, RED, Codes, codes_of, values_of
from portfolio.lessons.solve import Edge, among, edge_of, grid_of, solved, tried
from portfolio.lessons.terms import first
from portfolio.lessons.words import exact_text
from portfolio.model.amounts import number_text, percent_text

_GREEN, _NOT_RED = (GREEN,), (AMBER, GREEN)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one figure would have to be, with all others as they are.

    Attributes:
        name: of the figure; empty for an answer, which has only a sentence.
        value: from which on the light is green, in the figure's unit; None when none is, or
            any is.
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
    if not measure.levers:
        return ()
    settings = inputs.subjects[0].settings
    light = int(codes_of(measure, values_of(measure, inputs), settings)[0, 0])
    grids = [(name, grid_of(KINDS[name], first(inputs[name]))) for name in measure.levers]
    values = tried(measure, inputs, grids)
    lights = [codes_of(measure, each, settings) for each in values]
    edges = []
    for (name, grid), codes in zip(grids, lights, strict=True):
        now = nan if light == MISSING else first(inputs[name])
        edges += _edges(name, grid, codes, now, is_red=light == RED)
    keys = [(edge.lever, edge.wanted) for edge in edges]
    ends = dict(zip(keys, solved(measure, inputs, edges), strict=True))
    turns = []
    for name, codes, found in zip(measure.levers, lights, values, strict=True):
        if (name, _GREEN) in ends:
            red = ends.get((name, _NOT_RED))
            turns.append(_turn(inputs, *ends[name, _GREEN], None if red is None else red[1]))
        elif _is_in_vain(codes, found):
            turns.append(_none(name, "no value of it alone would be enough"))
    return tuple(turns)


def _edges(name: str, grid: Values, lights: Codes, now: float, *, is_red: bool) -> list[Edge]:
    """Return where a figure turns the light green, and where it ends the red if it is red."""
    wanted = [_GREEN, _NOT_RED] if is_red and (lights == GREEN).any() else [_GREEN]
    found = (edge_of(name, each, grid, among(lights, each), now) for each in wanted)
    return [edge for edge in found if edge is not None]


def _is_in_vain(lights: Codes, values: Values) -> bool:
    """Whether a figure has some influence on a measure, and never turns it green."""
    known = values[~np.isnan(values)]
    moves = (lights != lights[0]).any() or (known != known[:1]).any()
    return bool(moves) and not (lights == GREEN).any()


def _none(name: str, why: str) -> Turn:
    return Turn(name, None, nan, None, f"{KINDS[name].title}: {why}.")


def _turn(inputs: Inputs, edge: Edge, value: float, ends_red: float | None) -> Turn:
    now = first(inputs[edge.lever])
    if edge.from_nothing:
        return _none(edge.lever, "anything above 0 would do")
    times = value / now if isfinite(now) and now != 0 else nan
    ends_red = None if ends_red == value else ends_red
    return Turn(edge.lever, value, times, ends_red, _sentence(inputs, edge, value, ends_red))


def _sentence(inputs: Inputs, edge: Edge, value: float, ends_red: float | None) -> str:
    lever, now = edge.lever, first(inputs[edge.lever])
    side = "or more" if edge.more else "or less"
    if value == 0 and not edge.more:
        return f"{KINDS[lever].title}: only 0 would be enough."
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


def _text(lever: str, value: float, inputs: Inputs) -> str:
    population = inputs.subjects[0].population
    unit = {"benefit": population.benefit_unit, "compute": population.compute_unit}.get(
        lever, KINDS[lever].unit
    )
    return exact_text(value, unit, inputs.subjects[0].settings)
