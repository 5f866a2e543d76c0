"""A decision in one sentence, as the log and a read-back say it, and on what occasion."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from portfolio.model import Decision, Portfolio
from portfolio.model.decided import name_decided
from portfolio.model.text import listed, plural, quoted, visible


@dataclass(frozen=True, slots=True)
class Occasion:
    """Who writes into the log, when, and by what plan.

    Attributes:
        who: as the person is called in the preferences.
        now: with its time zone.
        tried: what was a what-if then, as parts of a sentence; none for the document as it is.
    """

    who: str
    now: datetime
    tried: tuple[str, ...] = ()

    @property
    def what_if(self) -> str:
        """That a what-if was on, as a sentence; empty while none was."""
        return f"A what-if was on: {listed(self.tried, len(self.tried))}." if self.tried else ""


def decision_sentence(portfolio: Portfolio, decision: Decision) -> str:
    """Return for example ``“Claims triage”: fund with 2 conditions, at Pilot, from Q2 2027.``"""
    parts = [_option(decision)]
    record = portfolio.initiatives.get(decision.initiative)
    level = None if record is None else record.levels.get(decision.level or "")
    if level is not None:
        parts.append(f"at {visible(level.name)}")
    period = portfolio.periods.get(decision.start or "")
    if period is not None:
        first = "not before" if decision.option == "defer" else "from"
        parts.append(f"{first} {visible(period.name)}")
    if decision.decided_by.strip():
        parts.append(f"decided by {visible(decision.decided_by.strip())}")
    return f"{quoted(name_decided(portfolio, decision))}: {', '.join(parts)}."


def tried_words(what_ifs: Collection[str]) -> str:
    """Return that the plan to decide by is that of a what-if; empty while nothing is one.

    Args:
        what_ifs: what is tried, as parts of a sentence.
    """
    if not what_ifs:
        return ""
    return f"What if: {listed(what_ifs)}. The plan to decide by is that of the what-if."


def _option(decision: Decision) -> str:
    if decision.option != "fund with conditions":
        return decision.option
    count = len(decision.terms) + bool(decision.conditions.strip())
    return f"fund with {plural(count, 'condition')}"
