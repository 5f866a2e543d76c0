"""Whether the log holds together: what its chain of hashes can tell, entry by entry.

It tells entries that were edited, exchanged, or cut out between others, and decisions and
plans of record that were edited, deleted or slipped in since they were logged. It cannot
tell that the last entries were cut off together with what they are about, that all was
written anew, or that a name is wrong: for the first two see ``published``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Literal

from portfolio.files.journal.canonical_json import hash_of
from portfolio.files.journal.log import heads, in_sequence, record_of, unlogged
from portfolio.model import Decision, Entry, Portfolio
from portfolio.model.days import day_text
from portfolio.model.decided import name_decided
from portfolio.model.text import listed, plural, quoted

FaultKind = Literal[
    "content", "cut out", "number", "circle", "record edited", "record gone", "not logged"
]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not fit.

    Attributes:
        entry: hash of the entry concerned; empty for a record that has none.
        n: number of that entry; None without one.
        record: id of the decision or plan of record concerned; may be empty.
        what: what is wrong, as the rest of a sentence that begins with its place.
    """

    kind: FaultKind
    what: str
    entry: str = ""
    n: int | None = None
    record: str = ""

    @property
    def sentence(self) -> str:
        """Where, and what: ``The log is broken at entry 5: it was edited …``"""
        place = "" if self.n is None else f" at entry {self.n}"
        return f"The log is broken{place}: {self.what}."


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found.

    Attributes:
        entries: how many there are.
        heads: hashes of the last ones, several while there are branches.
        faults: in the order of the log.
        unlogged: how many decisions and plans of record have no entry.
    """

    entries: int
    heads: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    unlogged: int = 0

    @property
    def ok(self) -> bool:
        """Whether everything fits."""
        return not self.faults

    @property
    def sentence(self) -> str:
        """The verdict in one or two sentences."""
        if self.faults:
            more = len(self.faults) - 1
            rest = f" {plural(more, 'more thing does', 'more things do')} not fit." if more else ""
            return f"{self.faults[0].sentence}{rest}"
        if not self.entries:
            made = plural(self.unlogged, "decision was", "decisions were")
            return f"The log is empty; {made} made without it." if self.unlogged else _EMPTY
        branches = len(self.heads)
        joined = f", in {branches} branches that are not joined yet" if branches > 1 else ""
        fits = "entry fits" if self.entries == 1 else "entries fit"
        return f"The log holds together: {self.entries:,} {fits}{joined}."


_EMPTY = "The log is empty."


def verify(portfolio: Portfolio) -> Verdict:
    """Return whether the log holds together, and if not, where and why.

    What a newer version of the app wrote and this one cannot read is not held against it.
    """
    unread = _unread(portfolio)
    faults = [
        fault
        for key, entry in in_sequence(portfolio)
        for fault in _faults(portfolio, key, entry, unread)
    ]
    faults += _circle(portfolio.journal)
    missing = unlogged(portfolio)
    if portfolio.journal:
        told = {str(each.get("record")) for each in unread.values() if isinstance(each, dict)}
        faults += [_not_logged(portfolio, key) for key in missing if key not in told]
    return Verdict(len(portfolio.journal), heads(portfolio), tuple(faults), len(missing))


def _unread(portfolio: Portfolio) -> dict[str, object]:
    """Return what a newer version wrote into the log or the records: hash or id to JSON."""
    found: dict[str, object] = {}
    for field in ("journal", "decisions", "plans"):
        kept = portfolio.extra.get(field)
        found.update(kept if isinstance(kept, dict) else {})
    return found


def _faults(
    portfolio: Portfolio, key: str, entry: Entry, unread: Mapping[str, object]
) -> Iterator[Fault]:
    if hash_of(entry) != key:
        yield Fault("content", "it was edited after it was written", key, entry.n)
    journal = portfolio.journal
    if any(each not in journal and each not in unread for each in entry.prev):
        what = "an entry before it was cut out, or replaced by another"
        yield Fault("cut out", what, key, entry.n)
    elif all(each in journal for each in entry.prev):
        place = 1 + max((journal[each].n for each in entry.prev), default=0)
        if entry.n != place:
            what = f"by what it follows its number should be {place}"
            yield Fault("number", what, key, entry.n)
    if entry.record and entry.record not in unread:
        yield from _record_faults(portfolio, key, entry)


def _record_faults(portfolio: Portfolio, key: str, entry: Entry) -> Iterator[Fault]:
    record = record_of(portfolio, entry.record)
    if record is None:
        what = f"what it is about is gone: {quoted(entry.what)}"
        yield Fault("record gone", what, key, entry.n, entry.record)
    elif hash_of(record) != entry.record_hash:
        what = f"{_called(portfolio, entry.record)} was edited since"
        yield Fault("record edited", what, key, entry.n, entry.record)


def _circle(journal: Mapping[str, Entry]) -> list[Fault]:
    """Return entries that follow each other: no honest hashes can do that."""
    order = TopologicalSorter({key: entry.prev for key, entry in journal.items()})
    try:
        order.prepare()
    except CycleError as error:
        circle = sorted(set(error.args[1]), key=lambda key: (journal[key].n, key))
        numbers = listed(f"{journal[key].n}" for key in circle)
        what = f"entries {numbers} follow each other in a circle"
        return [Fault("circle", what, circle[0], journal[circle[0]].n)]
    return []


def _not_logged(portfolio: Portfolio, key: str) -> Fault:
    return Fault("not logged", f"{_called(portfolio, key)} has no entry", record=key)


def _called(portfolio: Portfolio, key: str) -> str:
    record = record_of(portfolio, key)
    if isinstance(record, Decision):
        return f"the decision on {quoted(name_decided(portfolio, record))} of {day_text(record.at)}"
    return f"the plan of record {quoted(portfolio.plans[key].title)}"
