"""Fields that named a record which is deleted, and that both sides turned elsewhere themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from portfolio.files.merging.deletions import Deletion, Versions
from portfolio.files.merging.fields import Clash
from portfolio.files.merging.places import value_at
from portfolio.files.merging.references import Path, references
from portfolio.files.merging.rewriting import Ids, without
from portfolio.files.missing import MISSING
from portfolio.model import Portfolio
from portfolio.model.references import ReferredTo


def turned_apart(versions: Versions, found: Collection[Deletion]) -> Iterator[Clash]:
    """Yield such fields, but for those that are as a deletion leaves them.

    Once the deletions have happened to all versions, what one side emptied itself looks as if
    it had been emptied by them, and the other side's value would be taken unasked.
    """
    base, ours, theirs = versions
    gone = {each.key for each in found}
    by_side = [_ids(found, ours=side) for side in (True, False)]
    bare = [without(base, ids) for ids in by_side]
    for reference in references(base, frozenset(each.collection for each in found)):
        if reference.owned or reference.key not in gone or not isinstance(reference.value, str):
            continue
        path = reference.path
        mine, other = _field(ours, path), _field(theirs, path)
        left = [{reference.value, _field(each, path)} for each in bare]
        for ids, values in zip(by_side, left, strict=True):
            # A rule that became one of another kind is not deleted with what it limited.
            if path[0] == "rules" and reference.key in ids.get(reference.collection, ()):
                values.add(None)
        if mine == other or {mine, other} & {MISSING, *gone}:
            continue
        if mine not in left[0] and other not in left[1]:
            yield Clash(path, reference.value, mine, other)


def _ids(found: Collection[Deletion], *, ours: bool) -> Ids:
    ids: dict[ReferredTo, set[str]] = {}
    for each in found:
        if each.ours == ours:
            ids.setdefault(each.collection, set()).add(each.key)
    return ids


def _field(portfolio: Portfolio, path: Path) -> object:
    """Return what a field of a record holds; ``MISSING`` without the record."""
    record = value_at(portfolio, path[:-1])
    return MISSING if record is MISSING else getattr(record, path[-1])
