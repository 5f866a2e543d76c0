"""Before and after: a line for each initiative that moved in rank, entered or left the plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio.charts.chart import Chart, Finding, Spot
from portfolio.charts.frame import body, foot, head, sentence
from portfolio.charts.page import Page, Shape
from portfolio.charts.slope_lines import SlopeLine, draw_slopes
from portfolio.charts.style import Style
from portfolio.charts.text import shown
from portfolio.model.text import listed, plural, quoted

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_NAMED = 12
_LISTED = 3
_UNRANKED = "–"


@dataclass(frozen=True, slots=True)
class SlopeEnd:
    """One initiative in one version.

    Attributes:
        rank: 1 for the best; None when it is not ranked, or not there.
        funded: whether the plan contains it.
    """

    rank: int | None
    funded: bool


@dataclass(frozen=True, slots=True)
class SlopeView:
    """Two versions of a ranking and a plan.

    Attributes:
        ends: initiative id to its two ends.
        titles: of the two versions.
        names: initiative id to name.
        trouble: why there is nothing to draw, as a sentence; else empty.
        outdated: the document has changed since.
    """

    ends: Mapping[str, tuple[SlopeEnd, SlopeEnd]]
    titles: tuple[str, str]
    names: Mapping[str, str]
    trouble: str = ""
    outdated: bool = False

    def name(self, key: str) -> str:
        """Return the name of an initiative, in one line."""
        return shown(self.names.get(key, "")) or "(no name)"


def describe(view: SlopeView) -> str:
    """Say who enters and leaves the plan, and who moves most."""
    return str(slope_finding(view))


def slope_finding(view: SlopeView) -> Finding:
    """Return who enters and leaves; then the largest move."""
    if view.trouble:
        return Finding(view.trouble)
    moving = moving_keys(view)
    if not moving:
        return Finding("No initiative moves in rank, and the plan funds the same initiatives.")
    parts = [
        f"{_names(view, keys)} {verb if len(keys) == 1 else several} the plan"
        for keys, verb, several in (
            (_crossing(view, enters=True), "enters", "enter"),
            (_crossing(view, enters=False), "leaves", "leave"),
        )
        if keys
    ]
    climb = max(moving, key=lambda key: abs(_up(view.ends[key])))
    told = _move_words(view, climb)
    if not parts:
        return Finding(told or "The plan funds the same initiatives.", _count(view, moving))
    return Finding(f"{'; '.join(parts)}.", told)


def moving_keys(view: SlopeView) -> list[str]:
    """Return who changed in rank or funding: first who enters or leaves, then the largest move."""
    moving = [key for key, pair in view.ends.items() if _up(pair) or _crosses(pair)]
    return sorted(moving, key=lambda key: (not _crosses(view.ends[key]), -abs(_up(view.ends[key]))))


def draw(figure: Figure, view: SlopeView, style: Style) -> tuple[Spot, ...]:
    """Draw those that moved; names stand at both ends while they can be read, else the first."""
    page = Page(figure, style.outdated() if view.outdated else style)
    finding, moving = slope_finding(view), moving_keys(view)
    if view.trouble or not moving:
        sentence(page, finding)
        return ()
    subtitle = (
        "Ranks of those that moved. Filled: funded; ring: not funded; in color: enters or leaves "
        "the plan."
    )
    top = head(page, finding, subtitle, outdated=view.outdated)
    still = len(view.ends) - len(moving)
    kept = f"{plural(still, 'initiative')} not shown, which did not move." if still else ""
    area = body(page, top, foot(page, [finding.detail if style.titled else "", kept]))
    lines = _lines(view, moving, page.style)
    draw_slopes(page, area, lines, view.titles, lines[:_NAMED])
    return tuple(page.spots)


def _lines(view: SlopeView, moving: Sequence[str], style: Style) -> list[SlopeLine]:
    places = [_places(view, moving, side) for side in (0, 1)]
    lines = []
    for key in moving:
        before, after = view.ends[key]
        color = "" if not _crosses((before, after)) else style.over
        color = style.funded if color and after.funded else color
        marks: tuple[Shape, Shape] = (_mark(before), _mark(after))
        lines.append(
            SlopeLine(
                key=key,
                name=view.name(key),
                told=_told(view, key),
                left=places[0].get(key),
                right=places[1].get(key),
                ends=(_rank(before), _rank(after)),
                color=color,
                marks=marks,
            )
        )
    return lines


def _places(view: SlopeView, moving: Iterable[str], side: int) -> dict[str, int]:
    """Return the place of each in the list of one version; those without a rank come last."""
    there = [key for key in moving if _is_there(view.ends[key][side])]
    there.sort(key=lambda key: (view.ends[key][side].rank or len(view.ends) + 1, view.name(key)))
    return {key: place for place, key in enumerate(there)}


def _is_there(end: SlopeEnd) -> bool:
    return end.rank is not None or end.funded


def _mark(end: SlopeEnd) -> Shape:
    return "o" if end.funded else "ring"


def _rank(end: SlopeEnd) -> str:
    return _UNRANKED if end.rank is None else f"{end.rank:,}"


def _crosses(pair: tuple[SlopeEnd, SlopeEnd]) -> bool:
    return pair[0].funded != pair[1].funded


def _up(pair: tuple[SlopeEnd, SlopeEnd]) -> int:
    before, after = (end.rank for end in pair)
    return 0 if before is None or after is None else before - after


def _crossing(view: SlopeView, *, enters: bool) -> list[str]:
    return [key for key in moving_keys(view) if _crosses(view.ends[key])
            and view.ends[key][1].funded == enters]  # fmt: skip


def _names(view: SlopeView, keys: Sequence[str]) -> str:
    return listed((quoted(view.name(key)) for key in keys), _LISTED)


def _move_words(view: SlopeView, key: str) -> str:
    before, after = (end.rank for end in view.ends[key])
    up = _up(view.ends[key])
    if not up or before is None or after is None:
        return ""
    way = "up" if up > 0 else "down"
    return f"{quoted(view.name(key))} moves most in rank, {way} from {before:,} to {after:,}."


def _count(view: SlopeView, moving: Sequence[str]) -> str:
    verb = "moves" if len(moving) == 1 else "move"
    counted = f"{plural(len(moving), 'initiative')} of {len(view.ends):,}"
    return f"{counted} {verb}; the plan funds the same."


def _told(view: SlopeView, key: str) -> str:
    before, after = view.ends[key]
    ranks = f"rank {_rank(before)} to {_rank(after)}"
    funded = {True: "funded", False: "not funded"}
    state = funded[after.funded]
    if before.funded != after.funded:
        state = f"{funded[before.funded]} before, {funded[after.funded]} now"
    return f"{view.name(key)}: {ranks}; {state}"


SLOPE = Chart("slope", "Ranks before and after", draw, describe)
