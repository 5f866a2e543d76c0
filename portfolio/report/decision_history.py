"""What was decided on one initiative, the last decision first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo

from portfolio.model import Decision, Portfolio
from portfolio.model.days import day_text
from portfolio.model.decided import (
    current_decisions,
    decisions_in_order,
    name_decided,
    withdrawn_decisions,
)
from portfolio.model.text import quoted, visible
from portfolio.report.decision_words import decision_sentence


@dataclass(frozen=True, slots=True)
class PastDecision:
    """One decision as it was said.

    Attributes:
        key: its id.
        words: its day, what was decided and why, and what became of it.
        holds: whether it is the one that holds.
        withdrawn: whether it was withdrawn.
    """

    key: str
    words: str
    holds: bool
    withdrawn: bool


def history(
    portfolio: Portfolio, initiative: str, zone: tzinfo | None = None
) -> list[PastDecision]:
    """Return all decisions on an initiative, the last one first.

    Args:
        portfolio: the document.
        initiative: its id.
        zone: in which days are told; None for that of the machine.
    """
    holds = current_decisions(portfolio).get(initiative)
    gone = withdrawn_decisions(portfolio)
    found = []
    for key in reversed(decisions_in_order(portfolio)):
        decision = portfolio.decisions[key]
        if decision.initiative == initiative:
            words = _words(portfolio, decision, zone, _fate(key, holds, gone))
            found.append(PastDecision(key, words, holds=key == holds, withdrawn=key in gone))
    return found


def short_sentence(portfolio: Portfolio, decision: Decision) -> str:
    """Return a decision in a sentence without its name: ``Fund, from Q2 2027.``"""
    name = f"{quoted(name_decided(portfolio, decision))}: "
    words = decision_sentence(portfolio, decision).removeprefix(name)
    return f"{words[:1].upper()}{words[1:]}"


def _words(portfolio: Portfolio, decision: Decision, zone: tzinfo | None, fate: str) -> str:
    day = day_text(decision.at.astimezone(zone).date())
    said = short_sentence(portfolio, decision)
    reason = visible(decision.reason.strip())
    return " ".join(part for part in (f"{day}{fate}: {said}", reason) if part)


def _fate(key: str, holds: str | None, gone: frozenset[str]) -> str:
    if key == holds:
        return ", holds"
    return ", withdrawn" if key in gone else ""
