"""Fund or cut: the ranked list, the plan straight down it and the best plan, side by side."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from portfolio.charts.box import Box
from portfolio.charts.chart import Chart, Spot
from portfolio.charts.color import mix
from portfolio.charts.frame import body, foot, head, sentence
from portfolio.charts.fund_finding import fund_finding, lost_value
from portfolio.charts.fund_rows import draw_rows, rows_fit
from portfolio.charts.fund_strip import draw_strip
from portfolio.charts.lineup import lineup
from portfolio.charts.page import Ink, Page
from portfolio.charts.scale import BarScale, bar_scale
from portfolio.charts.style import Style
from portfolio.charts.text import shown
from portfolio.charts.waiting import NOTHING_FITS, no_plan
from portfolio.model.amounts import amount_text

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from portfolio.analysis import Results
    from portfolio.funding import Plan

_PARTS = frozenset({"plan", "waterline", "ranking"})
#: Below this height, in font sizes, the list needs all the room.
_ROOM_FOR_TOTALS = 22


def describe(results: Results) -> str:
    """Say what the best plan funds, what the waterline would lose, and where they differ."""
    return str(fund_finding(results))


def draw(figure: Figure, results: Results, style: Style) -> tuple[Spot, ...]:
    """Draw one row per initiative while rows can be read, else the whole list as a strip."""
    outdated = bool(results.stale & _PARTS)
    page = Page(figure, style.outdated() if outdated else style)
    finding, plan = fund_finding(results), results.plan
    if plan is None or no_plan(results) is not None:
        known = plan is not None and plan.status == "infeasible" and not style.titled
        sentence(page, NOTHING_FITS if known else finding)
        return ()
    subtitle = f"Initiatives by rank; bars show {plan.objective_name}."
    top = head(page, finding, subtitle, outdated=outdated)
    area = body(page, top, foot(page, [finding.detail] if style.titled else []))
    height = _draw_totals(page, results, plan, area)
    rest = Box(area.x, area.y + height, area.width, area.height - height)
    entries = lineup(results, plan)
    drawing = draw_rows if rows_fit(page, rest, len(entries)) else draw_strip
    drawing(page, rest, entries, plan)
    return tuple(page.spots)


def _draw_totals(page: Page, results: Results, plan: Plan, area: Box) -> float:
    """Draw what each plan is worth as two bars, and what is lost; return their height."""
    down, lost = results.waterline, lost_value(results, plan)
    if down is None or math.isnan(lost) or area.height < _ROOM_FOR_TOTALS * page.size:
        return 0.0
    size, ink = page.size, Ink(page.style.text)
    rows = (("Best plan", plan.value), ("Down the list", down.value))
    left = max(page.width_of(name, ink) for name, _ in rows) + size
    texts = [amount_text(value, shown(plan.unit)) for _, value in rows]
    if lost > 0:
        texts[1] += f"  ({amount_text(-lost, shown(plan.unit))})"
    bold = Ink(ink.color, bold=True)
    texts = [page.face(bold).fit(text, size, 0.5 * area.width) for text in texts]
    widths = [page.width_of(text, bold) + size for text in texts]
    reaches = [plan.value, plan.value if lost > 0 and down.value >= 0 else down.value]
    scale = bar_scale(reaches, widths, area.columns(left, area.width - left))
    height = 1.7 * size
    for index, (name, value) in enumerate(rows):
        row = Box(area.x, area.y + index * height, area.width, height)
        page.label(row, name, ink)
        end = _draw_total(page, row, scale, (value, max(lost, 0.0) if index else 0.0))
        side, gap = (bold, 0.5 * size) if value >= 0 else (replace(bold, side="right"), -0.5 * size)
        page.text(end + gap, row.center_y, texts[index], side)
    return 2 * height + size


def _draw_total(page: Page, row: Box, scale: BarScale, amounts: tuple[float, float]) -> float:
    """Draw a value and, hatched behind it, what is missing; return where the label starts."""
    value, missing = amounts
    bar = scale.bar(row, value, 1.0 * page.size)
    shorter = mix(page.style.muted, page.style.background, 0.25)
    page.fill([bar], shorter if missing else page.style.funded)
    if missing and value >= 0:
        gap = Box(bar.right, bar.y, missing * scale.unit, bar.height)
        page.hatch(gap, page.style.muted)
        page.frame(gap, page.style.muted, 0.7)
        return gap.right
    return bar.right if value >= 0 else bar.x


FUND_OR_CUT = Chart("fund_or_cut", "Fund or cut", draw, describe)
