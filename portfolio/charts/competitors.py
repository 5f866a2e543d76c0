"""Plans that cost no more than today's: what each gives up now, and wins in other worlds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio.charts.chart import Chart, Spot
from portfolio.charts.competitor_rows import (
    CompetitionView,
    CompetitorRow,
    competition_finding,
    competitor_rows,
)
from portfolio.charts.frame import body, foot, head, sentence
from portfolio.charts.page import Page
from portfolio.charts.style import Style
from portfolio.charts.text import shown as drawable
from portfolio.charts.two_sided import TwoSided, draw_two_sided, rows_box, rows_fit
from portfolio.model.amounts import MINUS
from portfolio.model.text import capitalized, plural

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_NAMES = 0.36


def describe(view: CompetitionView) -> str:
    """Say in how many worlds today's plan is the best."""
    return str(competition_finding(view.competition))


def draw(figure: Figure, view: CompetitionView, style: Style) -> tuple[Spot, ...]:
    """Draw a row a plan, those that win in most worlds first, and count the rest."""
    page = Page(figure, style.outdated() if view.outdated else style)
    finding, competition = competition_finding(view.competition), view.competition
    if competition is None or not competition.competitors:
        sentence(page, finding)
        return ()
    subtitle = (
        "Plans that cost no more than today's: behind it as things stand, ahead where they win."
    )
    top = head(page, finding, subtitle, outdated=view.outdated)
    rows = competitor_rows(view.portfolio, competition)
    shown = rows[: rows_fit(page, top)]
    hidden = len(rows) - len(shown)
    more = f"{plural(hidden, 'more plan')}, ahead in fewer worlds." if hidden else ""
    notes = [finding.detail if style.titled else "", more]
    box = rows_box(page, body(page, top, foot(page, notes)), len(shown))
    heads = ("Behind today", "Ahead, and in how many worlds")
    draw_two_sided(page, box, [_line(row) for row in shown], heads, _NAMES)
    return tuple(page.spots)


def _line(row: CompetitorRow) -> TwoSided:
    swap = swap_words(row)
    where = f"Mostly where {row.where}." if row.where else ""
    gain = f"{row.then} in {row.worlds}"
    return TwoSided(
        key=row.key,
        name=drawable(swap),
        under=drawable(where),
        cost=row.behind,
        cost_text=drawable(f"{MINUS}{row.now}"),
        gain=row.lead,
        gain_text=drawable(gain),
        whole=row.lead,
        told=drawable(f"{swap}: behind by {row.now} today, ahead by {gain} of the worlds. {where}"),
    )


def swap_words(row: CompetitorRow) -> str:
    """Return ``“A” in place of “B”``, or what else tells a plan from today's."""
    if row.enters and row.leaves:
        return f"{row.enters} in place of {row.leaves}"
    if row.enters:
        return f"With {row.enters}"
    named = row.leaves.startswith("“")
    return f"Without {row.leaves}" if named else capitalized(row.leaves.strip("()"))


COMPETITORS = Chart("competitors", "Competing plans", draw, describe)
