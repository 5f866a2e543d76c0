"""Large numbers side by side, each with a line or two on what it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portfolio.charts.box import Box
from portfolio.charts.lesson_view import mark_of
from portfolio.charts.page import Ink, Page
from portfolio.lessons import Status

_LARGE, _SMALL = 1.7, 0.86
#: Height of a row of tiles in font sizes.
TILES = 5.4


@dataclass(frozen=True, slots=True)
class Tile:
    """One number.

    Attributes:
        value: with its unit.
        caption: what it is.
        status: a red or amber number has the mark of that light.
    """

    value: str
    caption: str
    status: Status = "green"


def draw_tiles(page: Page, area: Box, tiles: Sequence[Tile]) -> None:
    """Draw tiles of equal width; numbers shrink together until all of them fit."""
    size, style = page.size, page.style
    gap = 1.2 * size
    wide = (area.width - gap * (len(tiles) - 1)) / len(tiles)
    room = wide - 1.6 * size
    widest = max(page.width_of(tile.value, Ink(style.text, _LARGE, bold=True)) for tile in tiles)
    scale = _LARGE * min(1.0, room / widest) if widest > 0 else _LARGE
    for number, tile in enumerate(tiles):
        box = area.columns(number * (wide + gap), wide)
        if number:
            edge = box.x - gap / 2
            page.lines([[(edge, area.y), (edge, area.bottom - size)]], style.grid, 0.8)
        _draw_tile(page, box, tile, scale)


def _draw_tile(page: Page, box: Box, tile: Tile, scale: float) -> None:
    size, style = page.size, page.style
    x, y = box.x, box.y + 1.1 * size
    if tile.status in {"red", "amber"}:
        shape, color = mark_of(tile.status, style)
        page.marks([(x + 0.45 * size, y)], shape, color, 0.8 * size)
        x += 1.5 * size
    bold = Ink(style.text, scale, bold=True)
    page.label(Box(x, y - size, box.right - x, 2 * size), tile.value, bold)
    muted = Ink(style.muted, _SMALL)
    lines = page.face(muted).wrap(tile.caption, _SMALL * size, box.width, 2)
    for number, line in enumerate(lines):
        page.text(box.x, box.y + (2.8 + 1.15 * number) * size, line, muted)
