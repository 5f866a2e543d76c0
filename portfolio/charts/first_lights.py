"""When each light could have come on: a line a check, by month, with the launch and the dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from portfolio.charts.box import Box
from portfolio.charts.chart import Chart, Spot
from portfolio.charts.first_lights_finding import (
    History,
    figure_words,
    first_lights_finding,
    history_of,
    light_words,
    months_between,
    since_launch,
)
from portfolio.charts.frame import body, foot, head, sentence
from portfolio.charts.lesson_view import LessonView, mark_of
from portfolio.charts.page import Ink, Page
from portfolio.charts.style import Style
from portfolio.charts.text import shown
from portfolio.lessons.timeline import MOST_MONTHS
from portfolio.model.days import day_text, month_text
from portfolio.model.text import plural

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from portfolio.lessons import Check

_SMALL = 0.86
_HEADER, _FIGURES, _REST = 1.8, 1.9, 1.5
_TIGHTEST, _ROOMIEST = 1.5, 2.6
_NAMES = 0.3
_DAYS = 31.0
#: Width in font sizes from which caveats stand beside the lines, and the share they take.
_WIDE, _BESIDE = 70.0, 0.36
_LINE = 1.35
_SUBTITLE = "The first month in which each light could have been red."
_FIGURES_TITLE = "dates of its figures"


def describe(view: LessonView) -> str:
    """Say when the first light could have come on."""
    return str(first_lights_finding(view))


def draw(figure: Figure, view: LessonView, style: Style) -> tuple[Spot, ...]:
    """Draw a line for each light that could have been red, the first month first.

    The spots of the lines carry the code of their check, those of the figures the initiative.
    """
    page = Page(figure, style.outdated() if view.outdated else style)
    finding, history = first_lights_finding(view), history_of(view)
    if history is None or history.first is None or history.last is None or not history.lit:
        sentence(page, finding)
        return ()
    top = head(page, finding, _SUBTITLE, outdated=view.outdated)
    area = body(page, top, foot(page, [finding.detail if style.titled else ""]))
    # In a window they stand beside the picture, where they can be read at ease.
    if style.titled and history.caveats and area.width > _WIDE * page.size:
        left = (1 - _BESIDE) * area.width
        _draw_caveats(page, area.columns(left, area.width - left), history.caveats)
        area = area.columns(0.0, left - 2 * page.size)
    months = _Months(max(history.first, _years_before(history.last)), history.last)
    _draw_history(page, area, history, months)
    return tuple(page.spots)


@dataclass(frozen=True, slots=True)
class _Months:
    """The months from the first to the last, side by side."""

    first: date
    last: date

    @property
    def count(self) -> int:
        return months_between(self.first, self.last) + 1

    def x(self, grid: Box, day: date) -> float:
        """Return where a day lies; one that is long past, at the left end."""
        at = months_between(self.first, day) + (day.day - 1) / _DAYS
        return grid.x + max(at, 0.0) / self.count * grid.width

    def end(self, grid: Box, month: date) -> float:
        """Return the end of a month, where it is judged."""
        return grid.x + (months_between(self.first, month) + 1) / self.count * grid.width

    def words(self, place: int) -> str:
        """Return the name of a month, with the year where it begins."""
        month = self.first.month - 1 + place
        return month_text(date(self.first.year + month // 12, month % 12 + 1, 1))


def _years_before(day: date) -> date:
    """Return the first month that is looked at where a history is longer than that."""
    month = day.year * 12 + day.month - MOST_MONTHS
    return date(max(month // 12, 1), month % 12 + 1, 1)


def _draw_history(page: Page, area: Box, history: History, months: _Months) -> None:
    size, ink = page.size, Ink(page.style.text)
    room = area.height - (_HEADER + _FIGURES + _REST) * size
    fit = max(int(room / (_TIGHTEST * size)), 1)
    rows = history.lit[:fit]
    names = [f"{check.code}  {check.title}" for check, _ in rows]
    widest = max(page.width_of(text, ink) for text in [*names, _FIGURES_TITLE]) + 1.4 * size
    left = min(widest, _NAMES * area.width)
    height = min(room / len(rows), _ROOMIEST * size * page.style.density)
    grid = Box(
        area.x + left,
        area.y + _HEADER * size,
        area.width - left - size,
        _FIGURES * size + height * len(rows),
    )
    _draw_months(page, grid, months)
    _draw_figures(page, Box(area.x, grid.y, area.width, _FIGURES * size), grid, history, months)
    for number, ((check, month), name) in enumerate(zip(rows, names, strict=True)):
        y = grid.y + _FIGURES * size + number * height
        row = Box(area.x, y, area.width, height)
        page.label(row.columns(0.0, left - size), name, ink)
        _draw_light(page, row, grid, (history, months), (check, month))
        page.spot(check.code, light_words(history, check, month), row)
    if len(history.lit) > len(rows):
        rest = Box(area.x, grid.bottom, area.width, _REST * size)
        page.label(
            rest, f"and {plural(len(history.lit) - len(rows), 'more light')}", Ink(page.style.muted)
        )


def _draw_months(page: Page, grid: Box, months: _Months) -> None:
    size, muted = page.size, Ink(page.style.muted, _SMALL)
    width = grid.width / months.count
    widest = max(page.width_of(months.words(place), muted) for place in range(months.count)) + size
    step = max(1, int(-(-widest // width)))
    for place in range(0, months.count, step):
        x = grid.x + place * width
        page.fill([Box(x, grid.y, 0.7, grid.height)], page.style.grid)
        room = Box(x, grid.y - _HEADER * size, grid.right - x + size, _HEADER * size)
        page.first_fit(room, (months.words(place), ""), muted)


def _draw_figures(page: Page, row: Box, grid: Box, history: History, months: _Months) -> None:
    """Draw the days for which figures hold, and the launch."""
    size, style = page.size, page.style
    page.label(row.columns(0.0, grid.x - row.x - size), _FIGURES_TITLE, Ink(style.muted, _SMALL))
    page.lines([[(row.x, row.bottom), (row.right, row.bottom)]], style.grid, 0.8)
    points = [(months.x(grid, each.day), row.center_y) for each in history.figures]
    page.marks(points, "D", style.accent, 0.5 * size)
    for (x, y), each in zip(points, history.figures, strict=True):
        page.spot(
            history.initiative, figure_words(each), Box(x - 0.5 * size, y - size, size, 2 * size)
        )
    if history.launched is not None:
        x = months.x(grid, history.launched)
        page.lines([[(x, grid.y), (x, grid.bottom)]], style.accent, 1.3, (4, 3))
        words = f"launched {day_text(history.launched)}"
        ink = Ink(style.ink(style.accent), _SMALL)
        room = Box(x + 0.4 * size, grid.bottom, grid.right - x + 0.6 * size, _REST * size)
        page.first_fit(room, (words, "launch", ""), ink)


def _draw_light(
    page: Page,
    row: Box,
    grid: Box,
    told: tuple[History, _Months],
    lit: tuple[Check, date],
) -> None:
    """Draw when a light comes on, that it stays in sight from then, and the month in words."""
    (history, months), (_, month) = told, lit
    style, size = page.style, page.size
    x, y = months.end(grid, month), row.center_y
    page.lines([[(grid.x, row.bottom), (grid.right, row.bottom)]], style.grid, 0.4)
    shape, color = mark_of("red", style)
    page.marks([(x, y)], shape, color, 0.8 * size)
    when = since_launch(history, month)
    texts = [month_text(month)]
    if when:
        texts.insert(0, f"{texts[0]}, {when}")
    after = Box(x + size, row.y, grid.right - x - size, row.height)
    # The words of a light after the launch do not run across its line.
    launch = grid.x if history.launched is None else months.x(grid, history.launched)
    start = launch + size / 2 if grid.x < launch < x - size else grid.x
    before = Box(start, row.y, x - size - start, row.height)
    ink = Ink(style.text, _SMALL)
    for text in texts:
        if page.width_of(text, ink) <= after.width:
            page.label(after, text, ink)
            return
        if page.width_of(text, ink) <= before.width:
            page.label(before, text, Ink(style.text, _SMALL, side="right"))
            return


def _draw_caveats(page: Page, box: Box, caveats: str) -> None:
    """Print the notes of the document, as many lines as there is room for."""
    size, style = page.size, page.style
    ink = Ink(style.muted, _SMALL)
    page.fill([Box(box.x, box.y, 0.7, box.height)], style.grid)
    box = box.columns(size, box.width - size)
    step = _LINE * _SMALL * size
    page.text(box.x, box.y + step / 2, "Notes of this document", Ink(style.text, bold=True))
    left = max(int(box.height / step) - 2, 0)
    lines: list[str] = []
    for paragraph in caveats.splitlines():
        words = " ".join(shown(word) for word in paragraph.split())
        if words and len(lines) < left:
            room = left - len(lines)
            lines += page.face(ink).wrap(words, _SMALL * size, box.width, room)
    for number, line in enumerate(lines):
        page.text(box.x, box.y + (number + 2) * step, line, ink)


FIRST_LIGHTS = Chart("first_lights", "When each light could have come on", draw, describe)
