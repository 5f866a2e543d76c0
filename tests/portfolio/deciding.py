"""One decision, taken and logged, as tests write it."""

from __future__ import annotations

from portfolio.report.decision_verbs import decided_together
from portfolio.report.decision_words import Occasion


def decided(portfolio, decision, who, now, *, against_plan=False):
    """The document with one decision more, and its entry in the log."""
    against = (decision.initiative,) if against_plan else ()
    return decided_together(portfolio, [decision], Occasion(who, now), against_plan=against)
