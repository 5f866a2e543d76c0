"""The kindest and the harshest value that stated ranges allow."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from portfolio.lessons.check import Measure, Values
from portfolio.lessons.inputs import Inputs
from portfolio.lessons.lights import values_of


def ends_of(measure: Measure, inputs: Inputs, names: Iterable[str]) -> tuple[float, float] | None:
    """Return the kindest and the harshest value; None when no figure states a range.

    Every figure is put at its low or its high, whichever is the kinder one for the measure
    with all others as likely, and then at the other: exact where the measure rises or falls
    with each figure, as all of ours do.

    Args:
        measure: to be worked out.
        inputs: of a single initiative, likely values only.
        names: of the figures that it is worked out from.
    """
    ranged = [name for name in dict.fromkeys(names) if inputs.column(name).has_ranges]
    if not ranged:
        return None
    sides = {name: _sides(inputs, name) for name in ranged}
    tried = inputs
    for place, name in enumerate(ranged):
        row = np.full(2 * len(ranged), inputs.column(name).likely[0])
        row[2 * place : 2 * place + 2] = sides[name]
        tried = tried.with_(name, row)
    sign = 1.0 if measure.better == "more" else -1.0
    values = sign * _row(measure, tried, 2 * len(ranged))
    for place, name in enumerate(ranged):
        low, high = sides[name]
        low_kinder = values[2 * place] > values[2 * place + 1]
        tried = tried.with_(name, np.array([low, high] if low_kinder else [high, low]))
    kindest, harshest = _row(measure, tried, 2).tolist()
    return kindest, harshest


def _sides(inputs: Inputs, name: str) -> tuple[float, float]:
    column = inputs.column(name)
    low, likely, high = (float(part[0]) for part in (column.low, column.likely, column.high))
    return (likely if np.isnan(low) else low), (likely if np.isnan(high) else high)


def _row(measure: Measure, inputs: Inputs, count: int) -> Values:
    return np.broadcast_to(values_of(measure, inputs), (1, count)).reshape(count)
