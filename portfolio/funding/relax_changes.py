"""What gives way so that a plan fits, and the document with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import accumulate

from portfolio.model import FrozenMap, Portfolio, in_order
from portfolio.model.checks.pools import carries

_BY_INITIATIVE = frozenset({"force_in", "force_out", "mandated", "gate"})


@dataclass(frozen=True, slots=True)
class Concession:
    """One limit or rule that gives way.

    Attributes:
        kind: ``capacity``, ``score`` or the kind of the rule.
        resource_id: of a capacity, else empty.
        rule_id: of a rule, else empty.
        initiative_id: the one for which a force, mandate, gate or score floor gives way.
        amounts: of a capacity: period id to what is lacking there, in the unit of the
            resource; for a budget that carries over, by the end of that period. Of a
            score: the score that has to be enough, under the empty id.
    """

    kind: str
    resource_id: str = ""
    rule_id: str = ""
    initiative_id: str = ""
    amounts: FrozenMap[str, float] = field(default_factory=FrozenMap)


def conceded(portfolio: Portfolio, concessions: Iterable[Concession]) -> Portfolio:
    """Return the document with concessions made.

    A limit is raised where it has to be. A force or mandate lets one initiative go; a
    gate counts as overridden, which still asks for a reason and a name; a score floor
    comes down; any other rule is switched off.
    """
    for each in concessions:
        if each.kind == "capacity":
            portfolio = _raised(portfolio, each)
        elif each.kind == "score":
            settings = replace(portfolio.settings, score_floor=each.amounts.get("", 0.0))
            portfolio = replace(portfolio, settings=settings)
        else:
            portfolio = _released(portfolio, each)
    return portfolio


def _raised(portfolio: Portfolio, concession: Concession) -> Portfolio:
    resource = portfolio.resources[concession.resource_id]
    amounts = dict(concession.amounts)
    if carries(resource):
        amounts = _once_for_all(portfolio, concession)
    capacity = {
        key: resource.capacity[key] + amount
        for key, amount in amounts.items()
        if key in resource.capacity
    }
    raised = replace(resource, capacity=resource.capacity.with_all(capacity))
    resources = portfolio.resources.with_(concession.resource_id, raised)
    return replace(portfolio, resources=resources)


def _once_for_all(portfolio: Portfolio, concession: Concession) -> dict[str, float]:
    """Return what to add in each period so that every running sum is raised enough."""
    periods = [key for key, _ in in_order(portfolio.periods) if key in concession.amounts]
    lacking = list(accumulate((concession.amounts[key] for key in periods), max))
    before = [0.0, *lacking]
    return {key: after - was for key, was, after in zip(periods, before, lacking, strict=False)}


def _released(portfolio: Portfolio, concession: Concession) -> Portfolio:
    rule = portfolio.rules[concession.rule_id]
    others = tuple(i for i in rule.initiatives if i != concession.initiative_id)
    if rule.kind == "gate":
        rule = replace(rule, state="overridden")
    elif concession.kind in _BY_INITIATIVE and others:
        rule = replace(rule, initiatives=others)
    else:
        rule = replace(rule, active=False)
    return replace(portfolio, rules=portfolio.rules.with_(concession.rule_id, rule))
