"""Places on a page, in points from its top left corner; labels that make room for each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; ``y`` grows downward."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    @property
    def center_x(self) -> float:
        """Half-way from left to right."""
        return self.x + self.width / 2

    @property
    def center_y(self) -> float:
        """Half-way from top to bottom."""
        return self.y + self.height / 2

    def inset(self, across: float, down: float | None = None) -> Box:
        """Return the box without a margin on each side."""
        down = across if down is None else down
        return Box(self.x + across, self.y + down, self.width - 2 * across, self.height - 2 * down)

    def row(self, index: int, count: int) -> Box:
        """Return one of ``count`` equal rows."""
        height = self.height / count
        return Box(self.x, self.y + index * height, self.width, height)

    def columns(self, left: float, width: float) -> Box:
        """Return the part that starts ``left`` from the left edge."""
        return Box(self.x + left, self.y, width, self.height)


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move labels apart along a line so that the squared distances moved sum to the least.

    With ``z_i = place_i - i * gap`` the places need only rise, which is isotonic
    regression: neighbors that collide are pooled at their mean, then the ends are
    clipped. Source: Barlow, Bartholomew, Bremner and Brunk, Statistical Inference under
    Order Restrictions, 1972, section 1.2 (pool adjacent violators).

    Args:
        wanted: where each label would like its middle, rising.
        gap: the distance that two middles need.
        low: the first place for a middle.
        high: the last place for a middle.

    Returns:
        One place each, rising, at least ``gap`` apart as long as
        ``(len(wanted) - 1) * gap <= high - low``; otherwise evenly spaced.
    """
    count = len(wanted)
    if count > 1:
        gap = min(gap, (high - low) / (count - 1))
    pools: list[tuple[float, int]] = []
    for index, place in enumerate(wanted):
        mean, size = place - index * gap, 1
        while pools and pools[-1][0] > mean:
            before, members = pools.pop()
            mean = (mean * size + before * members) / (size + members)
            size += members
        pools.append((mean, size))
    last = high - (count - 1) * gap
    levels = [min(max(mean, low), last) for mean, size in pools for _ in range(size)]
    return [level + index * gap for index, level in enumerate(levels)]
