"""Two rankings side by side, with a line for each initiative from its place in one to the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio.charts.chart import Chart, Finding, Spot
from portfolio.charts.frame import body, foot, head, sentence
from portfolio.charts.page import Page
from portfolio.charts.slope_lines import SlopeLine, draw_slopes
from portfolio.charts.style import Style
from portfolio.charts.text import shown
from portfolio.model.text import plural, quoted
from portfolio.ranking.compare import Move, moves

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from portfolio.ranking.result import Ranking

#: How many of the largest moves are drawn in color.
_COLORED = 6
#: Least Kendall tau-b for each wording; the limits are ours.
_ALIKE = ((1.0 - 1e-9, "exactly alike"), (0.8, "much alike"), (0.5, "partly alike"))
_UNALIKE = "quite differently"


@dataclass(frozen=True, slots=True)
class TwoRankings:
    """What the chart draws: the same initiatives ranked twice.

    Attributes:
        first: on the left.
        second: on the right.
        titles: of the two methods, as shown.
        names: initiative id to name.
        outdated: one of them is being recalculated.
    """

    first: Ranking
    second: Ranking
    titles: tuple[str, str]
    names: Mapping[str, str]
    outdated: bool = False

    def name(self, key: str) -> str:
        """Return the name of an initiative, in one line."""
        return shown(self.names.get(key, "")) or "(no name)"


def describe(pair: TwoRankings) -> str:
    """Say how alike the two rankings are, and who moves most."""
    return str(_finding(pair))


def draw(figure: Figure, pair: TwoRankings, style: Style) -> tuple[Spot, ...]:
    """Draw both lists; names stand at both ends while they can be read, else the movers' only."""
    page = Page(figure, style.outdated() if pair.outdated else style)
    finding, both = _finding(pair), _both(pair)
    if not both:
        sentence(page, finding)
        return ()
    subtitle = "Ranks by both methods; in color the largest moves, up or down."
    top = head(page, finding, subtitle, outdated=pair.outdated)
    notes = [finding.detail if style.titled else "", "Ties are listed as on the screen."]
    area = body(page, top, foot(page, notes))
    lines, first = _lines(pair, both, page.style)
    draw_slopes(page, area, lines, pair.titles, first)
    return tuple(page.spots)


def _finding(pair: TwoRankings) -> Finding:
    both = _both(pair)
    if not both:
        return Finding("There is nothing to compare.", "Rate initiatives, then choose two methods.")
    if len(both) == 1:
        return Finding("There is only one initiative to rank.", "Two methods differ from two on.")
    compared = moves(pair.first, pair.second)
    first, second = (quoted(title) for title in pair.titles)
    if compared.tau_b is None:
        return Finding(f"{first} and {second} cannot be compared: everything is tied in one.")
    alike = next((word for least, word in _ALIKE if compared.tau_b >= least), _UNALIKE)
    tau = f"{compared.tau_b:.2f}".replace("-", "\N{MINUS SIGN}")
    headline = f"{first} and {second} rank {alike} (Kendall’s tau-b {tau})"
    top = max(both, key=lambda move: abs(move.up))
    if top.up == 0:
        return Finding(f"{headline}; nobody moves.")
    way = "up" if top.up > 0 else "down"
    name = quoted(pair.name(top.initiative))
    move = f"{name} moves most, {way} from {top.before:,} to {top.after:,}"
    still = sum(each.up == 0 for each in both)
    kept = f"{plural(len(both) - still, 'initiative')} of {len(both):,} change rank."
    return Finding(f"{headline}; {move}.", kept)


def _both(pair: TwoRankings) -> list[Move]:
    """Return the initiatives that are ranked in both."""
    if pair.first.initiative_ids != pair.second.initiative_ids:
        return []
    return [move for move in moves(pair.first, pair.second).moves if move.before and move.after]


def _lines(
    pair: TwoRankings, both: Sequence[Move], style: Style
) -> tuple[list[SlopeLine], list[SlopeLine]]:
    """Return a line each, and those worth naming: the two leaders, then the largest moves."""
    left = {m.initiative: i for i, m in enumerate(sorted(both, key=lambda m: m.before))}
    right = {m.initiative: i for i, m in enumerate(sorted(both, key=lambda m: m.after))}
    biggest = sorted(both, key=lambda move: -abs(move.up))
    colored = {move.initiative for move in biggest[:_COLORED] if move.up}
    lines = {}
    for move in both:
        key, name = move.initiative, pair.name(move.initiative)
        gained = move.up > 0
        color = (style.funded if gained else style.over) if key in colored else ""
        lines[key] = SlopeLine(
            key=key,
            name=name,
            told=f"{name}: from rank {move.before:,} to {move.after:,}",
            left=left[key],
            right=right[key],
            ends=(f"{move.before:,}", f"{move.after:,}"),
            color=color,
            marks=("o", "^" if gained else "v") if color else None,
        )
    leaders = [key for key in lines if 0 in {left[key], right[key]}]
    first = dict.fromkeys([*leaders, *(move.initiative for move in biggest)])
    return list(lines.values()), [lines[key] for key in first][: 2 * _COLORED]


METHOD_MOVES = Chart("method_moves", "Two methods side by side", draw, describe)
