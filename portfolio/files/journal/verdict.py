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
from itertools import islice
from typing import Final, Literal

from portfolio.files.journal.canonical_json import hash_of, hash_of_tree
from portfolio.files.journal.log import (
    heads,
    in_sequence,
    record_of,
    unlogged,
    unread,
    unread_entries,
)
from portfolio.model import Decision, Entry, Portfolio
from portfolio.model.days import day_text
from portfolio.model.decided import name_decided
from portfolio.model.text import listed, plural, quoted

FaultKind = Literal[
    "content", "cut out", "number", "circle", "record edited", "record gone", "not logged"
]


#: Faults that are told one by one; of all others only how many they are.
MOST_FAULTS: Final = 100


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
        faults: the first ``MOST_FAULTS``, in the order of the log.
        more: how many faults there are besides.
        unlogged: how many decisions and plans of record have no entry.
    """

    entries: int
    heads: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    more: int = 0
    unlogged: int = 0

    @property
    def ok(self) -> bool:
        """Whether everything fits."""
        return not self.faults

    @property
    def sentence(self) -> str:
        """The verdict in one or two sentences."""
        if self.faults:
            more = len(self.faults) - 1 + self.more
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
_NEWER = "an entry of a newer version of the app"


def verify(portfolio: Portfolio) -> Verdict:
    """Return whether the log holds together, and if not, where and why.

    What a newer version of the app wrote, and this one cannot read, has to fit its hash too.
    """
    faults, more = first_of(faults_of(portfolio))
    missing = len(unlogged(portfolio))
    return Verdict(len(portfolio.journal), heads(portfolio), faults, more, missing)


def first_of(faults: Iterator[Fault]) -> tuple[tuple[Fault, ...], int]:
    """Return the faults to be told one by one, and how many there are besides."""
    return tuple(islice(faults, MOST_FAULTS)), sum(1 for _ in faults)


def faults_of(portfolio: Portfolio) -> Iterator[Fault]:
    """Yield everything that does not fit, in the order of the log."""
    checking = _Checking(portfolio)
    for key, entry in in_sequence(portfolio):
        yield from checking.faults(key, entry)
    for key, tree in unread_entries(portfolio).items():
        yield from checking.unread_faults(key, tree)
    yield from _circle(portfolio.journal)
    told = {str(tree.get("record")) for tree in unread_entries(portfolio).values()}
    for key in unlogged(portfolio):
        # Decisions are older than the log; plans of record came with it.
        if key not in told and (portfolio.journal or key in portfolio.plans):
            yield Fault("not logged", f"{_called(portfolio, key)} has no entry", record=key)
    told |= {entry.record for entry in portfolio.journal.values()}
    for collection, noun in (("decisions", "decision"), ("plans", "plan of record")):
        for key in unread(portfolio, collection).keys() - told:
            if portfolio.journal or collection == "plans":
                what = f"a {noun} of a newer version of the app has no entry"
                yield Fault("not logged", what, record=key)


class _Checking:
    """Looks at one entry after the other; each record is hashed once, however many name it."""

    def __init__(self, portfolio: Portfolio) -> None:
        self._portfolio = portfolio
        self._known = {*portfolio.journal, *unread_entries(portfolio)}
        self._unread = {**unread(portfolio, "decisions"), **unread(portfolio, "plans")}
        self._hashes: dict[str, str | None] = {}

    def faults(self, key: str, entry: Entry) -> Iterator[Fault]:
        """Yield what is wrong with an entry."""
        if hash_of(entry) != key:
            yield Fault("content", "it was edited after it was written", key, entry.n)
        journal = self._portfolio.journal
        if not self._known.issuperset(entry.prev):
            what = "an entry before it was cut out, or replaced by another"
            yield Fault("cut out", what, key, entry.n)
        elif all(each in journal for each in entry.prev):
            place = 1 + max((journal[each].n for each in entry.prev), default=0)
            if entry.n != place:
                what = f"by what it follows its number should be {place}"
                yield Fault("number", what, key, entry.n)
        now = self._hash(entry.record) if entry.record else entry.record_hash
        if now is None:
            what = f"what it is about is gone: {quoted(entry.what)}"
            yield Fault("record gone", what, key, entry.n, entry.record)
        elif now != entry.record_hash:
            what = f"{_called(self._portfolio, entry.record)} was edited since"
            yield Fault("record edited", what, key, entry.n, entry.record)

    def unread_faults(self, key: str, tree: Mapping[str, object]) -> Iterator[Fault]:
        """Yield what is wrong with an entry that a newer version of the app wrote."""
        record = str(tree.get("record") or "")
        if hash_of_tree(tree) != key:
            yield Fault("content", f"{_NEWER} was edited after it was written", key)
        elif record and self._hash(record) != tree.get("record_hash"):
            what = f"what {_NEWER} is about was edited since, or is gone"
            yield Fault("record edited", what, key, record=record)

    def _hash(self, record: str) -> str | None:
        """Return the hash of a record as it is now; None when it is gone."""
        if record not in self._hashes:
            found, tree = record_of(self._portfolio, record), self._unread.get(record)
            kept = None if tree is None else hash_of_tree(tree)
            self._hashes[record] = kept if found is None else hash_of(found)
        return self._hashes[record]


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


def _called(portfolio: Portfolio, key: str) -> str:
    record = record_of(portfolio, key)
    if isinstance(record, Decision):
        return f"the decision on {quoted(name_decided(portfolio, record))} of {day_text(record.at)}"
    return "what it is about" if record is None else f"the plan of record {quoted(record.title)}"
