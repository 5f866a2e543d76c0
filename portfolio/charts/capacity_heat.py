"""Demand against capacity: resources by periods, for all initiatives and for the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from portfolio.charts.box import Box
from portfolio.charts.capacity_finding import (
    WITHIN,
    capacity_gap,
    demand_sentence,
    limit_text,
    peak,
    period_name,
    resource_name,
    share_text,
    use_sentence,
    who_plans,
)
from portfolio.charts.capacity_layout import Layout, Shares, cell_text, lay_out
from portfolio.charts.chart import Chart, Finding, Spot
from portfolio.charts.color import ink_on, mix
from portfolio.charts.frame import body, foot, head, sentence
from portfolio.charts.page import Ink, Page
from portfolio.charts.style import Style
from portfolio.charts.text import shown
from portfolio.model.amounts import amount_text
from portfolio.model.text import plural

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from portfolio.analysis import Results
    from portfolio.funding import Plan

_TWO_LINES = 2.7
_SMALL = 0.86
#: Within the limit colors stay pale; over it they are full, so that none can be mistaken.
_PALEST, _DEEPEST = 0.04, 0.42
#: Above 1, so that the last tenth before the limit stands out.
_STEEP = 2.0
#: From just over the limit to this share of it, the color moves on toward the ink.
_FAR_OVER, _DARKEST = 3.0, 0.35


@dataclass(frozen=True, slots=True)
class _Table:
    """One table: its title, a phrase for its tooltips, shares and amounts."""

    title: str
    phrase: str
    shares: Shares
    amounts: Shares


def describe(results: Results) -> str:
    """Say what runs out first, and what the plan uses of it."""
    return str(_finding(results))


def draw(figure: Figure, results: Results, style: Style) -> tuple[Spot, ...]:
    """Draw a table of what all ask for and one of what the best plan uses."""
    outdated = "plan" in results.stale
    page = Page(figure, style.outdated() if outdated else style)
    finding, plan = _finding(results), results.plan
    if plan is None or capacity_gap(results) is not None:
        sentence(page, finding)
        return ()
    tables = _tables(plan)
    label = _label_width(page, results, plan)
    subtitle = (
        "Percent of capacity by period. In full color with a corner: over. Framed: the fullest."
    )
    top = head(page, finding, subtitle, outdated=outdated)
    notes = [finding.detail if style.titled else "", *_notes(plan)]
    area = body(page, top, foot(page, notes))
    layout = lay_out(page, area, [table.shares for table in tables], label)
    _draw_row_labels(page, layout, results, plan)
    for index, table in enumerate(tables):
        _draw_header(page, layout, index, [table.title, *_periods(results, plan)])
        _draw_cells(page, layout, index, table.shares)
        _add_spots(page, layout, index, (results, plan, table))
    return tuple(page.spots)


def _finding(results: Results) -> Finding:
    gap = capacity_gap(results)
    if gap is not None or results.plan is None:
        return gap or Finding("")
    return Finding(demand_sentence(results, results.plan), use_sentence(results, results.plan))


def _tables(plan: Plan) -> list[_Table]:
    asked = _Table(
        "All initiatives ask for", "all initiatives ask for", plan.demand_share(), plan.demand
    )
    if plan.status == "infeasible":
        return [asked]
    who = who_plans(plan)
    phrase = f"{who[0].lower()}{who[1:]} uses"
    used = _Table(f"{who} uses", phrase, plan.use_share(), plan.use)
    return [asked, used]


def _notes(plan: Plan) -> list[str]:
    both = np.concatenate([plan.demand_share(), plan.use_share()])
    notes = []
    if plan.status == "infeasible":
        notes.append("No plan obeys every limit and rule.")
    if any(plan.carries):
        notes.append("A budget that carries over is added up from the first period on.")
    if np.isposinf(both).any():
        notes.append("∞: needed, but there is none.")
    if np.isnan(both).any():
        notes.append("–: no limit is stated.")
    return notes


def _periods(results: Results, plan: Plan) -> list[str]:
    return [period_name(results, plan, column) for column in range(len(plan.period_ids))]


def _label_width(page: Page, results: Results, plan: Plan) -> float:
    name, limit = Ink(page.style.text), Ink(page.style.muted, _SMALL)
    widths = [
        max(
            page.width_of(resource_name(results, plan, row), name),
            page.width_of(limit_text(results, plan, row), limit),
        )
        for row in range(len(plan.resource_ids))
    ]
    return max(widths, default=0.0) + 1.2 * page.size


def _draw_row_labels(page: Page, layout: Layout, results: Results, plan: Plan) -> None:
    size = page.size
    name, limit = Ink(page.style.text), Ink(page.style.muted, _SMALL)
    for panel, labels in enumerate(layout.labels):
        for place, row in enumerate(layout.rows):
            cell = layout.cell(panel, place, 0, len(plan.period_ids))
            box = Box(labels.x, cell.y, labels.width - 0.8 * size, cell.height)
            if cell.height < _TWO_LINES * size:
                page.label(box, resource_name(results, plan, row), name)
                continue
            middle = cell.center_y
            upper = Box(box.x, middle - 1.3 * size, box.width, 1.3 * size)
            page.label(upper, resource_name(results, plan, row), name)
            lower = Box(box.x, middle, box.width, 1.2 * size)
            page.label(lower, limit_text(results, plan, row), limit)
    hidden = len(plan.resource_ids) - len(layout.rows)
    if hidden:
        box = Box(layout.labels[0].x, layout.labels[0].y, layout.labels[0].width - size, 1.4 * size)
        page.label(box, f"{plural(hidden, 'resource')} not shown", limit)


def _draw_header(page: Page, layout: Layout, panel: int, texts: Sequence[str]) -> None:
    size, box = page.size, layout.panels[panel]
    bold, muted = Ink(page.style.text, bold=True), Ink(page.style.muted, _SMALL)
    title, *periods = texts
    columns = len(periods)
    label = Box(box.x, box.y, box.width, 0.5 * layout.header)
    wordings = (f"{title}, %", title, title.removeprefix("The "))
    page.first_fit(label, wordings if not layout.unit else wordings[1:], bold)
    width = box.width / columns
    widest = max(page.width_of(period, muted) for period in periods) + 0.4 * size
    step = min(int(-(-widest // width)), columns) if widest > width else 1
    for column in range(0, columns, step):
        room = Box(box.x + column * width, label.bottom, step * width, label.height)
        if step == 1:
            page.label(room, periods[column], Ink(muted.color, _SMALL, side="center"))
        elif column + step <= columns:
            page.label(room, periods[column], muted)


def _draw_cells(page: Page, layout: Layout, panel: int, shares: Shares) -> None:
    style, columns = page.style, shares.shape[1]
    gap = min(1.2, 0.04 * layout.row)
    boxes: list[Box] = []
    colors: list[str] = []
    for place, row in enumerate(layout.rows):
        for column in range(columns):
            box = layout.cell(panel, place, column, columns).inset(gap)
            share = float(shares[row, column])
            fill = cell_color(style, share)
            boxes.append(box)
            colors.append(fill)
    page.fill(boxes, colors)
    values = [float(shares[row, column]) for row in layout.rows for column in range(columns)]
    for box, fill, share in zip(boxes, colors, values, strict=True):
        _draw_share(page, box, (fill, share), layout)
    top = peak(shares)
    if top is not None and top.row in layout.rows:
        place = layout.rows.index(top.row)
        page.frame(layout.cell(panel, place, top.column, columns).inset(gap), style.text, 1.6)


def cell_color(style: Style, share: float) -> str:
    """Return the color of a share: pale up to 1, full and distinct above."""
    if np.isnan(share):
        return style.background
    if share > WITHIN:
        far = min((share - 1) / (_FAR_OVER - 1), 1.0)
        return mix(style.over, style.text, _DARKEST * far)
    depth = _PALEST + (_DEEPEST - _PALEST) * max(share, 0.0) ** _STEEP
    return mix(style.surface, style.accent, depth)


def _draw_share(page: Page, box: Box, cell: tuple[str, float], layout: Layout) -> None:
    fill, share = cell
    style, over = page.style, share > WITHIN
    text = cell_text(share, unit=layout.unit)
    ink = Ink(ink_on(fill, style.background, style.text), bold=over, side="center")
    if over:
        side = min(0.75 * page.size, 0.3 * box.width, 0.5 * box.height)
        page.corner(Box(box.right - side, box.y, side, side), ink.color)
    if layout.numbers:
        page.text(box.center_x, box.center_y, text, ink)
    if np.isnan(share):
        page.frame(box, style.grid, 0.6)


def _add_spots(page: Page, layout: Layout, panel: int, told: tuple[Results, Plan, _Table]) -> None:
    results, plan, table = told
    columns = len(plan.period_ids)
    for place, row in enumerate(layout.rows):
        resource = results.portfolio.resources.get(plan.resource_ids[row])
        unit = shown(resource.unit) if resource else ""
        for column in range(columns):
            amount = amount_text(float(table.amounts[row, column]), unit)
            limit = float(plan.capacity[row, column])
            of = f" of {amount_text(limit, unit)}" if np.isfinite(limit) else ", no limit stated"
            share = share_text(float(table.shares[row, column]))
            where = f"{resource_name(results, plan, row)}, {period_name(results, plan, column)}"
            page.spot(
                plan.resource_ids[row],
                f"{where}: {table.phrase} {amount}{of} ({share})",
                layout.cell(panel, place, column, columns),
            )


CAPACITY_HEAT = Chart("capacity_heat", "Demand against capacity", draw, describe)
