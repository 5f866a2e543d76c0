"""Verbs on gates: met, overridden, open again."""

from __future__ import annotations

from portfolio.edit.rules import set_rule
from portfolio.errors import PortfolioError
from portfolio.model import Portfolio
from portfolio.model.text import quoted


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
