"""Verbs on periods, resources and their capacities."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from portfolio.model import (
    FrozenMap,
    Initiative,
    Period,
    Portfolio,
    Resource,
    Rule,
    key_after_all,
)


def add_period(portfolio: Portfolio, period: str, name: str, **fields: Any) -> Portfolio:
    """Add a period after the last one."""
    record = Period(name=name, order=key_after_all(portfolio.periods), **fields)
    return replace(portfolio, periods=portfolio.periods.with_(period, record))


def set_period(portfolio: Portfolio, period: str, **fields: Any) -> Portfolio:
    """Set attributes of one period, named as in ``model.Period``."""
    record = replace(portfolio.periods[period], **fields)
    return replace(portfolio, periods=portfolio.periods.with_(period, record))


def delete_period(portfolio: Portfolio, period: str) -> Portfolio:
    """Remove a period with the capacities, demands and limit rules in it."""
    resources = {
        key: replace(resource, capacity=resource.capacity.without(period))
        for key, resource in portfolio.resources.items()
    }
    initiatives = {
        key: _demand_without_period(record, period) for key, record in portfolio.initiatives.items()
    }
    return replace(
        portfolio,
        periods=portfolio.periods.without(period),
        resources=FrozenMap(resources),
        initiatives=FrozenMap(initiatives),
        rules=_rules_unless(portfolio, lambda rule: rule.period == period),
    )


def _demand_without_period(record: Initiative, period: str) -> Initiative:
    if not any(period in row for row in record.demand.values()):
        return record
    rows = {resource: row.without(period) for resource, row in record.demand.items()}
    return replace(record, demand=FrozenMap({key: row for key, row in rows.items() if row}))


def _rules_unless(portfolio: Portfolio, gone: Callable[[Rule], bool]) -> FrozenMap[str, Rule]:
    return FrozenMap({key: rule for key, rule in portfolio.rules.items() if not gone(rule)})


def add_resource(
    portfolio: Portfolio, resource: str, name: str, unit: str, **fields: Any
) -> Portfolio:
    """Add a resource after the last one."""
    order = key_after_all(portfolio.resources)
    record = Resource(name=name, order=order, unit=unit, **fields)
    return replace(portfolio, resources=portfolio.resources.with_(resource, record))


def set_resource(portfolio: Portfolio, resource: str, **fields: Any) -> Portfolio:
    """Set attributes of one resource, named as in ``model.Resource``."""
    record = replace(portfolio.resources[resource], **fields)
    return replace(portfolio, resources=portfolio.resources.with_(resource, record))


def set_capacity(
    portfolio: Portfolio, resource: str, period: str, amount: float | None
) -> Portfolio:
    """Set the capacity in one period, in the resource's unit; None makes it *not stated*."""
    capacity = portfolio.resources[resource].capacity
    capacity = capacity.without(period) if amount is None else capacity.with_(period, amount)
    return set_resource(portfolio, resource, capacity=capacity)


def scale_capacity(portfolio: Portfolio, resource: str, factor: float) -> Portfolio:
    """Multiply every stated capacity of a resource; 0.8 is 20 % less."""
    capacity = portfolio.resources[resource].capacity
    scaled = FrozenMap({period: amount * factor for period, amount in capacity.items()})
    return set_resource(portfolio, resource, capacity=scaled)


def delete_resource(portfolio: Portfolio, resource: str) -> Portfolio:
    """Remove a resource with its demands, limit rules and scenario changes."""
    initiatives = {
        key: replace(record, demand=record.demand.without(resource))
        if resource in record.demand
        else record
        for key, record in portfolio.initiatives.items()
    }
    scenarios = {
        key: replace(scenario, changes=tuple(c for c in scenario.changes if c.target != resource))
        for key, scenario in portfolio.scenarios.items()
    }
    return replace(
        portfolio,
        resources=portfolio.resources.without(resource),
        initiatives=FrozenMap(initiatives),
        rules=_rules_unless(portfolio, lambda rule: rule.resource == resource),
        scenarios=FrozenMap(scenarios),
    )
