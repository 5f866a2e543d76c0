"""Which of the decisions on an initiative holds: the last one that was not withdrawn."""

from __future__ import annotations

from portfolio.model.decision import Decision
from portfolio.model.portfolio import Portfolio


def withdrawn_decisions(portfolio: Portfolio) -> frozenset[str]:
    """Return the ids of the decisions that the log says were withdrawn."""
    return frozenset(e.record for e in portfolio.journal.values() if e.kind == "withdrawn")


def current_decisions(portfolio: Portfolio) -> dict[str, str]:
    """Return initiative id to the id of the decision that holds.

    The last by its place in the log, which no clock can turn around; then by its time and
    its id. Those without an entry come before all others.
    """
    place = {
        entry.record: entry.n for entry in portfolio.journal.values() if entry.kind == "decision"
    }
    gone = withdrawn_decisions(portfolio)
    ordered = sorted(
        (place.get(key, 0), decision.at, key, decision.initiative)
        for key, decision in portfolio.decisions.items()
        if key not in gone
    )
    return {initiative: key for _, _, key, initiative in ordered}


def name_decided(portfolio: Portfolio, decision: Decision) -> str:
    """Return the name of what was decided on: of now, or of then when it is gone."""
    record = portfolio.initiatives.get(decision.initiative)
    return record.name if record is not None else decision.name
