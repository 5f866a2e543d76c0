"""Two versions being joined: read, merged, both kept as files, and what the merge says."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from portfolio.edit import rederived
from portfolio.files import NotSaved, dumps, keep_backup
from portfolio.files.backups import Reason
from portfolio.files.changes import changes
from portfolio.files.merging import Merge, Side, decided_anew, following, merge, resolved
from portfolio.model import Portfolio
from portfolio.model.checks import problems
from portfolio.model.text import plural, quoted
from ui.filing.counted import counted_words
from ui.filing.theirs import Theirs

_TOLD = 3
#: The problem that ``files.merging.decided_anew`` tells, with who and when.
_TOLD_BY_NAME = "decided_apart"


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


def join(theirs: Theirs, base: Portfolio | None, ours: Portfolio) -> Joined:
    """Work out a merge; for the worker thread."""
    side = Side(theirs.saved.by, theirs.saved.at)
    found = merge(base, ours, theirs.opened.portfolio, other=side)
    return Joined(theirs, base, ours, following(found, rederived))


@dataclass(frozen=True, slots=True)
class Heed:
    """What a person has to know of a merge in which nobody was asked about it.

    Attributes:
        sentences: one a thing; none when there is nothing.
        initiatives: ids of those on which it is decided otherwise than here before.
    """

    sentences: tuple[str, ...]
    initiatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decided:
    """A merge in which nothing is open any more.

    Attributes:
        came: what came from them, as a sentence.
        heed: what it did besides, and what is wrong only in the two together.
    """

    joined: Joined
    portfolio: Portfolio
    came: str
    heed: Heed


def decide(joined: Joined, theirs: Collection[int]) -> Decided:
    """Return a merge in which these conflicts take their side; for the worker thread."""
    portfolio = rederived(resolved(joined.merge, theirs))
    sides = (joined.ours, joined.theirs.opened.portfolio)
    sentences = (*joined.merge.notes, *filter(None, [new_problems(sides, portfolio)]))
    heed = Heed(sentences, tuple(decided_anew(portfolio, *sides)))
    return Decided(joined, portfolio, joined.came(portfolio), heed)


def heed_of_reload(ours: Portfolio, stored: Portfolio) -> Heed:
    """Return which decisions hold no more when what is stored takes the place of ours."""
    found = decided_anew(stored, ours, stored)
    return Heed(tuple(found.values()), tuple(found))


def keep_both(folder: Path, ours: Portfolio, theirs: Portfolio) -> bool:
    """Keep both versions as dated backups; return whether both could be kept."""
    now = datetime.now(UTC)
    kept = 0
    reasons: dict[Reason, Portfolio] = {"theirs": theirs, "ours": ours}
    for reason, version in reasons.items():
        with contextlib.suppress(NotSaved):
            keep_backup(folder, version.id, dumps(version), now=now, reason=reason)
            kept += 1
    return kept == len(reasons)


def new_problems(before: Iterable[Portfolio], after: Portfolio) -> str:
    """Return what is wrong in a merge and was in neither version; empty when nothing is."""
    known = {(p.code, p.record, p.field) for each in before for p in problems(each)}
    new = [
        problem.text
        for problem in problems(after)
        if problem.severity != "note"
        and problem.code != _TOLD_BY_NAME
        and (problem.code, problem.record, problem.field) not in known
    ]
    if not new:
        return ""
    more = f" And {len(new) - _TOLD} more." if len(new) > _TOLD else ""
    return f"The merge brought {plural(len(new), 'new problem')}: {' '.join(new[:_TOLD])}{more}"
