"""Verbs on whole scenarios and on the changes that they hold."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from portfolio.edit.scenarios import set_scenario
from portfolio.model import (
    Change,
    ChangeKind,
    Portfolio,
    Scenario,
    in_order,
    key_after_all,
    key_between,
)

#: A fifth less, one period later: a change as it begins.
_AT_FIRST: dict[ChangeKind, float] = {
    "capacity_factor": 0.8,
    "demand_factor": 1.2,
    "benefit_factor": 0.8,
    "capacity_delay": 1.0,
}


def add_scenario(
    portfolio: Portfolio, key: str, name: str, changes: tuple[Change, ...] = ()
) -> Portfolio:
    """Add a scenario below all others."""
    order = key_after_all(portfolio.scenarios)
    return set_scenario(portfolio, key, Scenario(name, order, changes))


def duplicate_scenario(portfolio: Portfolio, key: str, new: str) -> Portfolio:
    """Add a copy right below a scenario."""
    original = portfolio.scenarios[key]
    orders = [record.order for _, record in in_order(portfolio.scenarios)]
    below = next((order for order in orders if order > original.order), "")
    copy = replace(
        original, name=f"{original.name} (copy)", order=key_between(original.order, below)
    )
    return set_scenario(portfolio, new, copy)


def describe_scenario(portfolio: Portfolio, key: str, **fields: Any) -> Portfolio:
    """Set attributes of one scenario, named as in ``model.Scenario``."""
    return set_scenario(portfolio, key, replace(portfolio.scenarios[key], **fields))


def add_change(portfolio: Portfolio, key: str, change: Change) -> Portfolio:
    """Add a change at the end of a scenario."""
    changes = (*portfolio.scenarios[key].changes, change)
    return describe_scenario(portfolio, key, changes=changes)


def set_change(portfolio: Portfolio, key: str, number: int, **fields: Any) -> Portfolio:
    """Set attributes of one change, named as in ``model.Change``; ``number`` counts from 0."""
    changes = list(portfolio.scenarios[key].changes)
    changes[number] = replace(changes[number], **fields)
    return describe_scenario(portfolio, key, changes=tuple(changes))


def remove_changes(portfolio: Portfolio, key: str, numbers: Collection[int]) -> Portfolio:
    """Remove some changes of a scenario; numbers count from 0."""
    kept = [c for n, c in enumerate(portfolio.scenarios[key].changes) if n not in numbers]
    return describe_scenario(portfolio, key, changes=tuple(kept))


def first_amount(portfolio: Portfolio, kind: ChangeKind, target: str) -> float:
    """Return the amount with which a new change begins: a fifth off, one period, the weight."""
    if kind == "weight" and target in portfolio.criteria:
        return portfolio.criteria[target].weight
    return _AT_FIRST.get(kind, 1.0)
