"""What the plan uses of each resource in its fullest period, against the limit."""

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
    period_name,
    resource_name,
    share_text,
    use_sentence,
)
from portfolio.charts.chart import Chart, Finding, Spot
from portfolio.charts.color import mix
from portfolio.charts.frame import body, foot, head, sentence
from portfolio.charts.page import Ink, Page
from portfolio.charts.style import Style
from portfolio.model.text import plural

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from portfolio.analysis import Results
    from portfolio.funding import Plan

_TIGHTEST, _ROOMIEST = 2.5, 5.0
_TWO_LINES = 2.7
_SMALL = 0.86
#: How far beyond the limit the axis reaches at least and at most.
_SHORTEST, _LONGEST = 1.25, 2.5


@dataclass(frozen=True, slots=True)
class _Use:
    """One resource with a stated limit: its fullest period in the plan, and what all ask."""

    row: int
    used: float
    when: str
    asked: float


def describe(results: Results) -> str:
    """Say what the plan uses most and least of, and what would run out."""
    return str(_finding(results))


def draw(figure: Figure, results: Results, style: Style) -> tuple[Spot, ...]:
    """Draw two bars per resource, what the plan uses and what all ask for, and the limit."""
    outdated = "plan" in results.stale
    page = Page(figure, style.outdated() if outdated else style)
    finding, plan = _finding(results), results.plan
    if plan is None or capacity_gap(results) is not None:
        sentence(page, finding)
        return ()
    subtitle = (
        "Percent of the limit in the fullest period: the best plan, and all that is asked for."
    )
    top = head(page, finding, subtitle, outdated=outdated)
    uses = _uses(results, plan)
    header = 1.4 * page.size
    room = page.height - top - 5 * page.size - header
    fit = max(int(room / (_TIGHTEST * page.size)), 1)
    visible = sorted(sorted(uses, key=lambda use: -use.used)[:fit], key=lambda use: use.row)
    hidden = len(uses) - len(visible)
    more = f"{plural(hidden, 'resource')} with more room not shown." if hidden else ""
    area = body(page, top, foot(page, [more, finding.detail if style.titled else ""]))
    height = (area.height - header) / len(visible)
    height = min(height, _ROOMIEST * page.size * style.density)
    box = Box(area.x, area.y + header, area.width, height * len(visible))
    _draw_uses(page, box, visible, (results, plan))
    return tuple(page.spots)


def _finding(results: Results) -> Finding:
    plan, gap = results.plan, capacity_gap(results)
    if gap is not None or plan is None:
        return gap or Finding("")
    use = use_sentence(results, plan)
    demand = demand_sentence(results, plan)
    return Finding(use, demand) if use else Finding("No plan obeys every limit and rule.", demand)


def _uses(results: Results, plan: Plan) -> list[_Use]:
    used, asked = plan.use_share(), plan.demand_share()
    uses = []
    for row in range(len(plan.resource_ids)):
        if np.isnan(used[row]).all():
            continue
        column = int(np.nanargmax(used[row]))
        when = period_name(results, plan, column)
        uses.append(_Use(row, float(used[row, column]), when, float(np.nanmax(asked[row]))))
    return uses


def _draw_uses(page: Page, area: Box, uses: Sequence[_Use], told: tuple[Results, Plan]) -> None:
    results, plan = told
    size, style = page.size, page.style
    name, small = Ink(style.text), Ink(style.muted, _SMALL)
    widths = [page.width_of(resource_name(results, plan, use.row), name) for use in uses]
    widths += [page.width_of(limit_text(results, plan, use.row), small) for use in uses]
    label = min(max(widths) + 1.2 * size, 0.34 * area.width)
    bars = area.columns(label, area.width - label)
    finite = [use.asked for use in uses if np.isfinite(use.asked)]
    reach = min(max([_SHORTEST, *(1.08 * asked for asked in finite)]), _LONGEST)
    unit = bars.width / reach
    for index, use in enumerate(uses):
        row = area.row(index, len(uses))
        box = Box(row.x, row.y, label - 0.8 * size, row.height)
        _draw_label(page, box, use, told)
        _draw_use(page, Box(bars.x, row.y, bars.width, row.height), use, unit)
        told_name = resource_name(results, plan, use.row)
        page.spot(
            plan.resource_ids[use.row],
            f"{told_name}: the best plan uses {share_text(use.used)} of {use.when}, "
            f"all initiatives ask for up to {share_text(use.asked)}",
            row,
        )
    limit = bars.x + unit
    page.lines([[(limit, area.y - 0.2 * size), (limit, area.bottom)]], style.text, 1.2)
    page.text(limit, area.y - 0.85 * size, "Limit", Ink(style.text, _SMALL, side="center"))
    page.lines([[(bars.x, area.y), (bars.x, area.bottom)]], style.muted, 0.8)


def _draw_label(page: Page, box: Box, use: _Use, told: tuple[Results, Plan]) -> None:
    results, plan = told
    size, middle = page.size, box.center_y
    name, small = Ink(page.style.text), Ink(page.style.muted, _SMALL)
    if box.height < _TWO_LINES * size:
        page.label(box, resource_name(results, plan, use.row), name)
        return
    upper = Box(box.x, middle - 1.3 * size, box.width, 1.3 * size)
    page.label(upper, resource_name(results, plan, use.row), name)
    lower = Box(box.x, middle, box.width, 1.2 * size)
    page.label(lower, limit_text(results, plan, use.row), small)


def _draw_use(page: Page, row: Box, use: _Use, unit: float) -> None:
    """Draw the plan's bar above and the demand's below, each with its number behind it."""
    style, size = page.style, page.size
    middle = row.center_y
    pale = mix(style.background, style.muted, 0.45)
    bars = (
        (use.used, f"{share_text(use.used)} in {use.when}", middle - 1.15 * size, style.accent),
        (use.asked, f"{share_text(use.asked)} asked for", middle + 0.15 * size, pale),
    )
    for index, (share, said, y, color) in enumerate(bars):
        ink = Ink(style.muted if index else style.text, _SMALL, bold=not index)
        length = min(share * unit if np.isfinite(share) else row.width, row.width)
        bar = Box(row.x, y, length, (0.55 if index else 1.1) * size)
        page.fill([bar], style.over if share > WITHIN and not index else color)
        text = page.face(ink).fit(said, _SMALL * size, 0.6 * row.width)
        width = page.width_of(text, ink)
        x = bar.right + 0.45 * size
        limit = row.x + unit
        if x < limit + 0.3 * size and x + width > limit - 0.3 * size:
            x = limit + 0.45 * size
        if x + width > row.right:
            x = row.right - width
            page.fill([Box(x - 0.3 * size, y - 0.2 * size, width + 0.3 * size, 1.2 * size)],
                      style.background)  # fmt: skip
        page.text(x, bar.center_y, text, ink)


CAPACITY_USE = Chart("capacity_use", "Use of capacity", draw, describe)
