"""Lines from a place in one list to a place in another, with names where they can be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portfolio.charts.box import Box, spread
from portfolio.charts.page import Ink, Page, Point, Shape
from portfolio.charts.text import cut_middle, shown

TIGHTEST, ROOMIEST = 1.45, 2.6
#: Height of the line with the titles of the two lists, in font sizes.
HEADER = 2.0
#: Width of a faint line as a share of the distance between two places.
_FINE = 0.25
#: The lines keep so many font sizes between the names, which else are cut in vain.
_LEAST_MIDDLE = 5.0
#: Up to so many colored lines are thick, however close they are.
_FEW = 12


@dataclass(frozen=True, slots=True)
class SlopeLine:
    """One line.

    Attributes:
        key: what it stands for.
        name: in one line.
        told: what to say about it.
        left, right: its places in the two lists, from 0 at the top; None where it is in one
            list alone, which then has its mark and no line.
        ends: what stands beside the places, such as ranks.
        color: empty for a faint line.
        marks: at the two ends, with a color of their own where the line is faint.
    """

    key: str
    name: str
    told: str
    left: int | None
    right: int | None
    ends: tuple[str, str]
    color: str = ""
    marks: tuple[Shape, Shape] | None = None

    def place(self, side: int) -> int | None:
        """Return its place at the left (0) or the right (1)."""
        return (self.left, self.right)[side]


@dataclass(frozen=True, slots=True)
class _Ends:
    """Where the lines end: the two edges, the number of places, the width of a rank."""

    area: Box
    left: float
    right: float
    count: int
    digits: float

    @property
    def step(self) -> float:
        return self.area.height / self.count

    def height_of(self, place: int) -> float:
        return self.area.y + (place + 0.5) * self.step

    def point(self, line: SlopeLine, side: int) -> Point | None:
        place = line.place(side)
        x = (self.left, self.right)[side]
        return None if place is None else (x, self.height_of(place))

    def path(self, line: SlopeLine) -> list[Point]:
        points = (self.point(line, 0), self.point(line, 1))
        return [point for point in points if point is not None]


def draw_slopes(
    page: Page,
    area: Box,
    lines: Sequence[SlopeLine],
    titles: tuple[str, str],
    first: Sequence[SlopeLine],
) -> None:
    """Draw lines under their titles; all are named while names can be read, else ``first``.

    Args:
        page: to draw on.
        area: for titles, lines and names.
        lines: one at least.
        titles: of the two lists.
        first: those worth naming, the most important one first.
    """
    size = page.size
    header = HEADER * size
    count = 1 + max(p for line in lines for p in (line.left, line.right) if p is not None)
    height = min(area.height - header, count * ROOMIEST * size * page.style.density)
    area = Box(area.x, area.y + header, area.width, height)
    readable = area.height / count >= TIGHTEST * size
    named = list(lines) if readable else _worth_naming(lines, first, area, size)
    ink = Ink(page.style.text, bold=True)
    digits = max(page.width_of(text, ink) for line in lines for text in line.ends)
    widest = max(page.width_of(line.name[:60], ink) for line in named) + digits + 2.2 * size
    side = min(widest, max(area.width - _LEAST_MIDDLE * size, 0.0) / 2)
    ends = _Ends(area, area.x + side, area.right - side, count, digits)
    _draw_titles(page, ends, titles)
    _draw_lines(page, ends, lines, readable=readable)
    _draw_names(page, ends, named)


def _draw_titles(page: Page, ends: _Ends, titles: tuple[str, str]) -> None:
    left, right = (shown(title) for title in titles)
    bold = Ink(page.style.text, bold=True, side="right")
    height = HEADER * page.size
    row = Box(ends.area.x, ends.area.y - height, ends.area.width, height)
    page.label(row.columns(0.0, ends.left - row.x), left, bold)
    other = row.columns(ends.right - row.x, row.right - ends.right)
    page.label(other, right, Ink(bold.color, bold=True))


def _draw_lines(page: Page, ends: _Ends, lines: Sequence[SlopeLine], *, readable: bool) -> None:
    size, style = page.size, page.style
    faint = [path for line in lines if not line.color and len(path := ends.path(line)) > 1]
    width = min(0.7, _FINE * ends.step)
    page.lines(faint, style.muted if readable else style.grid, width)
    colored = [line for line in lines if line.color and len(ends.path(line)) > 1]
    thick = 2.0 if len(colored) <= _FEW else min(2.0, max(0.5, 0.5 * ends.step))
    for line in colored:
        page.lines([ends.path(line)], line.color, thick)
    for line in lines:
        if line.marks is not None and (line.color or readable):
            for side, mark in enumerate(line.marks):
                point = ends.point(line, side)
                if point is not None:
                    page.marks([point], mark, line.color or style.muted, _mark_size(mark, size))


def _mark_size(mark: Shape, size: float) -> float:
    return (0.75 if mark in {"^", "v"} else 0.5) * size


def _worth_naming(
    lines: Sequence[SlopeLine], first: Sequence[SlopeLine], area: Box, size: float
) -> list[SlopeLine]:
    """Return as many of the first as have room on both sides, in the order of the lines."""
    fit = max(int(area.height / (TIGHTEST * size)), 1)
    kept = {line.key for line in first[:fit]}
    return [line for line in lines if line.key in kept]


def _draw_names(page: Page, ends: _Ends, named: Sequence[SlopeLine]) -> None:
    """Write names and ranks at both ends, moved apart where the places are too close."""
    size, area = page.size, ends.area
    gap = min(TIGHTEST * size, ends.step) if len(named) == ends.count else TIGHTEST * size
    low, high = area.y + gap / 2, area.bottom - gap / 2
    for side in (0, 1):
        pairs = [(place, line) for line in named if (place := line.place(side)) is not None]
        pairs.sort(key=lambda pair: pair[0])
        wanted = [ends.height_of(place) for place, _ in pairs]
        for (_, line), at, y in zip(pairs, wanted, spread(wanted, gap, low, high), strict=True):
            _draw_name(page, ends, (line, side), y)
            if abs(y - at) > 0.2 * size:
                end = (ends.left, ends.right)[side]
                out = (-0.7, 0.7)[side] * size
                page.lines([[(end + out, y), (end, at)]], page.style.grid, 0.7)


def _draw_name(page: Page, ends: _Ends, told: tuple[SlopeLine, int], y: float) -> None:
    line, side = told
    size, colored = page.size, bool(line.color)
    rank = Ink(page.style.muted, bold=colored, side="left" if side else "right")
    ink = Ink(page.style.text, bold=colored, side=rank.side)
    if side:
        x = ends.right + 0.9 * size
        start = x + ends.digits + 0.6 * size
        box = Box(start, y - size, ends.area.right - start, 2 * size)
    else:
        x = ends.left - 0.9 * size
        box = Box(ends.area.x, y - size, x - ends.digits - 0.6 * size - ends.area.x, 2 * size)
    page.text(x, y, line.ends[side], rank)
    page.label(box, line.name, ink, cut_middle)
    page.spot(line.key, line.told, Box(box.x, y - 0.7 * size, box.width, 1.4 * size))
