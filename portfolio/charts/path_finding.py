"""Who is funded at which capacity: the view that is drawn, and who leaves and comes back."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from portfolio.charts.chart import Finding
from portfolio.charts.frontier_finding import FrontierView, frontier_finding
from portfolio.model.amounts import percent_text
from portfolio.model.text import listed, plural, quoted

if TYPE_CHECKING:
    from portfolio.insight import FundingPath, Stretch, Track

_TODAY = 1.0
_LISTED = 3


@dataclass(frozen=True, slots=True, eq=False)
class PathView:
    """A funding path with all that its picture needs.

    Attributes:
        view: the frontier that it follows.
        path: as far as it is known; None before the first.
    """

    view: FrontierView
    path: FundingPath | None = None


def path_finding(shown: PathView) -> Finding:
    """Say how many leave and come back, and one of them, nearest to today's capacity."""
    view, path = shown.view, shown.path
    if view.trouble is not None or path is None or not path.frontier.plans:
        return frontier_finding(view)
    grows = f"{'As' if path.final else 'So far, as'} {quoted(view.resource)} grows"
    returning = [track for track in path.tracks if track.returns]
    if not returning:
        return Finding(f"{grows}, nobody leaves and comes back.", _leaving(shown))
    track = min(returning, key=_nearest)
    name = quoted(view.name(track.initiative_id))
    headline = f"{grows}, {plural(len(returning), 'initiative')} leave and come back."
    if len(returning) == 1:
        headline = f"{grows}, {name} leaves and comes back."
    return Finding(headline, _return_words(view, track))


def stretch_words(view: FrontierView, track: Track) -> str:
    """Return where an initiative is funded: ``from 20 % to 32 % and from 40 % on``."""
    parts = []
    for one in track.stretches:
        end = " on" if one.end is None else f" to {percent_text(one.end, tenths=True)}"
        parts.append(f"from {percent_text(one.start, tenths=True)}{end}")
    name = view.name(track.initiative_id)
    return f"{name}: funded {listed(parts)}" if parts else f"{name}: never funded"


def _gaps(track: Track) -> list[tuple[Stretch, Stretch]]:
    return list(pairwise(track.stretches))


def _distance(gap: tuple[Stretch, Stretch]) -> float:
    """How far a gap lies from today's capacity."""
    return max((gap[0].end or 0.0) - _TODAY, _TODAY - gap[1].start, 0.0)


def _nearest(track: Track) -> tuple[float, str]:
    return min(map(_distance, _gaps(track))), track.initiative_id


def _return_words(view: FrontierView, track: Track) -> str:
    gone, back = min(_gaps(track), key=_distance)
    instead = listed((quoted(view.name(key)) for key in gone.instead), _LISTED)
    way = f", giving way to {instead}," if instead else ""
    name = quoted(view.name(track.initiative_id))
    left = view.capacity_words(gone.end or 0.0)
    return f"{name} leaves at {left}{way} and comes back at {view.capacity_words(back.start)}."


def _leaving(shown: PathView) -> str:
    """Say who leaves for good; that nobody does when nobody does."""
    path = shown.path
    gone = [
        track.initiative_id
        for track in (() if path is None else path.tracks)
        if track.stretches and track.stretches[-1].end is not None
    ]
    if not gone:
        return "Who is funded once stays funded: the best plans are nested."
    names = listed((quoted(shown.view.name(key)) for key in gone), _LISTED)
    return f"{names} {'leaves' if len(gone) == 1 else 'leave'} for good on the way."
