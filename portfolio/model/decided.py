"""Which of the decisions on an initiative holds: the last one that was not withdrawn."""

from __future__ import annotations

from portfolio.model.decision import Decision
from portfolio.model.portfolio import Portfolio


def withdrawn_decisions(portfolio: Portfolio) -> frozenset[str]:
    """Return the ids of the decisions that the log says were withdrawn."""
    return frozenset(e.record for e in portfolio.journal.values() if e.kind == "withdrawn")


def decisions_in_order(portfolio: Portfolio) -> tuple[str, ...]:
    """Return the ids of all decisions, the first one first.

    By their first place in the log, which no clock can turn around; then by time and id.
    Those without an entry come before all others.
    """
    logged = [(e.n, e.record) for e in portfolio.journal.values() if e.kind == "decision"]
    place = {record: n for n, record in sorted(logged, reverse=True)}
    decisions = portfolio.decisions
    return tuple(sorted(decisions, key=lambda key: (place.get(key, 0), decisions[key].at, key)))


def current_decisions(portfolio: Portfolio) -> dict[str, str]:
    """Return initiative id to the id of the decision that holds: the last one not withdrawn."""
    gone = withdrawn_decisions(portfolio)
    return {
        portfolio.decisions[key].initiative: key
        for key in decisions_in_order(portfolio)
        if key not in gone
    }


def name_decided(portfolio: Portfolio, decision: Decision) -> str:
    """Return the name of what was decided on: of now, or of then when it is gone."""
    record = portfolio.initiatives.get(decision.initiative)
    return record.name if record is not None else decision.name
