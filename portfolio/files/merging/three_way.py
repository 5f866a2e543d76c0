"""Two versions of a document, and the one that both came from, as one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from portfolio.errors import PortfolioError
from portfolio.files.changes import changes
from portfolio.files.document_words import DocumentWords
from portfolio.files.merging.conflict import Conflict, Merge, Side
from portfolio.files.merging.deletions import Deletion, carried_out, deletions
from portfolio.files.merging.fields import Clash, FieldMerge
from portfolio.files.merging.places import said_by, with_value
from portfolio.files.missing import MISSING
from portfolio.files.settled import settled
from portfolio.files.value_words import texts_apart
from portfolio.model import Portfolio
from portfolio.model.text import listed, quoted

_NOBODY = Side()
_Sources = tuple[Portfolio | None, Portfolio, Portfolio]


def merge(
    base: Portfolio | None,
    ours: Portfolio,
    theirs: Portfolio,
    *,
    mine: Side = _NOBODY,
    other: Side = _NOBODY,
) -> Merge:
    """Return two versions of a document as one.

    Args:
        base: the version that both came from; None when nobody has it: every difference is
            then a conflict, and what only one side has is taken.
        ours: one version.
        theirs: the other one.
        mine: who saved ``ours`` and when, for what does not say so itself.
        other: the same of ``theirs``.

    Raises:
        PortfolioError: they are no versions of one document.
    """
    _check_same(base, ours, theirs)
    sources = (base, ours, theirs)
    found = _deletions(sources)
    contested = tuple(each for each in found if each.edited)
    merged, clashes = _merged(sources, found, contested)
    words = DocumentWords(merged, ours, theirs, *([] if base is None else [base]))
    conflicts = [
        *(_contested(words, each, sources) for each in contested),
        *(_conflict(words, each, two_way=base is None) for each in clashes),
    ]
    preset = frozenset(n for n, each in enumerate(conflicts) if _holds_theirs(each))
    conflicts = [_signed(each, sources, (mine, other)) for each in conflicts]
    return Merge(merged, tuple(conflicts), preset, changes(ours, merged), sources=sources)


def resolved(merge: Merge, theirs: Collection[int]) -> Portfolio:
    """Return the merged document as a person decided.

    Args:
        merge: as ``merge`` returned it.
        theirs: indices of the conflicts in which theirs wins; in all others ours does, also
            where ours is a deletion. See ``Merge.preset``.
    """
    decided = {each.path: n in theirs for n, each in enumerate(merge.conflicts)}
    found = _deletions(merge.sources)
    undone = tuple(
        each
        for each in found
        if each.edited and decided.get((each.collection, each.key), each.ours) == each.ours
    )
    portfolio, clashes = _merged(merge.sources, found, undone)
    for clash in clashes:
        value = clash.theirs if decided.get(clash.path, False) else clash.ours
        portfolio = with_value(portfolio, clash.path, value)
    return settled(portfolio)


def _deletions(sources: _Sources) -> tuple[Deletion, ...]:
    base, ours, theirs = sources
    return () if base is None else deletions((base, ours, theirs))


def _merged(
    sources: _Sources,
    found: tuple[Deletion, ...],
    undone: tuple[Deletion, ...],
) -> tuple[Portfolio, list[Clash]]:
    base, ours, theirs = sources
    if base is not None and found:
        base, ours, theirs = carried_out((base, ours, theirs), found, undone)
    work = FieldMerge(two_way=base is None)
    merged = work.merged(base, ours, theirs)
    return merged if merged is ours else settled(merged), work.clashes


def _holds_theirs(conflict: Conflict) -> bool:
    """Whether what stays until a person decides is theirs: the edited one against a deletion."""
    return conflict.kind == "deleted" and conflict.ours in (MISSING, None)


def _conflict(words: DocumentWords, clash: Clash, *, two_way: bool) -> Conflict:
    base_text, ours_text, theirs_text = texts_apart(
        words, clash.path, clash.base, clash.ours, clash.theirs
    )
    return Conflict(
        clash.path,
        words.place(clash.path),
        clash.base,
        clash.ours,
        clash.theirs,
        "" if two_way else base_text,
        ours_text,
        theirs_text,
        kind="deleted" if clash.deleted else "edit",
    )


def _contested(words: DocumentWords, deletion: Deletion, sources: _Sources) -> Conflict:
    path = (deletion.collection, deletion.key)
    base, mine, other = (
        MISSING if each is None else getattr(each, path[0]).get(path[1], MISSING)
        for each in sources
    )
    places = sorted({words.place(place) for place in deletion.edited})
    edited = f"edited: {listed(places, most=4)}"
    ours, theirs = ("deleted", edited) if deletion.ours else (edited, "deleted")
    name = quoted(words.named(path[1]))
    place = words.place(path)
    return Conflict(path, place, base, mine, other, name, ours, theirs, kind="deleted")


def _signed(
    conflict: Conflict,
    sources: _Sources,
    sides: tuple[Side, Side],
) -> Conflict:
    """Return a conflict with who gave each value, and when."""
    mine, other = (
        said_by(document, conflict.path, side)
        for document, side in zip(sources[1:], sides, strict=True)
        if document is not None
    )
    return replace(
        conflict, ours_by=mine.by, ours_at=mine.at, theirs_by=other.by, theirs_at=other.at
    )


def _check_same(base: Portfolio | None, ours: Portfolio, theirs: Portfolio) -> None:
    if ours.id != theirs.id or (base is not None and base.id != ours.id):
        raise PortfolioError(
            f"These are two different portfolios: {quoted(ours.title)} and {quoted(theirs.title)}.",
            remedy="Merge copies of one file only. To join different portfolios, combine them.",
        )
