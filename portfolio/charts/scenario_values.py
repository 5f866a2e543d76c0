"""What the plan of each scenario is worth, as bars beside the base case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from portfolio.charts.box import Box
from portfolio.charts.chart import Chart, Spot
from portfolio.charts.frame import body, foot, head, sentence
from portfolio.charts.page import Ink, Page
from portfolio.charts.scale import BarScale, bar_scale, fitted_rows
from portfolio.charts.scenario_finding import gain_words, values_finding
from portfolio.charts.scenario_grid import ScenarioColumn, ScenarioGrid
from portfolio.charts.style import Style
from portfolio.charts.text import cut_middle
from portfolio.charts.text import shown as drawable
from portfolio.model.amounts import amount_text
from portfolio.model.text import plural

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_TIGHTEST, _ROOMIEST = 1.9, 3.6
_NAMES, _WORDS = 0.3, 0.46


def describe(grid: ScenarioGrid) -> str:
    """Say which scenario costs or gains most."""
    return str(values_finding(grid))


def draw(figure: Figure, grid: ScenarioGrid, style: Style) -> tuple[Spot, ...]:
    """Draw one bar a column, the base case first, with its value and the difference."""
    page = Page(figure, style)
    finding = values_finding(grid)
    if len(grid.columns) < 2 or grid.planned < 2:
        sentence(page, finding)
        return ()
    top = head(page, finding, "Value of the best plan in each scenario.")
    area = body(page, top, foot(page, [finding.detail if style.titled else ""]))
    tight, roomy = _TIGHTEST * page.size, _ROOMIEST * page.size * style.density
    fitted = fitted_rows(area.height, len(grid.columns), tight, roomy)
    columns = grid.columns[: fitted.shown]
    rows = Box(area.x, area.y, area.width, fitted.height * len(columns))
    _draw_bars(page, rows, columns, grid.unit)
    if len(columns) < len(grid.columns):
        rest = Box(area.x, rows.bottom, area.width, fitted.height)
        left = plural(len(grid.columns) - len(columns), "more scenario")
        page.label(rest, left, Ink(style.muted))
    return tuple(page.spots)


def value_words(column: ScenarioColumn, unit: str) -> str:
    """Return the value of the plan, or why there is none."""
    if column.value is None:
        return column.trouble or "being worked out…"
    return amount_text(column.value, unit)


def _draw_bars(page: Page, area: Box, columns: Sequence[ScenarioColumn], unit: str) -> None:
    ink, size = Ink(page.style.text), page.size
    names = [drawable(column.name) for column in columns]
    left = min(max(page.width_of(name[:60], ink) for name in names) + size, _NAMES * area.width)
    labels = _labels(page, columns, unit, _WORDS * area.width)
    right = sum(width for _, width in labels)
    room = area.columns(left, area.width - left - right)
    scale = bar_scale([column.value or 0.0 for column in columns], [0.0] * len(columns), room)
    for index, (column, name) in enumerate(zip(columns, names, strict=True)):
        row = area.row(index, len(columns))
        page.label(row.columns(0.0, left - size), name, ink, cut_middle)
        _draw_bar(page, row, scale, (column, columns[0].value))
        start = area.width - right
        for texts, width in labels:
            muted = column.outdated or not column.planned
            color = page.style.muted if muted else page.style.text
            page.label(row.columns(start + size, width - size), texts[index], Ink(color))
            start += width
        page.spot(column.key, _told(column, unit), row)
    page.lines([[(scale.zero, area.y), (scale.zero, area.bottom)]], page.style.muted, 0.8)


def _labels(
    page: Page, columns: Sequence[ScenarioColumn], unit: str, room: float
) -> list[tuple[list[str], float]]:
    """Return the texts right of the bars, values and differences, with their widths."""
    ink, gap = Ink(page.style.text), page.size
    values = [drawable(value_words(column, unit)) for column in columns]
    gains = [drawable(gain_words(column, unit)) for column in columns]
    first = min(max(page.width_of(text, ink) for text in values) + gap, 0.6 * room)
    second = min(max(page.width_of(text, ink) for text in gains) + gap, room - first)
    return [(values, first), (gains, second)]


def _draw_bar(
    page: Page, row: Box, scale: BarScale, told: tuple[ScenarioColumn, float | None]
) -> None:
    """Draw a value, and hatched behind it what is missing to the base case."""
    column, base = told
    style = page.style.outdated() if column.outdated else page.style
    thick = min(0.6 * row.height, 1.6 * page.size)
    drawn = scale.bar(row, column.value or 0.0, thick)
    page.fill([drawn], style.accent if column.key else style.muted)
    if column.value is not None and base is not None and 0 <= column.value < base:
        missing = Box(drawn.right, drawn.y, (base - column.value) * scale.unit, thick)
        page.hatch(missing, style.muted)
        page.frame(missing, style.muted, 0.7)


def _told(column: ScenarioColumn, unit: str) -> str:
    words = [value_words(column, unit), gain_words(column, unit)]
    return f"{drawable(column.name)}: {', '.join(word for word in words if word)}"


SCENARIO_VALUES = Chart("scenario_values", "Value of each scenario", draw, describe)
