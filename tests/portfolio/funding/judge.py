"""An independent judge of plans: plain loops over the document, nothing of the room's own code.

A choice maps initiative ids to level ids (an empty id is the full size), as in ``Plan.chosen``.
"""

from __future__ import annotations

import itertools
import math

from portfolio.model import in_order

SPARE = 1e-9


def choices(portfolio):
    """Every choice there is."""
    ids = sorted(portfolio.initiatives)
    sizes = [[None, *(portfolio.initiatives[i].levels or [""])] for i in ids]
    for picked in itertools.product(*sizes):
        yield {i: level for i, level in zip(ids, picked, strict=True) if level is not None}


def shares(portfolio, initiative_id, level_id):
    levels = portfolio.initiatives[initiative_id].levels
    level = levels[level_id] if level_id else None
    return (level.demand_share, level.benefit_share) if level else (1.0, 1.0)


def worth(portfolio, initiative_id, scores=None):
    """What full size adds; None when that is not known."""
    if scores is not None:
        return scores.get(initiative_id)
    benefit = portfolio.initiatives[initiative_id].benefit
    if benefit is None or benefit.amount is None:
        return None
    chance = 1.0 if benefit.probability is None else benefit.probability
    rate = portfolio.settings.discount_rate
    return chance * benefit.amount.likely / (1 + rate) ** benefit.delay_years


def value(portfolio, choice, scores=None):
    return math.fsum(
        (worth(portfolio, i, scores) or 0.0) * shares(portfolio, i, level)[1]
        for i, level in choice.items()
    )


def need(portfolio, choice, resource, period):
    total = 0.0
    for i, level in choice.items():
        cell = portfolio.initiatives[i].demand.get(resource, {}).get(period)
        total += shares(portfolio, i, level)[0] * (cell.likely if cell else 0.0)
    return total


def cost(portfolio, choice):
    """Capital over all periods; the portfolios judged here all have some."""
    return math.fsum(
        need(portfolio, choice, resource_id, period)
        for resource_id, resource in portfolio.resources.items()
        if resource.category == "capital"
        for period in portfolio.periods
    )


def first_by_id(tied, columns, cost_of):
    """The tie-break of the docstrings: least cost, then the last option that differs left out.

    ``columns`` are pairs of initiative and option, in the order of the plan's own.
    """
    least = min(map(cost_of, tied))
    cheap = [choice for choice in tied if cost_of(choice) <= least + SPARE]
    return min(cheap, key=lambda c: [c.get(i) == option for i, option in reversed(columns)])


def obeys(portfolio, choice):
    return obeys_limits(portfolio, choice) and all(
        obeys_rule(portfolio, choice, rule) for rule in portfolio.rules.values() if rule.active
    )


def obeys_limits(portfolio, choice):
    for resource_id, resource in portfolio.resources.items():
        used = available = 0.0
        for period, _ in in_order(portfolio.periods):
            limit = resource.capacity.get(period)
            if limit is None:
                continue
            if not (resource.kind == "budget" and resource.carries_over):
                used = available = 0.0
            used += need(portfolio, choice, resource_id, period)
            available += limit
            if used > available + SPARE * max(1.0, available):
                return False
    return True


def obeys_rule(portfolio, choice, rule):
    named = [i for i in rule.initiatives if i in portfolio.initiatives]
    if rule.kind == "requires":
        first = rule.initiatives[0]
        return first not in choice or all(i in choice for i in named)
    if rule.kind == "excludes":
        return sum(i in choice for i in set(named)) <= 1
    if rule.kind == "force_out":
        return not any(i in choice for i in named)
    if rule.kind in {"mandated", "force_in"}:
        return all(i in choice for i in named)
    matching = {
        i: level
        for i, level in choice.items()
        if getattr(portfolio.initiatives[i], rule.field) == rule.value
    }
    periods = list(portfolio.periods) if rule.period is None else [rule.period]
    used = sum(need(portfolio, matching, rule.resource, period) for period in periods)
    if rule.kind == "floor":
        return used >= rule.amount - SPARE
    return used <= rule.amount + SPARE


def best(portfolio, scores=None):
    """The most that any choice is worth, and all choices worth that; None when none obeys."""
    allowed = [(value(portfolio, c, scores), c) for c in choices(portfolio) if obeys(portfolio, c)]
    if not allowed:
        return None
    most = max(worth_of for worth_of, _ in allowed)
    return most, [c for worth_of, c in allowed if worth_of >= most - 1e-9]
