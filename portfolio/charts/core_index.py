"""How sure each initiative is of its place: the share of the worlds whose best plan funds it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from portfolio.charts.box import Box
from portfolio.charts.chart import Chart, Spot
from portfolio.charts.competitor_rows import (
    CompetitionView,
    CoreRow,
    competition_finding,
    core_rows,
)
from portfolio.charts.frame import body, foot, head, sentence
from portfolio.charts.page import Ink, Page
from portfolio.charts.style import Style
from portfolio.charts.text import cut_middle
from portfolio.charts.text import shown as drawable
from portfolio.model.text import plural

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_TIGHTEST, _ROOMIEST = 1.5, 2.4
_AXIS = 2.0
_NAMES = 0.36
_MARK = 1.6
_SUBTITLE = "Share of the worlds whose best plan funds it. Ticked: funded in today's plan."
_TICKS = ((0.05, "5 %"), (0.5, "50 %"), (0.95, "95 %"))


def describe(view: CompetitionView) -> str:
    """Say in how many worlds today's plan is the best, and how many are sure of a place."""
    return str(competition_finding(view.competition))


def draw(figure: Figure, view: CompetitionView, style: Style) -> tuple[Spot, ...]:
    """Draw as many as can be read, the contested first to stay, in their order."""
    page = Page(figure, style.outdated() if view.outdated else style)
    finding, competition = competition_finding(view.competition), view.competition
    if competition is None or not competition.core:
        sentence(page, finding)
        return ()
    top = head(page, finding, _SUBTITLE, outdated=view.outdated)
    rows = sorted(core_rows(view.portfolio, competition), key=lambda row: row.order)
    most = int((page.height - top - (_AXIS + 3) * page.size) / (_TIGHTEST * page.size))
    shown = worth_showing(rows, max(most, 1))
    hidden = len(rows) - len(shown)
    more = f"{plural(hidden, 'surer initiative')} not shown." if hidden else ""
    area = body(page, top, foot(page, [finding.detail if style.titled else "", more]))
    height = (area.height - _AXIS * page.size) / len(shown)
    height = min(height, _ROOMIEST * page.size * style.density)
    _draw_rows(page, Box(area.x, area.y, area.width, height * len(shown)), shown)
    return tuple(page.spots)


def worth_showing(rows: Sequence[CoreRow], most: int) -> list[CoreRow]:
    """Return the rows whose place is least sure, in their order; all when there is room."""
    least_sure = sorted(rows, key=lambda row: (not row.odd, abs(row.index - 0.5)))[:most]
    kept = {row.key for row in least_sure}
    return [row for row in rows if row.key in kept]


def _draw_rows(page: Page, area: Box, rows: Sequence[CoreRow]) -> None:
    size, ink, pale = page.size, Ink(page.style.text), Ink(page.style.muted)
    names = [drawable(row.name) for row in rows]
    left = max(page.width_of(name[:60], ink) for name in names) + (_MARK + 1) * size
    left = min(left, _NAMES * area.width)
    words = [f"{row.worlds}  {row.standing}" for row in rows]
    right = max(page.width_of(text, ink) for text in words) + size
    bars = area.columns(left, max(area.width - left - right, 1.0))
    _draw_axis(page, bars)
    for index, (row, name) in enumerate(zip(rows, names, strict=True)):
        place = area.row(index, len(rows))
        mark = (place.x + size / 2, place.center_y)
        color = page.style.funded if row.now == "funded" else page.style.cut
        page.marks([mark], "check" if row.now == "funded" else "x", color, 0.6 * size)
        label = place.columns(_MARK * size, left - (_MARK + 1) * size)
        page.label(label, name, Ink(page.style.text, bold=row.odd), cut_middle)
        thick = min(0.6 * place.height, 1.3 * size)
        track = Box(bars.x, place.center_y - thick / 2, bars.width, thick)
        page.fill([track], page.style.surface)
        page.fill([track.columns(0.0, row.index * track.width)], _color(page.style, row))
        page.text(bars.right + size / 2, place.center_y, words[index], ink if row.index else pale)
        page.spot(row.key, f"{name}: {told(row)}", place)


def _draw_axis(page: Page, bars: Box) -> None:
    """Draw where a place counts as sure, half way, and as lost."""
    ink = Ink(page.style.muted, 0.86, side="center")
    for share, text in _TICKS:
        x = bars.x + share * bars.width
        page.lines([[(x, bars.y), (x, bars.bottom)]], page.style.grid, 0.8, (3.0, 2.0))
        page.text(x, bars.bottom + 0.9 * page.size, text, ink)


def _color(style: Style, row: CoreRow) -> str:
    return {"core": style.funded, "contested": style.warning, "out": style.muted}[row.standing]


def told(row: CoreRow) -> str:
    """Return how sure a place is, and whether today's plan agrees."""
    against = ", against its standing" if row.odd else ""
    return (
        f"{row.standing}, in the best plan of {row.worlds} of the worlds; {row.now} today{against}"
    )


CORE_INDEX = Chart("core_index", "Who is sure of a place", draw, describe)
