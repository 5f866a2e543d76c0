"""Rules that are incomplete in themselves."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

from portfolio.model.checks.problem import Problem, Severity
from portfolio.model.initiative import Initiative
from portfolio.model.order import in_order
from portfolio.model.portfolio import Portfolio
from portfolio.model.rule import Rule
from portfolio.model.text import listed, quoted

_Fault = tuple[str, Severity, str, str, str]
_FEWEST = {"requires": 2, "excludes": 2, "floor": 0, "cap": 0}
_FIELDS = ("category", "unit", "owner", "sponsor", "stage")


def rule_problems(portfolio: Portfolio) -> Iterator[Problem]:
    """Yield what is missing in each rule, by id; in a rule that is not active only stray ids."""
    for key, rule in sorted(portfolio.rules.items(), key=lambda pair: pair[0]):
        title = phrase(rule, portfolio)
        faults = [*_strays(rule, portfolio), *(_content(rule, portfolio) if rule.active else ())]
        for code, severity, field, text, remedy in faults:
            yield Problem(code, severity, "rule", key, field, f"{title}: {text}.", remedy)


def phrase(rule: Rule, portfolio: Portfolio) -> str:
    """Return a rule as the beginning of a sentence, for example ``Rule “A” requires “B”``."""
    names = [
        quoted(portfolio.initiatives[i].name) if i in portfolio.initiatives else "a missing one"
        for i in rule.initiatives
    ]
    if rule.kind == "requires":
        return f"Rule {names[0] if names else 'nothing'} requires {listed(names[1:]) or 'nothing'}"
    if rule.kind == "excludes":
        return f"Rule at most one of {listed(names) or 'nothing'}"
    if rule.kind in ("floor", "cap"):
        what = "Floor" if rule.kind == "floor" else "Cap"
        return f"{what} where {rule.field or 'nothing'} is {quoted(rule.value)}"
    start = {"mandated": "Mandate of", "force_in": "Force-in of", "force_out": "Force-out of"}
    return f"{start[rule.kind]} {listed(names) or 'nothing'}"


def _strays(rule: Rule, portfolio: Portfolio) -> Iterator[_Fault]:
    known = (
        ("initiative", "initiatives", rule.initiatives, portfolio.initiatives),
        ("resource", "resource", (rule.resource,), portfolio.resources),
        ("period", "period", (rule.period,), portfolio.periods),
    )
    for noun, field, named, there in known:
        if any(key is not None and key not in there for key in named):
            yield (
                f"unknown_{noun}",
                "warning",
                field,
                f"it names {'an' if noun[0] == 'i' else 'a'} {noun} that is not in the portfolio",
                "Choose another one, or delete the rule.",
            )


def _content(rule: Rule, portfolio: Portfolio) -> Iterator[_Fault]:
    if len(set(rule.initiatives)) < _FEWEST.get(rule.kind, 1) and not _requires_itself(rule):
        yield (
            "rule_incomplete",
            "error",
            "initiatives",
            "it names too few initiatives to mean anything",
            "Choose the initiatives, or delete the rule.",
        )
    if _requires_itself(rule):
        yield (
            "requires_itself",
            "error",
            "initiatives",
            "an initiative cannot require itself",
            "Choose another initiative, or delete the rule.",
        )
    if rule.kind in ("force_in", "force_out") and not rule.reason.strip():
        yield (
            "override_without_reason",
            "error",
            "reason",
            "no reason is given",
            "Write one sentence that the next planning session will understand.",
        )
    if rule.kind in ("floor", "cap"):
        yield from _limit(rule, portfolio)


def _requires_itself(rule: Rule) -> bool:
    subject, *needed = rule.initiatives or ("",)
    return rule.kind == "requires" and subject in needed


def _limit(rule: Rule, portfolio: Portfolio) -> Iterator[_Fault]:
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
            "Enter the amount in the unit of the resource.",
        )
    if rule.field not in _FIELDS:
        yield (
            "rule_incomplete",
            "error",
            "field",
            "it does not say which initiatives it is about",
            "Choose category, unit, owner, sponsor or stage.",
        )
    elif not any(_matches(record, rule) for _, record in in_order(portfolio.initiatives)):
        yield (
            "limit_of_nothing",
            "warning",
            "value",
            "no initiative matches, so it has no effect"
            if rule.kind == "cap"
            else "no initiative matches, so no plan can reach it",
            "Correct the value, or delete the rule.",
        )


def _matches(record: Initiative, rule: Rule) -> bool:
    return bool(getattr(record, rule.field) == rule.value)
