"""Verbs on rules and overrides."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from portfolio.errors import PortfolioError
from portfolio.model import FrozenMap, Portfolio, Rule


def add_rule(portfolio: Portfolio, key: str, rule: Rule) -> Portfolio:
    """Add one rule under a new id."""
    return replace(portfolio, rules=portfolio.rules.with_(key, rule))


def set_rule(portfolio: Portfolio, key: str, **fields: Any) -> Portfolio:
    """Set attributes of one rule, named as in ``model.Rule``."""
    return add_rule(portfolio, key, replace(portfolio.rules[key], **fields))


def remove_rules(portfolio: Portfolio, keys: Collection[str]) -> Portfolio:
    """Remove rules by id."""
    rules = {key: rule for key, rule in portfolio.rules.items() if key not in keys}
    return replace(portfolio, rules=FrozenMap(rules))


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
    rules: dict[str, Rule] = {}
    for key, rule in portfolio.rules.items():
        if not _overrides(rule) or initiative not in rule.initiatives:
            rules[key] = rule
        elif len(rule.initiatives) > 1:
            kept = tuple(i for i in rule.initiatives if i != initiative)
            rules[key] = replace(rule, initiatives=kept)
    return replace(portfolio, rules=FrozenMap(rules))


def override_of(portfolio: Portfolio, initiative: str) -> tuple[str, Rule] | None:
    """Return the active force-in or force-out of one initiative, with its id."""
    for key, rule in portfolio.rules.items():
        if _overrides(rule) and initiative in rule.initiatives:
            return key, rule
    return None


def _overrides(rule: Rule) -> bool:
    return rule.active and rule.kind in ("force_in", "force_out")
