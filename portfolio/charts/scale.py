"""How long bars may be so that they and the numbers at their ends stay in a box, and how tall."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from portfolio.charts.box import Box

_HALVINGS = 50


@dataclass(frozen=True, slots=True)
class FittedRows:
    """How many rows of a list are shown, and the height of each in points."""

    shown: int
    height: float


def fitted_rows(room: float, count: int, tightest: float, roomiest: float) -> FittedRows:
    """Return as many rows as can be read; where some are left out, the last line tells of them.

    Args:
        room: height of all rows, in points.
        count: rows, 1 or more.
        tightest: height at which a row can still be read.
        roomiest: no row is taller, however few they are.
    """
    lines = min(count, max(int(room / tightest), 2))
    return FittedRows(count if lines == count else lines - 1, min(room / lines, roomiest))


@dataclass(frozen=True, slots=True)
class BarScale:
    """Where 0 is, and how many points one unit is long."""

    zero: float
    unit: float

    def bar(self, row: Box, value: float, thickness: float) -> Box:
        """Return the bar of a value in the middle of a row; one below 0 runs to the left."""
        if not math.isfinite(value):
            value = 0.0
        length = abs(value) * self.unit
        left = self.zero if value >= 0 else self.zero - length
        return Box(left, row.center_y - thickness / 2, length, thickness)


def bar_scale(values: Sequence[float], labels: Sequence[float], box: Box) -> BarScale:
    """Return the largest scale at which bars and the labels at their ends fit a box.

    Args:
        values: of the bars; those that are not finite are left out.
        labels: the width that each label needs, its gap included, in points.
        box: the room, only its left and right edges count.
    """
    pairs = [(v, w) for v, w in zip(values, labels, strict=True) if math.isfinite(v)]
    up = [(v, w) for v, w in pairs if v >= 0]
    down = [(-v, w) for v, w in pairs if v < 0]

    def reach(side: list[tuple[float, float]], unit: float) -> float:
        return max((value * unit + label for value, label in side), default=0.0)

    largest = max((abs(value) for value, _ in pairs), default=0.0)
    low, high = 0.0, box.width / largest if largest > 0 else 0.0
    for _ in range(_HALVINGS):
        unit = (low + high) / 2
        if reach(up, unit) + reach(down, unit) <= box.width:
            low = unit
        else:
            high = unit
    return BarScale(box.x + reach(down, low), low)
