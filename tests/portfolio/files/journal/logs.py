"""Logs to look at and to break: a small document with decisions, and what people do to files."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from portfolio.files.journal import hash_of, in_sequence, recorded
from portfolio.model import Decision, Entry, FrozenMap, Initiative, Portfolio

BEGIN = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
EMPTY = Portfolio("p_log", initiatives=FrozenMap({"i_1": Initiative("Claims triage", "V")}))


def at(minutes):
    return BEGIN + timedelta(minutes=minutes)


def with_decision(portfolio, key, *, who="Ana", minutes=0):
    """Return the document with one more decision and its entry."""
    decision = Decision("i_1", "fund", at(minutes), reason=f"Reason {key}", name="Claims triage")
    portfolio = replace(portfolio, decisions=portfolio.decisions.with_(key, decision))
    entry = Entry(at(minutes), "decision", f"Fund, {key}.", who=who, record=key)
    return recorded(portfolio, entry)


def with_log(count, portfolio=EMPTY, first="k"):
    """Return the document with a log of ``count`` decisions, one after the other."""
    for number in range(1, count + 1):
        portfolio = with_decision(portfolio, f"{first}_{number}", minutes=number)
    return portfolio


def with_journal(portfolio, journal):
    return replace(portfolio, journal=FrozenMap(journal))


def entry_at(portfolio, number):
    """Return hash and entry of this number, which stands there once."""
    (found,) = [pair for pair in portfolio.journal.items() if pair[1].n == number]
    return found


def edited(portfolio, number, **fields):
    """Return the document after somebody edited an entry in the file, and not its hash."""
    key, entry = entry_at(portfolio, number)
    return with_journal(portfolio, portfolio.journal.with_(key, replace(entry, **fields)))


def rehashed(portfolio, number, **fields):
    """Return the document after somebody edited an entry, and worked out its hash anew."""
    key, entry = entry_at(portfolio, number)
    forged = replace(entry, **fields)
    return with_journal(portfolio, portfolio.journal.without(key).with_(hash_of(forged), forged))


def without_entries(portfolio, *numbers, records=False):
    """Return the document after entries were cut out, with what they are about or without."""
    gone = {key: entry for key, entry in portfolio.journal.items() if entry.n in numbers}
    for key, entry in gone.items():
        portfolio = with_journal(portfolio, portfolio.journal.without(key))
        if records:
            portfolio = replace(portfolio, decisions=portfolio.decisions.without(entry.record))
    return portfolio


def rewritten(portfolio, number, **fields):
    """Return the document after an entry was edited and all hashes from there worked out anew."""
    new, journal = {}, {}
    for key, entry in in_sequence(portfolio):
        forged = replace(entry, **fields) if entry.n == number else entry
        forged = replace(forged, prev=tuple(sorted(new[each] for each in entry.prev)))
        new[key] = hash_of(forged)
        journal[new[key]] = forged
    return with_journal(portfolio, journal)


def joined(portfolio):
    """Return the document after somebody joined the branches of its log with an entry."""
    return recorded(portfolio, Entry(at(99), "joined", "The branches joined.", who="Ana"))


def united(ours, theirs):
    """Return two copies that were edited apart as one: what both have."""
    return replace(
        ours,
        journal=ours.journal.with_all(theirs.journal),
        decisions=ours.decisions.with_all(theirs.decisions),
    )


def broken_at(verdict):
    """Return kind and entry number of every fault."""
    return [(fault.kind, fault.n) for fault in verdict.faults]
