"""The hype gap: people reached against use that lasts, cut in four at the medians."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from portfolio.charts.box import Box
from portfolio.charts.chart import Chart, Spot
from portfolio.charts.color import mix
from portfolio.charts.frame import body, foot, head, sentence
from portfolio.charts.hype_axes import ABOVE, BELOW, HypeAxes, axes_for
from portfolio.charts.hype_finding import (
    HypeMark,
    HypePicture,
    gap_text,
    hype_finding,
    hype_picture,
)
from portfolio.charts.labels import Label, overlap, place_labels
from portfolio.charts.lesson_view import LessonView, mark_of
from portfolio.charts.page import Ink, Page, Point, Side
from portfolio.charts.style import Style
from portfolio.charts.text import cut_middle
from portfolio.lessons import Status
from portfolio.model.amounts import number_text

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_SMALL = 0.86
_GUTTER = 3.4
_ALL, _MOST, _LEAST = 24, 14, 3
_LONGEST = 0.4
_KEY = 1.6
_TOGETHER = 6
_PALE = 0.93
#: Top left, top right, bottom left, bottom right of the medians.
QUADRANTS = ("Quiet and loved", "Loud and loved", "Quiet, soon left", "Loud, soon left")
_ABOVE_MIDDLE, _LOUD_LEFT = 2, 3
_ACROSS = "people reached"
_SUBTITLE = "How many people it reaches, against how much of its use lasts (0 to 100)."
_SHOWN: tuple[Status, ...] = ("green", "amber", "red")


def describe(view: LessonView) -> str:
    """Say whose reach runs furthest ahead of use that lasts."""
    return str(hype_finding(view))


def draw(figure: Figure, view: LessonView, style: Style) -> tuple[Spot, ...]:
    """Draw a mark for each that states both, with the names of the largest gaps."""
    page = Page(figure, style.outdated() if view.outdated else style)
    finding = hype_finding(view)
    picture = None if view.board is None else hype_picture(view.board, view.selected)
    if picture is None or not picture.marks:
        sentence(page, finding)
        return ()
    top = head(page, finding, _SUBTITLE, outdated=view.outdated)
    notes = [finding.detail if style.titled else "", _labeled(picture)]
    area, size = body(page, top, foot(page, notes)), page.size
    plot = Box(
        area.x + _GUTTER * size,
        area.y + ABOVE * size,
        area.width - _GUTTER * size,
        area.height - (ABOVE + BELOW + _KEY) * size,
    )
    axes = axes_for(plot, [mark.reach for mark in picture.marks])
    _draw_quadrants(page, axes, picture)
    axes.draw(page)
    if picture.middle is not None:
        _draw_key(page, Box(area.x, area.bottom - _KEY * size, area.width, _KEY * size), picture)
    _draw_marks(page, axes, picture)
    return tuple(page.spots)


def _labeled(picture: HypePicture) -> str:
    return "Named: the largest gaps." if len(picture.marks) > _ALL else ""


def _draw_quadrants(page: Page, axes: HypeAxes, picture: HypePicture) -> None:
    """Draw the cross of the medians and say what lies in each quarter."""
    size, style, plot = page.size, page.style, axes.plot
    page.frame(plot, style.grid, 0.8)
    below = Box(plot.x, plot.bottom + 1.6 * size, plot.width, 1.6 * size)
    middle = below.columns(plot.width / 3, plot.width / 3)
    page.first_fit(middle, (_ACROSS, ""), Ink(style.muted, _SMALL, side="center"))
    if picture.middle is None:
        return
    x, y = axes.at(*picture.middle)
    loud = Box(x, y, plot.right - x, plot.bottom - y)
    page.fill([loud], mix(style.warning, style.background, _PALE))
    page.lines(
        [[(x, plot.y), (x, plot.bottom)], [(plot.x, y), (plot.right, y)]], style.muted, 0.9, (4, 3)
    )
    above = Box(plot.x, plot.y - ABOVE * size, plot.width, ABOVE * size)
    for place, text in enumerate(QUADRANTS):
        side: Side = "right" if place % 2 else "left"
        row = above if place < _ABOVE_MIDDLE else below
        box = row.columns(plot.width * (2 / 3 if place % 2 else 0), plot.width / 3)
        page.label(box, text, Ink(style.text, bold=place == _LOUD_LEFT, side=side))


def _draw_key(page: Page, box: Box, picture: HypePicture) -> None:
    """Say what shapes and lines mean."""
    size, style = page.size, page.style
    ink = Ink(style.muted, _SMALL)
    texts: dict[Status, str] = {
        "red": f"gap above {number_text(picture.red)} points",
        "amber": f"above {number_text(picture.amber)}",
        "green": "smaller, or not judged",
    }
    x = box.x + 0.4 * size
    for status, text in texts.items():
        shape, color = mark_of(status, style)
        page.marks([(x, box.center_y)], shape, color, 0.7 * size)
        page.text(x + 0.8 * size, box.center_y, text, ink)
        x += page.width_of(text, ink) + 2.4 * size
    rest = Box(x, box.y, box.right - x, box.height)
    words = ("dashed: the medians", "") if picture.middle is not None else ("",)
    page.first_fit(rest, words, Ink(style.muted, _SMALL, side="right"))


def _draw_marks(page: Page, axes: HypeAxes, picture: HypePicture) -> None:
    style, size = page.style, page.size
    wide = size * (0.8 if len(picture.marks) <= _ALL else 0.55)
    at = {mark.key: axes.at(mark.reach, mark.retained) for mark in picture.marks}
    for status in _SHOWN:
        shape, color = mark_of(status, style)
        page.marks(
            [at[mark.key] for mark in picture.marks if _light(mark) == status], shape, color, wide
        )
    for mark in picture.marks:
        if mark.selected:
            page.marks([at[mark.key]], "ring", style.accent, 1.7 * wide)
    _draw_names(page, axes, picture, at)
    _remember(page, picture.marks, at)


def _light(mark: HypeMark) -> Status:
    return mark.status if mark.status in {"red", "amber"} else "green"


def _draw_names(page: Page, axes: HypeAxes, picture: HypePicture, at: dict[str, Point]) -> None:
    """Write names where there is room: the selected one, the largest gaps, then the others."""
    size, style, room = page.size, page.style, axes.plot.inset(2.0)
    marks, judged = picture.marks, picture.middle is not None
    wanted = [mark for mark in marks if mark.selected] + _named(marks)
    labels, texts = [], []
    for mark in wanted:
        ink = _ink(mark, style)
        gap = f"  {gap_text(mark.gap)}" if judged else ""
        width = min(_LONGEST * room.width, 24 * size) - page.width_of(gap, ink)
        text = page.face(ink).fit(mark.name, ink.scale * size, width, cut_middle) + gap
        texts.append((mark, text, ink))
        labels.append(Label(at[mark.key], page.width_of(text, ink) + 0.2 * size))
    half = 0.45 * size
    around = {key: Box(x - half, y - half, 2 * half, 2 * half) for key, (x, y) in at.items()}
    named = [around.pop(mark.key) for mark in wanted]
    kept = named + _cross(axes, picture)
    # A name may cover marks that have none, rather than find no place among many.
    places = place_labels(labels, kept, room, 1.3 * size, list(around.values()))
    for (mark, text, ink), box in zip(texts, places, strict=True):
        if box is not None:
            _lead(page, at[mark.key], box)
            if any(overlap(box, other) for other in around.values()):
                page.fill([box], style.background)
            page.text(box.x + 0.1 * size, box.center_y, text, ink)
            page.spot(mark.key, mark.words, box)


def _cross(axes: HypeAxes, picture: HypePicture) -> list[Box]:
    """Return the lines of the medians, which no name may lie on."""
    if picture.middle is None:
        return []
    plot, (x, y) = axes.plot, axes.at(*picture.middle)
    return [Box(x, plot.y, 0.5, plot.height), Box(plot.x, y, plot.width, 0.5)]


def _named(marks: Sequence[HypeMark]) -> list[HypeMark]:
    """Return who is named, if there is room, besides the selected one: the largest gaps first."""
    others = [mark for mark in marks if not mark.selected]
    if len(marks) <= _ALL:
        return sorted(others, key=lambda mark: -abs(mark.gap))
    lit = [mark for mark in others if mark.status in {"red", "amber"}][:_MOST]
    return lit if len(lit) >= _LEAST else others[:_LEAST]


def _ink(mark: HypeMark, style: Style) -> Ink:
    if mark.selected:
        return Ink(style.text, bold=True)
    return Ink(style.text if mark.status in {"red", "amber"} else style.muted, _SMALL)


def _lead(page: Page, mark: Point, box: Box) -> None:
    """Draw a line from a mark to a label that stands further off."""
    x, y = min(max(mark[0], box.x), box.right), min(max(mark[1], box.y), box.bottom)
    if (x - mark[0]) ** 2 + (y - mark[1]) ** 2 > (1.3 * page.size) ** 2:
        page.lines([[mark, (x, y)]], page.style.muted, 0.7)


def _remember(page: Page, marks: Sequence[HypeMark], at: dict[str, Point]) -> None:
    """Remember what each place stands for; those at one place are told together."""
    half = 0.7 * page.size
    ordered = sorted(marks, key=lambda mark: at[mark.key])
    for (x, y), same in groupby(ordered, key=lambda mark: at[mark.key]):
        here = sorted(same, key=lambda mark: not mark.selected)
        words = [mark.words for mark in here[:_TOGETHER]]
        if len(here) > _TOGETHER:
            words.append(f"and {len(here) - _TOGETHER:,} more here")
        page.spot(here[0].key, "\n".join(words), Box(x - half, y - half, 2 * half, 2 * half))


HYPE_GAP = Chart("hype_gap", "Hype gap", draw, describe)
