"""Which records of one portfolio are those of another one, and the ids that the rest take."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any

from portfolio.model import Criterion, Portfolio, in_order, new_id
from portfolio.model.references import ReferredTo

NewIds = dict[ReferredTo, dict[str, str]]

#: What records of the frame of a portfolio have in common beside their names when they are one.
_SAME: dict[ReferredTo, Callable[[Any], object]] = {
    "periods": attrgetter("start"),
    "resources": attrgetter("unit", "category", "kind"),
    "criteria": attrgetter("unit", "direction", "anchors"),
    "raters": lambda _rater: None,
}
#: What else records of one id and name have in common when they are one: numbers that count
#: in one of them have to mean the same in the other.
_MEASURES: dict[ReferredTo, Callable[[Any], object]] = {
    "periods": attrgetter("start"),
    "resources": attrgetter("unit", "kind"),
    "criteria": lambda record: (record.unit, record.direction, _levels(record)),
}
_APART: ReferredTo = "initiatives"
_PREFIXES: dict[str, str] = {
    "periods": "q",
    "resources": "r",
    "criteria": "c",
    "initiatives": "i",
    "raters": "p",
    "rules": "u",
    "scenarios": "s",
    "decisions": "d",
    "comments": "n",
    "plans": "v",
}
#: The collections of records that have no name by which they could be the same.
LOOSE = ("scenarios", "decisions", "comments", "plans")


def new_ids(into: Portfolio, other: Portfolio) -> NewIds:
    """Return the ids that records of another portfolio take, where they are not their own.

    A record with the id of one that has the same name is that one, unless the two are
    counted in different ways. Periods, resources, criteria and raters are also those of the
    same name that are the same in more than that; initiatives stay apart. Where an id is
    taken by something else, there is a new one.
    """
    found: NewIds = {}
    for collection in (*_SAME, _APART):
        taken = getattr(into, collection)
        records = getattr(other, collection)
        known = _by_look(collection, taken, records) if collection in _SAME else {}
        ids = {
            key: _id_for(collection, (key, record), taken, known)
            for key, record in in_order(records)
        }
        found[collection] = {key: new for key, new in ids.items() if new != key}
    return found


def free_ids(collection: str, into: Portfolio, other: Portfolio) -> dict[str, str]:
    """Return new ids for the records of a collection whose ids are those of something else."""
    taken = getattr(into, collection)
    return {
        key: new_id(_PREFIXES[collection])
        for key, record in getattr(other, collection).items()
        if taken.get(key, record) != record
    }


def _by_look(
    collection: ReferredTo, taken: Mapping[str, Any], records: Mapping[str, Any]
) -> dict[object, str]:
    """Return the records that one without a match of its id can be, by what they look like."""
    matched = {
        key for key, record in records.items() if _is_one(collection, taken.get(key), record)
    }
    known: dict[object, str] = {}
    for key, record in in_order(taken):
        if key not in matched:
            known.setdefault(_look(collection, record), key)
    return known


def _id_for(
    collection: ReferredTo,
    item: tuple[str, Any],
    taken: Mapping[str, Any],
    known: dict[object, str],
) -> str:
    key, record = item
    if _is_one(collection, taken.get(key), record):
        return key
    same = known.pop(_look(collection, record), None) if known else None
    if same is not None:
        return same
    return new_id(_PREFIXES[collection]) if key in taken else key


def _is_one(collection: ReferredTo, one: Any, other: Any) -> bool:  # noqa: ANN401
    """Whether two records with one id are versions of each other."""
    if one is None or one.name.strip() != other.name.strip():
        return False
    measure = _MEASURES.get(collection)
    return measure is None or measure(one) == measure(other)


def _levels(record: Criterion) -> list[tuple[float, float]]:
    return [(anchor.level, anchor.points) for anchor in record.anchors]


def _look(collection: ReferredTo, record: Any) -> object:  # noqa: ANN401
    return (record.name.strip(), repr(_SAME[collection](record)))
