"""Decisions that cannot both be carried out: on one initiative, or displacing another one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from portfolio.model import Decision, Portfolio, in_order
from portfolio.model.decided import held_decisions, rival_decisions
from portfolio.model.text import listed, quoted, uncapitalized
from portfolio.report.decision_draft import FUNDING
from portfolio.report.decision_history import short_sentence

_SETTLE = "Decide again, or withdraw one of the two."


def kept_words(portfolio: Portfolio, decision: Decision, held: Mapping[str, Decision]) -> str:
    """Return which of those that a decision displaces are decided as funded; empty for none.

    Args:
        portfolio: the document.
        decision: one that holds.
        held: initiative id to the decision that holds.
    """
    names = _kept(portfolio, decision, held)
    if not names:
        return ""
    verb = "is" if len(names) == 1 else "are"
    return f"But {listed(names, len(names))} {verb} decided as funded as well."


def clashes(portfolio: Portfolio) -> Iterator[str]:
    """Yield ``“A” displaces “B”, which is decided as funded``, in the order of the screen."""
    held = held_decisions(portfolio)
    for key, record in in_order(portfolio.initiatives):
        decision = held.get(key)
        names = [] if decision is None else _kept(portfolio, decision, held)
        if names:
            verb = "is" if len(names) == 1 else "are"
            yield f"{quoted(record.name)} displaces {listed(names)}, which {verb} decided as funded"


def decided_apart(portfolio: Portfolio) -> dict[str, str]:
    """Return the id of an initiative to ``was decided twice …``, with both sides.

    Those are decisions that two versions of the file made against each other.
    """
    found = {}
    for key, other in rival_decisions(portfolio).items():
        holds, rival = portfolio.decisions[key], portfolio.decisions[other]
        here, there = (_side(portfolio, each) for each in (holds, rival))
        found[holds.initiative] = (
            "was decided twice, in two versions of the file that were merged since: "
            f"{here} holds; the other is {there}. {_SETTLE}"
        )
    return found


def _side(portfolio: Portfolio, decision: Decision) -> str:
    words = uncapitalized(short_sentence(portfolio, decision)).removesuffix(".")
    return f"“{words}”"


def _kept(portfolio: Portfolio, decision: Decision, held: Mapping[str, Decision]) -> list[str]:
    """Return the names of those that a funding displaces, and that are decided as funded."""
    if decision.option not in FUNDING:
        return []
    return [
        quoted(portfolio.initiatives[key].name)
        for key in decision.displaces
        if key in held and held[key].option in FUNDING and key in portfolio.initiatives
    ]
