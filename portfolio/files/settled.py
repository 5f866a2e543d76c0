"""Sets that the records keep as tuples, sorted: equal content must give equal bytes."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from portfolio.model import FrozenMap, Initiative, Portfolio, Rule

R = TypeVar("R")


def settled(portfolio: Portfolio) -> Portfolio:
    """Return the portfolio with tags and the members of rules sorted, each once.

    Of a ``requires`` rule only the members after the first, which requires the
    others. The same object comes back when nothing was to be sorted.
    """
    initiatives = _changed(
        portfolio.initiatives, {key: _tags(each) for key, each in portfolio.initiatives.items()}
    )
    rules = _changed(
        portfolio.rules, {key: _members(each) for key, each in portfolio.rules.items()}
    )
    if initiatives is portfolio.initiatives and rules is portfolio.rules:
        return portfolio
    return replace(portfolio, initiatives=initiatives, rules=rules)


def _changed(before: FrozenMap[str, R], after: dict[str, R]) -> FrozenMap[str, R]:
    same = all(after[key] is record for key, record in before.items())
    return before if same else FrozenMap(after)


def _tags(initiative: Initiative) -> Initiative:
    if len(initiative.tags) < 2:
        return initiative
    tags = tuple(sorted(set(initiative.tags)))
    return initiative if tags == initiative.tags else replace(initiative, tags=tags)


def _members(rule: Rule) -> Rule:
    fixed = 1 if rule.kind == "requires" else 0
    members = rule.initiatives[:fixed] + tuple(sorted(set(rule.initiatives[fixed:])))
    return rule if members == rule.initiatives else replace(rule, initiatives=members)
