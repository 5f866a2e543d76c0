"""Lines from a place in one list to a place in another, with names where they can be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from portfolio.charts.box import Box, spread
from portfolio.charts.page import Ink, Page, Point, Shape, Side
from portfolio.charts.text import cut_middle, shown

TIGHTEST, ROOMIEST = 1.45, 2.6
#: Height of the line with the titles of the two lists, in font sizes.
HEADER = 2.0
#: Width of a faint line as a share of the distance between two places.
_FINE = 0.25
#: The lines keep so many font sizes between the names, which else are cut in vain; and this
#: share of the width, or names stand at one end alone.
_LEAST_MIDDLE, _LEAST_SHARE = 5.0, 0.2
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
    """Where the lines end: the two edges, the number of places, the width of a rank.

    Attributes:
        both: whether names stand at both ends; else at the right, and at the left only of
            what is not there.
    """

    area: Box
    left: float
    right: float
    count: int
    digits: float
    both: bool

    @property
    def step(self) -> float:
        return self.area.height / self.count

    def height_of(self, place: int) -> float:
        return self.area.y + (place + 0.5) * self.step

    def names_at(self, line: SlopeLine, side: int) -> bool:
        """Whether the name of a line stands at an end of it."""
        return _is_named(line, side, both=self.both)

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

    A name stands at both ends where there is room for all of them, else at one, so that it is
    cut only where one end alone has no room for it.

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
    ends = _ends(page, area, lines, named, count)
    _draw_titles(page, ends, titles)
    _draw_lines(page, ends, lines, readable=readable)
    _draw_names(page, ends, named)


def _ends(
    page: Page, area: Box, lines: Sequence[SlopeLine], named: Sequence[SlopeLine], count: int
) -> _Ends:
    """Return where the lines end: as far out as the names leave room."""
    size = page.size
    room = max(area.width - _LEAST_MIDDLE * size, 0.0)
    rank = Ink(page.style.text, bold=True)
    digits = max(page.width_of(text, rank) for line in lines for text in line.ends)
    both = True
    left, right = _sides(page, named, digits, both=True)
    if left + right > min(room, (1 - _LEAST_SHARE) * area.width):
        both = False
        left, right = _sides(page, named, digits, both=False)
        left = min(left, max(room / 2, room - right))
        right = min(right, room - left)
    return _Ends(area, area.x + left, area.right - right, count, digits, both)


def _sides(
    page: Page, named: Sequence[SlopeLine], digits: float, *, both: bool
) -> tuple[float, float]:
    """Return the widths that ranks and names need at the two ends."""
    wide = [_widest(page, named, side, both=both) for side in (0, 1)]
    ranks = digits + 1.6 * page.size
    left, right = (ranks + (name + 0.6 * page.size if name else 0.0) for name in wide)
    return left, right


def _widest(page: Page, named: Sequence[SlopeLine], side: int, *, both: bool) -> float:
    """Return the width of the widest name at an end; 0 where none stands there."""
    told = (line for line in named if _is_named(line, side, both=both))
    return max((page.width_of(line.name, _ink_of(page, line)) for line in told), default=0.0)


def _is_named(line: SlopeLine, side: int, *, both: bool) -> bool:
    return line.place(side) is not None and (both or side == 1 or line.right is None)


def _ink_of(page: Page, line: SlopeLine, side: Side = "left") -> Ink:
    return Ink(page.style.text, bold=bool(line.color), side=side)


def _draw_titles(page: Page, ends: _Ends, titles: tuple[str, str]) -> None:
    """Write the titles over the lists: where the lines end, or else both at the edges."""
    bold, height = Ink(page.style.text, bold=True), HEADER * page.size
    row = Box(ends.area.x, ends.area.y - height, ends.area.width, height)
    left, right = (shown(title) for title in titles)
    own = row.columns(0.0, ends.left - row.x)
    other = row.columns(ends.right - row.x, row.right - ends.right)
    wide = [page.width_of(title, bold) for title in (left, right)]
    if wide[0] <= own.width and wide[1] <= other.width:
        page.label(own, left, replace(bold, side="right"))
        page.label(other, right, bold)
        return
    room = max(row.width - page.size, 0.0)
    first = min(wide[0], max(room / 2, room - wide[1]))
    page.label(row.columns(0.0, first), left, bold, cut_middle)
    rest = row.columns(row.width - (room - first), room - first)
    page.label(rest, right, replace(bold, side="right"), cut_middle)


def _draw_lines(page: Page, ends: _Ends, lines: Sequence[SlopeLine], *, readable: bool) -> None:
    size, style = page.size, page.style
    faint = [path for line in lines if not line.color and len(path := ends.path(line)) > 1]
    width = min(0.7, _FINE * ends.step)
    page.lines(faint, style.muted if readable else style.grid, width)
    colored = [line for line in lines if line.color and len(ends.path(line)) > 1]
    thick = 2.0 if len(colored) <= _FEW else min(2.0, max(0.5, 0.5 * ends.step))
    for color in dict.fromkeys(line.color for line in colored):
        page.lines([ends.path(line) for line in colored if line.color == color], color, thick)
    marked = [line for line in lines if line.color or readable]
    for (mark, color), points in _marks(ends, marked, style.muted).items():
        page.marks(points, mark, color, _mark_size(mark, size))


def _marks(
    ends: _Ends, lines: Sequence[SlopeLine], plain: str
) -> dict[tuple[Shape, str], list[Point]]:
    """Return shape and color to the ends that are marked so; ``plain`` is that of faint lines."""
    found: dict[tuple[Shape, str], list[Point]] = {}
    for line in lines:
        for side, mark in enumerate(line.marks or ()):
            point = ends.point(line, side)
            if point is not None:
                found.setdefault((mark, line.color or plain), []).append(point)
    return found


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
    """Write the rank at an end of a line, and beyond it the name if it stands there."""
    line, side = told
    size, area = page.size, ends.area
    x = ends.right + 0.9 * size if side else ends.left - 0.9 * size
    rank = Ink(page.style.muted, bold=bool(line.color), side="left" if side else "right")
    page.text(x, y, line.ends[side], rank)
    if side:
        start = x + ends.digits + 0.6 * size
        box = Box(start, y - size, max(area.right - start, 0.0), 2 * size)
    else:
        stop = x - ends.digits - 0.6 * size
        box = Box(area.x, y - size, max(stop - area.x, 0.0), 2 * size)
    if ends.names_at(line, side):
        page.label(box, line.name, _ink_of(page, line, rank.side), cut_middle)
    else:
        box = Box(x - ends.digits, box.y, ends.digits, box.height)
    page.spot(line.key, line.told, Box(box.x, y - 0.7 * size, box.width, 1.4 * size))
