"""The amounts of rules: how many of a group, how much of a resource, what a synergy adds."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

from portfolio.model.checks.problem import Fault
from portfolio.model.initiative import Initiative
from portfolio.model.portfolio import Portfolio
from portfolio.model.rule import GROUP_FIELDS, Basis, Rule, RuleKind
from portfolio.model.text import plural

_BASES: dict[RuleKind, tuple[Basis, ...]] = {
    "floor": ("amount", "capacity", "use"),
    "cap": ("amount", "capacity", "use"),
    "synergy": ("amount", "benefit"),
    "at_least": ("amount",),
    "at_most": ("amount",),
}
_BASIS_NAMES: dict[Basis, str] = {
    "amount": "a plain amount",
    "capacity": "a share of the capacity",
    "use": "a share of the use",
    "benefit": "a share of the benefit",
}


def group_of(rule: Rule, portfolio: Portfolio) -> list[str]:
    """Return the ids of the initiatives that a rule about a group concerns, each once.

    Those it names, as far as the portfolio contains them; for a floor or a cap, and
    where none is named, those whose ``field`` equals ``value``.
    """
    if _names_members(rule):
        return [i for i in dict.fromkeys(rule.initiatives) if i in portfolio.initiatives]
    return [key for key, record in portfolio.initiatives.items() if in_group(rule, key, record)]


def in_group(rule: Rule, key: str, record: Initiative) -> bool:
    """Whether a rule about a group concerns one initiative, see ``group_of``."""
    if _names_members(rule):
        return key in rule.initiatives
    return rule.field in GROUP_FIELDS and bool(getattr(record, rule.field) == rule.value)


def _names_members(rule: Rule) -> bool:
    return bool(rule.initiatives) and rule.kind not in ("floor", "cap")


def limit_faults(rule: Rule, portfolio: Portfolio) -> Iterator[Fault]:
    """Yield what is wrong with the amount of a rule; nothing for kinds that have none."""
    if rule.kind not in _BASES:
        return
    if rule.kind in ("floor", "cap"):
        yield from _limit(rule, portfolio)
    elif rule.kind == "synergy":
        yield from _synergy(rule)
    else:
        yield from _count(rule, portfolio)
    allowed = _BASES[rule.kind]
    if rule.basis not in allowed:
        yield (
            "basis_unfit",
            "error",
            "basis",
            f"its amount cannot be {_BASIS_NAMES[rule.basis]}",
            f"Make it {' or '.join(_BASIS_NAMES[basis] for basis in allowed)}.",
        )


def _limit(rule: Rule, portfolio: Portfolio) -> Iterator[Fault]:
    if rule.resource is None:
        yield (
            "rule_incomplete",
            "error",
            "resource",
            "it names no resource",
            "Choose the resource that it limits.",
        )
    if rule.amount is None or not isfinite(rule.amount) or rule.amount < 0:
        yield (
            "limit_amount",
            "error",
            "amount",
            "its amount is not a number of 0 or more",
            "Enter the amount in the unit of the resource."
            if rule.basis == "amount"
            else "Enter a share from 0 % to 100 %.",
        )
    elif rule.basis in ("capacity", "use") and rule.amount > 1:
        yield (
            "limit_share",
            "warning",
            "amount",
            "its share is above 100 %",
            "Enter a share from 0 % to 100 %; in the file, 20 % is written 0.2.",
        )
    if rule.basis == "capacity" and _unlimited(rule, portfolio):
        yield (
            "limit_of_unstated",
            "warning",
            "resource",
            "it is a share of a capacity that is not stated, so it is left out",
            "State the capacity, or limit an amount.",
        )
    yield from _group(rule, portfolio)


def _unlimited(rule: Rule, portfolio: Portfolio) -> bool:
    resource = portfolio.resources.get(rule.resource or "")
    if resource is None:
        return False
    periods = portfolio.periods if rule.period is None else (rule.period,)
    return not any(period in resource.capacity for period in periods)


def _group(rule: Rule, portfolio: Portfolio) -> Iterator[Fault]:
    if rule.field not in GROUP_FIELDS:
        yield (
            "rule_incomplete",
            "error",
            "field",
            "it does not say which initiatives it is about",
            "Choose category, unit, owner, sponsor or stage.",
        )
    elif not group_of(rule, portfolio):
        yield (
            "limit_of_nothing",
            "warning",
            "value",
            "no initiative matches, so it has no effect"
            if rule.kind in ("cap", "at_most")
            else "no initiative matches, so no plan can reach it",
            "Correct the value, or delete the rule.",
        )


def _count(rule: Rule, portfolio: Portfolio) -> Iterator[Fault]:
    if not rule.initiatives:
        yield from _group(rule, portfolio)
    amount = rule.amount
    if amount is None or not isfinite(amount) or amount < 0 or amount != int(amount):
        yield (
            "group_count",
            "error",
            "amount",
            "its number of initiatives is not 0, 1, 2 and so on",
            "Enter how many of them are to be funded.",
        )
        return
    size = len(group_of(rule, portfolio))
    if rule.kind == "at_least" and size and amount > size:
        yield (
            "group_too_small",
            "error",
            "amount",
            f"no plan can reach it: it concerns only {plural(size, 'initiative')}",
            "Lower the number, or name more initiatives.",
        )


def _synergy(rule: Rule) -> Iterator[Fault]:
    if rule.amount is None or not isfinite(rule.amount):
        yield (
            "synergy_amount",
            "error",
            "amount",
            "it does not say how much it adds",
            "Enter what funding all of them adds; below 0 what it costs.",
        )
