"""Verbs on gates: met, overridden, open again."""

from __future__ import annotations

from dataclasses import replace

from portfolio.edit.rules import add_rule, remove_rules, set_rule
from portfolio.errors import PortfolioError
from portfolio.model import AiActTier, Initiative, Portfolio, Rule, new_id
from portfolio.model.checks.facts import PROHIBITED, bars
from portfolio.model.text import quoted

_CONDITION = "Its use is not one that the EU AI Act prohibits (Article 5)"


def meet_gate(portfolio: Portfolio, rule: str) -> Portfolio:
    """Say that the condition of a gate is met: it bars nothing any more."""
    return set_rule(portfolio, rule, state="met")


def override_gate(portfolio: Portfolio, rule: str, *, reason: str, author: str) -> Portfolio:
    """Let the initiatives of a gate through although its condition is not met.

    Args:
        portfolio: before.
        rule: id of the gate.
        reason: why, as a sentence.
        author: who decided it.

    Raises:
        PortfolioError: if the reason or the name is missing.
    """
    missing = [
        word for word, said in (("a reason", reason), ("a name", author)) if not said.strip()
    ]
    if missing:
        raise PortfolioError(
            f"Overriding a gate needs {' and '.join(missing)}.",
            where=f"Gate {quoted(portfolio.rules[rule].value)}",
            remedy="Write one sentence why, and who decided it.",
        )
    return set_rule(
        portfolio, rule, state="overridden", reason=reason.strip(), author=author.strip()
    )


def open_gate(portfolio: Portfolio, rule: str) -> Portfolio:
    """Let a gate bar again; the reason of an override is kept."""
    return set_rule(portfolio, rule, state="open")


def bar_until_met(portfolio: Portfolio, initiative: str, check: str, words: str) -> Portfolio:
    """Let a gate bar an initiative until a condition is met; one that does so already stays.

    Args:
        portfolio: before.
        initiative: its id.
        check: of the five lessons that the gate stands for, such as ``4d``.
        words: the condition.
    """
    if any(bars(rule, initiative, check) for rule in portfolio.rules.values()):
        return portfolio
    rule = Rule("gate", initiatives=(initiative,), value=words, check=check)
    return add_rule(portfolio, new_id("x"), rule)


def with_tier_gate(portfolio: Portfolio, initiative: str, before: Initiative | None) -> Portfolio:
    """Return the portfolio with the gate that the tier of an initiative asks for.

    A prohibited use is barred. Once it is called so no longer, its gate goes, unless
    somebody has met or overridden it or given a reason.

    Args:
        portfolio: with the initiative as it is now.
        initiative: its id.
        before: the record as it was; None for a new one.
    """
    was, now = _tier(before), _tier(portfolio.initiatives[initiative])
    if now == "prohibited" and was != now:
        return bar_until_met(portfolio, initiative, PROHIBITED, _CONDITION)
    if was == "prohibited" and was != now:
        return _without_gate(portfolio, initiative)
    return portfolio


def _tier(record: Initiative | None) -> AiActTier | None:
    return None if record is None or record.facts is None else record.facts.tier


def _without_gate(portfolio: Portfolio, initiative: str) -> Portfolio:
    for key, rule in portfolio.rules.items():
        if not bars(rule, initiative, PROHIBITED) or rule.state != "open" or rule.reason.strip():
            continue
        others = tuple(each for each in rule.initiatives if each != initiative)
        portfolio = (
            add_rule(portfolio, key, replace(rule, initiatives=others))
            if others
            else remove_rules(portfolio, [key])
        )
    return portfolio
