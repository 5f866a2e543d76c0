"""Verbs on scenarios, and the portfolio as one of them sees it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import inf

from portfolio.edit.criteria import set_criterion
from portfolio.edit.initiatives import set_initiative
from portfolio.edit.resources import set_resource
from portfolio.edit.rules import force
from portfolio.model import (
    Change,
    Estimate,
    FrozenMap,
    Portfolio,
    Rule,
    RuleKind,
    Scenario,
    in_order,
)


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


def _scale(portfolio: Portfolio, change: Change, _key: str) -> Portfolio:
    resource = portfolio.resources.get(change.target)
    if resource is None:
        return portfolio
    capacity = {
        period: amount * change.amount if change.period in (None, period) else amount
        for period, amount in resource.capacity.items()
    }
    return set_resource(portfolio, change.target, capacity=FrozenMap(capacity))


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


def _force_in(portfolio: Portfolio, change: Change, key: str) -> Portfolio:
    return _override(portfolio, change, key, "force_in")


def _override(portfolio: Portfolio, change: Change, key: str, kind: RuleKind) -> Portfolio:
    if change.target not in portfolio.initiatives:
        return portfolio
    reason = change.reason or "Part of the scenario"
    return force(portfolio, key, Rule(kind, initiatives=(change.target,), reason=reason))


def _force_out(portfolio: Portfolio, change: Change, key: str) -> Portfolio:
    return _override(portfolio, change, key, "force_out")


def _scale_benefit(portfolio: Portfolio, change: Change, _key: str) -> Portfolio:
    record = portfolio.initiatives.get(change.target)
    if record is None or record.benefit is None or record.benefit.amount is None:
        return portfolio
    amount = record.benefit.amount
    scaled = Estimate(
        amount.likely * change.amount,
        None if amount.low is None else amount.low * change.amount,
        None if amount.high is None else amount.high * change.amount,
        amount.extra,
    )
    return set_initiative(portfolio, change.target, benefit=replace(record.benefit, amount=scaled))


_VERBS: dict[str, Callable[[Portfolio, Change, str], Portfolio]] = {
    "capacity_factor": _scale,
    "capacity_delay": _delay,
    "weight": _weigh,
    "force_in": _force_in,
    "force_out": _force_out,
    "benefit_factor": _scale_benefit,
}
