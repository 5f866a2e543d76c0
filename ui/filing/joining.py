"""Two versions being joined: read, merged, both kept as files, and what the merge says."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from portfolio.edit import rederived
from portfolio.files import NotSaved, dumps, keep_backup
from portfolio.files.changes import FieldChange, changes
from portfolio.files.merging import Merge, Side, following, merge, resolved
from portfolio.model import Portfolio
from portfolio.model.checks import problems
from portfolio.model.text import listed, plural, quoted
from ui.filing.theirs import Theirs

_TOLD = 3
#: Steps from the document to a record: its collection, its id.
_WHOLE_RECORD = 2
#: Nouns that are counted by their values: a key stands for many of them.
_EACH = frozenset({"rating", "portfolio"})
_NOUNS = {
    "criterion": ("criterion", "criteria"),
    "entry of the log": ("entry of the log", "entries of the log"),
    "plan of record": ("plan of record", "plans of record"),
    "portfolio": ("setting of the portfolio", "settings of the portfolio"),
}


@dataclass(frozen=True, slots=True)
class Joined:
    """A merge that was worked out, and what it was worked out from.

    Attributes:
        base: what both began with; None when that is not known.
        ours: the document at that moment.
    """

    theirs: Theirs
    base: Portfolio | None
    ours: Portfolio
    merge: Merge

    def whose(self) -> str:
        """Return whose version it is, as part of a sentence."""
        theirs = self.theirs
        words = theirs.saved.words(datetime.now(UTC))
        return f"{quoted(theirs.path.name)} as saved {words}" if words else quoted(theirs.path.name)

    def came(self, portfolio: Portfolio) -> str:
        """Return what has come from them into the document that was made, as a sentence."""
        counted = counted_words(changes(self.ours, portfolio))
        if not counted:
            return f"Nothing had to be taken from {self.whose()}."
        return f"From {self.whose()}: {counted}."


def counted_words(found: Iterable[FieldChange]) -> str:
    """Return for example ``2 initiatives and 1 rating changed; 1 rule added``."""
    return "; ".join(_count_words(_counted(found)))


def _counted(found: Iterable[FieldChange]) -> dict[str, Counter[str]]:
    """Return what was done to noun to how many; a record counts once, whatever changed in it."""
    counted = {kind: Counter[str]() for kind in ("added", "changed", "deleted")}
    kinds: dict[tuple[str, str], str] = {}
    for each in found:
        if each.noun not in _EACH:
            whole = len(each.path) == _WHOLE_RECORD
            kinds[each.noun, each.key] = each.kind if whole else "changed"
    for (noun, _key), kind in kinds.items():
        counted[kind][noun] += 1
    for each in found:
        counted[each.kind][each.noun] += each.noun in _EACH
    return {kind: +nouns for kind, nouns in counted.items() if +nouns}


def _count_words(counted: dict[str, Counter[str]]) -> Iterator[str]:
    for kind, nouns in counted.items():
        several = [plural(count, *_NOUNS.get(noun, (noun,))) for noun, count in nouns.items()]
        yield f"{listed(several)} {kind}"


def join(theirs: Theirs, base: Portfolio | None, ours: Portfolio) -> Joined:
    """Work out a merge; for the worker thread."""
    side = Side(theirs.saved.by, theirs.saved.at)
    found = merge(base, ours, theirs.opened.portfolio, other=side)
    return Joined(theirs, base, ours, following(found, rederived))


@dataclass(frozen=True, slots=True)
class Decided:
    """A merge in which nothing is open any more.

    Attributes:
        told: sentences: what came from them, and what is wrong only in the two together.
    """

    joined: Joined
    portfolio: Portfolio
    told: tuple[str, ...]


def decide(joined: Joined, theirs: Collection[int]) -> Decided:
    """Return a merge in which these conflicts take their side; for the worker thread."""
    portfolio = rederived(resolved(joined.merge, theirs))
    sides = (joined.ours, joined.theirs.opened.portfolio)
    found = (joined.came(portfolio), new_problems(sides, portfolio))
    return Decided(joined, portfolio, (*joined.merge.notes, *(words for words in found if words)))


def keep_both(folder: Path, ours: Portfolio, theirs: Portfolio) -> bool:
    """Keep both versions as dated backups; return whether both could be kept."""
    now = datetime.now(UTC)
    kept = 0
    for version in (theirs, ours):
        with contextlib.suppress(NotSaved):
            keep_backup(folder, version.id, dumps(version), now=now)
            kept += 1
    return kept == 2


def new_problems(before: Iterable[Portfolio], after: Portfolio) -> str:
    """Return what is wrong in a merge and was in neither version; empty when nothing is."""
    known = {(p.code, p.record, p.field) for each in before for p in problems(each)}
    new = [
        problem.text
        for problem in problems(after)
        if problem.severity != "note" and (problem.code, problem.record, problem.field) not in known
    ]
    if not new:
        return ""
    more = f" And {len(new) - _TOLD} more." if len(new) > _TOLD else ""
    return f"The merge brought {plural(len(new), 'new problem')}: {' '.join(new[:_TOLD])}{more}"
