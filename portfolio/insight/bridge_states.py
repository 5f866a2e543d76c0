"""The portfolios on the way from one version to another: inputs, weights, limits, choices."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Literal, get_args

from portfolio.model import (
    Criterion,
    FrozenMap,
    Portfolio,
    Rater,
    Rating,
    Ratings,
    Resource,
)

Step = Literal["inputs", "weights", "limits", "choices"]
#: In the order in which they are taken over; another order would split the change otherwise.
STEPS: tuple[Step, ...] = get_args(Step)

_NO_ROW: FrozenMap[str, Rating] = FrozenMap()


def states(before: Portfolio, after: Portfolio) -> tuple[Portfolio, ...]:
    """Return ``before``, then with one more part of ``after`` after another, then ``after``.

    ======= =============================================================================
    inputs  initiatives (benefits, demands, facts), ratings, criteria scales, periods
    weights criteria, their weights and swings, what each rater's say counts, weighting
    limits  resources with their capacities
    choices rules (force-ins, mandates, gates, caps), other settings, everything else
    ======= =============================================================================

    What cannot be without another part comes with it: the capacity in a period that is
    new, and the limit of a resource that is counted in another unit than before, come
    with the inputs; a criterion counts from where it has a weight.
    """
    limits = replace(
        after,
        rules=before.rules,
        settings=replace(before.settings, weighting=after.settings.weighting),
    )
    weights = replace(limits, resources=_earlier_limits(before, after))
    inputs = replace(
        weights,
        settings=before.settings,
        criteria=_earlier_weights(before, after),
        raters=_earlier_raters(before, after),
        ratings=_ratings(before, after),
    )
    return before, inputs, weights, limits, after


def other_units(before: Portfolio, after: Portfolio) -> tuple[str, ...]:
    """Return the ids of the resources of both that are counted in another unit than before."""
    return tuple(
        key
        for key, record in after.resources.items()
        if key in before.resources and before.resources[key].unit.strip() != record.unit.strip()
    )


def _earlier_limits(before: Portfolio, after: Portfolio) -> FrozenMap[str, Resource]:
    recounted = other_units(before, after)
    new = [period for period in after.periods if period not in before.periods]
    return FrozenMap(
        {
            key: after.resources[key]
            if key in recounted
            else _with_periods(record, after.resources.get(key), new)
            for key, record in before.resources.items()
        }
    )


def _with_periods(record: Resource, later: Resource | None, new: Collection[str]) -> Resource:
    """Return a resource with the capacity that it has later in periods that are new."""
    added = {} if later is None else {p: later.capacity[p] for p in new if p in later.capacity}
    return replace(record, capacity=record.capacity.with_all(added)) if added else record


def _earlier_weights(before: Portfolio, after: Portfolio) -> FrozenMap[str, Criterion]:
    """Return the criteria that there were, on the scales of today."""
    return FrozenMap(
        {
            key: replace(after.criteria[key], weight=record.weight, swing=record.swing)
            if key in after.criteria
            else record
            for key, record in before.criteria.items()
        }
    )


def _earlier_raters(before: Portfolio, after: Portfolio) -> FrozenMap[str, Rater]:
    """Return the raters of today with the say that they had; the weights of new ones wait."""

    def earlier(key: str, record: Rater) -> Rater:
        old = before.raters.get(key)
        if old is None:
            return replace(record, weighing="", weights=FrozenMap())
        return replace(record, weight=old.weight, weighing=old.weighing, weights=old.weights)

    return FrozenMap({key: earlier(key, record) for key, record in after.raters.items()})


def _ratings(before: Portfolio, after: Portfolio) -> Ratings:
    """Return the ratings of today, and those on criteria that there were then."""
    gone = [key for key in before.criteria if key not in after.criteria]
    if not gone:
        return after.ratings
    merged = {rater: dict(table.items()) for rater, table in after.ratings.items()}
    for rater, table in before.ratings.items():
        if rater in after.raters:
            rows = merged.setdefault(rater, {})
            for initiative, row in table.items():
                kept = {key: row[key] for key in gone if key in row}
                if kept and initiative in after.initiatives:
                    rows[initiative] = rows.get(initiative, _NO_ROW).with_all(kept)
    return FrozenMap({rater: FrozenMap(rows) for rater, rows in merged.items()})
