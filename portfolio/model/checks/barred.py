"""Gates and numbers of a group that contradict what must be funded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf

from portfolio.model.amounts import number_text
from portfolio.model.checks.limits import group_of
from portfolio.model.checks.links import active_rules, bound_by, name_of
from portfolio.model.checks.problem import Problem
from portfolio.model.checks.timing import span_of
from portfolio.model.order import in_order
from portfolio.model.portfolio import Portfolio
from portfolio.model.rule import Rule
from portfolio.model.text import listed, plural, quoted


def barred_problems(portfolio: Portfolio, bound: Sequence[str]) -> Iterator[Problem]:
    """Yield open gates and group numbers that no plan can obey beside other rules.

    Args:
        portfolio: the whole document.
        bound: initiatives that are mandated or forced in, with what they require.
    """
    must = set(bound)
    periods = [key for key, _ in in_order(portfolio.periods)]
    for key, rule in active_rules(portfolio, "gate"):
        if rule.state == "open":
            yield from _gate(portfolio, key, must, periods)
    forced_out = set(bound_by(portfolio, "force_out"))
    for key, rule in active_rules(portfolio, "at_least", "at_most"):
        if rule.amount is not None and 0 <= rule.amount < inf:
            yield from _count(portfolio, key, must, forced_out)


def _gate(portfolio: Portfolio, key: str, must: set[str], periods: list[str]) -> Iterator[Problem]:
    rule = portfolio.rules[key]
    members = [i for i in dict.fromkeys(rule.initiatives) if i in portfolio.initiatives]
    if rule.period in periods:
        first = periods.index(rule.period)
        members = [i for i in members if not _can_start(portfolio, i, periods, first)]
    contradicted = [i for i in members if i in must]
    if contradicted:
        yield _barred(portfolio, key, contradicted)
    elif rule.period in periods and members:
        names = listed(name_of(portfolio, i) for i in members)
        when = quoted(portfolio.periods[rule.period].name)
        yield Problem(
            "gate_after_starts",
            "warning",
            "rule",
            key,
            "period",
            f"The gate {_condition(rule)} is expected to be met by {when}, when {names} may no "
            "longer start.",
            "Allow a later start, or expect the gate to be met earlier.",
        )


def _can_start(portfolio: Portfolio, initiative: str, periods: list[str], first: int) -> bool:
    record = portfolio.initiatives[initiative]
    return max(span_of(record, periods).open_starts(record, len(periods))) >= first


def _barred(portfolio: Portfolio, key: str, members: list[str]) -> Problem:
    rule = portfolio.rules[key]
    verb = "is" if len(members) == 1 else "are"
    return Problem(
        "gate_mandated",
        "error",
        "rule",
        key,
        "initiatives",
        f"{listed(name_of(portfolio, i) for i in members)} {verb} mandated, forced in, or required "
        f"by one that is, but the gate {_condition(rule)} is open and bars it.",
        "Meet or override the gate, or release the initiative; no plan can obey both.",
    )


def _condition(rule: Rule) -> str:
    return quoted(rule.value)


def _count(
    portfolio: Portfolio, key: str, must: set[str], forced_out: set[str]
) -> Iterator[Problem]:
    rule = portfolio.rules[key]
    group = group_of(rule, portfolio)
    amount = rule.amount or 0.0
    inside = [i for i in group if i in must]
    left = [i for i in group if i not in forced_out]
    remedy = "Change the number, or release one of them; no plan can obey both."
    if rule.kind == "at_most" and len(inside) > amount:
        names = listed(name_of(portfolio, i) for i in inside)
        text = (
            f"At most {number_text(amount)} of a group may be funded, but {len(inside)} of it are "
            f"mandated, forced in, or required by one that is: {names}."
        )
        yield Problem("at_most_mandated", "error", "rule", key, "amount", text, remedy)
    elif rule.kind == "at_least" and len(left) < amount <= len(group):
        names = listed(name_of(portfolio, i) for i in group if i in forced_out)
        text = (
            f"At least {number_text(amount)} of {plural(len(group), 'initiative')} must be funded, "
            f"but {names} {'is' if len(group) - len(left) == 1 else 'are'} forced out."
        )
        yield Problem("at_least_forced_out", "error", "rule", key, "amount", text, remedy)
