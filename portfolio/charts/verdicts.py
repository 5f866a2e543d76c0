"""The marks of what becomes of an initiative as shapes, and the line that says what they mean."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from portfolio.charts.box import Box
from portfolio.charts.page import Ink, Page, Point, Shape
from portfolio.charts.style import Style
from portfolio.model.verdict_marks import KEY, VerdictMark

_SMALL = 0.86
#: Shape, and width in font sizes, so that all look equally large.
_SHAPES: dict[VerdictMark, tuple[Shape, float]] = {
    "funded": ("check", 0.77),
    "deferred": ("later", 0.72),
    "cut": ("x", 0.53),
    "held in": ("D", 0.62),
    "held out": ("hollow", 0.62),
}


def draw_verdicts(page: Page, points: Sequence[Point], mark: VerdictMark) -> None:
    """Draw one mark at each point."""
    shape, width = _SHAPES[mark]
    page.marks(points, shape, color_of(page.style, mark), width * page.size)


def color_of(style: Style, mark: VerdictMark) -> str:
    """Return the color of a mark."""
    if mark in {"held in", "held out"}:
        return style.forced
    return style.cut if mark == "cut" else style.funded


def draw_key(page: Page, box: Box, occurring: Collection[VerdictMark]) -> None:
    """Say what the marks mean, from the left, as many as have room.

    Args:
        page: to draw on.
        box: one line.
        occurring: the marks to explain.
    """
    ink, size = Ink(page.style.muted, _SMALL), page.size
    x = box.x
    for mark, words in KEY.items():
        if mark not in occurring:
            continue
        width = page.width_of(words, ink) + 2.2 * size
        if x + width > box.right:
            return
        draw_verdicts(page, [(x + 0.4 * size, box.center_y)], mark)
        page.text(x + 1.1 * size, box.center_y, words, ink)
        x += width
