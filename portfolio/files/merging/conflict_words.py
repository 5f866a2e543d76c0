"""Places that two versions changed differently, as conflicts that a person can decide."""

from __future__ import annotations

from dataclasses import replace

from portfolio.files.document_words import DocumentWords, Path
from portfolio.files.merging.conflict import Conflict, Side
from portfolio.files.merging.deletions import Deletion
from portfolio.files.merging.fields import Clash
from portfolio.files.merging.places import said_by
from portfolio.files.missing import MISSING
from portfolio.files.value_words import texts_apart
from portfolio.model import Portfolio
from portfolio.model.text import listed, quoted

_Sources = tuple[Portfolio | None, Portfolio, Portfolio]


def field_conflict(words: DocumentWords, clash: Clash, sources: _Sources) -> Conflict:
    """Return a clash of fields in words; without a base it had no value before."""
    base_text, ours_text, theirs_text = texts_apart(
        clash.path,
        *(
            (words if source is None else words.in_units_of(source), value)
            for source, value in zip(sources, (clash.base, clash.ours, clash.theirs), strict=True)
        ),
    )
    return Conflict(
        clash.path,
        words.place(clash.path),
        clash.base,
        clash.ours,
        clash.theirs,
        "" if sources[0] is None else base_text,
        ours_text,
        theirs_text,
        kind="deleted" if clash.deleted else "edit",
    )


def record_conflict(words: DocumentWords, deletion: Deletion, sources: _Sources) -> Conflict:
    """Return a deletion that the other side minds as a conflict about the whole record."""
    path = (deletion.collection, deletion.key)
    base, mine, other = (
        MISSING if each is None else getattr(each, path[0]).get(path[1], MISSING)
        for each in sources
    )
    place = words.place(path)
    places = (words.place(_told(each)).removeprefix(f"{place}, ") for each in deletion.edited)
    edited = f"edited: {listed(dict.fromkeys(places), most=4)}"
    ours, theirs = ("deleted", edited) if deletion.ours else (edited, "deleted")
    name = quoted(words.named(path[1]))
    return Conflict(path, place, base, mine, other, name, ours, theirs, kind="deleted")


def _told(path: Path) -> Path:
    """Return a place as far as it has words: the changes of a scenario are told as one."""
    return path[: path.index("changes") + 1] if "changes" in path else path


def signed(
    conflict: Conflict, documents: tuple[Portfolio, Portfolio], saved: tuple[Side, Side]
) -> Conflict:
    """Return a conflict with who gave each value, and when."""
    mine, other = (
        said_by(document, conflict.path, side)
        for document, side in zip(documents, saved, strict=True)
    )
    return replace(
        conflict, ours_by=mine.by, ours_at=mine.at, theirs_by=other.by, theirs_at=other.at
    )
