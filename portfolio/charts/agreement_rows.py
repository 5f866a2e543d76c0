"""What each rater says of one initiative: a row a criterion, a dot a rater, in points of value."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio.charts.agreement_view import COMPARING, AgreementView, agreement_gap, key_of
from portfolio.charts.box import Box
from portfolio.charts.chart import Chart, Finding, Spot
from portfolio.charts.color import mix
from portfolio.charts.frame import body, foot, head, sentence
from portfolio.charts.page import Ink, Page
from portfolio.charts.scale import fitted_rows
from portfolio.charts.style import Style
from portfolio.charts.text import cut_middle
from portfolio.charts.text import shown as drawable
from portfolio.model.amounts import number_text
from portfolio.model.text import plural, quoted

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_SUBTITLE = "Points of value, 0 to 100. Band: middle half. Line: median. Letters: who."
_TIGHTEST, _ROOMIEST, _AXIS = 2.7, 4.2, 2.0
_NAMES, _NUMBERS, _SMALL = 0.3, 10.0, 0.86
_BAND, _DOT, _PALE = 1.1, 0.75, 0.2
#: Where dots stand in a row, from its top; how far numbers stand off the scale.
_HEIGHT, _GAP = 0.36, 2.0
#: What stands above the rows: two lines on what is drawn.
_HEAD = 3.6


@dataclass(frozen=True, slots=True)
class _Row:
    """One criterion of the chosen initiative.

    Attributes:
        column: of the agreement.
        five: lowest, quartiles and highest, in points.
        dots: points, and the letters of everybody who gave them.
    """

    column: int
    five: tuple[float, ...]
    dots: tuple[tuple[float, str], ...]


def initiative_finding(view: AgreementView) -> Finding:
    """Say on which criterion the ratings of the chosen initiative lie farthest apart."""
    gap, found, place = agreement_gap(view), view.agreement, view.place(view.chosen)
    if gap is not None or found is None:
        return gap or COMPARING
    if place is None or view.chosen is None:
        return Finding("No initiative is chosen.", "Choose a cell on the map or in the list.")
    name = quoted(view.portfolio.initiatives[view.chosen[0]].name)
    spreads = found.spread[place[0]].tolist()
    known = [(spread, column) for column, spread in enumerate(spreads) if not math.isnan(spread)]
    if not known:
        return Finding(f"{name}: no criterion has two ratings.", "Missing is not zero.")
    widest, column = max(known, key=lambda one: (one[0], -one[1]))
    criterion = quoted(view.portfolio.criteria[found.opinions.criterion_ids[column]].name)
    apart = number_text(round(widest, 1))
    head_line = f"{name}: raters differ most on {criterion}, {apart} points between the quartiles."
    beyond = sum(spread > view.portfolio.settings.discuss_from for spread, _ in known)
    if not beyond:
        return Finding(head_line, "None of its cells is worth discussing.")
    verb = "is" if beyond == 1 else "are"
    return Finding(
        head_line, f"{plural(beyond, 'cell')} of {len(known):,} {verb} worth discussing."
    )


def describe(view: AgreementView) -> str:
    """Say on which criterion the ratings of the chosen initiative lie farthest apart."""
    return str(initiative_finding(view))


def height_for_all(view: AgreementView) -> float:
    """Return the height at which every criterion has its row, in sizes of the type."""
    count = 0 if view.agreement is None else len(view.agreement.opinions.criterion_ids)
    return _HEAD + _TIGHTEST * count + _AXIS


def draw(figure: Figure, view: AgreementView, style: Style) -> tuple[Spot, ...]:
    """Draw the criteria in screen order, as many as can be read."""
    page = Page(figure, style.outdated() if view.outdated else style)
    finding, place = initiative_finding(view), view.place(view.chosen)
    if agreement_gap(view) is not None or place is None:
        sentence(page, finding)
        return ()
    top = head(page, finding, _SUBTITLE, outdated=view.outdated)
    area = body(page, top, foot(page, [finding.detail if style.titled else ""]))
    rows = _rows(view, place[0])
    room, tightest = area.height - _AXIS * page.size, _TIGHTEST * page.size
    fit = fitted_rows(max(room, tightest), len(rows), tightest, _ROOMIEST * page.size)
    _draw_rows(
        page, Box(area.x, area.y, area.width, fit.height * fit.shown), view, rows[: fit.shown]
    )
    if fit.shown < len(rows):
        more = Box(
            area.x, area.y + fit.height * fit.shown + _AXIS * page.size, area.width, tightest / 2
        )
        left_out = f"Not shown: {plural(len(rows) - fit.shown, 'criterion', 'criteria')}."
        page.label(more, left_out, Ink(page.style.muted, _SMALL))
    return tuple(page.spots)


def _rows(view: AgreementView, row: int) -> list[_Row]:
    found = view.agreement
    if found is None:
        return []
    points = found.opinions.points[:, row, :]
    letters = ["" if view.hidden else _letters(view, key) for key in found.opinions.rater_ids]
    rows = []
    for column in range(points.shape[1]):
        groups: dict[float, list[str]] = {}
        for place, value in enumerate(points[:, column].tolist()):
            if not math.isnan(value):
                groups.setdefault(value, []).append(letters[place])
        dots = tuple((value, " ".join(filter(None, groups[value]))) for value in sorted(groups))
        rows.append(_Row(column, tuple(found.points[:, row, column].tolist()), dots))
    return rows


def _letters(view: AgreementView, rater: str) -> str:
    """Return the first letters of the words of a name, three at most."""
    words = drawable(view.portfolio.raters[rater].name).split()
    return "".join(word[0] for word in words[:3] if word[0].isalnum()).upper()


def _draw_rows(page: Page, area: Box, view: AgreementView, rows: list[_Row]) -> None:
    found, size = view.agreement, page.size
    if found is None or view.chosen is None:
        return
    names = [
        drawable(view.portfolio.criteria[found.opinions.criterion_ids[row.column]].name)
        for row in rows
    ]
    ink = Ink(page.style.text)
    left = max(page.width_of(name[:60], ink) for name in names) + size
    left = min(left, _NAMES * area.width)
    bars = area.columns(left + size, max(area.width - left - (_NUMBERS + 1) * size, 1.0))
    _draw_axis(page, bars)
    beyond, initiative = view.portfolio.settings.discuss_from, view.place(view.chosen)
    for place, (row, name) in enumerate(zip(rows, names, strict=True)):
        line = area.row(place, len(rows))
        spread = float(found.spread[initiative[0], row.column]) if initiative else math.nan
        wide = spread > beyond
        level = Box(line.x, line.y, line.width, 2 * _HEIGHT * line.height)
        label = level.columns(0.0, left - 0.3 * size)
        page.label(label, name, Ink(page.style.text, bold=wide), cut_middle)
        _draw_row(page, Box(bars.x, line.y, bars.width, line.height), row, wide=wide)
        count = int(found.counts[initiative[0], row.column]) if initiative else 0
        told = "" if math.isnan(spread) else f"{spread:.0f} points, {count}×"
        numbers = Box(bars.right + _GAP * size, level.y, (_NUMBERS - _GAP) * size, level.height)
        page.label(numbers, told or f"{count}×", Ink(page.style.muted, _SMALL))
        key = key_of(initiative[0], row.column) if initiative else ""
        page.spot(key, f"{name}: {told or 'fewer than two ratings'}", line)


def _draw_axis(page: Page, bars: Box) -> None:
    ink = Ink(page.style.muted, _SMALL, side="center")
    for share in (0.0, 0.5, 1.0):
        x = bars.x + share * bars.width
        page.fill([Box(x - 0.4, bars.y, 0.8, bars.height)], page.style.grid)
        page.text(x, bars.bottom + 0.8 * page.size, f"{100 * share:.0f}", ink)


def _draw_row(page: Page, bar: Box, row: _Row, *, wide: bool) -> None:
    """Draw the band, the range, the median and the dots; letters where they do not collide."""
    size, style = page.size, page.style
    y = bar.y + _HEIGHT * bar.height
    color = style.warning if wide else style.accent
    lowest, lower, median, upper, highest = (bar.x + p / 100 * bar.width for p in row.five)
    if not math.isnan(median):
        band = Box(lower, y - _BAND * size / 2, max(upper - lower, 1.0), _BAND * size)
        page.fill([band], mix(style.background, color, _PALE))
        page.fill([Box(lowest, y - 0.6, max(highest - lowest, 1.0), 1.2)], style.muted)
        page.fill([Box(median - 0.8, band.y, 1.6, band.height)], style.text)
    page.marks([(bar.x + p / 100 * bar.width, y) for p, _ in row.dots], "o", color, _DOT * size)
    small, free = Ink(style.muted, 0.75, side="center"), bar.x - size
    for points, letters in row.dots:
        half = page.width_of(letters, small) / 2
        x = min(bar.x + points / 100 * bar.width, bar.right + (_GAP - 0.5) * size - half)
        if letters and x - half > free:
            page.text(x, y + 1.15 * size, letters, small)
            free = x + half + 0.3 * size


RATINGS_OF_INITIATIVE = Chart(
    "ratings_of_initiative", "What each rater says of one initiative", draw, describe
)
