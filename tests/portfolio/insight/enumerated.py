"""Answers by trying every choice: plain loops over the document, nothing of the room's own code."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from portfolio.model import FrozenMap, in_order
from tests.portfolio.funding import judge


def with_capacity(portfolio, resource_id, factor=1.0, added=None):
    """The same portfolio with the capacity of one resource multiplied, or raised by period."""
    record = portfolio.resources[resource_id]
    more = added or {}
    capacity = FrozenMap({p: a * factor + more.get(p, 0.0) for p, a in record.capacity.items()})
    resources = portfolio.resources.with_(resource_id, replace(record, capacity=capacity))
    return replace(portfolio, resources=resources)


def least_share(portfolio, resource_id, choice):
    """The least share of a capacity that a choice needs; None when none is enough."""
    resource = portfolio.resources[resource_id]
    carries = resource.kind == "budget" and resource.carries_over
    least = used = available = 0.0
    for period, _ in in_order(portfolio.periods):
        limit = resource.capacity.get(period)
        if limit is None:
            continue
        if not carries:
            used = available = 0.0
        used += judge.need(portfolio, choice, resource_id, period)
        available += limit
        if available == 0:
            if used > judge.SPARE:
                return None
            continue
        least = max(least, used / available)
    return least


def allowed(portfolio, resource_id):
    """Every choice that keeps all but the limits of one resource: (share, value, choice)."""
    free = portfolio.resources[resource_id]
    open_limit = replace(free, capacity=FrozenMap())
    others = replace(portfolio, resources=portfolio.resources.with_(resource_id, open_limit))
    for choice in judge.choices(portfolio):
        if judge.obeys(others, choice):
            share = least_share(portfolio, resource_id, choice)
            if share is not None:
                yield share, judge.value(portfolio, choice), choice


def frontier(portfolio, resource_id, largest=1.5):
    """The efficient (share, value) pairs from 0 up to ``largest``."""
    steps = []
    for share, value, _ in sorted(allowed(portfolio, resource_id), key=lambda t: (t[0], -t[1])):
        if share <= largest + 1e-9 and (not steps or value > steps[-1][1] + 1e-9):
            if steps and abs(share - steps[-1][0]) < 1e-9:
                steps.pop()
            steps.append((share, value))
    return steps


def best_value(portfolio):
    """What the best choice is worth; None when none obeys."""
    found = judge.best(portfolio)
    return None if found is None else found[0]


def has_capacity(portfolio, resource_id):
    """Whether there is anything to scale."""
    return any(amount > 0 for amount in portfolio.resources[resource_id].capacity.values())


class Tried:
    """Every choice that keeps the rules, with its value and its needs."""

    def __init__(self, portfolio):
        self.portfolio = portfolio
        self.periods = [key for key, _ in in_order(portfolio.periods)]
        free = {key: replace(r, capacity=FrozenMap()) for key, r in portfolio.resources.items()}
        unlimited = replace(portfolio, resources=FrozenMap(free))
        self.choices = [c for c in judge.choices(portfolio) if judge.obeys(unlimited, c)]
        self.values = np.array([judge.value(portfolio, choice) for choice in self.choices])
        self.needs = {
            key: np.array(
                [[judge.need(portfolio, c, key, p) for p in self.periods] for c in self.choices]
            ).reshape(len(self.choices), len(self.periods))
            for key in portfolio.resources
        }

    def best(self, added=None):
        """The most that a choice is worth with amounts more of some resources, by period."""
        fits = np.ones(len(self.choices), dtype=bool)
        for key, resource in self.portfolio.resources.items():
            more = (added or {}).get(key, {})
            used = available = 0.0
            for column, period in enumerate(self.periods):
                if period not in resource.capacity:
                    continue
                if not (resource.kind == "budget" and resource.carries_over):
                    used = available = 0.0
                used = used + self.needs[key][:, column]
                available += max(0.0, resource.capacity[period] + more.get(period, 0.0))
                fits &= used <= available + judge.SPARE * max(1.0, available)
        return float(self.values[fits].max()) if fits.any() else None
