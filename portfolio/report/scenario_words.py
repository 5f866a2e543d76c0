"""Scenarios in words: what each change does, and what committing one would bring."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from portfolio.model import (
    Change,
    ChangeKind,
    Criterion,
    Initiative,
    Portfolio,
    Resource,
    Scenario,
    in_order,
)
from portfolio.model.amounts import number_text, percent_text
from portfolio.model.checks.pins import forced_by, how_forced
from portfolio.model.text import capitalized, listed, plural, quoted, visible
from portfolio.report.plan_change import change_sentence
from portfolio.report.rule_sentences import rule_sentence
from portfolio.report.scenario_plans import Outcome, change_against

#: Kinds of changes as people say them, in the order of the menu.
KINDS: dict[ChangeKind, str] = {
    "capacity_factor": "Capacity",
    "capacity_delay": "Capacity later",
    "benefit_factor": "Benefit",
    "demand_factor": "Demand",
    "force_in": "Force in",
    "force_out": "Force out",
    "weight": "Weight",
    "rule_off": "Rule off",
}
_FACTORS = frozenset({"capacity_factor", "benefit_factor", "demand_factor"})
_GONE = "a deleted one"


def change_words(portfolio: Portfolio, change: Change) -> str:
    """Return one change as a phrase: ``Compute −20 % in Q2``, ``“Vivid” forced in``."""
    return _PHRASES[change.kind](portfolio, change)


def changes_words(portfolio: Portfolio, scenario: Scenario) -> str:
    """Return all changes as one phrase; says so when there are none."""
    if not scenario.changes:
        return "no changes yet"
    return listed(change_words(portfolio, change) for change in scenario.changes)


def amount_words(change: Change) -> str:
    """Return the amount of a change with its unit; empty for kinds that have none.

    ``−20 %`` for a factor of 0.8, ``2 periods``, a weight as a number.
    """
    if change.kind in _FACTORS:
        return _percent(change.amount)
    if change.kind == "capacity_delay":
        return plural(round(change.amount), "period")
    return number_text(change.amount) if change.kind == "weight" else ""


def target_words(portfolio: Portfolio, change: Change) -> str:
    """Return the name of what a change is about."""
    if change.kind == "rule_off":
        rule = portfolio.rules.get(change.target)
        return _GONE if rule is None else visible(rule_sentence(portfolio, rule))
    return targets(portfolio, change.kind).get(change.target, _GONE)


def targets(portfolio: Portfolio, kind: ChangeKind) -> dict[str, str]:
    """Return id to name of all that a kind of change may be about."""
    if kind == "rule_off":
        rules = portfolio.rules.items()
        return {key: visible(rule_sentence(portfolio, rule)) for key, rule in rules if rule.active}
    if kind in ("capacity_factor", "capacity_delay"):
        return _names(portfolio.resources)
    return _names(portfolio.criteria if kind == "weight" else portfolio.initiatives)


def commit_preview(
    portfolio: Portfolio, scenario: Scenario, base: Outcome | None, outcome: Outcome | None
) -> str:
    """Return what committing a scenario changes, and what the plan would then do."""
    made = changes_words(portfolio, scenario)
    effect = ""
    change = None if outcome is None else change_against(base, outcome)
    if outcome is not None and outcome.trouble:
        effect = f" Then there would be no plan: {outcome.trouble}"
    elif change is not None:
        names = {key: record.name for key, record in portfolio.initiatives.items()}
        effect = f" The plan then: {change_sentence(change, names)}."
    return f"{capitalized(made)}.{effect}"


def _names(records: Mapping[str, Initiative | Resource | Criterion]) -> dict[str, str]:
    return {key: visible(record.name) or "(no name)" for key, record in in_order(records)}


def _percent(factor: float) -> str:
    return percent_text(factor - 1, signed=True) if factor != 1 else "unchanged"


def _capacity(portfolio: Portfolio, change: Change) -> str:
    period = portfolio.periods.get(change.period or "")
    when = f" in {visible(period.name)}" if period is not None else ""
    return f"{target_words(portfolio, change)} {_percent(change.amount)}{when}"


def _later(portfolio: Portfolio, change: Change) -> str:
    return f"{target_words(portfolio, change)} {amount_words(change)} later"


def _weight(portfolio: Portfolio, change: Change) -> str:
    return f"weight of {target_words(portfolio, change)} {amount_words(change)}"


def _forced(word: str) -> Callable[[Portfolio, Change], str]:
    return lambda portfolio, change: (
        f"{quoted(target_words(portfolio, change))} {word}"
        f"{how_forced(portfolio, forced_by(change))}"
    )


def _scaled(noun: str) -> Callable[[Portfolio, Change], str]:
    return lambda portfolio, change: (
        f"{noun} of {quoted(target_words(portfolio, change))} {_percent(change.amount)}"
    )


def _rule_off(portfolio: Portfolio, change: Change) -> str:
    return f"without the rule ({target_words(portfolio, change).rstrip('.')})"


_PHRASES: dict[ChangeKind, Callable[[Portfolio, Change], str]] = {
    "capacity_factor": _capacity,
    "capacity_delay": _later,
    "weight": _weight,
    "force_in": _forced("forced in"),
    "force_out": _forced("forced out"),
    "benefit_factor": _scaled("benefit"),
    "demand_factor": _scaled("demand"),
    "rule_off": _rule_off,
}
