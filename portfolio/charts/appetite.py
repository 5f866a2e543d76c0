"""Compute appetite: the share of compute that each asks for, above the share of benefit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from portfolio.charts.appetite_finding import (
    AppetiteRow,
    appetite_finding,
    appetite_rows,
    limits,
)
from portfolio.charts.box import Box
from portfolio.charts.chart import Chart, Spot
from portfolio.charts.frame import body, foot, head, sentence
from portfolio.charts.lesson_view import LessonView, mark_of
from portfolio.charts.page import Ink, Page
from portfolio.charts.scale import BarScale, bar_scale, fitted_rows
from portfolio.charts.style import Style
from portfolio.charts.text import cut_middle
from portfolio.model.amounts import number_text, percent_text
from portfolio.model.text import plural

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_SMALL = 0.86
_TIGHTEST, _ROOMIEST = 2.5, 4.0
_NAMES, _VERDICTS = 0.34, 0.24
_KEY = 1.8
_SUBTITLE = "The share of compute that each asks for, above its share of the benefit."


def describe(view: LessonView) -> str:
    """Say who takes most compute for its benefit."""
    return str(appetite_finding(view))


def draw(figure: Figure, view: LessonView, style: Style) -> tuple[Spot, ...]:
    """Draw two bars each, the worst ratio first, as many as can be read; count the rest."""
    page = Page(figure, style.outdated() if view.outdated else style)
    finding = appetite_finding(view)
    rows = () if view.board is None else appetite_rows(view.board, view.selected)
    if view.board is None or not rows:
        sentence(page, finding)
        return ()
    top = head(page, finding, _SUBTITLE, outdated=view.outdated)
    area = body(page, top, foot(page, [finding.detail if style.titled else ""]))
    size = page.size
    room, roomy = area.height - _KEY * size, _ROOMIEST * size * style.density
    fitted = fitted_rows(room, len(rows), _TIGHTEST * size, roomy)
    shown = _readable(rows, fitted.shown)
    key = Box(area.x, area.y, area.width, _KEY * size)
    bars = Box(area.x, key.bottom, area.width, fitted.height * len(shown))
    _draw_rows(page, bars, shown)
    _draw_key(page, key, limits(view.board))
    hidden = len(rows) - len(shown)
    if hidden:
        rest = Box(area.x, bars.bottom, area.width, fitted.height)
        page.label(rest, f"and {plural(hidden, 'more initiative')}", Ink(page.style.muted))
    return tuple(page.spots)


def _readable(rows: Sequence[AppetiteRow], fit: int) -> list[AppetiteRow]:
    """Return the first rows; the selected one takes the place of the last if it is below."""
    shown = list(rows[:fit])
    below = [row for row in rows[fit:] if row.selected]
    return [*shown[: fit - 1], *below] if below else shown


def _draw_key(page: Page, box: Box, limit: tuple[float, float]) -> None:
    """Say which bar is which, and what the marks mean."""
    size, style = page.size, page.style
    ink = Ink(style.muted, _SMALL)
    x = box.x
    for text, color in (("compute", style.accent), ("benefit", style.funded)):
        page.fill([Box(x, box.center_y - 0.35 * size, 1.4 * size, 0.7 * size)], color)
        page.text(x + 1.9 * size, box.center_y, text, ink)
        x += page.width_of(text, ink) + 3.6 * size
    amber, red = (number_text(each) for each in limit)
    for status, text in (("red", f"compute above {red}× benefit"), ("amber", f"above {amber}×")):
        shape, color = mark_of("red" if status == "red" else "amber", style)
        page.marks([(x + 0.4 * size, box.center_y)], shape, color, 0.7 * size)
        page.text(x + 1.2 * size, box.center_y, text, ink)
        x += page.width_of(text, ink) + 2.6 * size


def _draw_rows(page: Page, area: Box, rows: Sequence[AppetiteRow]) -> None:
    size, ink = page.size, Ink(page.style.text, bold=True)
    small = Ink(page.style.text, _SMALL)
    widest = max(page.width_of(row.name, _ink(page, row)) for row in rows) + 1.5 * size
    left = min(widest, _NAMES * area.width)
    verdicts = max(page.width_of(row.verdict, ink) for row in rows) + 2.4 * size
    right = min(verdicts, _VERDICTS * area.width)
    bars = area.columns(left, area.width - left - right)
    values = [value for row in rows for value in (row.compute, row.benefit)]
    labels = [page.width_of(percent_text(v), small) + size for v in values if not math.isnan(v)]
    scale = bar_scale([v for v in values if not math.isnan(v)], labels, bars)
    for index, row in enumerate(rows):
        place = area.row(index, len(rows))
        page.lines([[(area.x, place.bottom), (area.right, place.bottom)]], page.style.grid, 0.5)
        name = place.columns(0.0, left - size)
        page.label(name, row.name, _ink(page, row), cut_middle)
        _draw_bars(page, place, scale, row)
        _draw_verdict(page, place.columns(area.width - right, right), row)
        page.spot(row.key, row.words, place)
    page.lines([[(scale.zero, area.y), (scale.zero, area.bottom)]], page.style.muted, 0.8)


def _ink(page: Page, row: AppetiteRow) -> Ink:
    return Ink(page.style.text, bold=row.selected)


def _draw_bars(page: Page, place: Box, scale: BarScale, row: AppetiteRow) -> None:
    style, small = page.style, Ink(page.style.text, _SMALL)
    inner = place.inset(0.0, 0.1 * place.height)
    for number, (value, color) in enumerate(
        ((row.compute, style.accent), (row.benefit, style.funded))
    ):
        half = inner.row(number, 2)
        if math.isnan(value):
            continue
        bar = scale.bar(half, value, min(0.72 * half.height, 0.9 * page.size))
        page.fill([bar], color)
        text, gap = percent_text(value), 0.4 * page.size
        if value < 0:
            page.hatch(bar, style.background)
            page.text(bar.x - gap, half.center_y, text, Ink(style.text, _SMALL, side="right"))
        else:
            page.text(bar.right + gap, half.center_y, text, small)


def _draw_verdict(page: Page, box: Box, row: AppetiteRow) -> None:
    """Write the ratio, with the mark of its light."""
    size, style = page.size, page.style
    lit = row.status in {"red", "amber"}
    if lit:
        shape, color = mark_of(row.status, style)
        page.marks([(box.x + 1.1 * size, box.center_y)], shape, color, 0.8 * size)
    text = box.columns(2.1 * size, box.width - 2.1 * size)
    page.label(text, row.verdict, Ink(style.text if lit else style.muted, bold=lit))


APPETITE = Chart("appetite", "Compute appetite", draw, describe)
