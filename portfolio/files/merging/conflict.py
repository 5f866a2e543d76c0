"""What a merge comes to: the document, what was taken over, and what a person must decide."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from portfolio.files.changes import FieldChange
from portfolio.model import Portfolio
from portfolio.model.days import utc_text
from portfolio.model.text import visible

ConflictKind = Literal["edit", "deleted"]
#: What came from theirs, as the difference that it makes to ours.
Taken = FieldChange


@dataclass(frozen=True, slots=True)
class Side:
    """Who saved one of the two versions, and when, where the records themselves do not say."""

    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """One place that both sides changed, each in another way.

    Attributes:
        path: of the value, from the document on: names of fields and ids; an empty id in
            ``("criteria", "", "weight")`` stands for all, and the values are maps by id.
        place: the same in words: ``Initiative “Claims triage”, owner``.
        base: the value that both sides came from; ``MISSING`` where it was not there, as
            in ``ours`` and ``theirs``.
        ours_text: in words, with the unit; two texts differ where the values do.
        ours_by: who gave it, empty when not known; ``ours_at`` when.
        kind: ``deleted`` when one side deleted what the other one edited.
    """

    path: tuple[str, ...]
    place: str
    base: object
    ours: object
    theirs: object
    base_text: str = ""
    ours_text: str = ""
    theirs_text: str = ""
    ours_at: datetime | None = None
    theirs_at: datetime | None = None
    ours_by: str = ""
    theirs_by: str = ""
    kind: ConflictKind = "edit"

    @property
    def sentence(self) -> str:
        """For example ``Initiative “Video”, owner: ours “Ana”, theirs “Ben”, before “Bo”.``"""
        ours = f"ours {self.ours_text}{_signature(self.ours_by, self.ours_at)}"
        theirs = f"theirs {self.theirs_text}{_signature(self.theirs_by, self.theirs_at)}"
        before = f", before {self.base_text}" if self.base_text and self.kind == "edit" else ""
        return f"{self.place}: {ours}, {theirs}{before}."


@dataclass(frozen=True, slots=True)
class Merge:
    """Two versions of a document as one.

    Attributes:
        portfolio: with everything that only one side changed, and in each conflict what is
            ours; where one side deleted, what the other one edited.
        conflicts: in the order of the document.
        preset: indices of the conflicts in which ``portfolio`` holds what is theirs:
            ``resolved(merge, merge.preset)`` is ``portfolio``.
        taken: what came from theirs without asking.
        notes: sentences on what was done besides.
        sources: base (None for none), ours and theirs as they were given.
    """

    portfolio: Portfolio
    conflicts: tuple[Conflict, ...] = ()
    preset: frozenset[int] = frozenset()
    taken: tuple[Taken, ...] = ()
    notes: tuple[str, ...] = ()
    sources: tuple[Portfolio | None, Portfolio, Portfolio] = field(kw_only=True, repr=False)


def _signature(by: str, at: datetime | None) -> str:
    parts = [visible(by)] if by else []
    parts += [utc_text(at)] if at else []
    return f" ({', '.join(parts)})" if parts else ""
