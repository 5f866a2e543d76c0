"""Two versions of a document, and the one that both came from, as one."""

from __future__ import annotations

from collections.abc import Collection

from portfolio.errors import PortfolioError
from portfolio.files.changes import changes
from portfolio.files.document_words import DocumentWords
from portfolio.files.journal import kept
from portfolio.files.merging.conflict import Conflict, Merge, Side
from portfolio.files.merging.conflict_words import field_conflict, record_conflict, signed
from portfolio.files.merging.deletions import Deletion, carried_out, deletions
from portfolio.files.merging.fields import Clash, FieldMerge
from portfolio.files.merging.notes import notes_on
from portfolio.files.merging.places import value_at, with_values
from portfolio.files.merging.turned import turned_apart
from portfolio.files.missing import MISSING
from portfolio.files.sorted_sets import with_sorted_sets
from portfolio.model import Portfolio
from portfolio.model.text import quoted

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
        *(record_conflict(words, each, sources) for each in contested),
        *(field_conflict(words, each, sources) for each in clashes),
    ]
    preset = frozenset(n for n, each in enumerate(conflicts) if _holds_theirs(each))
    conflicts = [signed(each, (ours, theirs), (mine, other)) for each in conflicts]
    taken, notes = changes(ours, merged), notes_on(merged, sources)
    return Merge(merged, tuple(conflicts), preset, taken, notes, sources=sources)


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
    chosen = {
        clash.path: clash.theirs if decided.get(clash.path, False) else clash.ours
        for clash in clashes
    }
    return _finished(with_values(portfolio, chosen), merge.sources)


def _deletions(sources: _Sources) -> tuple[Deletion, ...]:
    base, ours, theirs = sources
    return () if base is None else deletions((base, ours, theirs))


def _merged(
    sources: _Sources,
    found: tuple[Deletion, ...],
    undone: tuple[Deletion, ...],
) -> tuple[Portfolio, list[Clash]]:
    base, ours, theirs = sources
    turned: tuple[Clash, ...] = ()
    if base is not None and found:
        turned = tuple(turned_apart((base, ours, theirs), found))
        base, ours, theirs = carried_out((base, ours, theirs), found, undone)
    work = FieldMerge(two_way=base is None)
    merged = work.merged(base, ours, theirs)
    asked = {clash.path for clash in work.clashes}
    more = [
        clash
        for clash in turned
        if clash.path not in asked and value_at(merged, clash.path[:-1]) is not MISSING
    ]
    merged = with_values(merged, {clash.path: clash.ours for clash in more})
    return _finished(merged, sources), [*work.clashes, *more]


def _finished(merged: Portfolio, sources: _Sources) -> Portfolio:
    """Return a merged document with sets as they are saved; of the log nothing has gone."""
    _, ours, theirs = sources
    return kept(kept(with_sorted_sets(merged), ours), theirs)


def _holds_theirs(conflict: Conflict) -> bool:
    """Whether what stays until a person decides is theirs: the edited one against a deletion."""
    return conflict.kind == "deleted" and conflict.ours in (MISSING, None)


def _check_same(base: Portfolio | None, ours: Portfolio, theirs: Portfolio) -> None:
    if ours.id != theirs.id or (base is not None and base.id != ours.id):
        raise PortfolioError(
            f"These are two different portfolios: {quoted(ours.title)} and {quoted(theirs.title)}.",
            remedy="Merge copies of one file only. To join different portfolios, combine them.",
        )
