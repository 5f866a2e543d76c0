"""Who is funded in which scenario: initiatives by scenarios, those that differ first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio.charts.box import Box
from portfolio.charts.cell_table import CellTable
from portfolio.charts.chart import Chart, Spot
from portfolio.charts.color import mix
from portfolio.charts.frame import body, foot, head, sentence
from portfolio.charts.page import Ink, Page
from portfolio.charts.scenario_finding import matrix_finding
from portfolio.charts.scenario_grid import ScenarioCell, ScenarioColumn, ScenarioGrid, ScenarioRow
from portfolio.charts.style import Style
from portfolio.charts.text import cut_middle
from portfolio.charts.text import shown as drawable
from portfolio.charts.verdicts import color_of, draw_key, draw_verdicts
from portfolio.model.text import plural
from portfolio.model.verdict_marks import VerdictMark

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_TIGHTEST, _ROOMIEST = 1.55, 2.6
_NAMES, _HEADER, _LINE = 0.34, 3.2, 1.45
_WIDEST, _NARROWEST = 16.0, 2.2
_SMALL = 0.86
_PALE = 0.16


@dataclass(frozen=True, slots=True)
class _Layout(CellTable):
    """The cells, and the columns that find room."""

    columns: tuple[ScenarioColumn, ...]


def describe(grid: ScenarioGrid) -> str:
    """Say who is funded in all scenarios, and how many depend on the scenario."""
    return str(matrix_finding(grid))


def draw(figure: Figure, grid: ScenarioGrid, style: Style) -> tuple[Spot, ...]:
    """Draw as many rows and columns as can be read, and count the others."""
    page = Page(figure, style)
    finding = matrix_finding(grid)
    if len(grid.columns) < 2 or grid.planned < 2 or not grid.rows:
        sentence(page, finding)
        return ()
    top = head(page, finding, "Funded and cut in each scenario; those that differ come first.")
    notes = [finding.detail if style.titled else "", _hidden_columns(page, grid)]
    area = body(page, top, foot(page, notes))
    key = Box(area.x, area.y, area.width, 1.6 * page.size)
    draw_key(page, key, _occurring(grid))
    room = Box(area.x, key.bottom, area.width, area.height - key.height)
    layout = _lay_out(page, room, grid)
    _draw_header(page, layout)
    fit = max(int(layout.area.height / layout.height), 2)
    rows = grid.rows if len(grid.rows) <= fit else grid.rows[: fit - 1]
    _draw_rows(page, layout, rows)
    if len(rows) < len(grid.rows):
        rest = Box(area.x, layout.cell(len(rows), 0).y, area.width, layout.height)
        page.label(rest, _rest(grid.rows[len(rows) :]), Ink(style.muted))
    return tuple(page.spots)


def _occurring(grid: ScenarioGrid) -> set[VerdictMark]:
    return {cell.mark for row in grid.rows for cell in row.cells if cell.mark is not None}


def _rest(rows: Sequence[ScenarioRow]) -> str:
    differ = sum(row.differs for row in rows)
    every = sum(row.everywhere and not row.differs for row in rows)
    never = len(rows) - differ - every
    parts = [
        f"{differ:,} more differ" if differ else "",
        f"{every:,} funded in all" if every else "",
        f"{never:,} cut in all" if never else "",
    ]
    return "Not shown: " + ", ".join(part for part in parts if part) + "."


def _lay_out(page: Page, area: Box, grid: ScenarioGrid) -> _Layout:
    size, ink = page.size, Ink(page.style.text)
    names = max(page.width_of(drawable(row.name)[:60], ink) for row in grid.rows[:100]) + size
    name = min(names, _NAMES * area.width)
    columns = grid.columns[: _most_columns(page, area.width)]
    width = min((area.width - name) / len(columns), _WIDEST * size)
    header = _HEADER * size
    room = Box(area.x, area.y + header, area.width, max(area.height - header, size))
    rows = len(grid.rows)
    height = room.height / max(rows, 1)
    height = min(max(height, _TIGHTEST * size), _ROOMIEST * size * page.style.density)
    return _Layout(room, name, width, height, columns)


def _most_columns(page: Page, width: float) -> int:
    return max(int((1 - _NAMES) * width / (_NARROWEST * page.size)), 2)


def _hidden_columns(page: Page, grid: ScenarioGrid) -> str:
    hidden = len(grid.columns) - _most_columns(page, page.width - 3 * page.size)
    return f"{plural(hidden, 'scenario')} not shown." if hidden > 0 else ""


def _draw_header(page: Page, layout: _Layout) -> None:
    size = page.size
    for index, column in enumerate(layout.columns):
        ink = Ink(page.style.text if not column.outdated else page.style.muted, _SMALL, bold=True)
        box = layout.cell(0, index)
        room = box.width - 0.6 * size
        lines = page.face(ink).wrap(drawable(column.name), _SMALL * size, room, 2)
        y = box.y - 0.5 * size - (len(lines) - 0.5) * _LINE * _SMALL * size
        for number, line in enumerate(lines):
            fitting = page.face(ink).fit(line, _SMALL * size, room)
            page.text(box.x + 0.3 * size, y + number * _LINE * _SMALL * size, fitting, ink)


def _draw_rows(page: Page, layout: _Layout, rows: Sequence[ScenarioRow]) -> None:
    size = page.size
    for number, row in enumerate(rows):
        line = Box(layout.area.x, layout.cell(number, 0).y, layout.name - size, layout.height)
        ink = Ink(page.style.text if row.differs else page.style.muted, bold=row.differs)
        page.label(line, drawable(row.name), ink, cut_middle)
        for index, column in enumerate(layout.columns):
            box = layout.cell(number, index)
            _draw_cell(page, box, column, row.cells[index])
            told = row.cells[index].text or column.trouble or "being worked out"
            page.spot(row.key, f"{drawable(row.name)}: {told} in “{drawable(column.name)}”", box)
    _draw_break(page, layout, rows)


def _draw_cell(page: Page, box: Box, column: ScenarioColumn, cell: ScenarioCell) -> None:
    size, inner = page.size, box.inset(0.8, 0.8)
    style = page.style.outdated() if column.outdated else page.style
    if cell.mark is None:
        page.frame(inner, style.grid, 0.6)
        return
    color = color_of(style, cell.mark)
    fill = mix(style.background, color, _PALE) if cell.funded else style.surface
    page.fill([inner], fill)
    draw_verdicts(page, [(box.x + 1.2 * size, box.center_y)], cell.mark)
    label = Box(box.x + 2.1 * size, box.y, box.width - 2.4 * size, box.height)
    if cell.short and label.width > 3 * size:
        page.label(label, drawable(cell.short), Ink(style.text, _SMALL))


def _draw_break(page: Page, layout: _Layout, rows: Sequence[ScenarioRow]) -> None:
    """Draw a line between those that differ and those that do not."""
    differ = sum(row.differs for row in rows)
    if 0 < differ < len(rows):
        y = layout.cell(differ, 0).y
        right = layout.area.x + layout.name + layout.width * len(layout.columns)
        page.lines([[(layout.area.x, y), (right, y)]], page.style.muted, 0.9)


SCENARIO_MATRIX = Chart("scenario_matrix", "Who is funded in which scenario", draw, describe)
