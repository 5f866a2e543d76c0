"""Initiatives one after another, and the one that somebody looks at before the others."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence

#: Gives the id of the initiative that is looked at; empty for none.
Interest = Callable[[], str]

#: Seconds between two results that grow.
_SHOWN_EVERY_S = 0.5


def nobody() -> str:
    """Return that no initiative is looked at."""
    return ""


class Turns:
    """Whose turn it is, and when what was found is to be shown.

    Args:
        keys: the ids in the order in which they come when nobody looks at one.
        interest: asked anew whenever the next one is picked.
    """

    def __init__(self, keys: Sequence[str], interest: Interest) -> None:
        self._keys = keys
        self._interest = interest
        self._shown = time.monotonic()

    def __iter__(self) -> Iterator[tuple[int, str]]:
        """Yield each id once, behind the number of those before it."""
        left = dict.fromkeys(self._keys)
        for done in range(len(left)):
            looked_at = self._interest()
            key = looked_at if looked_at in left else next(iter(left))
            del left[key]
            yield done, key

    def due(self, key: str) -> bool:
        """Whether to show what was found up to this id: it is looked at, or it is time."""
        now = time.monotonic()
        due = key == self._interest() or now - self._shown > _SHOWN_EVERY_S
        if due:
            self._shown = now
        return due
