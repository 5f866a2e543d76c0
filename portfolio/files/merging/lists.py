"""Lists of two sides merged with the one that both came from, where that needs no asking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any

from portfolio.files.missing import MISSING
from portfolio.model import Change, Reading, Rule, Vote

Items = tuple[Any, ...]

#: By what the entries of a list are told apart; lists of others are taken as a whole.
_KEYS: dict[type, Callable[[Any], object]] = {
    Change: attrgetter("kind", "target", "period"),
    Reading: attrgetter("as_of"),
    Vote: attrgetter("voter"),
}
#: By what the entries of a list that only grows are sorted, the oldest first.
_AGES: dict[type, Callable[[Any], Any]] = {
    Reading: attrgetter("as_of"),
}
#: Of rules of these kinds the first member requires the others.
_LED = ("requires", "finished_before")


def one_of(base: object, ours: object, theirs: object) -> object:
    """Return what becomes of one value that may be ``MISSING``; None where both changed it."""
    if theirs in (ours, base):
        return ours
    return theirs if base == ours else None


def merged_texts(base: Items, ours: Items, theirs: Items) -> Items:
    """Return texts as a set: what either added is in, what either took out is not.

    In the order of ``ours``, what only ``theirs`` has last; sorted if both sides are.
    """
    kept = [each for each in ours if each in theirs or each not in base]
    added = [each for each in theirs if each not in base]
    merged = tuple(dict.fromkeys([*kept, *added]))
    return tuple(sorted(merged)) if _is_sorted(ours) and _is_sorted(theirs) else merged


def merged_members(base: Rule | None, ours: Rule, theirs: Rule) -> Items | None:
    """Return the members of a rule, as a set; None where the two sides must be asked for.

    Of a rule whose first member requires the others, that one is no part of the set.
    """
    before = () if base is None else base.initiatives
    led = {rule.kind in _LED for rule in (ours, theirs)}
    if len(led) > 1:
        return None
    lead = 1 if True in led else 0
    parts = (before, ours.initiatives, theirs.initiatives)
    first = one_of(*(each[:lead] for each in parts))
    if not isinstance(first, tuple):
        return None
    if any(key in before and key not in each for key in first for each in parts[1:]):
        return None  # It leads for one side and was taken out by the other.
    rest = merged_texts(*(each[lead:] for each in parts))
    return (*first, *(each for each in rest if each not in first))


def merged_entries(entry: type, base: Items, ours: Items, theirs: Items) -> Items | None:
    """Return a list of records, entry by entry; None where the two sides must be asked for.

    What either added is in, what either took out is not, and nothing stands there more often
    than on one of the sides; None when both did something else to one entry, or entries of
    this kind cannot be told apart. In the order of ``ours``, what only ``theirs`` has last; a
    list that only grows by age.
    """
    key_of = _KEYS.get(entry)
    if key_of is None:
        return None
    before, mine, other = (_keyed(each, key_of) for each in (base, ours, theirs))
    merged: list[object] = []
    for key in dict.fromkeys([*mine, *other]):
        sides = (each.get(key, MISSING) for each in (before, mine, other))
        chosen = one_of(*sides)
        if chosen is None:
            return None
        most = max(ours.count(chosen), theirs.count(chosen))
        if chosen is not MISSING and merged.count(chosen) < most:
            merged.append(chosen)
    return _by_age(entry, merged)


def _keyed(items: Items, key_of: Callable[[Any], object]) -> dict[object, object]:
    """Return the entries by key; the second one of a key gets a key of its own."""
    seen: Counter[object] = Counter()
    keyed: dict[object, object] = {}
    for each in items:
        key = key_of(each)
        keyed[key, seen[key]] = each
        seen[key] += 1
    return keyed


def _by_age(entry: type, items: list[object]) -> Items:
    age_of = _AGES.get(entry)
    if age_of is None or any(age_of(each) is None for each in items):
        return tuple(items)
    return tuple(sorted(items, key=age_of))


def _is_sorted(items: Iterable[str]) -> bool:
    listed = list(items)
    return listed == sorted(listed)
