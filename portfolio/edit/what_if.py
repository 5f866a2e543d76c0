"""Into a what-if and back: capacities against those of the file, and what changes touched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from portfolio.edit.criteria import set_criterion
from portfolio.edit.initiatives import set_initiative
from portfolio.edit.references import with_rules
from portfolio.edit.resources import scale_capacity, set_resource
from portfolio.model import CHANGE_TARGETS, Change, Portfolio

_RULES = frozenset({"force_in", "force_out", "rule_off"})


def with_factor(base: Portfolio, now: Portfolio, key: str, factor: float) -> Portfolio:
    """Return the portfolio in which one capacity is ``factor`` times the base's.

    Without a capacity in the base the present one is the base.
    """
    origin = base.resources.get(key)
    if origin is None or not any(origin.capacity.values()):
        return scale_capacity(now, key, factor)
    capacity = scale_capacity(base, key, factor).resources[key].capacity
    return set_resource(now, key, capacity=capacity)


def with_capacities_of(base: Portfolio, now: Portfolio) -> Portfolio:
    """Return ``now`` with the capacities of the base; a resource that is new keeps its own."""
    for key, record in base.resources.items():
        if key in now.resources:
            now = set_resource(now, key, capacity=record.capacity)
    return now


def with_limits_of(base: Portfolio, now: Portfolio) -> Portfolio:
    """Return ``now`` with the capacities and the rules of the base, overrides among them.

    Rules stay as they are when initiatives came or went: those of the base may be about
    others.
    """
    now = with_capacities_of(base, now)
    if base.initiatives.keys() != now.initiatives.keys():
        return now
    return with_rules(now, base.rules)


def without_changes(before: Portfolio, after: Portfolio, changes: Iterable[Change]) -> Portfolio:
    """Return ``after`` with what some changes touched as it was in ``before``.

    Capacities, weights, demands and benefits of the records that the changes name are put
    back; once a change is about a rule or an override, so are all rules. Everything else
    stays as it is now.

    Args:
        before: the base case.
        after: the same document, with its what-if.
        changes: as ``scenario_from`` gives them for the two.
    """
    for change in changes:
        after = _back(before, after, change)
    return after


def _back(before: Portfolio, after: Portfolio, change: Change) -> Portfolio:
    key, kind = change.target, change.kind
    if kind in _RULES:
        return with_rules(after, before.rules)
    if CHANGE_TARGETS[kind] == "resource" and key in before.resources and key in after.resources:
        return set_resource(after, key, capacity=before.resources[key].capacity)
    if kind == "weight" and key in before.criteria and key in after.criteria:
        return set_criterion(after, key, weight=before.criteria[key].weight)
    if key in before.initiatives and key in after.initiatives:
        return _initiative_back(before, after, change)
    return after


def _initiative_back(before: Portfolio, after: Portfolio, change: Change) -> Portfolio:
    key = change.target
    if change.kind == "demand_factor":
        return set_initiative(after, key, demand=before.initiatives[key].demand)
    old, new = before.initiatives[key].benefit, after.initiatives[key].benefit
    if change.kind != "benefit_factor" or old is None or new is None:
        return after
    return set_initiative(after, key, benefit=replace(new, amount=old.amount))
