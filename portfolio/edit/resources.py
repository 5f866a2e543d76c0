"""Verbs on periods, resources and their capacities."""

from __future__ import annotations

from dataclasses import replace
from operator import attrgetter
from typing import Any

from portfolio.edit.derived import rederived
from portfolio.edit.references import (
    initiative_without_period,
    initiative_without_resource,
    mapped,
    resource_without_period,
    resource_without_resource,
    rules_without,
    scenarios_without,
    scenarios_without_period,
    with_rules,
)
from portfolio.model import FrozenMap, Period, Portfolio, Resource, key_after_all

#: What decides whether derived demand is counted on a resource, and in which unit.
_DERIVED_ON = attrgetter("category", "unit", "pool")


def add_period(portfolio: Portfolio, period: str, name: str, **fields: Any) -> Portfolio:
    """Add a period after the last one."""
    record = Period(name=name, order=key_after_all(portfolio.periods), **fields)
    return rederived(replace(portfolio, periods=portfolio.periods.with_(period, record)), portfolio)


def set_period(portfolio: Portfolio, period: str, **fields: Any) -> Portfolio:
    """Set attributes of one period, named as in ``model.Period``."""
    record = replace(portfolio.periods[period], **fields)
    return rederived(replace(portfolio, periods=portfolio.periods.with_(period, record)), portfolio)


def delete_period(portfolio: Portfolio, period: str) -> Portfolio:
    """Remove a period with what is stated for it: capacities, demands, stop costs, starts.

    Limit rules and scenario changes in it go as well; a gate that was expected to be met
    by then stays, and bars altogether, and what was forced in from then on stays so.
    """
    before = portfolio
    portfolio = scenarios_without_period(portfolio, period)
    portfolio = with_rules(portfolio, rules_without(portfolio, "period", period))
    after = replace(
        portfolio,
        periods=portfolio.periods.without(period),
        resources=mapped(portfolio.resources, lambda r: resource_without_period(r, period)),
        initiatives=mapped(portfolio.initiatives, lambda i: initiative_without_period(i, period)),
    )
    return rederived(after, before)


def add_resource(
    portfolio: Portfolio, resource: str, name: str, unit: str, **fields: Any
) -> Portfolio:
    """Add a resource after the last one."""
    order = key_after_all(portfolio.resources)
    record = Resource(name=name, order=order, unit=unit, **fields)
    return _with_resource(portfolio, resource, record)


def set_resource(portfolio: Portfolio, resource: str, **fields: Any) -> Portfolio:
    """Set attributes of one resource, named as in ``model.Resource``."""
    return _with_resource(portfolio, resource, replace(portfolio.resources[resource], **fields))


def _with_resource(portfolio: Portfolio, resource: str, record: Resource) -> Portfolio:
    """Return the portfolio with a resource; derived demand follows where it is counted anew."""
    old = portfolio.resources.get(resource)
    after = replace(portfolio, resources=portfolio.resources.with_(resource, record))
    if old is not None and _DERIVED_ON(old) == _DERIVED_ON(record):
        return after
    return rederived(after, portfolio)


def set_capacity(
    portfolio: Portfolio, resource: str, period: str, amount: float | None
) -> Portfolio:
    """Set the capacity in one period, in the resource's unit; None makes it *not stated*."""
    capacity = portfolio.resources[resource].capacity
    capacity = capacity.without(period) if amount is None else capacity.with_(period, amount)
    return set_resource(portfolio, resource, capacity=capacity)


def scale_capacity(
    portfolio: Portfolio, resource: str, factor: float, period: str | None = None
) -> Portfolio:
    """Multiply the stated capacity of a resource in a period, or in all; 0.8 is 20 % less."""
    capacity = portfolio.resources[resource].capacity
    scaled = {
        key: amount * factor if period in (None, key) else amount
        for key, amount in capacity.items()
    }
    return set_resource(portfolio, resource, capacity=FrozenMap(scaled))


def delete_resource(portfolio: Portfolio, resource: str) -> Portfolio:
    """Remove a resource with what is stated for it, its limit rules and scenario changes.

    Its parts belong to no pool any more, and nothing serves it.
    """
    before = portfolio
    portfolio = scenarios_without(portfolio, "resource", [resource])
    portfolio = with_rules(portfolio, rules_without(portfolio, "resource", resource))
    left = portfolio.resources.without(resource)
    after = replace(
        portfolio,
        resources=mapped(left, lambda r: resource_without_resource(r, resource)),
        initiatives=mapped(
            portfolio.initiatives, lambda i: initiative_without_resource(i, resource)
        ),
    )
    return rederived(after, before)
