"""The log itself: its entries in order, one more entry, and entries that may not get lost.

Entries name those that they follow, so copies of a file that were edited apart have logs
that are joined by putting their entries together: nothing is rewritten.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

from portfolio.files.disk import sha256_of
from portfolio.files.journal.canonical_json import hash_of
from portfolio.files.snapshot import fingerprint_of
from portfolio.model import Decision, Entry, FrozenMap, PlanOfRecord, Portfolio
from portfolio.model.decided import name_decided
from portfolio.model.text import quoted

R = TypeVar("R")
Record = Decision | PlanOfRecord


def heads(portfolio: Portfolio) -> tuple[str, ...]:
    """Return the hashes of the entries that no other follows, sorted; one but in branches."""
    followed = {each for entry in portfolio.journal.values() for each in entry.prev}
    return tuple(sorted(portfolio.journal.keys() - followed))


def in_sequence(portfolio: Portfolio) -> tuple[tuple[str, Entry], ...]:
    """Return hash and entry of the whole log, each behind those that it follows.

    By number; entries of one number, which stand in different branches, by time and hash.
    """
    return tuple(sorted(portfolio.journal.items(), key=lambda e: (e[1].n, e[1].at, e[0])))


def head_fingerprint(portfolio: Portfolio) -> str:
    """Return the fingerprint to publish: with it, all changes up to now can be seen later.

    That is the hash of the last entry. While there are branches, it is SHA-256 of the
    hashes of their last entries, sorted and each followed by a line feed. Empty for an
    empty log.
    """
    return joint_fingerprint(heads(portfolio))


def fingerprints_of_plans(portfolio: Portfolio) -> dict[str, str]:
    """Return plan of record id to the fingerprint of the log as of its entry, where it has one."""
    entries = reversed(in_sequence(portfolio))
    return {entry.record: key for key, entry in entries if entry.record in portfolio.plans}


def joint_fingerprint(hashes: tuple[str, ...]) -> str:
    """Return the fingerprint of a log with these heads, which are sorted."""
    if len(hashes) < 2:
        return "".join(hashes)
    return sha256_of("".join(f"{each}\n" for each in hashes).encode())


def record_of(portfolio: Portfolio, key: str) -> Record | None:
    """Return the decision or plan of record with this id; None when there is none."""
    return portfolio.decisions.get(key) or portfolio.plans.get(key)


def unread(portfolio: Portfolio, collection: str) -> Mapping[str, object]:
    """Return the records of a collection that only a newer version of the app can read."""
    kept = portfolio.extra.get(collection)
    return kept if isinstance(kept, dict) else {}


def unread_entries(portfolio: Portfolio) -> dict[str, Mapping[str, object]]:
    """Return the entries of the log that only a newer version of the app can read."""
    found = unread(portfolio, "journal")
    return {key: tree for key, tree in found.items() if isinstance(tree, dict)}


def recorded(portfolio: Portfolio, entry: Entry) -> Portfolio:
    """Return the portfolio with one more entry, which follows all heads and so joins branches.

    Args:
        portfolio: with the record already in it that the entry is about.
        entry: with kind, who, what, when and, if there is one, record; number, what it
            follows and the fingerprints are filled in.

    Raises:
        Unsavable: if the document holds what no file can.
    """
    return recorded_all(portfolio, [entry])


def recorded_all(portfolio: Portfolio, entries: Sequence[Entry]) -> Portfolio:
    """Return the portfolio with several entries more, each of which follows the one before.

    The first ones of a log come behind those on what was decided and frozen before there was
    a log. Args and errors as of ``recorded``. The fingerprint of the document is worked out
    once.
    """
    document, journal, last = fingerprint_of(portfolio), dict(portfolio.journal), heads(portfolio)
    for entry in _begun(portfolio, entries):
        record = record_of(portfolio, entry.record)
        full = replace(
            entry,
            at=entry.at.astimezone(UTC),
            n=1 + max((journal[each].n for each in last), default=0),
            prev=last,
            record_hash=hash_of(record) if record is not None else "",
            portfolio_hash=document,
        )
        last = (hash_of(full),)
        journal[last[0]] = full
    return replace(portfolio, journal=FrozenMap(journal))


def _begun(portfolio: Portfolio, entries: Sequence[Entry]) -> Sequence[Entry]:
    """Return the entries; the first ones of a log behind those on what was made without it."""
    if portfolio.journal or not entries:
        return entries
    named = {entry.record for entry in entries if entry.kind != "withdrawn"}
    first = entries[0]
    old = (_found(portfolio, key) for key in unlogged(portfolio) if key not in named)
    return [*(replace(each, at=first.at, who=first.who) for each in old), *entries]


def unlogged(portfolio: Portfolio) -> tuple[str, ...]:
    """Return the ids of decisions and plans of record that have no entry, the oldest first."""
    logged = {entry.record for entry in portfolio.journal.values()}
    records: dict[str, Record] = {**portfolio.decisions, **portfolio.plans}
    missing = [key for key in records if key not in logged]
    return tuple(sorted(missing, key=lambda key: (records[key].at, key)))


def taken_in(
    portfolio: Portfolio, who: str, now: datetime, *, leave: Container[str] = ()
) -> Portfolio:
    """Return the portfolio with an entry for everything that has none: made without the log.

    Args:
        portfolio: before.
        who: takes it in.
        now: with its time zone.
        leave: ids of decisions and plans of record that get no entry.

    Raises:
        Unsavable: if the document holds what no file can.
    """
    missing = [key for key in unlogged(portfolio) if key not in leave]
    if not missing:
        return portfolio
    found = (_found(portfolio, key) for key in missing)
    return recorded_all(portfolio, [replace(each, at=now, who=who) for each in found])


def _found(portfolio: Portfolio, key: str) -> Entry:
    record = record_of(portfolio, key)
    if isinstance(record, Decision):
        name = quoted(name_decided(portfolio, record))
        what = f"{name}: {record.option}; decided without the log."
        return Entry(record.at, "decision", what, record=key)
    plan = portfolio.plans[key]
    what = f"Plan of record {quoted(plan.title)}; frozen without the log."
    return Entry(plan.at, "plan of record", what, record=key)


def kept(portfolio: Portfolio, saved: Portfolio) -> Portfolio:
    """Return the portfolio with all entries that the saved one has: the log only grows.

    The decisions and plans of record that the saved log names come back with them when they
    are gone. The same object comes back when nothing was missing.
    """
    fields = ("journal", "decisions", "plans")
    if all(getattr(portfolio, field) is getattr(saved, field) for field in fields):
        return portfolio
    named = {entry.record for entry in saved.journal.values()}
    lost = {
        "journal": _lost(portfolio.journal, saved.journal),
        "decisions": _lost(portfolio.decisions, saved.decisions, named),
        "plans": _lost(portfolio.plans, saved.plans, named),
    }
    if not any(lost.values()):
        return portfolio
    return replace(
        portfolio,
        **{name: getattr(portfolio, name).with_all(records) for name, records in lost.items()},
    )


def _lost(
    now: Mapping[str, R], saved: Mapping[str, R], named: Container[str] | None = None
) -> dict[str, R]:
    return {
        key: record
        for key, record in saved.items()
        if key not in now and (named is None or key in named)
    }
