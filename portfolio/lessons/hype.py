"""The hype gap: how far reach runs ahead of use that lasts."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from portfolio.lessons.columns import Values
from portfolio.model import FIGURE, Facts, Portfolio, in_order
from portfolio.model.figures import unit_fits

#: What counts as strong: back on day 30 (published retention tables call 12 % strong), and
#: the share of seats active in a week (app default).
STRONG_DAY30, STRONG_SEATS = 0.12, 0.8
_FULL_INTEGRATION = 4.0
#: Percentiles of fewer initiatives than this say nothing.
LEAST_COMPARED = 4


def retained_use(facts: Facts) -> float:
    """Return how much use lasts, 0 to 100; NaN when nothing of it is stated.

    The mean of what is stated of: retention on day 30 against 12 %, or the share of
    seats active in a week against 80 %, each at most 1; and the level of workflow
    integration divided by 4.
    """
    kept, level = _share_kept(facts), facts.integration
    if level is None:
        return math.nan if kept is None else 100.0 * kept
    part = min(max(level / _FULL_INTEGRATION, 0.0), 1.0)
    return 100.0 * part if kept is None else 100.0 * (kept + part) / 2


def _share_kept(facts: Facts) -> float | None:
    day30 = _stated(facts, "retention_day30")
    if day30 is not None:
        return min(day30 / STRONG_DAY30, 1.0)
    active, seats = _stated(facts, "seats_active_week"), _stated(facts, "seats")
    if active is None or not seats:
        return None
    return min(active / seats / STRONG_SEATS, 1.0)


def _stated(facts: Facts, name: str) -> float | None:
    figure, kind = facts.figures.get(name), FIGURE[name]
    # No currency: none of these is money.
    if figure is None or not unit_fits(figure.unit, kind, "") or not kind.allows(figure.likely):
        return None
    return figure.likely


def percentile(value: float, population: Sequence[float]) -> float:
    """Return the share of ``population`` below ``value``, ties counted half, in percent.

    Args:
        value: one of the population, or any other.
        population: rising.
    """
    low, high = bisect_left(population, value), bisect_right(population, value)
    return 50.0 * (low + high) / len(population)


def percentiles(values: Values, population: Sequence[float]) -> Values:
    """Return ``percentile`` of many values at once; NaN where there is none."""
    everyone = np.array(population)
    below = np.searchsorted(everyone, values)
    up_to = below.copy()
    # Only what is one of the population has ties: few of the sampled values.
    tied = everyone[np.minimum(below, len(everyone) - 1)] == values
    up_to[tied] = np.searchsorted(everyone, values[tied], "right")
    return np.where(np.isnan(values), np.nan, 50.0 * (below + up_to) / len(everyone))


@dataclass(frozen=True, slots=True)
class HypePoint:
    """One initiative on the quadrant of reach and retained use.

    Attributes:
        reach: people, as likely.
        retained: 0 to 100, see ``retained_use``.
        reach_percentile: among those compared, 0 to 100; so is ``retained_percentile``.
    """

    initiative: str
    reach: float
    retained: float
    reach_percentile: float
    retained_percentile: float

    @property
    def gap(self) -> float:
        """Percentile of reach less that of retained use, −100 to 100 points."""
        return self.reach_percentile - self.retained_percentile


def hype_points(portfolio: Portfolio) -> tuple[HypePoint, ...]:
    """Return a point for each initiative that states both, in the order of the screen."""
    both = []
    for key, record in in_order(portfolio.initiatives):
        pair = reach_and_use(record.facts)
        if pair is not None:
            both.append((key, *pair))
    reaches, uses = compared((reach, use) for _, reach, use in both)
    return tuple(
        HypePoint(key, reach, use, percentile(reach, reaches), percentile(use, uses))
        for key, reach, use in both
    )


def reach_and_use(facts: Facts | None) -> tuple[float, float] | None:
    """Return likely reach and retained use; None unless both are stated."""
    if facts is None:
        return None
    reach = _stated(facts, "reach")
    if reach is None:
        return None
    use = retained_use(facts)
    return None if math.isnan(use) else (reach, use)


def compared(pairs: Iterable[tuple[float, float]]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return all reaches and all retained uses, each rising."""
    both = list(pairs)
    return tuple(sorted(r for r, _ in both)), tuple(sorted(u for _, u in both))
