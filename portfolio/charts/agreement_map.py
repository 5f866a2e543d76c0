"""Where raters differ: initiatives by criteria, those with the widest spread first."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from portfolio.charts.agreement_view import (
    COMPARING,
    AgreementView,
    agreement_gap,
    key_of,
    map_finding,
)
from portfolio.charts.box import Box
from portfolio.charts.cell_table import CellTable
from portfolio.charts.chart import Chart, Spot
from portfolio.charts.color import ink_on, mix
from portfolio.charts.frame import body, foot, head, sentence
from portfolio.charts.page import Ink, Page
from portfolio.charts.scale import fitted_rows
from portfolio.charts.style import Style
from portfolio.charts.text import cut_middle
from portfolio.charts.text import shown as drawable
from portfolio.model.amounts import UNKNOWN, amount_text, number_text
from portfolio.model.text import plural

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from portfolio.insight import Agreement

_SUBTITLE = (
    "Interquartile range in points of value, 0 to 100, and how many rated. In full color with a "
    "corner: worth discussing. W: agreement on the order, 0 to 1."
)
_TIGHTEST, _ROOMIEST = 1.6, 2.8
_NAMES, _HEADER, _LINE = 0.34, 5.6, 1.35
_SMALL = 0.86
_WIDEST = 14.0
_PALEST, _DEEPEST = 0.05, 0.45
_DARKEST = 0.4


@dataclass(frozen=True, slots=True)
class _Layout(CellTable):
    """The cells, and the rows of the agreement that find room."""

    rows: tuple[int, ...]


def describe(view: AgreementView) -> str:
    """Say how many cells are worth discussing, and which is the widest."""
    return str(map_finding(view))


def draw(figure: Figure, view: AgreementView, style: Style) -> tuple[Spot, ...]:
    """Draw the initiatives with the widest cells, as many as can be read, and count the rest."""
    page = Page(figure, style.outdated() if view.outdated else style)
    finding, found = map_finding(view), view.agreement
    if agreement_gap(view) is not None or found is None:
        sentence(page, finding if found is not None else agreement_gap(view) or COMPARING)
        return ()
    top = head(page, finding, _SUBTITLE, outdated=view.outdated)
    order = widest_first(found)
    area = body(page, top, foot(page, [finding.detail if style.titled else ""]))
    layout = _lay_out(page, area, view, order)
    _draw_header(page, layout, view)
    for place, row in enumerate(layout.rows):
        _draw_row(page, layout, view, (place, row))
    rest = len(order) - len(layout.rows)
    if rest:
        last = Box(area.x, layout.cell(len(layout.rows), 0).y, area.width, layout.height)
        more = f"Not shown: {plural(rest, 'initiative')} with less spread."
        page.label(last, more, Ink(page.style.muted))
    return tuple(page.spots)


def widest_first(found: Agreement) -> list[int]:
    """Return the rows by their widest cell, then by their mean spread, then in screen order."""
    spread = np.nan_to_num(found.spread, nan=-1.0)
    widest = spread.max(axis=1, initial=-1.0)
    return np.lexsort((-spread.mean(axis=1), -widest)).tolist()  # type: ignore[no-any-return]


def _lay_out(page: Page, area: Box, view: AgreementView, order: list[int]) -> _Layout:
    size, ink = page.size, Ink(page.style.text)
    names = [_name(view, row) for row in order[:100]]
    name = min(max(page.width_of(text[:60], ink) for text in names) + size, _NAMES * area.width)
    columns = len(view.agreement.opinions.criterion_ids) if view.agreement else 1
    width = min((area.width - name) / columns, _WIDEST * size)
    room = Box(area.x, area.y + _HEADER * size, area.width, area.height - _HEADER * size)
    fit = fitted_rows(
        max(room.height, size), len(order), _TIGHTEST * size, _ROOMIEST * size * page.style.density
    )
    return _Layout(room, name, width, fit.height, tuple(order[: fit.shown]))


def _name(view: AgreementView, row: int) -> str:
    key = view.agreement.opinions.initiative_ids[row] if view.agreement else ""
    return drawable(view.portfolio.initiatives[key].name)


def _draw_header(page: Page, layout: _Layout, view: AgreementView) -> None:
    """Write the name of each criterion, and below it how well raters agree on the order."""
    found, size = view.agreement, page.size
    if found is None:
        return
    ink, small = Ink(page.style.text, _SMALL, bold=True), Ink(page.style.muted, _SMALL)
    step = _LINE * _SMALL * size
    last = layout.area.y - 0.4 * size - 0.5 * step
    for column, key in enumerate(found.opinions.criterion_ids):
        box = layout.cell(0, column)
        room = Box(box.x + 0.25 * size, last - 0.5 * step, box.width - 0.5 * size, step)
        agreed = found.by_criterion[column]
        page.label(room, "" if agreed.trouble else f"W {agreed.w:.2f}", small)
        name = drawable(view.portfolio.criteria[key].name)
        lines = page.face(ink).wrap(name, _SMALL * size, room.width, 3)
        for number, line in enumerate(reversed(lines), start=1):
            fitting = page.face(ink).fit(line, _SMALL * size, room.width)
            page.text(room.x, last - number * step, fitting, ink)


def _draw_row(page: Page, layout: _Layout, view: AgreementView, at: tuple[int, int]) -> None:
    found, (place, row) = view.agreement, at
    if found is None:
        return
    size, beyond = page.size, view.portfolio.settings.discuss_from
    wide = bool(found.wide(beyond)[row].any())
    first = layout.cell(place, 0)
    label = Box(layout.area.x, first.y, layout.name - size, layout.height)
    page.label(label, _name(view, row), Ink(page.style.text, bold=wide), cut_middle)
    for column in range(found.spread.shape[1]):
        box = layout.cell(place, column).inset(0.8, 0.8)
        spread, count = float(found.spread[row, column]), int(found.counts[row, column])
        _draw_cell(page, box, (spread, count), beyond)
        page.spot(key_of(row, column), _told(view, row, column), layout.cell(place, column))
        if view.place(view.chosen) == (row, column):
            page.frame(box, page.style.text, 1.8)


def _draw_cell(page: Page, box: Box, cell: tuple[float, int], beyond: float) -> None:
    (spread, count), style, size = cell, page.style, page.size
    fill = spread_color(style, spread, beyond)
    page.fill([box], fill)
    if math.isnan(spread):
        page.frame(box, style.grid, 0.6)
        page.text(box.center_x, box.center_y, UNKNOWN, Ink(style.muted, side="center"))
        return
    over = spread > beyond
    ink = Ink(ink_on(fill, style.background, style.text), bold=over, side="center")
    if over:
        side = min(0.75 * size, 0.3 * box.width, 0.5 * box.height)
        page.corner(Box(box.right - side, box.y, side, side), ink.color)
    number, many = f"{spread:.0f}", f"{count}×"
    page.text(box.center_x, box.center_y, number, ink)
    small = Ink(ink.color, 0.75, side="right")
    free = (box.width - page.width_of(number, ink)) / 2 - 1.4 * size
    if page.width_of(many, small) < free:
        page.text(box.right - 0.9 * size, box.center_y, many, small)


def spread_color(style: Style, spread: float, beyond: float) -> str:
    """Return the color of a spread: pale up to the limit, full and distinct above."""
    if math.isnan(spread):
        return style.background
    if spread > beyond:
        far = (spread - beyond) / max(100.0 - beyond, 1.0)
        return mix(style.warning, style.text, _DARKEST * min(far, 1.0))
    share = spread / beyond if beyond > 0 else 0.0
    return mix(style.surface, style.accent, _PALEST + (_DEEPEST - _PALEST) * share)


def _told(view: AgreementView, row: int, column: int) -> str:
    found = view.agreement
    if found is None:
        return ""
    criterion = view.portfolio.criteria[found.opinions.criterion_ids[column]]
    where = f"{_name(view, row)}, {drawable(criterion.name)}"
    count = int(found.counts[row, column])
    if count == 0:
        return f"{where}: not rated"
    unit = drawable(criterion.unit)
    low, _, median, _, high = found.levels[:, row, column].tolist()
    if count == 1:
        return f"{where}: one rating, {amount_text(median, unit)}"
    between = number_text(round(float(found.spread[row, column]), 1))
    return (
        f"{where}: {plural(count, 'rating')} from {number_text(low)} to "
        f"{amount_text(high, unit)}, median {number_text(median)}, interquartile range "
        f"{between} points"
    )


SPREAD_MAP = Chart("spread_map", "Where raters differ", draw, describe)
