"""Beside the squeeze: what a block more in a single period buys, a cell each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from portfolio.charts.box import Box
from portfolio.charts.color import ink_on, mix
from portfolio.charts.page import Ink, Page
from portfolio.charts.text import shown as drawable
from portfolio.model import in_order
from portfolio.model.amounts import amount_text

if TYPE_CHECKING:
    from portfolio.charts.squeeze_rows import SqueezeRow, SqueezeView

_NARROWEST, _WIDEST = 3.6, 6.0
_SHARE = 0.42
_GAP = 2.0
_HEADER = 1.9
_SMALL = 0.86
_STRONGEST, _FAINTEST = 0.15, 0.75


def grid_width(page: Page, area: Box, view: SqueezeView) -> float:
    """Return the room for the grid in points; 0 where no single period gains, or for want of it."""
    squeeze, count = view.squeeze, len(view.portfolio.periods)
    if squeeze is None or count < 2 or not any(cell.gain > 0 for cell in squeeze.cells):
        return 0.0
    width = min(count * _WIDEST * page.size, _SHARE * area.width)
    return width + _GAP * page.size if width >= count * _NARROWEST * page.size else 0.0


def draw_periods(page: Page, area: Box, view: SqueezeView, rows: Sequence[SqueezeRow]) -> None:
    """Draw one column a period, darker where a block more buys more."""
    squeeze, size = view.squeeze, page.size
    if squeeze is None:
        return
    periods = in_order(view.portfolio.periods)
    gains = {(cell.resource_id, cell.period_id): cell.gain for cell in squeeze.cells}
    most = max(gains.values(), default=0.0)
    area = area.columns(_GAP * size, area.width - _GAP * size)
    wide = area.width / len(periods)
    for place, (period_id, period) in enumerate(periods):
        column = area.columns(place * wide, wide)
        title = Box(column.x, area.y - _HEADER * size, wide, _HEADER * size)
        page.label(title, drawable(period.name), Ink(page.style.muted, _SMALL, side="center"))
        for number, row in enumerate(rows):
            gain = gains.get((row.key, period_id))
            cell = column.row(number, len(rows)).inset(1.0)
            if gain is not None:
                _draw_cell(page, cell, gain / most, amount_text(gain, squeeze.value_unit))
                told = f"{row.resource}, {period.name}: {row.block} more in this period alone buys"
                bought = amount_text(gain, squeeze.value_unit) if gain > 0 else "nothing"
                page.spot(row.key, drawable(f"{told} {bought}"), cell)


def _draw_cell(page: Page, cell: Box, share: float, text: str) -> None:
    """Draw a cell whose gain is ``share`` of the largest one."""
    style = page.style
    fade = _FAINTEST + (_STRONGEST - _FAINTEST) * share
    fill = mix(style.accent, style.background, fade) if share > 0 else style.surface
    page.fill([cell], fill)
    if share > 0:
        ink = Ink(ink_on(fill, style.text, style.background), _SMALL, side="center")
        page.first_fit(cell, (drawable(text),), ink)
