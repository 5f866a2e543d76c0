"""One number over the months to come: its likely course, its band, and levels to reach."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from portfolio.charts.box import Box, spread
from portfolio.charts.color import mix
from portfolio.charts.frontier_shape import round_ticks
from portfolio.charts.page import Ink, Page, Point
from portfolio.lessons import Band

_SMALL = 0.86
_YEAR = 12
#: Heights in font sizes: of the title above the plot, and of the months below it.
ABOVE, BELOW = 2.0, 1.8
_STEP = 2.4
_BAND, _STRIPE = 0.78, 0.9
_MOST_TICKS = 6
_HEAD = 0.05
_LONGEST = 0.24


@dataclass(frozen=True, slots=True)
class MonthCurve:
    """What one plot shows.

    Attributes:
        title: above it.
        band: finite numbers, one a month, month 0 first.
        text: how a number is written.
        levels: height to the name of a line across, at its right end.
        mark: month, its band and the words above it; a month beyond the last is not drawn.
    """

    title: str
    band: Band
    text: Callable[[float], str]
    levels: tuple[tuple[float, str], ...] = ()
    mark: tuple[float, float, float, str] | None = None


def is_drawable(band: Band) -> bool:
    """Whether every number of a band is finite."""
    return all(bool(np.isfinite(each).all()) for each in (band.likely, band.low, band.high))


def draw_curve(page: Page, area: Box, curve: MonthCurve) -> None:
    """Draw one plot in a box."""
    _Plot(page, area, curve).draw()


class _Plot:
    """The places of one curve on the page."""

    def __init__(self, page: Page, area: Box, curve: MonthCurve) -> None:
        self.page, self.area, self.curve = page, area, curve
        size, small = page.size, Ink(page.style.muted, _SMALL)
        levels = [height for height, _ in curve.levels]
        self.low = min(0.0, float(curve.band.low.min()), *levels)
        self.high = max(0.0, float(curve.band.high.max()), *levels)
        if self.high <= self.low:
            self.high = self.low + 1.0
        self.high += _HEAD * (self.high - self.low)
        height = area.height - (ABOVE + BELOW) * size
        most = min(max(int(height / (_STEP * size)), 2), _MOST_TICKS)
        self.ticks = round_ticks(self.low, self.high, most)
        left = max(page.width_of(self._text(tick), small) for tick in self.ticks) + 0.8 * size
        last = float(curve.band.likely[-1])
        self.ends = [(last, self._text(last)), *curve.levels]
        right = max(page.width_of(name, small) for _, name in self.ends) + 1.6 * size
        self.plot = Box(area.x + left, area.y + ABOVE * size, area.width - left - right, height)
        self.months = len(curve.band.likely) - 1

    def draw(self) -> None:
        """Draw everything."""
        page, curve, style = self.page, self.curve, self.page.style
        size, band = page.size, self.curve.band
        title = Box(self.area.x, self.area.y, self.area.width, ABOVE * size)
        page.label(title, curve.title, Ink(style.text, bold=True))
        self._draw_grid()
        self._draw_mark()
        upper = self._path(band.high)
        if not np.array_equal(band.low, band.high):
            edge = [*upper, *reversed(self._path(band.low))]
            page.shape(edge, mix(style.accent, style.background, _BAND))
        for level, _ in curve.levels:
            page.lines([self._across(level)], style.funded, 1.1, (4, 3))
        page.lines([self._across(0.0)], style.text, 1.0)
        page.lines([self._path(band.likely)], style.accent, 2.0)
        self._draw_ends()

    def _text(self, value: float) -> str:
        """Return a number as it is written, cut where its unit would leave no room to draw."""
        face, size = self.page.face(Ink(self.page.style.muted)), _SMALL * self.page.size
        return face.fit(self.curve.text(value), size, _LONGEST * self.area.width)

    def _at(self, month: float, value: float) -> Point:
        share = (value - self.low) / (self.high - self.low)
        x = self.plot.x + month / self.months * self.plot.width
        return x, self.plot.bottom - share * self.plot.height

    def _path(self, values: Sequence[float] | np.ndarray) -> list[Point]:
        return [self._at(float(month), float(value)) for month, value in enumerate(values)]

    def _across(self, value: float) -> list[Point]:
        return [self._at(0.0, value), self._at(float(self.months), value)]

    def _draw_grid(self) -> None:
        page, style, size = self.page, self.page.style, self.page.size
        right = Ink(style.muted, _SMALL, side="right")
        for tick in self.ticks:
            page.lines([self._across(tick)], style.grid, 0.7)
            page.text(self.plot.x - 0.6 * size, self._at(0.0, tick)[1], self._text(tick), right)
        for month in range(0, self.months + 1, _YEAR):
            x, _ = self._at(month, 0.0)
            words = "today" if month == 0 else f"month {month}"
            page.lines([[(x, self.plot.y), (x, self.plot.bottom)]], style.grid, 0.7)
            side = Ink(style.muted, _SMALL, side="center" if month else "left")
            page.text(x, self.plot.bottom + size, words, side)

    def _draw_mark(self) -> None:
        """Draw the month that matters: its band as a stripe, itself as a line."""
        if self.curve.mark is None:
            return
        month, early, late, words = self.curve.mark
        page, style, plot = self.page, self.page.style, self.plot
        ends = [self._at(min(end, self.months), 0.0)[0] for end in (early, late)]
        if early < self.months and ends[1] > ends[0]:
            stripe = Box(ends[0], plot.y, ends[1] - ends[0], plot.height)
            page.fill([stripe], mix(style.funded, style.background, _STRIPE))
        if not 0 < month <= self.months:
            return
        x, y = self._at(month, 0.0)
        page.lines([[(x, plot.y), (x, plot.bottom)]], style.funded, 1.2, (2, 2))
        page.marks([(x, y)], "D", style.funded, 0.8 * page.size)
        ink = Ink(style.ink(style.funded), _SMALL, side="right")
        title = page.width_of(self.curve.title, Ink(style.text, bold=True)) + 2 * page.size
        start = self.area.x + title
        room = Box(start, self.area.y, plot.right - start, ABOVE * page.size)
        page.first_fit(room, (words, ""), ink)

    def _draw_ends(self) -> None:
        """Write what stands at the right end of each line, moved apart where they are close."""
        page, style, size = self.page, self.page.style, self.page.size
        ends = sorted(self.ends, key=lambda end: -end[0])
        wanted = [self._at(0.0, height)[1] for height, _ in ends]
        places = spread(wanted, 1.3 * size, self.plot.y, self.plot.bottom)
        left = self.plot.right
        for (height, name), y in zip(ends, places, strict=True):
            own = name == self.ends[0][1] and height == self.ends[0][0]
            color = style.accent if own else style.funded
            path = [(left, self._at(0.0, height)[1]), (left + 0.9 * size, y)]
            page.lines([path], color, 0.8)
            page.text(left + 1.2 * size, y, name, Ink(style.ink(color), _SMALL))
