"""Records that one side deleted: gone for both, or contested because the other side went on.

A record that others refer to stands or falls with all that refers to it, so that neither
answer leaves anything dangling.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from portfolio.files.merging.fields import FieldMerge
from portfolio.files.merging.places import with_values
from portfolio.files.merging.references import Path, Reference, references
from portfolio.files.merging.rewriting import Spared, without
from portfolio.files.merging.weights import SETS, weighed_anew
from portfolio.model import FrozenMap, Portfolio
from portfolio.model.references import REFERRED_TO, ReferredTo

_Ids = dict[ReferredTo, set[str]]
#: Base, ours, theirs.
Versions = tuple[Portfolio, Portfolio, Portfolio]


@dataclass(frozen=True, slots=True)
class Deletion:
    """A record that one side deleted.

    Attributes:
        collection: of the record, with its ``key``.
        ours: whether it is our side that deleted it.
        edited: places at which the other side went on with it; none when nobody minds.
    """

    collection: ReferredTo
    key: str
    ours: bool
    edited: tuple[Path, ...] = ()


def deletions(versions: Versions) -> tuple[Deletion, ...]:
    """Return the records that one side deleted and the other one still has."""
    base, ours, theirs = versions
    by_ours, by_theirs = _gone(base, ours, theirs), _gone(base, theirs, ours)
    if not by_ours and not by_theirs:
        return ()
    return (
        *_deletions(by_ours, ours, (_as_left(base, by_theirs, theirs), theirs), is_ours=True),
        *_deletions(by_theirs, theirs, (_as_left(base, by_ours, ours), ours), is_ours=False),
    )


def _as_left(base: Portfolio, gone: _Ids, side: Portfolio) -> Portfolio:
    """Return the base without what a side deleted; a rule that the side still has stays."""
    return without(base, gone, Spared(rules=frozenset(side.rules)))


def carried_out(
    versions: Versions, found: Iterable[Deletion], undone: Collection[Deletion]
) -> Versions:
    """Return the versions in which all agree on which records there are.

    Args:
        versions: base, ours and theirs.
        found: all deletions.
        undone: those that give way to the other side's edits; the others happen to all.
    """
    base, ours, theirs = versions
    back = {side: _ids(each for each in undone if each.ours == side) for side in (True, False)}
    bare = {side: without(base, ids) for side, ids in back.items()}
    # A rule that went with one of its members comes back with it.
    done = [each for each in found if each.key in getattr(bare[each.ours], each.collection)]
    by_ours, by_theirs = (_ids(e for e in done if e.ours == side) for side in (True, False))
    spared = _spared((ours, by_ours), (theirs, by_theirs))
    base = without(base, _ids(done), spared)
    ours, theirs = without(ours, by_theirs, spared), without(theirs, by_ours, spared)
    return base, _restored(base, ours, back[True]), _restored(base, theirs, back[False])


def _spared(*sides: tuple[Portfolio, _Ids]) -> Spared:
    """Return what the sides themselves kept of what refers to the records that they deleted.

    What one side has left is no addition to what the other one is left with.
    """
    left = {
        (place[-1], place[1]) for portfolio, gone in sides for place in _referring(portfolio, gone)
    }
    kept = [frozenset(portfolio.rules) for portfolio, _ in sides]
    return Spared(frozenset(left), kept[0] & kept[1])


def _gone(base: Portfolio, here: Portfolio, there: Portfolio) -> _Ids:
    """Return what one side deleted and the other one has."""
    found: _Ids = {}
    for collection in REFERRED_TO:
        before, now = getattr(base, collection), getattr(here, collection)
        keys = before.keys() - now.keys() if before is not now else set()
        keys &= getattr(there, collection).keys()
        if keys:
            found[collection] = keys
    return found


def _deletions(
    gone: _Ids, by: Portfolio, other: tuple[Portfolio, Portfolio], *, is_ours: bool
) -> Iterator[Deletion]:
    """Yield deletions; ``other`` is the base, less what the other side deleted, and that side."""
    before, after = other
    old = _referring(before, gone)
    edits: dict[tuple[ReferredTo, str], list[Path]] = {
        (collection, key): _edited_fields(collection, key, other)
        for collection, keys in gone.items()
        for key in sorted(keys)
    }
    for place, reference in _referring(after, gone).items():
        if _goes_on(reference, old.get(place), (before, after, by)):
            edits[reference.collection, reference.key].append(reference.path)
    # What was decided is history, and stays whatever goes; that somebody decided is news.
    for key, decision in after.decisions.items():
        if key not in before.decisions and decision.initiative in gone.get("initiatives", ()):
            edits["initiatives", decision.initiative].append(("decisions", key))
    contested: _Ids = {}
    for (collection, key), edited in edits.items():
        if edited and collection != "rules":
            contested.setdefault(collection, set()).add(key)
    rules = without(before, contested).rules if contested else before.rules
    for (collection, key), edited in edits.items():
        # A rule that went with one of its members is no question of its own.
        follows = collection == "rules" and key not in rules
        yield Deletion(collection, key, is_ours, () if follows else tuple(edited))


def _edited_fields(
    collection: ReferredTo, key: str, other: tuple[Portfolio, Portfolio]
) -> list[Path]:
    """Return the fields of a record that were edited; where it is shown does not count.

    Nor does a weight that made room for that of another criterion.
    """
    before, after = (getattr(each, collection)[key] for each in other)
    names = [field.name for field in fields(before) if field.name != "order"]
    if collection == "criteria":
        criteria = other[0].criteria, other[1].criteria
        names = [n for n in names if n not in SETS or key in weighed_anew(n, *criteria)]
    return [
        (collection, key, name)
        for name in names
        if before is not after and getattr(before, name) != getattr(after, name)
    ]


def _referring(portfolio: Portfolio, gone: _Ids) -> dict[tuple[ReferredTo, str, Path], Reference]:
    return {
        (each.collection, each.key, each.path): each
        for each in (references(portfolio, gone.keys()) if gone else ())
        if each.key in gone[each.collection]
    }


def _goes_on(now: Reference, before: Reference | None, sides: Versions) -> bool:
    """Whether a reference is new, or more was done about it than the deletion takes away."""
    if before is None:
        return True
    if now.owned:
        return _has_more(before.value, now.value)
    old, new, other = (_record(each, now.path) for each in sides)
    return other is None and old != new


def _has_more(before: Any, after: Any) -> bool:  # noqa: ANN401
    """Whether anything was added or changed; what was taken out does not count."""
    if isinstance(before, FrozenMap) and isinstance(after, FrozenMap):
        return any(_has_more(before.get(key), value) for key, value in after.items())
    return bool(before != after)


def _record(portfolio: Portfolio, path: Path) -> object:
    return getattr(portfolio, path[0]).get(path[1])


def _ids(found: Iterable[Deletion]) -> _Ids:
    ids: _Ids = {}
    for each in found:
        ids.setdefault(each.collection, set()).add(each.key)
    return ids


def _restored(base: Portfolio, side: Portfolio, gone: _Ids) -> Portfolio:
    """Return a side with records as the base has them, and all that went with them.

    What else that side did stays: the difference that the records make to the base is
    merged into it.
    """
    if not gone:
        return side
    work = FieldMerge()
    merged = work.merged(without(base, gone), side, base)
    return with_values(merged, {clash.path: clash.ours for clash in work.clashes})
