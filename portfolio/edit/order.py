"""Where a record stands among its like."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, Literal, TypeVar

from portfolio.edit.derived import rederived
from portfolio.model import FrozenMap, Portfolio, in_order, keys_between

Collection = Literal["initiatives", "resources", "periods", "criteria", "raters", "scenarios"]
R = TypeVar("R", bound=Any)


def move(
    portfolio: Portfolio, collection: Collection, moved: Iterable[str], *, after: str | None
) -> Portfolio:
    """Place records of one collection below ``after`` (None: first), in their given order.

    When ``after`` is itself among the moved, they land below the nearest record
    above it that stays. Only the moved records change, unless the keys around them
    leave no room.
    """
    records = getattr(portfolio, collection)
    moved = dict.fromkeys(moved)
    rest = FrozenMap({key: record for key, record in records.items() if key not in moved})
    place = 0
    for key, _ in in_order(records):
        place += key in rest
        if key == after:
            break
    else:
        place = 0
    landed = insert(rest, place, {key: records[key] for key in moved})
    # The map keeps its own order, so that moving there and back gives an equal document.
    changed: dict[str, Any] = {collection: FrozenMap({key: landed[key] for key in records})}
    made = replace(portfolio, **changed)
    return rederived(made, portfolio) if collection == "periods" else made


def insert(records: FrozenMap[str, R], place: int, added: Mapping[str, R]) -> FrozenMap[str, R]:
    """Return the records with others inserted, given fitting rank keys.

    Args:
        records: those that are there.
        place: how many of them, in the order of the screen, stand above the added.
        added: by id, in their order; their own rank keys do not matter.
    """
    return insert_all(records, {place: added})


def insert_all(
    records: FrozenMap[str, R], groups: Mapping[int, Mapping[str, R]]
) -> FrozenMap[str, R]:
    """Return the records with several groups inserted at once, see ``insert``.

    Args:
        records: those that are there.
        groups: how many of them stand above a group, to the group; rising.
    """
    ordered = in_order(records)
    placed: dict[str, R] = {}
    for place, added in groups.items():
        low = ordered[place - 1][1].order if place else ""
        above = [record.order for _, record in ordered[place : place + 1]]
        keys = keys_between(low, "".join(above), len(added))
        if not _rising([low, *keys, *above]):
            return numbered_anew(list(_woven(ordered, groups)))
        numbered = zip(added.items(), keys, strict=True)
        placed |= {key: replace(record, order=order) for (key, record), order in numbered}
    return records.with_all(placed)


def _woven(
    ordered: Sequence[tuple[str, R]], groups: Mapping[int, Mapping[str, R]]
) -> Iterator[tuple[str, R]]:
    start = 0
    for place, added in groups.items():
        yield from ordered[start:place]
        yield from added.items()
        start = place
    yield from ordered[start:]


def below(records: FrozenMap[str, R], after: str | None) -> int:
    """Return how many records stand at or above ``after``; all of them when it is not there."""
    keys = [key for key, _ in in_order(records)]
    return keys.index(after) + 1 if after is not None and after in records else len(keys)


def numbered_anew(sequence: Sequence[tuple[str, R]]) -> FrozenMap[str, R]:
    """Return records in the given order, each with a new rank key."""
    keys = keys_between("", "", len(sequence))
    numbered = zip(sequence, keys, strict=True)
    return FrozenMap({key: replace(record, order=order) for (key, record), order in numbered})


def _rising(keys: Sequence[str]) -> bool:
    return all(a < b for a, b in pairwise(keys))
