"""A kill criterion in words, and which of its four parts it does not say."""

from __future__ import annotations

from portfolio.model.days import day_text
from portfolio.model.decision import Decision
from portfolio.model.facts import KillCriterion
from portfolio.model.text import visible


def kill_text(kill: KillCriterion) -> str:
    """Return ``retention on day 30: 25 % by 3 Mar 2026, else stop``, of what is stated.

    Without ``at least`` or ``below``: a floor is in the user's words, *30 % fewer* as well.
    Empty without any part.
    """
    metric, floor, action = (
        visible(text.strip()) for text in (kill.metric, kill.floor, kill.action)
    )
    goal = f"{floor or 'no floor stated'}{f' by {day_text(kill.date)}' if kill.date else ''}"
    words = f"{metric or 'no metric stated'}: {goal}{f', else {action}' if action else ''}"
    return words if metric or floor or kill.date or action else ""


def decided_kill(decision: Decision) -> str:
    """Return the kill criterion of a decision: its parts, or else the words; empty without."""
    parts = "" if decision.kill is None else kill_text(decision.kill)
    return parts or visible(decision.kill_criterion.strip())


def kill_lacks(kill: KillCriterion) -> tuple[str, ...]:
    """Return which of ``a metric``, ``a floor``, ``a date``, ``an action`` it does not say."""
    parts = {
        "a metric": kill.metric.strip(),
        "a floor": kill.floor.strip(),
        "a date": kill.date,
        "an action": kill.action.strip(),
    }
    return tuple(part for part, said in parts.items() if not said)
