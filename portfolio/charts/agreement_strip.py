"""What each rater says of one cell: a dot a rater on the scale, its middle half, the comments."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio.charts.agreement_view import (
    AgreementView,
    Said,
    agreement_gap,
    cell_finding,
    said_of,
)
from portfolio.charts.box import Box
from portfolio.charts.chart import Chart, Spot
from portfolio.charts.color import mix
from portfolio.charts.frame import body, foot, head, sentence
from portfolio.charts.page import Ink, Page
from portfolio.charts.scale import fitted_rows
from portfolio.charts.style import Style
from portfolio.charts.text import shown as drawable
from portfolio.model.amounts import number_text

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_TIGHTEST, _ROOMIEST, _AXIS = 1.5, 2.2, 2.2
_NAMES, _WORDS, _SMALL = 0.26, 0.34, 0.86
_DOT = 0.8
#: What stands above the raters: two lines on what is drawn.
_HEAD = 3.6
_PALE = 0.18
_JOINED = {"mean": "weighted mean", "median": "median"}


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where levels stand across."""

    bars: Box
    low: float
    high: float

    def x(self, level: float) -> float:
        """Return the place of a level."""
        return self.bars.x + (level - self.low) / (self.high - self.low) * self.bars.width


def describe(view: AgreementView) -> str:
    """Say how far the ratings of the chosen cell lie apart."""
    return str(cell_finding(view))


def height_for_all(view: AgreementView) -> float:
    """Return the height at which no rater has to make room, in sizes of the type."""
    return _HEAD + _TIGHTEST * len(said_of(view)) + _AXIS


def draw(figure: Figure, view: AgreementView, style: Style) -> tuple[Spot, ...]:
    """Draw the raters by level, the highest first; where room is short the middle shares a row."""
    page = Page(figure, style.outdated() if view.outdated else style)
    finding, said = cell_finding(view), said_of(view)
    if agreement_gap(view) is not None or not said:
        sentence(page, finding)
        return ()
    joined = _JOINED[view.portfolio.settings.aggregation]
    subtitle = f"Band: middle half. Line: median. Diamond: {joined}, ranked by."
    top = head(page, finding, subtitle, outdated=view.outdated)
    area = body(page, top, foot(page, [finding.detail if style.titled else ""]))
    room = area.height - _AXIS * page.size
    tightest = _TIGHTEST * page.size
    fit = fitted_rows(max(room, tightest), len(said), tightest, _ROOMIEST * page.size)
    shown = _outermost(said, fit.shown, statistics.median(one.level for one in said))
    _draw_raters(page, Box(area.x, area.y, area.width, fit.height * len(shown)), view, shown)
    return tuple(page.spots)


def _outermost(said: Sequence[Said], most: int, median: float) -> list[Said | tuple[Said, ...]]:
    """Return the highest, the lowest and those farthest from the median; the rest as one part.

    Args:
        said: by level, the highest first.
        most: how many are returned by themselves.
        median: level that the distance is taken from.
    """
    if len(said) <= most:
        return list(said)
    front, back = 1 if most > 1 else 0, 1
    while front + back < most:
        above, below = said[front].level - median, median - said[-1 - back].level
        front, back = (front + 1, back) if above > below else (front, back + 1)
    return [*said[:front], tuple(said[front : len(said) - back]), *said[len(said) - back :]]


def _draw_raters(
    page: Page, area: Box, view: AgreementView, said: Sequence[Said | tuple[Said, ...]]
) -> None:
    size, ink = page.size, Ink(page.style.text)
    people = [one for one in said if isinstance(one, Said)]
    names = [drawable(one.name) for one in people]
    left = max((page.width_of(name[:40], ink) for name in names), default=0.0)
    left = min(left + size, _NAMES * area.width)
    right = (
        _WORDS * area.width
        if any(one.rating.comment or one.rating.confidence for one in people)
        else 4 * size
    )
    bars = area.columns(left + size, max(area.width - left - right - size, 1.0))
    scale = _scale(view, bars)
    _draw_spread(page, view, scale)
    words = bars.columns(bars.width + 1.2 * size, right - 1.2 * size)
    for place, one in enumerate(said):
        row = area.row(place, len(said))
        name = Box(row.x, row.y, left - 0.3 * size, row.height)
        beside = Box(words.x, row.y, words.width, row.height)
        page.fill([Box(bars.x, row.center_y - 0.4, bars.width, 0.8)], page.style.grid)
        for each in one if isinstance(one, tuple) else (one,):
            _draw_dot(page, scale, row, each)
        if isinstance(one, tuple):
            page.label(name, f"{len(one):,} more", Ink(page.style.muted, _SMALL))
            page.label(beside, _levels(one), Ink(page.style.muted, _SMALL))
            page.spot("", "; ".join(map(_told, one)), row)
            continue
        page.label(name, drawable(one.name), Ink(_tint(page.style, one)))
        page.label(beside, _words(one), Ink(page.style.muted, _SMALL))
        page.spot(one.rater_id, _told(one), row)


