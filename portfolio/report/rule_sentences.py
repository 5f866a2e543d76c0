"""Rules about initiatives, as sentences."""

from __future__ import annotations

from collections.abc import Callable

from portfolio.model import RULE_KINDS, Portfolio, Rule, RuleKind
from portfolio.model.amounts import amount_text, number_text, percent_text
from portfolio.model.checks.limits import in_group
from portfolio.model.checks.pins import how_forced
from portfolio.model.days import day_text
from portfolio.model.text import listed, quoted, visible

_GROUPED: tuple[RuleKind, ...] = ("at_least", "at_most", "floor", "cap")
_BINDING = {
    "mandated": "{} must be funded{} (mandated)",
    "force_in": "{} forced in{}",
    "force_out": "{} forced out{}",
}


def all_rules(portfolio: Portfolio) -> list[tuple[str, Rule, str]]:
    """Return id, rule and sentence of every rule, by kind; switching one off moves none."""
    rules = sorted(
        portfolio.rules.items(), key=lambda item: (RULE_KINDS.index(item[1].kind), item[0])
    )
    return [(key, rule, rule_sentence(portfolio, rule)) for key, rule in rules]


def rules_about(portfolio: Portfolio, initiative: str) -> list[tuple[str, Rule, str]]:
    """Return id, rule and sentence of every rule that names an initiative."""
    return [
        (key, rule, rule_sentence(portfolio, rule))
        for key, rule in portfolio.rules.items()
        if initiative in rule.initiatives
    ]


def rules_concerning(portfolio: Portfolio, initiative: str) -> list[tuple[str, Rule, str]]:
    """Return the rules that name an initiative, then those about a group that it is part of."""
    record = portfolio.initiatives[initiative]
    groups = [
        (key, rule, rule_sentence(portfolio, rule))
        for key, rule in portfolio.rules.items()
        if rule.kind in _GROUPED
        and initiative not in rule.initiatives
        and in_group(rule, initiative, record)
    ]
    return rules_about(portfolio, initiative) + groups


def rule_sentence(portfolio: Portfolio, rule: Rule) -> str:
    """Return a rule about initiatives with its reason and who decided it.

    For example ``“Chat video” requires “Rights office”. Copyright. (Ada)``.
    """
    names = [
        quoted(portfolio.initiatives[key].name) if key in portfolio.initiatives else "a missing one"
        for key in rule.initiatives
    ]
    sentence = f"{_meaning(portfolio, rule, names)}."
    if rule.reason.strip():
        sentence += f" {rule.reason.strip().rstrip('.')}."
    if rule.author.strip():
        sentence += f" ({rule.author.strip()})"
    return sentence if rule.active else f"{sentence} Switched off."


def _meaning(portfolio: Portfolio, rule: Rule, names: list[str]) -> str:
    if rule.kind in _BINDING:
        how = how_forced(portfolio, rule)
        return _BINDING[rule.kind].format(listed(names) or "Nothing", how)
    return _MEANINGS[rule.kind](portfolio, rule, names)


def _requires(_portfolio: Portfolio, _rule: Rule, names: list[str]) -> str:
    return f"{names[0] if names else 'Nothing'} requires {listed(names[1:]) or 'nothing'}"


def _finished_before(_portfolio: Portfolio, _rule: Rule, names: list[str]) -> str:
    others = names[1:]
    have = "has" if len(others) < 2 else "have"
    first = names[0] if names else "Nothing"
    return f"{first} may start only after {listed(others) or 'nothing'} {have} finished"


def _excludes(_portfolio: Portfolio, _rule: Rule, names: list[str]) -> str:
    return f"At most one of {listed(names) or 'nothing'}"


def _together(_portfolio: Portfolio, _rule: Rule, names: list[str]) -> str:
    both = "Both or neither" if len(names) == 2 else "All or none"
    return f"{both} of {listed(names) or 'nothing'}"


def _count(_portfolio: Portfolio, rule: Rule, names: list[str]) -> str:
    """Return a bound on a group, for example ``At most 2 of “A”, “B” and “C”``."""
    word = "At least" if rule.kind == "at_least" else "At most"
    amount = "so many" if rule.amount is None else number_text(rule.amount)
    if names:
        return f"{word} {amount} of {listed(names)}"
    return f"{word} {amount} where {_group(rule)}"


def _group(rule: Rule) -> str:
    return f"{rule.field or 'nothing'} is {quoted(rule.value)}"


def _gate(portfolio: Portfolio, rule: Rule, names: list[str]) -> str:
    """Return a gate, for example ``Gate: “A” waits until rights are cleared (due 1 Mar 2027)``.

    Met and overridden gates say so instead of waiting.
    """
    who = listed(names) or "nothing"
    condition = visible(rule.value.strip().rstrip(".")) or "a condition is met"
    if rule.state == "met":
        return f"Gate met for {who}: {condition}"
    if rule.state == "overridden":
        return f"Gate overridden for {who}: {condition}"
    period = portfolio.periods.get(rule.period or "")
    due = rule.due
    when = [f"due {day_text(due)}"] if due is not None else []
    if period is not None:
        when.append(f"expected by {visible(period.name)}, not before")
    wait = "wait" if len(names) > 1 else "waits"
    return f"Gate: {who} {wait} until {condition}" + (f" ({', '.join(when)})" if when else "")


def _bound(portfolio: Portfolio, rule: Rule, _names: list[str]) -> str:
    """Return a floor or cap, for example ``At least 20 FTE of Engineers for unit “Claims”``."""
    word = "At least" if rule.kind == "floor" else "At most"
    resource = portfolio.resources.get(rule.resource or "")
    unit, name = (resource.unit, resource.name) if resource is not None else ("", "a missing one")
    period = portfolio.periods.get(rule.period or "")
    when = f" in {period.name}" if period is not None else ""
    of = {
        "capacity": f"of the capacity of {visible(name)}",
        "use": f"of all use of {visible(name)}",
    }.get(rule.basis, f"of {visible(name)}")
    return f"{word} {_amount(rule, unit)} {of} for {rule.field} {quoted(rule.value)}{when}"


def _amount(rule: Rule, unit: str) -> str:
    if rule.amount is None:
        return "so much"
    return amount_text(rule.amount, unit) if rule.basis == "amount" else percent_text(rule.amount)


def _synergy(portfolio: Portfolio, rule: Rule, names: list[str]) -> str:
    """Return a synergy, for example ``Together “A” and “B” are worth $3M more``."""
    start = f"Together {listed(names) or 'nothing'} are worth"
    if rule.amount is None:
        return f"{start} so much more"
    word = "less" if rule.amount < 0 else "more"
    if rule.basis == "benefit":
        return f"{start} {percent_text(abs(rule.amount))} of their benefit {word}"
    return f"{start} {amount_text(abs(rule.amount), portfolio.settings.benefit_unit)} {word}"


_MEANINGS: dict[RuleKind, Callable[[Portfolio, Rule, list[str]], str]] = {
    "requires": _requires,
    "finished_before": _finished_before,
    "excludes": _excludes,
    "together": _together,
    "at_least": _count,
    "at_most": _count,
    "gate": _gate,
    "floor": _bound,
    "cap": _bound,
    "synergy": _synergy,
}
