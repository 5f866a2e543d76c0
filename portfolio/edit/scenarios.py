"""Verbs on scenarios, and the portfolio as one of them sees it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import inf

from portfolio.edit.criteria import set_criterion
from portfolio.edit.initiatives import set_initiative
from portfolio.edit.resources import scale_capacity, set_resource
from portfolio.edit.rules import force, set_rule
from portfolio.model import (
    Change,
    Estimate,
    FrozenMap,
    Portfolio,
    Scenario,
    in_order,
)
from portfolio.model.checks.pins import forced_by


def set_scenario(portfolio: Portfolio, key: str, scenario: Scenario | None) -> Portfolio:
    """Add, replace or (None) remove one scenario."""
    scenarios = portfolio.scenarios
    scenarios = scenarios.without(key) if scenario is None else scenarios.with_(key, scenario)
    return replace(portfolio, scenarios=scenarios)


def apply_scenario(portfolio: Portfolio, key: str) -> Portfolio:
    """Return the portfolio with the changes of one scenario made, in their order.

    A change whose target is no longer in the document is skipped; ``problems``
    names it.
    """
    for number, change in enumerate(portfolio.scenarios[key].changes):
        portfolio = _VERBS[change.kind](portfolio, change, f"{key}/{number}")
    return portfolio


def commit_scenario(portfolio: Portfolio, key: str) -> Portfolio:
    """Make the changes of one scenario part of the base case, and drop the scenario."""
    return set_scenario(apply_scenario(portfolio, key), key, None)


def _scale(portfolio: Portfolio, change: Change, _key: str) -> Portfolio:
    if change.target not in portfolio.resources:
        return portfolio
    return scale_capacity(portfolio, change.target, change.amount, change.period)


def _delay(portfolio: Portfolio, change: Change, _key: str) -> Portfolio:
    resource = portfolio.resources.get(change.target)
    if resource is None:
        return portfolio
    periods = [period for period, _ in in_order(portfolio.periods) if period in resource.capacity]
    lag = round(change.amount) if 0 <= change.amount < inf else 0
    delayed = {
        period: resource.capacity[periods[max(0, n - lag)]] for n, period in enumerate(periods)
    }
    return set_resource(portfolio, change.target, capacity=FrozenMap(delayed))


def _weigh(portfolio: Portfolio, change: Change, _key: str) -> Portfolio:
    if change.target not in portfolio.criteria:
        return portfolio
    return set_criterion(portfolio, change.target, weight=change.amount)


def _override(portfolio: Portfolio, change: Change, key: str) -> Portfolio:
    if change.target not in portfolio.initiatives:
        return portfolio
    reason = change.reason or "Part of the scenario"
    return force(portfolio, key, replace(forced_by(change), reason=reason))


def _scale_benefit(portfolio: Portfolio, change: Change, _key: str) -> Portfolio:
    record = portfolio.initiatives.get(change.target)
    if record is None or record.benefit is None or record.benefit.amount is None:
        return portfolio
    amount = scaled(record.benefit.amount, change.amount)
    return set_initiative(portfolio, change.target, benefit=replace(record.benefit, amount=amount))


def _scale_demand(portfolio: Portfolio, change: Change, _key: str) -> Portfolio:
    record = portfolio.initiatives.get(change.target)
    if record is None:
        return portfolio
    demand = {
        resource: FrozenMap({period: scaled(cell, change.amount) for period, cell in row.items()})
        for resource, row in record.demand.items()
    }
    return set_initiative(portfolio, change.target, demand=FrozenMap(demand))


def scaled(estimate: Estimate, factor: float) -> Estimate:
    """Return an estimate with low, likely and high multiplied by ``factor``."""
    return Estimate(
        estimate.likely * factor,
        None if estimate.low is None else estimate.low * factor,
        None if estimate.high is None else estimate.high * factor,
        estimate.extra,
    )


def _switch_off(portfolio: Portfolio, change: Change, _key: str) -> Portfolio:
    if change.target not in portfolio.rules:
        return portfolio
    return set_rule(portfolio, change.target, active=False)


_VERBS: dict[str, Callable[[Portfolio, Change, str], Portfolio]] = {
    "capacity_factor": _scale,
    "capacity_delay": _delay,
    "weight": _weigh,
    "force_in": _override,
    "force_out": _override,
    "benefit_factor": _scale_benefit,
    "demand_factor": _scale_demand,
    "rule_off": _switch_off,
}
