"""What a redacted copy leaves out: what of, how many, and a few examples."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Removed:
    """One kind of thing that is not in the copy.

    Attributes:
        noun: for one of them; ``several`` for more.
        count: how many there were.
        examples: up to three, as they stood in the document; empty where none tells anything.
    """

    noun: str
    several: str
    count: int
    examples: tuple[str, ...] = ()


class Tally:
    """Counts what goes, in the order in which kinds are first met."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()
        self._examples: dict[tuple[str, str], list[str]] = {}

    def add(self, noun: str, several: str, *, count: int = 1, example: str = "") -> None:
        """Count some more of a kind."""
        if not count:
            return
        kind = (noun, several)
        self._counts[kind] += count
        examples = self._examples.setdefault(kind, [])
        if example.strip() and example not in examples and len(examples) < _EXAMPLES:
            examples.append(example)

    def result(self) -> tuple[Removed, ...]:
        """Return what was counted."""
        return tuple(
            Removed(*kind, count, tuple(self._examples[kind]))
            for kind, count in self._counts.items()
        )
