"""Value against one capacity: every efficient plan, the ranking curve, the stable sequence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio.charts.box import Box, spread
from portfolio.charts.chart import Chart, Spot
from portfolio.charts.frame import body, foot, head, sentence
from portfolio.charts.frontier_axis import ABOVE, BELOW, HERE, ShareAxis
from portfolio.charts.frontier_finding import FrontierView, frontier_finding, proof_words
from portfolio.charts.frontier_shape import BEST, RANKED, STABLE, FrontierShape, Place, shape_of
from portfolio.charts.page import Ink, Page, Point
from portfolio.charts.style import Style
from portfolio.charts.text import shown
from portfolio.model.amounts import amount_text

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_SMALL = 0.86
_NAMED = 0.24
_MANY = 60
_GAP = 2.7
_KEY = "Filled: the best plan at some price of it (convex). Hollow: found only by exact search."


def describe(view: FrontierView) -> str:
    """Say what 20 % less costs and 20 % more buys."""
    return str(frontier_finding(view))


def draw(figure: Figure, view: FrontierView, style: Style) -> tuple[Spot, ...]:
    """Draw the three lines with their names, the plans, and where we are."""
    page = Page(figure, style.outdated() if view.outdated else style)
    finding, shape = frontier_finding(view), shape_of(view)
    frontier = view.frontier
    if view.trouble is not None or shape is None or frontier is None:
        sentence(page, finding)
        return ()
    subtitle = f"{frontier.objective_name.capitalize()} by capacity of {shown(view.resource)}."
    top = head(page, finding, subtitle, outdated=view.outdated)
    notes = [finding.detail if style.titled else "", _KEY, proof_words(frontier)]
    area = body(page, top, foot(page, notes))
    _Drawing(page, shape, area, frontier.value_unit).draw(view)
    return tuple(page.spots)


class _Drawing:
    """The places of the lines on one page."""

    def __init__(self, page: Page, shape: FrontierShape, area: Box, unit: str) -> None:
        self.page, self.shape = page, shape
        self._area, self._unit, size = area, unit, page.size
        ink = Ink(page.style.muted, _SMALL)
        widths = [page.width_of(self._amount(tick), ink) for tick in shape.ticks]
        left = max(widths, default=0.0) + 1.6 * size
        right = min(_NAMED * area.width, 15 * size)
        top, below = ABOVE * size, BELOW * size
        self.plot = Box(
            area.x + left, area.y + top, area.width - left - right, area.height - top - below
        )
        self.axis = ShareAxis(self.plot)

    def draw(self, view: FrontierView) -> None:
        """Draw everything."""
        page, style, shape = self.page, self.page.style, self.shape
        here = HERE if shape.here is None else f"{HERE}: {self._amount(shape.here[1])}"
        self._values()
        for outline in shape.doubt:
            page.lines([self._path(outline)], style.grid, 0.8)
        self.axis.draw(page, view, here)
        if shape.ranked:
            page.lines([self._path(run) for run in shape.ranked], style.cut, 1.6, (5, 3))
        if shape.stable:
            page.lines([self._path(shape.stable)], style.funded, 1.8, (1.5, 1.8))
        page.lines([self._path(shape.best)], style.accent, 1.8)
        self._marks(view)
        self._names()

    def _amount(self, value: float) -> str:
        return amount_text(value, shown(self._unit))

    def _at(self, place: Place) -> Point:
        part = (place[1] - self.shape.low) / (self.shape.high - self.shape.low)
        return self.axis.x(place[0]), self.plot.bottom - part * self.plot.height

    def _path(self, places: tuple[Place, ...]) -> list[Point]:
        return [self._at(place) for place in places]

    def _values(self) -> None:
        page, size = self.page, self.page.size
        ink = Ink(page.style.muted, _SMALL, side="right")
        for tick in self.shape.ticks:
            _, y = self._at((0.0, tick))
            page.lines([[(self.plot.x, y), (self.plot.right, y)]], page.style.grid, 0.7)
            page.text(self.plot.x - 0.8 * size, y, self._amount(tick), ink)

    def _marks(self, view: FrontierView) -> None:
        page, shape = self.page, self.shape
        many = len(shape.hidden) + len(shape.supported) > _MANY
        size = page.size * (0.36 if many else 0.62)
        accent = page.style.accent
        page.marks(self._path(shape.hidden), "o", accent, size)
        page.marks(self._path(shape.hidden), "o", page.style.background, 0.62 * size)
        page.marks(self._path(shape.supported), "D", accent, size)
        if shape.here is not None:
            page.marks([self._at(shape.here)], "o", page.style.text, 0.75 * page.size)
        for plan in () if view.frontier is None else view.frontier.plans:
            x, y = self._at((plan.share, plan.value))
            half = 0.4 * page.size
            words = f"{view.capacity_words(plan.share)}: {self._amount(plan.value)}"
            page.spot(f"{plan.share!r}", words, Box(x - half, y - half, 2 * half, 2 * half))

    def _names(self) -> None:
        """Write the name of each line at its end, moved apart where they are too close."""
        page, shape, style, size = self.page, self.shape, self.page.style, self.page.size
        ends = [(self._at(shape.best[-1]), BEST, style.accent)]
        if shape.ranked:
            ends.append((self._at(shape.ranked[-1][-1]), RANKED, style.cut))
        if shape.stable:
            ends.append((self._at(shape.stable[-1]), STABLE, style.funded))
        ends.sort(key=lambda end: end[0][1])
        left = self.plot.right + 1.2 * size
        room = self._area.right - left
        low, high = self._area.y + size, self.plot.bottom - 1.5 * size
        places = spread([end[1] for end, _, _ in ends], _GAP * size, low, high)
        for (end, text, color), y in zip(ends, places, strict=True):
            page.lines([[end, (left - 0.3 * size, y)]], color, 0.8)
            ink = Ink(style.ink(color), _SMALL)
            lines = page.face(ink).wrap(text, _SMALL * size, room, 2)
            for number, line in enumerate(lines):
                at = y + (number - (len(lines) - 1) / 2) * 1.2 * size
                page.text(left, at, line, ink)


FRONTIER = Chart("frontier", "Value against capacity", draw, describe)
