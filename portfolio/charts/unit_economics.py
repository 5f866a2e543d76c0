"""Unit economics over time: the margin of a use as its cost falls, and the result of a month."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from portfolio.charts.box import Box
from portfolio.charts.chart import Chart, Spot
from portfolio.charts.economics_finding import (
    break_even_text,
    drawable_economics,
    economics_finding,
    economics_tiles,
    subject_of,
    target_margin,
)
from portfolio.charts.frame import body, foot, head, sentence
from portfolio.charts.lesson_view import LessonView, name_of
from portfolio.charts.month_curve import MonthCurve, draw_curve, is_drawable
from portfolio.charts.number_tiles import TILES, draw_tiles
from portfolio.charts.page import Page
from portfolio.charts.style import Style
from portfolio.charts.text import shown
from portfolio.lessons import Band, Economics
from portfolio.model.amounts import amount_text, percent_text

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from portfolio.lessons.subject import Subject

#: Width in font sizes from which there is room for a second plot, and the share of the first.
_TWO, _FIRST = 62.0, 0.56
_LEAST_HEIGHT = 9.0
_SUBTITLE = "Its price as today; its cost falls every year, and its use grows as stated."
_KEY = "Band: the middle 80 % of what the stated ranges allow."


def describe(view: LessonView) -> str:
    """Say what a use earns today and when it no longer loses money."""
    return str(economics_finding(view))


def draw(figure: Figure, view: LessonView, style: Style) -> tuple[Spot, ...]:
    """Draw four numbers, the course of the margin, and that of the result where it is known."""
    page = Page(figure, style.outdated() if view.outdated else style)
    finding, subject = economics_finding(view), subject_of(view)
    found = None if subject is None else drawable_economics(subject)
    if subject is None or found is None or view.board is None:
        sentence(page, finding)
        return ()
    top = head(page, finding, _SUBTITLE, outdated=view.outdated)
    area = body(page, top, foot(page, [finding.detail if style.titled else "", _KEY]))
    size = page.size
    draw_tiles(page, Box(area.x, area.y, area.width, TILES * size), economics_tiles(subject, found))
    plots = Box(area.x, area.y + TILES * size, area.width, area.height - TILES * size)
    if plots.height >= _LEAST_HEIGHT * size:
        _draw_plots(page, plots, subject, found)
    said = f"{name_of(view.board, view.one)}: {finding}"
    page.spot(view.one, said, Box(area.x, area.y, area.width, area.height))
    return tuple(page.spots)


def _draw_plots(page: Page, area: Box, subject: Subject, found: Economics) -> None:
    target = target_margin(subject)
    months, early, late = found.break_even
    margins = MonthCurve(
        "What a use leaves of its price",
        found.margin,
        percent_text,
        ((target, f"target {percent_text(target)}"),),
        (months, early, late, f"pays for itself in {break_even_text(found)}"),
    )
    if not is_drawable(found.loss) or area.width < _TWO * page.size:
        draw_curve(page, area, margins)
        return
    draw_curve(page, area.columns(0.0, _FIRST * area.width), margins)
    left = _FIRST * area.width + 2 * page.size
    result = Band(-found.loss.likely, -found.loss.high, -found.loss.low)
    money = partial(amount_text, unit=shown(subject.settings.currency))
    plot = MonthCurve("Revenue of a month, less inference", result, money)
    draw_curve(page, area.columns(left, area.width - left), plot)


UNIT_ECONOMICS = Chart("unit_economics", "Unit economics over time", draw, describe)
