"""Rows of bars on both sides of a line: what it costs to the left, what it brings to the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portfolio.charts.box import Box
from portfolio.charts.color import mix
from portfolio.charts.page import Ink, Page
from portfolio.charts.scale import BarScale, bar_scale

#: Heights in font sizes: of the titles above the bars, and of a row.
HEADER = 1.9
TIGHTEST, _ROOMIEST = 3.0, 5.0
_LINE = 1.3
_LONGEST_COST, _LONGEST_GAIN = 0.3, 0.42
_SMALL = 0.9
#: Share of a row that its bars take where there is a line below them.
_UPPER = 0.6
_PALE = 0.68


@dataclass(frozen=True, slots=True)
class TwoSided:
    """One row; texts are safe to draw.

    Attributes:
        key: what a click on it chooses.
        name: at the left.
        under: a second line, below the bars.
        cost: how long the bar to the left is, 0 or more.
        cost_text: at its end.
        gain: how long the bar to the right is, 0 or more.
        gain_text: at its end.
        whole: how far the bar to the right goes on, pale; ``gain`` or more.
        told: all of it in words.
    """

    key: str
    name: str
    under: str
    cost: float
    cost_text: str
    gain: float
    gain_text: str
    whole: float
    told: str


def rows_fit(page: Page, top: float) -> int:
    """Return how many rows can be read below a height, at least 1."""
    room = page.height - top - (HEADER + 3) * page.size
    return max(int(room / (TIGHTEST * page.size)), 1)


def rows_box(page: Page, area: Box, count: int) -> Box:
    """Return where the rows stand: below their titles, no higher than is good for them."""
    size = page.size
    room = (area.height - HEADER * size) / count
    height = min(room, _ROOMIEST * size * page.style.density)
    return Box(area.x, area.y + HEADER * size, area.width, height * count)


def draw_two_sided(
    page: Page, area: Box, rows: Sequence[TwoSided], heads: tuple[str, str], names: float
) -> None:
    """Draw rows on one scale.

    Args:
        page: to draw on.
        area: of the rows; the titles stand above it.
        rows: one or more.
        heads: titles of the left and the right side.
        names: share of the width that the names may take.
    """
    size, ink = page.size, Ink(page.style.text)
    left = min(max(page.width_of(row.name[:90], ink) for row in rows) + size, names * area.width)
    room = area.columns(left, area.width - left)
    texts = [_texts(page, room, row) for row in rows]
    scale = _scale(page, room, rows, texts)
    _draw_heads(page, room, scale, heads)
    for index, (row, text) in enumerate(zip(rows, texts, strict=True)):
        place = area.row(index, len(rows))
        page.lines([[(area.x, place.bottom), (area.right, place.bottom)]], page.style.grid, 0.5)
        _draw_name(page, place.columns(0.0, left - size), row.name)
        _draw_bars(page, place, scale, (row, *text))
        _draw_under(page, place, room, (scale.zero, row.under))
        page.spot(row.key, row.told, place)


def _draw_name(page: Page, box: Box, name: str) -> None:
    """Write a name in the middle of its box, on two lines where one is too short."""
    ink = Ink(page.style.text)
    lines = page.face(ink).wrap(name, page.size, box.width, 2)
    step = _LINE * page.size
    start = box.center_y - (len(lines) - 1) * step / 2
    for number, line in enumerate(lines):
        page.text(box.x, start + number * step, line, ink)


def _draw_under(page: Page, row: Box, room: Box, told: tuple[float, str]) -> None:
    """Write the second line below the bars: from their beginning on, or where it fits."""
    zero, text = told
    ink, gap = Ink(page.style.muted, _SMALL), page.size / 2
    start = max(min(zero + gap, room.right - page.width_of(text, ink) - gap), room.x)
    lower = (1.0 - _UPPER) * row.height
    page.label(Box(start, row.bottom - lower, room.right - start, 0.8 * lower), text, ink)


def _texts(page: Page, room: Box, row: TwoSided) -> tuple[str, str]:
    """Return the labels at both ends of the bars, cut so that the bars keep some room."""
    face = page.face(Ink(page.style.text))
    cost = face.fit(row.cost_text, page.size, _LONGEST_COST * room.width) if row.cost else ""
    return cost, face.fit(row.gain_text, page.size, _LONGEST_GAIN * room.width)


def _scale(
    page: Page, room: Box, rows: Sequence[TwoSided], texts: Sequence[tuple[str, str]]
) -> BarScale:
    ink, size = Ink(page.style.text), page.size
    ends = [(row.whole, gain) for row, (_, gain) in zip(rows, texts, strict=True)]
    ends += [(-row.cost, cost) for row, (cost, _) in zip(rows, texts, strict=True) if row.cost]
    values, words = zip(*ends, strict=True)
    return bar_scale(values, [page.width_of(text, ink) + size for text in words], room)


def _draw_heads(page: Page, room: Box, scale: BarScale, heads: tuple[str, str]) -> None:
    style, size = page.style, page.size
    y = room.y - HEADER * size
    left = Box(room.x, y, scale.zero - room.x - size / 2, HEADER * size)
    page.first_fit(left, heads[:1], Ink(style.muted, _SMALL, side="right"))
    start = scale.zero + size / 2
    right = Box(start, y, room.right - start, HEADER * size)
    page.first_fit(right, heads[1:], Ink(style.muted, _SMALL))


def _draw_bars(page: Page, row: Box, scale: BarScale, told: tuple[TwoSided, str, str]) -> None:
    line, cost, gain = told
    style, gap = page.style, 0.5 * page.size
    upper = Box(row.x, row.y, row.width, (_UPPER if line.under else 1.0) * row.height)
    page.lines([[(scale.zero, upper.y), (scale.zero, upper.bottom)]], style.muted, 0.8)
    thick = min(0.7 * upper.height, 1.4 * page.size)
    whole = scale.bar(upper, line.whole, thick)
    page.fill([whole], mix(style.accent, style.background, _PALE))
    page.fill([scale.bar(upper, line.gain, thick)], style.accent)
    ink = Ink(style.text if line.whole else style.muted)
    page.text(whole.right + gap, upper.center_y, gain, ink)
    if line.cost:
        lost = scale.bar(upper, -line.cost, thick)
        page.fill([lost], style.warning)
        page.text(lost.x - gap, upper.center_y, cost, Ink(style.text, side="right"))
