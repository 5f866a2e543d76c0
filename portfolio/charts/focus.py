"""Focus: four large numbers, and how many initiatives each lead has in progress."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from portfolio.charts.box import Box
from portfolio.charts.chart import Chart, Spot
from portfolio.charts.focus_finding import (
    LeadRow,
    focus_finding,
    focus_tiles,
    lead_limit,
    lead_rows,
    numbers_of,
)
from portfolio.charts.frame import body, foot, head, sentence
from portfolio.charts.lesson_view import LessonView, mark_of
from portfolio.charts.number_tiles import TILES, draw_tiles
from portfolio.charts.page import Ink, Page
from portfolio.charts.scale import bar_scale, fitted_rows
from portfolio.charts.style import Style
from portfolio.charts.text import cut_middle
from portfolio.model.amounts import number_text
from portfolio.model.text import plural

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_SMALL = 0.86
_TIGHTEST, _ROOMIEST = 1.7, 2.8
_HEADER = 1.9
_NAMES, _WIDEST = 0.36, 64.0
_SUBTITLE = "What is running or funded, and how many of it each lead has in hand."


def describe(view: LessonView) -> str:
    """Say how much is going on for how many people."""
    return str(focus_finding(view))


def draw(figure: Figure, view: LessonView, style: Style) -> tuple[Spot, ...]:
    """Draw the numbers above the leads, those with most first, and count the rest."""
    page = Page(figure, style.outdated() if view.outdated else style)
    finding = focus_finding(view)
    numbers = None if view.board is None else numbers_of(view.board)
    if view.board is None or numbers is None or not numbers.started:
        sentence(page, finding)
        return ()
    top = head(page, finding, _SUBTITLE, outdated=view.outdated)
    area = body(page, top, foot(page, [finding.detail if style.titled else ""]))
    size = page.size
    draw_tiles(page, Box(area.x, area.y, area.width, TILES * size), focus_tiles(numbers))
    left = Box(area.x, area.y + TILES * size, area.width, area.height - TILES * size)
    _draw_list(page, left, lead_rows(view.board, view.selected), lead_limit(view.board))
    return tuple(page.spots)


def _draw_list(page: Page, area: Box, rows: Sequence[LeadRow], limit: float) -> None:
    """Draw as many leads as can be read, and count the rest."""
    size, tight = page.size, _TIGHTEST * page.size
    room = area.height - _HEADER * size
    if not rows or room < 2 * tight:
        return
    fitted = fitted_rows(room, len(rows), tight, _ROOMIEST * size * page.style.density)
    bars = Box(area.x, area.y + _HEADER * size, area.width, fitted.height * fitted.shown)
    _draw_leads(page, bars, rows[: fitted.shown], limit)
    hidden = len(rows) - fitted.shown
    if hidden:
        rest = Box(area.x, bars.bottom, area.width, fitted.height)
        page.label(
            rest, f"and {plural(hidden, 'more lead')}, none with more", Ink(page.style.muted)
        )


def _draw_leads(page: Page, area: Box, rows: Sequence[LeadRow], limit: float) -> None:
    size, style, ink = page.size, page.style, Ink(page.style.text)
    widest = max(page.width_of(row.name, Ink(style.text, bold=row.selected)) for row in rows)
    left = min(widest + size, _NAMES * area.width)
    bars = area.columns(left, min(area.width - left, _WIDEST * size))
    counts = [float(row.count) for row in rows]
    words = [page.width_of(f"{row.count:,}", ink) + 2.4 * size for row in rows]
    named = page.width_of(_limit_words(limit), Ink(style.text, _SMALL)) / 2
    scale = bar_scale([*counts, limit], [*words, named], bars)
    for index, row in enumerate(rows):
        place = area.row(index, len(rows))
        name = place.columns(0.0, left - size)
        page.label(name, row.name, Ink(style.text, bold=row.selected), cut_middle)
        bar = scale.bar(place, float(row.count), min(0.6 * place.height, 1.4 * size))
        page.fill([bar], style.warning if row.over else style.accent)
        x = bar.right + 0.5 * size
        if row.over:
            shape, color = mark_of("amber", style)
            page.marks([(x + 0.4 * size, place.center_y)], shape, color, 0.7 * size)
            x += 1.3 * size
        page.text(x, place.center_y, f"{row.count:,}", Ink(style.text, bold=row.over))
        page.spot(row.key, row.words, place)
    page.lines([[(scale.zero, area.y), (scale.zero, area.bottom)]], style.muted, 0.8)
    _draw_limit(page, area, scale.zero + limit * scale.unit, limit)


def _draw_limit(page: Page, area: Box, x: float, limit: float) -> None:
    """Draw the line that no lead should cross, and its name above it."""
    size, style = page.size, page.style
    page.lines([[(x, area.y - 0.3 * size), (x, area.bottom)]], style.text, 1.1, (4, 3))
    ink = Ink(style.text, _SMALL, side="center")
    text = _limit_words(limit)
    half = page.width_of(text, ink) / 2
    at = min(max(x, area.x + half), area.right - half)
    page.text(at, area.y - 1.1 * size, text, ink)


def _limit_words(limit: float) -> str:
    return f"at most {number_text(limit)} a lead"


FOCUS = Chart("focus", "Focus", draw, describe)
