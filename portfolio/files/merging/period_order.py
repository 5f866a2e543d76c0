"""The order of the periods, which says what comes when: all of it is one side's."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from portfolio.files.merging.lists import one_of
from portfolio.files.missing import MISSING, Missing
from portfolio.model import FrozenMap, Period, in_order

Periods = FrozenMap[str, Period]
#: Of the base (``MISSING`` for none), ours and theirs.
Three = tuple[Periods | Missing, Periods, Periods]
#: Rank keys of periods by id.
Orders = FrozenMap[str, str]


def in_one_order(three: Three) -> tuple[Three, tuple[Orders, Orders, Orders] | None]:
    """Return periods that all stand in the order of one side: ours where both changed it.

    A period that only one side has stands where that side put it.

    Returns:
        The three, of which those that both sides have no longer differ in their rank keys;
        and the rank keys of base, ours and theirs between which a person must choose, or None.
    """
    base, ours, theirs = three
    both = {key for key in ours if key in theirs}
    mine, other = _sequence(ours, both), _sequence(theirs, both)
    if mine == other:
        return three, None
    old = MISSING if base is MISSING else _sequence(base, both)
    chosen = one_of(old, mine, other)
    taken = _orders(theirs if chosen == other else ours, both)
    before = MISSING if base is MISSING else _with_orders(base, taken)
    asked = None
    if chosen is None:
        first = FrozenMap[str, str]() if base is MISSING else _orders(base, both)
        asked = (first, _orders(ours, both), _orders(theirs, both))
    return (before, _with_orders(ours, taken), _with_orders(theirs, taken)), asked


def _sequence(periods: Periods, keys: Collection[str]) -> tuple[str, ...]:
    return tuple(key for key, _ in in_order(periods) if key in keys)


def _orders(periods: Periods, keys: Collection[str]) -> Orders:
    return FrozenMap({key: each.order for key, each in periods.items() if key in keys})


def _with_orders(periods: Periods, orders: Orders) -> Periods:
    moved = {
        key: replace(each, order=orders[key])
        for key, each in periods.items()
        if key in orders and each.order != orders[key]
    }
    return periods.with_all(moved)
