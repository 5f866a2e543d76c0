"""Rank keys: short strings whose alphabetical order is the order on the screen.

Inserting a record between two others writes one key and touches no other
record, so two people who add rows to copies of one file can be merged.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from typing import Protocol, TypeVar

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BASE = len(_DIGITS)


class Ordered(Protocol):
    """A record that knows its place in a list."""

    @property
    def order(self) -> str:
        """The rank key."""


R = TypeVar("R", bound=Ordered)


def in_order(records: Mapping[str, R]) -> tuple[tuple[str, R], ...]:
    """Return the ``(id, record)`` pairs in the order of the screen; ties by id."""
    return tuple(sorted(records.items(), key=lambda pair: (pair[1].order, pair[0])))


def key_between(before: str, after: str) -> str:
    """Return a key that sorts strictly between two keys, or after ``before`` if they leave no room.

    Args:
        before: the lower key, or an empty string for the start.
        after: the upper key, or an empty string for the end.
    """
    digits: list[str] = []
    bounded = bool(after)
    position = 0
    while True:
        low = _digit(before, position) if position < len(before) else 0
        bounded = bounded and position < len(after)
        high = _digit(after, position) if bounded else _BASE
        if high - low > 1:
            return "".join(digits) + _DIGITS[(low + high) // 2]
        digits.append(_DIGITS[low])
        bounded = bounded and high == low
        position += 1


def _digit(key: str, position: int) -> int:
    """Return the value of one digit; a foreign character counts as the digit nearest to it."""
    return min(bisect_left(_DIGITS, key[position]), _BASE - 1)


def keys_between(before: str, after: str, count: int) -> list[str]:
    """Return ``count`` rising keys between two keys, spread by halving so that they stay short."""
    if count <= 0:
        return []
    middle = key_between(before, after)
    left = (count - 1) // 2
    return [
        *keys_between(before, middle, left),
        middle,
        *keys_between(middle, after, count - 1 - left),
    ]


def key_after_all(records: Mapping[str, R]) -> str:
    """Return a key that places a new record last."""
    last = max((record.order for record in records.values()), default="")
    return key_between(last, "")
