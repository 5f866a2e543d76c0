"""Two versions of a document, and the one that both came from, as one."""

from __future__ import annotations

from collections.abc import Collection

from portfolio.errors import PortfolioError
from portfolio.files.changes import changes
from portfolio.files.document_words import DocumentWords
from portfolio.files.merging.conflict import Conflict, Merge, Side
from portfolio.files.merging.fields import Clash, FieldMerge
from portfolio.files.merging.places import said_by, with_value
from portfolio.files.value_words import texts_apart
from portfolio.model import Portfolio
from portfolio.model.text import quoted

_NOBODY = Side()


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
    work = FieldMerge(two_way=base is None)
    merged = work.merged(base, ours, theirs)
    clashes = work.clashes
    words = DocumentWords(merged, ours, theirs, *([] if base is None else [base]))
    conflicts = tuple(
        _conflict(words, each, (mine, other), (base, ours, theirs)) for each in clashes
    )
    preset = frozenset(n for n, each in enumerate(clashes) if each.edited is not each.ours)
    return Merge(merged, conflicts, preset, changes(ours, merged), sources=(base, ours, theirs))


def resolved(merge: Merge, theirs: Collection[int]) -> Portfolio:
    """Return the merged document as a person decided.

    Args:
        merge: as ``merge`` returned it.
        theirs: indices of the conflicts in which theirs wins; in all others ours does, also
            where ours is a deletion. See ``Merge.preset``.
    """
    portfolio = merge.portfolio
    for index, conflict in enumerate(merge.conflicts):
        value = conflict.theirs if index in theirs else conflict.ours
        portfolio = with_value(portfolio, conflict.path, value)
    return portfolio


def _conflict(
    words: DocumentWords,
    clash: Clash,
    sides: tuple[Side, Side],
    documents: tuple[Portfolio | None, Portfolio, Portfolio],
) -> Conflict:
    known, ours, theirs = documents
    mine, other = said_by(ours, clash.path, sides[0]), said_by(theirs, clash.path, sides[1])
    base_text, ours_text, theirs_text = texts_apart(
        words, clash.path, clash.base, clash.ours, clash.theirs
    )
    return Conflict(
        clash.path,
        words.place(clash.path),
        clash.base,
        clash.ours,
        clash.theirs,
        base_text if known is not None else "",
        ours_text,
        theirs_text,
        ours_at=mine.at,
        theirs_at=other.at,
        ours_by=mine.by,
        theirs_by=other.by,
        kind="deleted" if clash.deleted else "edit",
    )


def _check_same(base: Portfolio | None, ours: Portfolio, theirs: Portfolio) -> None:
    if ours.id != theirs.id or (base is not None and base.id != ours.id):
        raise PortfolioError(
            f"These are two different portfolios: {quoted(ours.title)} and {quoted(theirs.title)}.",
            remedy="Merge copies of one file only. To join different portfolios, combine them.",
        )
