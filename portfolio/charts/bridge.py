"""Why the value of a plan moved: from the earlier value to the later one, part by part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from portfolio.charts.box import Box
from portfolio.charts.bridge_finding import (
    STEP_WORDS,
    BridgeView,
    bridge_finding,
    is_still,
    movers_words,
    order_counts,
    part_title,
    part_words,
)
from portfolio.charts.chart import Chart, Spot
from portfolio.charts.frame import body, foot, head, sentence
from portfolio.charts.page import Ink, Page
from portfolio.charts.style import Style
from portfolio.charts.text import cut_middle, shown
from portfolio.model.amounts import amount_text

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from portfolio.insight import Bridge

_TIGHTEST, _ROOMIEST = 2.0, 5.2
#: Rows at least so tall, in font sizes, have a second line of words.
_TWO_LINES = 3.4
_LABELS = 0.34
#: Bars begin at 0 unless all that moves is less than this share of the largest value.
_SLIVER = 0.4
_SMALL = 0.86


@dataclass(frozen=True, slots=True)
class _Row:
    """One bar.

    Attributes:
        low, high: its ends, in the unit of the plan.
        gained: 0 for the two ends of the bridge.
        words: at its end; label: before it; below: under the label; movers: under the bar.
    """

    low: float
    high: float
    gained: float
    words: str
    label: str
    below: str = ""
    movers: str = ""
    end: bool = False


@dataclass(frozen=True, slots=True)
class _Axis:
    """Where values are: ``floor`` at the left edge of the bars; words end at ``right``."""

    box: Box
    floor: float
    unit: float
    right: float

    def x(self, value: float) -> float:
        return self.box.x + (value - self.floor) * self.unit


def describe(view: BridgeView) -> str:
    """Say how the value moved, and through which parts."""
    return str(bridge_finding(view))


def draw(figure: Figure, view: BridgeView, style: Style) -> tuple[Spot, ...]:
    """Draw the earlier value, a step for each part, and the later value."""
    page = Page(figure, style.outdated() if view.outdated else style)
    finding, split = bridge_finding(view), view.bridge
    if split is None or split.trouble or not split.parts or is_still(split):
        sentence(page, finding)
        return ()
    rows = _rows(view, split)
    floor = _floor(rows)
    subtitle = f"Value of the best plan, taking over one part after another, in {split.unit}."
    top = head(page, finding, subtitle, outdated=view.outdated)
    start = f"Bars begin at {amount_text(floor, split.unit)}, not at 0." if floor else ""
    order = "In another order the parts would differ." if order_counts(split) else ""
    area = body(page, top, foot(page, [start, order, finding.detail if style.titled else ""]))
    _draw_rows(page, area, rows, floor)
    return tuple(page.spots)


def _rows(view: BridgeView, split: Bridge) -> list[_Row]:
    first, last = split.first.fitting, split.last.fitting
    before = 0.0 if first is None else first.value
    after = 0.0 if last is None else last.value
    levels = list(accumulate((part.gained for part in split.parts), initial=before))
    rows = [_end(before, shown(view.titles[0]) or "Before", split.unit)]
    for start, part in zip(levels, split.parts, strict=False):
        stop = start + part.gained
        rows.append(
            _Row(
                low=min(start, stop),
                high=max(start, stop),
                gained=part.gained,
                words=part_words(part, split.unit),
                label=part_title(part),
                below="; ".join(STEP_WORDS[step] for step in part.steps),
                movers=movers_words(view, part),
            )
        )
    return [*rows, _end(after, shown(view.titles[1]) or "Now", split.unit)]


def _end(value: float, label: str, unit: str) -> _Row:
    return _Row(min(0.0, value), max(0.0, value), 0.0, amount_text(value, unit), label, end=True)


def _floor(rows: Sequence[_Row]) -> float:
    """Return where bars begin: 0, or below all values where the parts would be slivers."""
    tops = [row.high for row in rows if row.end]
    lows = [row.low for row in rows if not row.end]
    low, high = min([*tops, *lows]), max([*tops, *(row.high for row in rows)])
    if low <= 0 or high - low >= _SLIVER * high:
        return 0.0
    return max(low - 0.6 * (high - low), 0.0) if high > low else 0.0


def _draw_rows(page: Page, area: Box, rows: Sequence[_Row], floor: float) -> None:
    size, bold = page.size, Ink(page.style.text, bold=True)
    tall = min(area.height / len(rows), _ROOMIEST * size * page.style.density)
    widest = max(page.width_of(row.label[:60], bold) for row in rows)
    below = max(page.width_of(row.below, Ink(page.style.muted, _SMALL)) for row in rows)
    left = min(max(widest, below) + size, _LABELS * area.width)
    words = max(page.width_of(row.words, bold) for row in rows) + 1.5 * size
    room = Box(area.x + left, area.y, max(area.width - left - words, size), tall * len(rows))
    axis = _axis(room, rows, floor, area.right)
    _draw_links(page, axis, rows, tall)
    for number, row in enumerate(rows):
        place = Box(area.x, area.y + number * tall, area.width, tall)
        _draw_label(page, Box(area.x, place.y, left - size, tall), row)
        _draw_bar(page, axis, row, place)
        page.spot(f"part/{number}", _told(row), place)


def _axis(room: Box, rows: Sequence[_Row], floor: float, right: float) -> _Axis:
    low = min([floor, *(row.low for row in rows if floor == 0)])
    high = max(row.high for row in rows)
    unit = room.width / (high - low) if high > low else 0.0
    return _Axis(room, low, unit, right)


def _draw_label(page: Page, box: Box, row: _Row) -> None:
    bold = Ink(page.style.text, bold=True)
    if not row.below or not _has_two_lines(page, box.height):
        page.label(box, row.label, bold, cut_middle)
        return
    middle, line = box.center_y, 1.4 * page.size
    page.label(Box(box.x, middle - line, box.width, line), row.label, bold, cut_middle)
    page.label(Box(box.x, middle, box.width, line), row.below, Ink(page.style.muted, _SMALL))


def _draw_bar(page: Page, axis: _Axis, row: _Row, place: Box) -> None:
    size, style = page.size, page.style
    two = bool(row.movers) and _has_two_lines(page, place.height)
    thick = min(0.55 * place.height, 1.6 * size)
    middle = place.center_y - (0.65 * size if two else 0.0)
    left, right = axis.x(max(row.low, axis.floor)), axis.x(row.high)
    color = style.muted if row.end else style.funded if row.gained > 0 else style.over
    bar = Box(left, middle - thick / 2, max(right - left, 0.8), thick)
    page.fill([bar], color if row.end or row.gained else style.grid)
    ink = Ink(style.text, bold=bool(row.end or row.gained))
    page.text(right + 0.7 * size, middle, row.words, ink)
    if row.end and axis.floor > 0:
        _draw_tear(page, bar)
    if two:
        _draw_movers(page, axis, row.movers, middle + thick / 2)


def _draw_tear(page: Page, bar: Box) -> None:
    """Cut a slanted gap into a bar that does not begin at 0."""
    x, wide, lean = bar.x + page.size, 0.35 * page.size, 0.4 * page.size
    top, bottom = bar.y - 1, bar.bottom + 1
    corners = [(x + lean, top), (x + lean + wide, top), (x + wide, bottom), (x, bottom)]
    page.shape(corners, page.style.background)


def _draw_movers(page: Page, axis: _Axis, text: str, y: float) -> None:
    """Write who comes in and drops out under a bar."""
    line = Box(axis.box.x, y, axis.right - axis.box.x, 1.4 * page.size)
    page.label(line, text, Ink(page.style.muted, _SMALL))


def _draw_links(page: Page, axis: _Axis, rows: Sequence[_Row], tall: float) -> None:
    """Draw the level that a bar hands on to the next one, and 0 where there is less than that."""
    level = rows[0].high if rows[0].high > 0 else rows[0].low
    for number, row in enumerate(rows[:-1]):
        level += row.gained
        middle = axis.box.y + (number + 0.5) * tall
        words = 1.7 * page.size if row.movers and _has_two_lines(page, tall) else 0.0
        path = [(axis.x(level), middle + words), (axis.x(level), middle + tall)]
        page.lines([path], page.style.grid, 0.8)
    if axis.floor < 0:
        zero = axis.x(0.0)
        page.lines([[(zero, axis.box.y), (zero, axis.box.bottom)]], page.style.muted, 0.8)


def _has_two_lines(page: Page, tall: float) -> bool:
    return tall >= _TWO_LINES * page.size


def _told(row: _Row) -> str:
    return "; ".join(text for text in (f"{row.label}: {row.words}", row.movers) if text)


BRIDGE = Chart("bridge", "Why the value moved", draw, describe)
