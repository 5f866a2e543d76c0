"""The squeeze: what a block less of each capacity costs, what more buys, and up to where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio.charts.chart import Chart, Spot
from portfolio.charts.frame import body, foot, head, sentence
from portfolio.charts.page import Page
from portfolio.charts.squeeze_periods import draw_periods, grid_width
from portfolio.charts.squeeze_rows import (
    SqueezeRow,
    SqueezeView,
    exchange_words,
    resource_rows,
    squeeze_finding,
)
from portfolio.charts.style import Style
from portfolio.charts.text import shown as drawable
from portfolio.charts.two_sided import TwoSided, draw_two_sided, rows_box, rows_fit
from portfolio.model.amounts import MINUS
from portfolio.model.text import plural

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_NAMES = 0.24
_SUBTITLE = (
    "Value of the best plan with one block less and one block more; pale: with all that helps."
)


def describe(view: SqueezeView) -> str:
    """Say which block buys most, and where that ends."""
    return str(squeeze_finding(view.portfolio, view.squeeze))


def draw(figure: Figure, view: SqueezeView, style: Style) -> tuple[Spot, ...]:
    """Draw a row a capacity: cost to the left, gain to the right, single periods beside."""
    page = Page(figure, style.outdated() if view.outdated else style)
    finding, squeeze = squeeze_finding(view.portfolio, view.squeeze), view.squeeze
    if squeeze is None or squeeze.value is None or not squeeze.resources:
        sentence(page, finding)
        return ()
    top = head(page, finding, _SUBTITLE, outdated=view.outdated)
    rows = resource_rows(view.portfolio, squeeze)
    shown = rows[: rows_fit(page, top)]
    hidden = len(rows) - len(shown)
    more = f"{plural(hidden, 'more capacity', 'more capacities')} not shown." if hidden else ""
    rates = exchange_words(view.portfolio, squeeze)
    notes = [finding.detail, *rates] if style.titled else []
    box = rows_box(page, body(page, top, foot(page, [*notes, more])), len(shown))
    grid = grid_width(page, box, view)
    if grid:
        draw_periods(page, box.columns(box.width - grid, grid), view, shown)
    lines = [_line(row) for row in shown]
    heads = ("One block less costs", "One block more buys")
    draw_two_sided(page, box.columns(0.0, box.width - grid), lines, heads, _NAMES)
    return tuple(page.spots)


def _line(row: SqueezeRow) -> TwoSided:
    name, first = drawable(row.resource), f"{row.buys} for {row.block}"
    end = _end(row)
    enters = f" {row.enters} would come in." if row.enters else ""
    less = "" if row.loss is None else f" One block less costs {row.less}."
    return TwoSided(
        key=row.key,
        name=name,
        under=drawable(end),
        cost=row.loss or 0.0,
        cost_text=drawable(f"{MINUS}{row.less}"),
        gain=row.gain,
        gain_text=drawable(f"{row.all_buys} for {row.up_to}" if row.whole > 0 else first),
        whole=max(row.whole, row.gain),
        told=drawable(f"{name}, {row.when}: {first}.{enters} {end}{less}"),
    )


def _end(row: SqueezeRow) -> str:
    """Return what the first block buys, and what holds once more does not help."""
    end = f"More does not help either: {row.then}."
    if row.whole > 0:
        end = f"after {row.up_to} {row.then}."
        if row.gain <= 0:
            end = f"The first gain takes {row.first}; {end}"
        elif row.up_to != row.block:
            end = f"{row.buys} for {row.block}; {end}"
    return end if row.loss is not None else f"{end} With one block less no plan fits."


SQUEEZE = Chart("squeeze", "What one more buys", draw, describe)
