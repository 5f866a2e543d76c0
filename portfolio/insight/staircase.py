"""The best value at every capacity, as far as it is known: a staircase that only rises."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass

from portfolio.funding.result import Floats
from portfolio.insight.limits import SAME_SHARE

_Point = tuple[float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Stair:
    """One choice that is worth more than every other known one that needs no more.

    Attributes:
        share: of today's capacity that it needs.
        value: of it.
        x: the choice, ``(n_options,)``.
    """

    share: float
    value: float
    x: Floats


class Staircase:
    """Choices by the share of one capacity that they need, and what each is worth.

    A choice that fits into some share fits into every larger one, so that what is best
    can only rise with the share, and with every choice that is added.

    Args:
        step: values that differ by less are the same.
    """

    def __init__(self, step: float) -> None:
        self._step = step
        self._stairs: list[Stair] = []

    def __len__(self) -> int:
        return len(self._stairs)

    @property
    def stairs(self) -> tuple[Stair, ...]:
        """The steps, by rising share and rising value."""
        return tuple(self._stairs)

    def add(self, stair: Stair) -> bool:
        """Add a choice; return whether it is better anywhere than what was known.

        Of two choices of the same value and need, the one that was there first stays.
        """
        below = self.at(stair.share)
        if below is not None and below.value > stair.value - self._step / 2:
            return False
        first = bisect_left(self._stairs, stair.share - SAME_SHARE, key=_share)
        last = first
        while last < len(self._stairs) and self._stairs[last].value <= stair.value + self._step / 2:
            last += 1
        del self._stairs[first:last]
        insort(self._stairs, stair, key=_share)
        return True

    def at(self, share: float) -> Stair | None:
        """Return the best choice that fits into a share; None when none is known."""
        place = bisect_right(self._stairs, share + SAME_SHARE, key=_share)
        return self._stairs[place - 1] if place else None


def _share(stair: Stair) -> float:
    return stair.share


def supported(points: Sequence[_Point]) -> list[bool]:
    """Return which points of a staircase lie on its upper convex hull.

    A supported plan is the best for some price of the capacity, ``value - price * share``;
    the others are found only by exact search. A point on the line between two others counts
    as supported. The hull is that of Andrew's monotone chain (Information Processing Letters
    9, 1979).

    Args:
        points: (share, value), both rising.
    """
    hull: list[int] = []
    for place, point in enumerate(points):
        while len(hull) > 1 and _turn(points[hull[-2]], points[hull[-1]], point) > 0:
            hull.pop()
        hull.append(place)
    kept = set(hull)
    return [place in kept for place in range(len(points))]


def _turn(
    first: tuple[float, float], middle: tuple[float, float], last: tuple[float, float]
) -> int:
    """Return 1 where ``middle`` lies below the line from ``first`` to ``last``, else 0 or -1."""
    (a, b), (c, d), (e, f) = first, middle, last
    area = (c - a) * (f - b) - (d - b) * (e - a)
    least = 1e-9 * max(abs(e - a), 1e-300) * max(abs(f - b), 1e-300)
    return 0 if abs(area) <= least else (1 if area > 0 else -1)
