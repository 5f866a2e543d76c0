"""Which of the decisions on an initiative holds, and which was made beside it unknown."""

from __future__ import annotations

from collections.abc import Mapping

from portfolio.model.decision import Decision, Entry
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


def rival_decisions(portfolio: Portfolio) -> dict[str, str]:
    """Return the id of a decision that holds to the id of one that was made beside it.

    The two are about the same initiative and say something else, and neither follows the
    other in the log: they come from two versions of the file, whose makers did not know of
    each other. Of several, the last one. A later decision, which follows both, ends it,
    and so does withdrawing one of them.
    """
    journal, decisions = portfolio.journal, portfolio.decisions
    if len({entry.n for entry in journal.values()}) == len(journal):
        return {}  # One follows the other throughout: nobody decided beside anybody.
    gone, current = withdrawn_decisions(portfolio), current_decisions(portfolio)
    entries = {e.record: each for each, e in journal.items() if e.kind == "decision"}
    rivals = dict[str, str]()
    for key in decisions_in_order(portfolio):
        holds = current.get(decisions[key].initiative, key)
        if key in gone or _says(decisions[key]) == _says(decisions[holds]):
            continue
        late, early = entries.get(holds), entries.get(key)
        if late is not None and early is not None and not _follows(journal, late, early):
            rivals[holds] = key
    return rivals


def _says(decision: Decision) -> tuple[str, str | None, str | None]:
    return decision.option, decision.level, decision.start


def _follows(journal: Mapping[str, Entry], late: str, early: str) -> bool:
    """Return whether one entry of the log leads back to another."""
    seen, ahead, floor = set[str](), [late], journal[early].n
    while ahead:
        each = ahead.pop()
        if each == early:
            return True
        entry = journal.get(each)
        if each not in seen and entry is not None and entry.n > floor:
            seen.add(each)
            ahead.extend(entry.prev)
    return False


def name_decided(portfolio: Portfolio, decision: Decision) -> str:
    """Return the name of what was decided on: of now, or of then when it is gone."""
    record = portfolio.initiatives.get(decision.initiative)
    return record.name if record is not None else decision.name
