"""Two rankings side by side, with a line for each initiative from its place in one to the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio.charts.box import Box, spread
from portfolio.charts.chart import Chart, Finding, Spot
from portfolio.charts.frame import body, foot, head, sentence
from portfolio.charts.page import Ink, Page, Point
from portfolio.charts.style import Style
from portfolio.charts.text import cut_middle, shown
from portfolio.model.text import plural, quoted
from portfolio.ranking.compare import Move, moves

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from portfolio.ranking.result import Ranking

_TIGHTEST, _ROOMIEST = 1.45, 2.6
_HEADER = 2.0
#: How many of the largest moves are drawn in color.
_COLORED = 6
#: Width of a faint line as a share of the distance between two places.
_FINE = 0.25
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


@dataclass(frozen=True, slots=True)
class _Line:
    """One initiative: its places in the two lists, from 0 at the top."""

    move: Move
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class _Ends:
    """Where the lines end: the two edges, the number of places, the width of a rank."""

    area: Box
    left: float
    right: float
    count: int
    digits: float

    @property
    def step(self) -> float:
        return self.area.height / self.count

    def height_of(self, place: int) -> float:
        return self.area.y + (place + 0.5) * self.step

    def path(self, line: _Line) -> list[Point]:
        return [(self.left, self.height_of(line.left)), (self.right, self.height_of(line.right))]


def describe(pair: TwoRankings) -> str:
    """Say how alike the two rankings are, and who moves most."""
    return str(_finding(pair))


def draw(figure: Figure, pair: TwoRankings, style: Style) -> tuple[Spot, ...]:
    """Draw both lists; names stand at both ends while they can be read, else the movers' only."""
    page = Page(figure, style.outdated() if pair.outdated else style)
    finding, lines = _finding(pair), _lines(pair)
    if not lines:
        sentence(page, finding)
        return ()
    subtitle = "Ranks by both methods; in color the largest moves, up or down."
    top = head(page, finding, subtitle, outdated=pair.outdated)
    notes = [finding.detail if style.titled else "", "Ties are listed as on the screen."]
    area = body(page, top, foot(page, notes))
    header = _HEADER * page.size
    count = len(lines)
    room = Box(area.x, area.y + header, area.width, area.height - header)
    height = min(room.height, count * _ROOMIEST * page.size * style.density)
    _draw_lines(page, Box(room.x, room.y, room.width, height), lines, pair)
    return tuple(page.spots)


def _finding(pair: TwoRankings) -> Finding:
    lines = _lines(pair)
    if not lines:
        return Finding("There is nothing to compare.", "Rate initiatives, then choose two methods.")
    if len(lines) == 1:
        return Finding("There is only one initiative to rank.", "Two methods differ from two on.")
    compared = moves(pair.first, pair.second)
    first, second = (quoted(title) for title in pair.titles)
    if compared.tau_b is None:
        return Finding(f"{first} and {second} cannot be compared: everything is tied in one.")
    alike = next((word for least, word in _ALIKE if compared.tau_b >= least), _UNALIKE)
    tau = f"{compared.tau_b:.2f}".replace("-", "\N{MINUS SIGN}")
    headline = f"{first} and {second} rank {alike} (Kendall’s tau-b {tau})"
    top = max(lines, key=lambda line: abs(line.move.up))
    if top.move.up == 0:
        return Finding(f"{headline}; nobody moves.")
    way = "up" if top.move.up > 0 else "down"
    name = quoted(pair.name(top.move.initiative))
    move = f"{name} moves most, {way} from {top.move.before:,} to {top.move.after:,}"
    still = sum(line.move.up == 0 for line in lines)
    kept = f"{plural(len(lines) - still, 'initiative')} of {len(lines):,} change rank."
    return Finding(f"{headline}; {move}.", kept)


def _lines(pair: TwoRankings) -> list[_Line]:
    if pair.first.initiative_ids != pair.second.initiative_ids:
        return []
    both = [move for move in moves(pair.first, pair.second).moves if move.before and move.after]
    left = {m.initiative: i for i, m in enumerate(sorted(both, key=lambda m: m.before))}
    right = {m.initiative: i for i, m in enumerate(sorted(both, key=lambda m: m.after))}
    return [_Line(move, left[move.initiative], right[move.initiative]) for move in both]


def _draw_header(page: Page, ends: _Ends, pair: TwoRankings) -> None:
    left, right = (shown(title) for title in pair.titles)
    bold = Ink(page.style.text, bold=True, side="right")
    height = _HEADER * page.size
    row = Box(ends.area.x, ends.area.y - height, ends.area.width, height)
    page.label(row.columns(0.0, ends.left - row.x), left, bold)
    other = row.columns(ends.right - row.x, row.right - ends.right)
    page.label(other, right, Ink(bold.color, bold=True))


