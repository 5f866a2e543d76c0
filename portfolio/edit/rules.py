"""Verbs on rules and overrides."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any

from portfolio.edit.references import with_rules, without_keys
from portfolio.errors import PortfolioError
from portfolio.model import FrozenMap, Portfolio, Rule
from portfolio.model.references import still_binds


def add_rule(portfolio: Portfolio, key: str, rule: Rule) -> Portfolio:
    """Add one rule under a new id."""
    return replace(portfolio, rules=portfolio.rules.with_(key, rule))


def set_rule(portfolio: Portfolio, key: str, **fields: Any) -> Portfolio:
    """Set attributes of one rule, named as in ``model.Rule``."""
    return add_rule(portfolio, key, replace(portfolio.rules[key], **fields))


def remove_rules(portfolio: Portfolio, keys: Collection[str]) -> Portfolio:
    """Remove rules by id, with the scenario changes that switch them off."""
    return with_rules(portfolio, without_keys(portfolio.rules, frozenset(keys)))


def force(portfolio: Portfolio, key: str, override: Rule) -> Portfolio:
    """Force initiatives in or out, replacing earlier overrides of them.

    Args:
        portfolio: before.
        key: id of the new rule.
        override: of kind ``force_in`` or ``force_out``.

    Raises:
        PortfolioError: if no reason is given; an override without one cannot be
            explained later.
    """
    if not override.reason.strip():
        names = [portfolio.initiatives[i].name for i in override.initiatives]
        raise PortfolioError(
            "An override needs a reason.",
            where=", ".join(names),
            remedy="Write one sentence that the next planning session will understand.",
        )
    for initiative in override.initiatives:
        portfolio = release(portfolio, initiative)
    return add_rule(portfolio, key, replace(override, reason=override.reason.strip()))


def release(portfolio: Portfolio, initiative: str) -> Portfolio:
    """Drop the active force-in or force-out of one initiative; mandates stay."""
    rules = _without(portfolio.rules, frozenset({initiative}), _overrides)
    return portfolio if rules is portfolio.rules else with_rules(portfolio, rules)


def override_of(portfolio: Portfolio, initiative: str) -> tuple[str, Rule] | None:
    """Return the active force-in or force-out of one initiative, with its id."""
    for key, rule in portfolio.rules.items():
        if _overrides(rule) and initiative in rule.initiatives:
            return key, rule
    return None


def rules_without_initiatives(
    rules: FrozenMap[str, Rule], gone: frozenset[str]
) -> FrozenMap[str, Rule]:
    """Return the rules that still mean something when some initiatives are gone.

    ``requires`` and ``finished_before`` go with their subject; any rule goes with too many
    of its members, a group with the last of those it names.
    """
    return _without(rules, gone, lambda _rule: True)


def _without(
    rules: FrozenMap[str, Rule], gone: frozenset[str], concerned: Callable[[Rule], bool]
) -> FrozenMap[str, Rule]:
    kept: dict[str, Rule] = {}
    for key, rule in rules.items():
        left = rule
        if concerned(rule) and not gone.isdisjoint(rule.initiatives):
            left = replace(rule, initiatives=tuple(i for i in rule.initiatives if i not in gone))
        if left is rule or still_binds(rule, left):
            kept[key] = left
    same = len(kept) == len(rules) and all(kept[key] is rule for key, rule in rules.items())
    return rules if same else FrozenMap(kept)


def _overrides(rule: Rule) -> bool:
    return rule.active and rule.kind in ("force_in", "force_out")