def _tint(style: Style, one: Said) -> str:
    return style.text if one.heard else style.muted


def _scale(view: AgreementView, bars: Box) -> _Scale:
    """Return the scale of the criterion, made longer for ratings beyond it."""
    levels = [one.level for one in said_of(view)]
    if view.chosen is not None:
        levels += [anchor.level for anchor in view.portfolio.criteria[view.chosen[1]].anchors]
    low, high = min(levels), max(levels)
    return _Scale(bars, low, high if high > low else low + 1.0)


def _draw_spread(page: Page, view: AgreementView, scale: _Scale) -> None:
    """Draw the middle half, the range, the median, the joined rating, and the scale."""
    found, place = view.agreement, view.place(view.chosen)
    if found is None or place is None:
        return
    style, bars, size = page.style, scale.bars, page.size
    _draw_axis(page, scale)
    lowest, lower, median, upper, highest = found.levels[(slice(None), *place)].tolist()
    if math.isnan(median):
        return
    x, right = scale.x(lower), scale.x(upper)
    band = Box(x, bars.y, max(right - x, 1.0), bars.height)
    page.fill([band], mix(style.background, style.accent, _PALE))
    y = bars.bottom + 0.35 * size
    page.fill([Box(scale.x(lowest), y - 0.8, scale.x(highest) - scale.x(lowest), 1.6)], style.text)
    page.fill([Box(scale.x(median) - 0.8, bars.y, 1.6, bars.height)], style.text)
    page.marks([(scale.x(float(found.opinions.joined[place])), y)], "D", style.accent, 0.75 * size)


def _draw_axis(page: Page, scale: _Scale) -> None:
    bars, size = scale.bars, page.size
    ink = Ink(page.style.muted, _SMALL)
    y = bars.bottom + 1.4 * size
    page.text(bars.x, y, number_text(scale.low), ink)
    page.text(bars.right, y, number_text(scale.high), Ink(ink.color, _SMALL, side="right"))


def _draw_dot(page: Page, scale: _Scale, row: Box, one: Said) -> None:
    """Draw what a rater says, and, hollow, what they said before."""
    style, size, y = page.style, page.size, row.center_y
    x = scale.x(one.level)
    if one.rating.earlier:
        was = scale.x(min(max(one.rating.earlier[-1].value, scale.low), scale.high))
        page.fill([Box(min(was, x), y - 0.8, abs(x - was), 1.6)], style.muted)
        page.marks([(was, y)], "ring", style.muted, 0.7 * _DOT * size)
    page.marks([(x, y)], "o", style.accent if one.heard else style.muted, _DOT * size)


def _levels(said: Sequence[Said]) -> str:
    """Return from where to where several say, by level, the highest first."""
    low, high = number_text(said[-1].level), number_text(said[0].level)
    return low if low == high else f"{low}–{high}"


def _words(one: Said) -> str:
    """Return what stands beside a dot: the confidence unless it is medium, and the comment."""
    sure = {"low": "unsure", "high": "sure"}.get(one.rating.confidence or "", "")
    told = [sure, "no say" if not one.heard else "", drawable(one.rating.comment)]
    return " · ".join(word for word in (number_text(one.level), *told) if word)


def _told(one: Said) -> str:
    name = drawable(one.name) or "One rater"
    was = f" (was {number_text(one.rating.earlier[-1].value)})" if one.rating.earlier else ""
    sure = f", confidence {one.rating.confidence}" if one.rating.confidence else ""
    comment = f": {drawable(one.rating.comment)}" if one.rating.comment else ""
    return f"{name}: {number_text(one.level)}{was}{sure}{comment}"


RATINGS_OF_CELL = Chart("ratings_of_cell", "What each rater says", draw, describe)
