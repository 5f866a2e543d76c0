"""A what-if as a scenario: the difference between a base case and what was made of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf, isclose, isfinite

from portfolio.edit.leftovers import leftovers, nearly_equal
from portfolio.edit.overrides import override_changes
from portfolio.edit.scenarios import apply_scenario, scaled, set_scenario
from portfolio.model import (
    Change,
    Estimate,
    FrozenMap,
    Initiative,
    Portfolio,
    Resource,
    Scenario,
    in_order,
)

_SAME = 1e-9
_NO_ROW: FrozenMap[str, Estimate] = FrozenMap()


@dataclass(frozen=True, slots=True)
class Difference:
    """What a scenario can say of a what-if, and what it cannot.

    Attributes:
        changes: in the order in which a scenario makes them.
        left_out: a sentence for each part of the what-if that no change can say.
    """

    changes: tuple[Change, ...]
    left_out: tuple[str, ...]


def scenario_from(before: Portfolio, after: Portfolio) -> Difference:
    """Return the changes that make one portfolio of another.

    Applied to ``before`` they give the capacities, direct weights, benefits, demands,
    overrides and rules in force of ``after``, up to the last digits of a factor; what
    they do not give is named. Title, notes, comments, decisions and scenarios are no part
    of a what-if.

    Args:
        before: the base case.
        after: the same document, with its what-if.
    """
    changes = (
        *_capacities(before, after),
        *_weights(before, after),
        *_factors(before, after),
        *override_changes(before, after),
    )
    return Difference(changes, tuple(leftovers(_made(before, changes), after)))


def _made(before: Portfolio, changes: tuple[Change, ...]) -> Portfolio:
    key = "scenario"
    return apply_scenario(set_scenario(before, key, Scenario("", "", changes)), key)


def _capacities(before: Portfolio, after: Portfolio) -> Iterator[Change]:
    for key, resource in in_order(after.resources):
        base = before.resources.get(key)
        if base is None or base.capacity == resource.capacity:
            continue
        factors = _by_period(base, resource)
        common = _common(list(factors.values()))
        if common is not None:
            yield Change("capacity_factor", key, common)
            continue
        for period in [period for period, _ in in_order(after.periods) if period in factors]:
            factor = factors[period]
            if factor is not None and factor != 1:
                yield Change("capacity_factor", key, factor, period)


def _by_period(base: Resource, resource: Resource) -> dict[str, float | None]:
    """Return period id to factor; None where any factor gives the same, as from 0 to 0."""
    factors: dict[str, float | None] = {}
    for period, amount in base.capacity.items():
        now = resource.capacity.get(period)
        if amount == 0 and now == 0:
            factors[period] = None
        elif now is not None:
            factor = _ratio(amount, now)
            factors[period] = 1.0 if factor is None else factor
    return factors


def _ratio(before: float, after: float) -> float | None:
    """Return the factor between two numbers; None when no factor of 0 or more leads there."""
    if before == 0 or not (isfinite(before) and isfinite(after)):
        return None
    factor = after / before
    return factor if 0 <= factor < inf else None


def _common(factors: list[float | None]) -> float | None:
    """Return the factor that serves for all; None when there is none, or only 1."""
    told = [factor for factor in factors if factor is not None]
    if not told or told[0] == 1:
        return None
    return told[0] if all(isclose(f, told[0], rel_tol=_SAME) for f in told) else None


def _weights(before: Portfolio, after: Portfolio) -> Iterator[Change]:
    for key, criterion in in_order(after.criteria):
        base = before.criteria.get(key)
        if base is not None and base.weight != criterion.weight and 0 <= criterion.weight < inf:
            yield Change("weight", key, criterion.weight)


def _factors(before: Portfolio, after: Portfolio) -> Iterator[Change]:
    for key, record in in_order(after.initiatives):
        base = before.initiatives.get(key)
        if base is None or base is record:
            continue
        demand = _demand_factor(base, record)
        if demand is not None:
            yield Change("demand_factor", key, demand)
        benefit = _benefit_factor(base, record)
        if benefit is not None:
            yield Change("benefit_factor", key, benefit)


def _demand_factor(base: Initiative, record: Initiative) -> float | None:
    if base.demand == record.demand:
        return None
    pairs = [
        (cell, record.demand.get(resource, _NO_ROW).get(period))
        for resource, row in base.demand.items()
        for period, cell in row.items()
    ]
    ratios = [
        None if now is None else _ratio(cell.likely, now.likely)
        for cell, now in pairs
        if now is None or (cell.likely, now.likely) != (0, 0)
    ]
    factor = next(iter(ratios), None)
    if factor is None or factor == 1:
        return None
    return factor if all(_fits(cell, now, factor) for cell, now in pairs) else None


def _benefit_factor(base: Initiative, record: Initiative) -> float | None:
    before, after = (r.benefit.amount if r.benefit is not None else None for r in (base, record))
    if before is None or after is None or before == after or before.likely == 0:
        return None
    factor = after.likely / before.likely
    return factor if isfinite(factor) and factor != 1 and _fits(before, after, factor) else None


def _fits(before: Estimate, after: Estimate | None, factor: float) -> bool:
    return nearly_equal(scaled(before, factor), after)
