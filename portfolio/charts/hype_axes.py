"""The axes of the hype gap: people reached on a logarithmic scale, and use that lasts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from portfolio.charts.box import Box
from portfolio.charts.page import Ink, Page, Point
from portfolio.model.amounts import amount_text

_SMALL = 0.86
_RISE = (0, 25, 50, 75, 100)
_EDGE = 0.05
_FEW = 2
#: Heights in font sizes: of the words above the plot, and of the ticks and words below it.
ABOVE, BELOW = 1.8, 3.6


@dataclass(frozen=True, slots=True)
class HypeAxes:
    """Where reach and lasting use lie on a page.

    Attributes:
        plot: what the marks may use.
        low: decimal logarithm of the reach at the left end; ``high`` at the right one. Nobody
            reached at all stands at the left end.
    """

    plot: Box
    low: float
    high: float

    def at(self, reach: float, retained: float) -> Point:
        """Return where an initiative stands."""
        box = self.plot
        share = 0.0 if reach <= 0 else (math.log10(reach) - self.low) / (self.high - self.low)
        x = box.x + box.width * (_EDGE + (1 - 2 * _EDGE) * min(max(share, 0.0), 1.0))
        rise = min(max(retained / 100.0, 0.0), 1.0)
        return x, box.bottom - box.height * (_EDGE + (1 - 2 * _EDGE) * rise)

    def draw(self, page: Page) -> None:
        """Draw ticks and their names."""
        size, style, box = page.size, page.style, self.plot
        right, center = (
            Ink(style.muted, _SMALL, side="right"),
            Ink(style.muted, _SMALL, side="center"),
        )
        for value in _RISE:
            _, y = self.at(1.0, value)
            page.text(box.x - 0.6 * size, y, f"{value}", right)
        end = -math.inf
        for tick in reach_ticks(self.low, self.high):
            x, _ = self.at(tick, 0.0)
            text = amount_text(tick, "")
            half = page.width_of(text, center) / 2
            if x - half > end + size:
                page.lines([[(x, box.bottom), (x, box.bottom + 0.4 * size)]], style.muted, 0.8)
                page.text(x, box.bottom + 1.1 * size, text, center)
                end = x + half


def axes_for(plot: Box, reaches: Sequence[float]) -> HypeAxes:
    """Return axes on which all of these can be told apart as far as they differ."""
    logs = [math.log10(reach) for reach in reaches if reach > 0] or [0.0]
    low, high = min(logs), max(logs)
    if any(reach <= 0 for reach in reaches):
        low -= 1.0
    return HypeAxes(plot, low, high) if high > low else HypeAxes(plot, low - 0.5, high + 0.5)


def reach_ticks(low: float, high: float) -> list[float]:
    """Return powers of ten, and 2 and 5 times them where these are few, between two logarithms."""
    powers = range(math.floor(low), math.ceil(high) + 1)

    def within(factors: Sequence[int]) -> list[float]:
        ticks = [factor * 10.0**power for power in powers for factor in factors]
        return [tick for tick in ticks if low - 1e-9 <= math.log10(tick) <= high + 1e-9]

    whole = within((1,))
    return whole if len(whole) > _FEW else within((1, 2, 5)) or [10.0 ** ((low + high) / 2)]
