"""What earlier rounds found, so that an edit checks only the records it touched."""

from __future__ import annotations

from collections.abc import Callable
from operator import is_
from typing import TypeVar, cast

from portfolio.model.checks.problem import Problem

T = TypeVar("T")
Found = tuple[Problem, ...]


class Memory:
    """Findings by record, valid as long as every part they were read from is the same object.

    Records are frozen and shared between snapshots, so identity tells what changed.
    Findings that a round does not ask for are forgotten with the next round.
    """

    def __init__(self) -> None:
        self._before: dict[object, tuple[tuple[object, ...], object]] = {}
        self._now: dict[object, tuple[tuple[object, ...], object]] = {}

    def next_round(self) -> None:
        """Start a round: what the last one did not use is dropped."""
        self._before, self._now = self._now, {}

    def same(self, key: object, value: T) -> T:
        """Return the value of the last round if it is equal, so that identity holds."""
        earlier = self._before.get(key)
        if earlier is not None and earlier[1] == value:
            value = earlier[1]
        self._now[key] = ((), value)
        return value

    def found(self, key: object, parts: tuple[object, ...], check: Callable[..., T]) -> T:
        """Return ``check(*parts)``, or what it gave the last time for the same ``parts``."""
        earlier = self._before.get(key)
        if earlier is None or not _identical(earlier[0], parts):
            earlier = (parts, check(*parts))
        self._now[key] = earlier
        return cast("T", earlier[1])


def _identical(some: tuple[object, ...], others: tuple[object, ...]) -> bool:
    return len(some) == len(others) and all(map(is_, some, others))