def _draw_lines(page: Page, area: Box, lines: Sequence[_Line], pair: TwoRankings) -> None:
    size, style, count = page.size, page.style, len(lines)
    biggest = sorted(lines, key=lambda line: -abs(line.move.up))
    colored = [line for line in biggest[:_COLORED] if line.move.up]
    readable = area.height / count >= _TIGHTEST * size
    named = lines if readable else _worth_naming(lines, biggest, area, size)
    digits = page.width_of(f"{count:,}", Ink(style.text, bold=True))
    widest = _widest(page, named, pair) + digits + 2.2 * size
    side = min(widest, 0.38 * area.width)
    ends = _Ends(area, area.x + side, area.right - side, count, digits)
    _draw_header(page, ends, pair)
    faint = [ends.path(line) for line in lines if line not in colored]
    page.lines(
        faint, style.muted if readable else style.grid, min(0.7, _FINE * area.height / count)
    )
    for line in colored:
        gained = line.move.up > 0
        color = style.funded if gained else style.over
        page.lines([ends.path(line)], color, 2.0)
        page.marks(ends.path(line)[:1], "o", color, 0.5 * size)
        page.marks(ends.path(line)[1:], "^" if gained else "v", color, 0.75 * size)
    _draw_names(page, ends, [(line, line in colored) for line in named], pair)


def _worth_naming(
    lines: Sequence[_Line], biggest: Sequence[_Line], area: Box, size: float
) -> list[_Line]:
    """Return the largest moves and the two leaders, as many as have room on both sides."""
    fit = max(int(area.height / (_TIGHTEST * size)), 1)
    leaders = [line for line in lines if 0 in {line.left, line.right}]
    chosen = dict.fromkeys(line.move.initiative for line in [*leaders, *biggest])
    kept = set(list(chosen)[: min(fit, 2 * _COLORED)])
    return [line for line in lines if line.move.initiative in kept]


def _widest(page: Page, named: Sequence[_Line], pair: TwoRankings) -> float:
    bold = Ink(page.style.text, bold=True)
    names = (pair.name(line.move.initiative)[:60] for line in named)
    return max(page.width_of(name, bold) for name in names)


def _draw_names(
    page: Page, ends: _Ends, named: Sequence[tuple[_Line, bool]], pair: TwoRankings
) -> None:
    """Write names and ranks at both ends, moved apart where the places are too close."""
    size, area = page.size, ends.area
    gap = min(_TIGHTEST * size, ends.step)
    gap = gap if len(named) == ends.count else _TIGHTEST * size
    low, high = area.y + gap / 2, area.bottom - gap / 2
    for left in (True, False):
        rows = sorted(named, key=lambda one: one[0].left if left else one[0].right)
        wanted = [ends.height_of(line.left if left else line.right) for line, _ in rows]
        places = spread(wanted, gap, low, high)
        for (line, colored), at, y in zip(rows, wanted, places, strict=True):
            _draw_name(page, ends, (line, colored, left), (y, pair.name(line.move.initiative)))
            if abs(y - at) > 0.2 * size:
                end = ends.left if left else ends.right
                out = -0.7 * size if left else 0.7 * size
                page.lines([[(end + out, y), (end, at)]], page.style.grid, 0.7)


def _draw_name(
    page: Page, ends: _Ends, told: tuple[_Line, bool, bool], place: tuple[float, str]
) -> None:
    line, colored, left = told
    y, name = place
    size, move = page.size, line.move
    rank = Ink(page.style.muted, bold=colored, side="right" if left else "left")
    ink = Ink(page.style.text, bold=colored, side=rank.side)
    digits = ends.digits
    if left:
        x = ends.left - 0.9 * size
        page.text(x, y, f"{move.before:,}", rank)
        box = Box(ends.area.x, y - size, x - digits - 0.6 * size - ends.area.x, 2 * size)
    else:
        x = ends.right + 0.9 * size
        page.text(x, y, f"{move.after:,}", rank)
        start = x + digits + 0.6 * size
        box = Box(start, y - size, ends.area.right - start, 2 * size)
    page.label(box, name, ink, cut_middle)
    told_move = f"{name}: from rank {move.before:,} to {move.after:,}"
    page.spot(move.initiative, told_move, Box(box.x, y - 0.7 * size, box.width, 1.4 * size))


METHOD_MOVES = Chart("method_moves", "Two methods side by side", draw, describe)
