"""Which of the decisions on an initiative holds, and which was made beside it unknown."""

from __future__ import annotations

from collections.abc import Container, Mapping

from portfolio.model.decision import Decision, Entry
from portfolio.model.portfolio import Portfolio
from portfolio.model.text import plural, visible


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


def held_decisions(portfolio: Portfolio) -> dict[str, Decision]:
    """Return initiative id to the decision that holds, see ``current_decisions``."""
    current = current_decisions(portfolio)
    return {initiative: portfolio.decisions[key] for initiative, key in current.items()}


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
    asked: list[tuple[str, str]] = []
    for key in decisions_in_order(portfolio):
        holds = current.get(decisions[key].initiative, key)
        if key in gone or verdict(decisions[key]) == verdict(decisions[holds]):
            continue
        if key in entries and holds in entries:
            asked.append((holds, key))
    late = dict.fromkeys(entries[holds] for holds, _ in asked)
    bits = {entry: 1 << place for place, entry in enumerate(late)}
    follow = _following(journal, bits, {entries[key] for _, key in asked})
    return {
        holds: key for holds, key in asked if not follow.get(entries[key], 0) & bits[entries[holds]]
    }


def _following(
    journal: Mapping[str, Entry], late: Mapping[str, int], early: Container[str]
) -> dict[str, int]:
    """Return for each early entry the bits of the late ones that follow it, in one walk back."""
    ahead, found = dict(late), dict[str, int]()
    for key in sorted(journal, key=lambda each: journal[each].n, reverse=True):
        followers = ahead.pop(key, 0)
        if followers and key in early:
            found[key] = followers
        for each in journal[key].prev if followers else ():
            ahead[each] = ahead.get(each, 0) | followers
    return found


def verdict(decision: Decision) -> tuple[str, str | None, str | None]:
    """Return in what two decisions that say the same do not differ: option, size and start."""
    return decision.option, decision.level, decision.start


def name_decided(portfolio: Portfolio, decision: Decision) -> str:
    """Return the name of what was decided on: of now, or of then when it is gone."""
    record = portfolio.initiatives.get(decision.initiative)
    return record.name if record is not None else decision.name


def verdict_words(portfolio: Portfolio, decision: Decision) -> str:
    """Return what was decided: ``fund with 2 conditions, at Pilot, from Q2 2027``."""
    parts = [_option(decision)]
    record = portfolio.initiatives.get(decision.initiative)
    level = None if record is None else record.levels.get(decision.level or "")
    if level is not None:
        parts.append(f"at {visible(level.name)}")
    period = portfolio.periods.get(decision.start or "")
    if period is not None:
        first = "not before" if decision.option == "defer" else "from"
        parts.append(f"{first} {visible(period.name)}")
    return ", ".join(parts)


def _option(decision: Decision) -> str:
    if decision.option != "fund with conditions":
        return decision.option
    count = len(decision.terms) + bool(decision.conditions.strip())
    return f"fund with {plural(count, 'condition')}"
