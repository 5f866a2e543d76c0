"""The axis that every picture along one capacity shares: 0 to 150 %, and where we are."""

from __future__ import annotations

from dataclasses import dataclass

from portfolio.charts.box import Box
from portfolio.charts.frontier_finding import FrontierView
from portfolio.charts.frontier_shape import LARGEST, SHARE_TICKS
from portfolio.charts.page import Ink, Page
from portfolio.model.amounts import amount_text, percent_text

_SMALL = 0.86
#: Heights of the two lines below, and of the words above, in font sizes.
BELOW, ABOVE = 3.2, 1.8
HERE = "You are here"


@dataclass(frozen=True, slots=True)
class ShareAxis:
    """Shares across a box."""

    box: Box

    def x(self, share: float) -> float:
        """Return where a share lies."""
        return self.box.x + min(share, LARGEST) / LARGEST * self.box.width

    def draw(self, page: Page, view: FrontierView, here: str = HERE) -> None:
        """Draw the ticks below with their amounts, and the line of today's capacity."""
        size, style, box = page.size, page.style, self.box
        small, ink = Ink(style.muted, _SMALL, side="center"), Ink(style.text, side="center")
        frontier = view.frontier
        texts = [
            "" if frontier is None else amount_text(share * frontier.capacity, frontier.unit)
            for share in SHARE_TICKS
        ]
        wide = box.width / (len(SHARE_TICKS) - 1)
        widest = max(page.width_of(text, small) for text in texts)
        every = next((n for n in (1, 2, 3) if widest + size <= n * wide), len(SHARE_TICKS))
        for number, (share, text) in enumerate(zip(SHARE_TICKS, texts, strict=True)):
            page.text(self.x(share), box.bottom + 0.9 * size, percent_text(share), ink)
            if number % every == 0:
                half = page.width_of(text, small) / 2
                at = min(max(self.x(share), half), page.width - half)
                page.text(at, box.bottom + 2.2 * size, text, small)
        at = self.x(1.0)
        page.lines([[(at, box.y - 0.3 * size), (at, box.bottom)]], style.text, 1.1, (4, 3))
        page.text(at, box.y - 1.1 * size, here, Ink(style.text, side="center"))
