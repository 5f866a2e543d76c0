"""What surrounds every chart: the finding above, notes below, a sentence in place of no data."""

from __future__ import annotations

from collections.abc import Sequence

from portfolio.charts.box import Box
from portfolio.charts.chart import Finding
from portfolio.charts.page import Ink, Page

_LINE = 1.45
_HEADLINE, _LONG_HEADLINE = 1.4, 1.15
_SMALL = 0.86
_MOST_LINES = 2
#: Beside the first line of a chart in a window floats the button of its menu.
_BUTTON = 4.5
OUTDATED = "Being recalculated: this was right before the last change."


def margin(page: Page) -> float:
    """Return the empty border of a page in points; in a window the chart stands in has one."""
    return 1.5 * page.size if page.style.titled else 0.0


def head(page: Page, finding: Finding, subtitle: str, *, outdated: bool = False) -> float:
    """Write the finding and what is drawn; return the height at which the drawing may start."""
    side = margin(page)
    room = page.width - 2 * side
    if not page.style.titled:
        room -= _BUTTON * page.size
    y = side
    if page.style.titled:
        bold = Ink(page.style.text, _HEADLINE, bold=True)
        lines = page.face(bold).wrap(finding.headline, bold.scale * page.size, room, 3)
        if len(lines) > _MOST_LINES:
            bold = Ink(page.style.text, _LONG_HEADLINE, bold=True)
            lines = page.face(bold).wrap(finding.headline, bold.scale * page.size, room, 3)
        y = _lines(page, lines, y, bold) + 0.2 * page.size
    muted = Ink(page.style.muted)
    text = OUTDATED if outdated else subtitle
    y = _lines(page, page.face(muted).wrap(text, page.size, room, 2), y, muted)
    return y + 0.7 * page.size


def foot(page: Page, notes: Sequence[str]) -> float:
    """Write small print; return the height at which the drawing must end."""
    side = margin(page)
    ink = Ink(page.style.muted, _SMALL)
    room = page.width - 2 * side
    text = " ".join(note for note in notes if note)
    lines = page.face(ink).wrap(text, _SMALL * page.size, room, 2)
    y = page.height - side - len(lines) * _LINE * _SMALL * page.size
    _lines(page, lines, y, ink)
    return y - (0.7 * page.size if lines else 0.0)


def body(page: Page, top: float, bottom: float) -> Box:
    """Return what is left for the drawing."""
    side = margin(page)
    return Box(side, top, page.width - 2 * side, max(bottom - top, 1.0))


def sentence(page: Page, finding: Finding) -> None:
    """Say why there is nothing to draw, and what to do, in the middle of the page."""
    bold, plain = Ink(page.style.text, 1.2, bold=True), Ink(page.style.muted)
    room = min(page.width - 2 * margin(page), 44 * page.size)
    first = page.face(bold).wrap(finding.headline, 1.2 * page.size, room, 3)
    second = page.face(plain).wrap(finding.detail, page.size, room, 5)
    height = (1.2 * len(first) + len(second)) * _LINE * page.size
    y = (page.height - height) / 2
    x = (page.width - room) / 2
    page.fill([Box(x - 1.2 * page.size, y, 0.35 * page.size, height)], page.style.accent)
    y = _lines(page, first, y, bold, x)
    _lines(page, second, y, plain, x)


def _lines(page: Page, lines: Sequence[str], y: float, ink: Ink, x: float | None = None) -> float:
    step = _LINE * ink.scale * page.size
    for index, line in enumerate(lines):
        page.text(margin(page) if x is None else x, y + (index + 0.5) * step, line, ink)
    return y + len(lines) * step
