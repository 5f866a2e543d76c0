"""A decision in one sentence, as the log and a read-back say it, and on what occasion."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from portfolio.model import Decision, Portfolio
from portfolio.model.decided import name_decided, verdict_words
from portfolio.model.text import listed, quoted, visible


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
    by = visible(decision.decided_by.strip())
    return (
        f"{quoted(name_decided(portfolio, decision))}: {verdict_words(portfolio, decision)}"
        f"{by and f', decided by {by}'}."
    )


def tried_words(what_ifs: Collection[str]) -> str:
    """Return that the plan to decide by is that of a what-if; empty while nothing is one.

    Args:
        what_ifs: what is tried, as parts of a sentence.
    """
    if not what_ifs:
        return ""
    return f"What if: {listed(what_ifs)}. The plan to decide by is that of the what-if."
