"""Weights of criteria, of which only the proportions count: all of them are one side's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import fsum, inf, isclose
from typing import Any

from portfolio.files.merging.lists import one_of
from portfolio.files.missing import MISSING, Missing
from portfolio.files.weighing import made_room
from portfolio.model import Criterion, FrozenMap

Criteria = FrozenMap[str, Criterion]
#: Of the base (``MISSING`` for none), ours and theirs.
Three = tuple[Criteria | Missing, Criteria, Criteria]
#: The values of one field by criterion.
Set = FrozenMap[str, Any]

#: The fields of criteria that mean something only beside those of the others.
SETS = ("weight", "swing")
#: Those that mean the same when all are scaled alike; swings have their top at 100.
_SCALED = frozenset({"weight"})
_SAME = 1e-9


def of_one_side(field: str, three: Three) -> tuple[Three, tuple[Set, Set, Set] | None]:
    """Return criteria that all have the weights of one side: ours where both changed them.

    What only the other side has keeps its proportion to those that both have.

    Args:
        field: one of ``SETS``.
        three: criteria that are the same, but for those that a side added.

    Returns:
        The three, which no longer differ in the field; and the sets of base, ours and theirs
        between which a person must choose, or None.
    """
    base, ours, theirs = three
    both = [key for key in ours if key in theirs]
    mine, other = _set(field, ours, both), _set(field, theirs, both)
    if mine == other:
        return three, None
    old = MISSING if base is MISSING else _set(field, base, both)
    chosen = _chosen(field, old, mine, other)
    full = _in_full(field, ours, theirs, both), _in_full(field, theirs, ours, both)
    asked = None
    if chosen is None:
        asked = (FrozenMap() if base is MISSING else _set(field, base, base), *full)
    taken = full[1] if chosen is other else full[0]
    before = MISSING if base is MISSING else _with_set(field, base, taken)
    return (before, _with_set(field, ours, taken), _with_set(field, theirs, taken)), asked


def weighed_anew(field: str, before: Criteria, after: Criteria) -> frozenset[str]:
    """Return the criteria of which the field was changed, and that did not just make room."""
    both = [key for key in before if key in after]
    old, new = _set(field, before, both), _set(field, after, both)
    changed = frozenset(key for key in both if old[key] != new[key])
    return changed - made_room(old, new) if field in _SCALED else changed


def _set(field: str, criteria: Criteria, keys: Iterable[str]) -> Set:
    return FrozenMap({key: getattr(criteria[key], field) for key in keys if key in criteria})


def _chosen(field: str, old: Set | Missing, mine: Set, other: Set) -> object:
    """Return the set that is taken; None where both sides changed it."""
    chosen = one_of(old, mine, other)
    if chosen is not None or field not in _SCALED:
        return chosen
    if _is_scaled(mine, other) or _is_scaled(old, other):
        return mine
    return other if _is_scaled(old, mine) else None


def _is_scaled(one: Set | Missing, other: Set) -> bool:
    """Whether two sets have the same proportions; one below 0 counts as 0."""
    if one is MISSING or one.keys() != other.keys():
        return False
    shares = _shares(one), _shares(other)
    return all(shares) and all(
        isclose(shares[0][key], shares[1][key], rel_tol=_SAME) for key in one
    )


def _shares(values: Mapping[str, float]) -> dict[str, float]:
    """Return the shares in the sum, 0 to 1; empty where there is none to share."""
    total = _sum(values)
    if not 0 < total < inf:
        return {}
    return {key: max(0.0, each) / total for key, each in values.items()}


def _in_full(field: str, own: Criteria, more: Criteria, both: Iterable[str]) -> Set:
    """Return the set of one side, with what only the other side has in proportion."""
    factor = 1.0
    if field in _SCALED:
        here, there = _sum(_set(field, own, both)), _sum(_set(field, more, both))
        factor = here / there if 0 < here < inf and 0 < there < inf else 1.0
    added = {key: getattr(each, field) for key, each in more.items() if key not in own}
    if factor not in (1.0, inf):
        added = {key: value * factor for key, value in added.items()}
    return _set(field, own, own).with_all(added)


def _sum(values: Mapping[str, float]) -> float:
    """Return the sum, the same in whatever order they stand."""
    try:
        return fsum(max(0.0, each) for each in values.values())
    except OverflowError:
        return inf


def _with_set(field: str, criteria: Criteria, values: Set) -> Criteria:
    return criteria.with_all(
        {
            key: replace(record, **{field: values[key]})
            for key, record in criteria.items()
            if key in values and getattr(record, field) != values[key]
        }
    )
