"""The funding path: one row an initiative, a bar wherever it is funded as a capacity grows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from portfolio.charts.box import Box
from portfolio.charts.chart import Chart, Spot
from portfolio.charts.frame import body, foot, head, sentence
from portfolio.charts.frontier_axis import ABOVE, BELOW, ShareAxis
from portfolio.charts.frontier_finding import proof_words
from portfolio.charts.frontier_shape import LARGEST
from portfolio.charts.page import Ink, Page, Point
from portfolio.charts.path_finding import PathView, path_finding, stretch_words
from portfolio.charts.style import Style
from portfolio.charts.text import shown as drawable
from portfolio.model.text import plural

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from portfolio.insight import Track

_TIGHTEST, _ROOMIEST = 1.5, 2.6
_LABELS = 0.3
_THINNEST = 0.8


def describe(path: PathView) -> str:
    """Say how many leave and come back, and one of them."""
    return str(path_finding(path))


def draw(figure: Figure, shown: PathView, style: Style) -> tuple[Spot, ...]:
    """Draw as many initiatives as can be read, those that change first, and count the rest."""
    view, path = shown.view, shown.path
    page = Page(figure, style.outdated() if view.outdated else style)
    finding = path_finding(shown)
    if view.trouble is not None or path is None or not path.frontier.plans:
        sentence(page, finding)
        return ()
    resource = drawable(view.resource)
    subtitle = f"Bars: funded at this capacity of {resource}. Arrow: back after it had left."
    top = head(page, finding, subtitle, outdated=view.outdated)
    room = page.height - top - (ABOVE + BELOW + 5) * page.size
    fit = max(int(room / (_TIGHTEST * page.size)), 1)
    tracks = worth_showing(path.tracks, fit)
    hidden = len(path.tracks) - len(tracks)
    more = f"{plural(hidden, 'initiative')} not shown, which change less." if hidden else ""
    proof = proof_words(path.frontier)
    area = body(page, top, foot(page, [finding.detail if style.titled else "", more, proof]))
    _draw_tracks(page, area, tracks, shown)
    return tuple(page.spots)


def worth_showing(tracks: Sequence[Track], most: int) -> list[Track]:
    """Return the tracks that change most often, in their order; all when there is room."""
    if len(tracks) <= most:
        return list(tracks)
    places = sorted(range(len(tracks)), key=lambda n: (-_changes(tracks[n]), n))
    return [tracks[n] for n in sorted(places[:most])]


def _changes(track: Track) -> int:
    if not track.stretches:
        return -1
    return 2 * len(track.stretches) - (track.stretches[-1].end is None)


def _draw_tracks(page: Page, area: Box, tracks: Sequence[Track], shown: PathView) -> None:
    size, view = page.size, shown.view
    ink, pale = Ink(page.style.text), Ink(page.style.muted)
    widest = max(page.width_of(view.name(t.initiative_id)[:60], ink) for t in tracks)
    left = min(widest + size, _LABELS * area.width)
    room = area.height - (ABOVE + BELOW) * size
    height = min(room / len(tracks), _ROOMIEST * size * page.style.density)
    box = Box(
        area.x + left, area.y + ABOVE * size, area.width - left - 2 * size, height * len(tracks)
    )
    axis = ShareAxis(box)
    for number, track in enumerate(tracks):
        row = Box(area.x, box.y + number * height, area.width, height)
        label = Box(row.x, row.y, left - size, row.height)
        page.label(label, view.name(track.initiative_id), ink if track.stretches else pale)
        page.lines([[(box.x, row.bottom), (box.right, row.bottom)]], page.style.grid, 0.5)
        _draw_track(page, axis, track, row)
        page.spot(track.initiative_id, stretch_words(view, track), row)
    axis.draw(page, view)


def _draw_track(page: Page, axis: ShareAxis, track: Track, row: Box) -> None:
    thick = min(0.6 * row.height, 1.3 * page.size)
    bars = []
    for stretch in track.stretches:
        start = axis.x(stretch.start)
        end = axis.x(LARGEST if stretch.end is None else stretch.end)
        wide = max(end - start, _THINNEST)
        bars.append(Box(start, row.center_y - thick / 2, wide, thick))
    if bars:
        page.fill(bars, page.style.funded)
    size = 0.75 * thick
    again: list[Point] = []
    for bar in bars[1:]:
        if not again or bar.x - again[-1][0] > size:
            again.append((bar.x, bar.center_y))
    page.marks(again, ">", page.style.ink(page.style.forced), size)


FUNDING_PATH = Chart("funding_path", "Funding path", draw, describe)
