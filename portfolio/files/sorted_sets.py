"""Sets that the records keep as tuples, sorted: equal content must give equal bytes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from portfolio.model import FrozenMap, Initiative, Portfolio, Resource, Rule

R = TypeVar("R")


def with_sorted_sets(portfolio: Portfolio) -> Portfolio:
    """Return the portfolio with tags, starts and the members of rules sorted, each once.

    Of a ``requires`` or ``finished_before`` rule only the members after the first, which
    requires the others. The same object comes back when nothing was to be sorted.
    """
    initiatives = _changed(
        portfolio.initiatives,
        {key: _starts_and_tags(each) for key, each in portfolio.initiatives.items()},
    )
    resources = _changed(
        portfolio.resources,
        {key: _served(each) for key, each in portfolio.resources.items()},
    )
    rules = _changed(
        portfolio.rules, {key: _members(each) for key, each in portfolio.rules.items()}
    )
    new: dict[str, Any] = {"initiatives": initiatives, "resources": resources, "rules": rules}
    if all(getattr(portfolio, name) is records for name, records in new.items()):
        return portfolio
    return replace(portfolio, **new)


def _changed(before: FrozenMap[str, R], after: dict[str, R]) -> FrozenMap[str, R]:
    same = all(after[key] is record for key, record in before.items())
    return before if same else FrozenMap(after)


def _starts_and_tags(initiative: Initiative) -> Initiative:
    tags, starts = _set(initiative.tags), _set(initiative.starts)
    if tags is initiative.tags and starts is initiative.starts:
        return initiative
    return replace(initiative, tags=tags, starts=starts)


def _served(resource: Resource) -> Resource:
    serves = _set(resource.serves)
    return resource if serves is resource.serves else replace(resource, serves=serves)


def _set(members: tuple[str, ...]) -> tuple[str, ...]:
    if len(members) < 2:
        return members
    in_order = tuple(sorted(set(members)))
    return members if in_order == members else in_order


def _members(rule: Rule) -> Rule:
    fixed = 1 if rule.kind in ("requires", "finished_before") else 0
    members = rule.initiatives[:fixed] + tuple(sorted(set(rule.initiatives[fixed:])))
    return rule if members == rule.initiatives else replace(rule, initiatives=members)
