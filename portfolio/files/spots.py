"""Where in the text a value stands: asked only when something is wrong with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

Path = tuple[str | int, ...]

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[\]{},:]|[^\s\[\]{},:"]+', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Spot:
    """One value in the text.

    Attributes:
        token: its text; of a list or object, the bracket.
        line: counted from 1.
        earlier: the line of the same key in the same object, when there is one.
    """

    path: Path
    token: str
    line: int
    earlier: int | None = None


@dataclass(slots=True)
class _Group:
    """A list or object that is being read; ``key`` names the entry at hand."""

    is_object: bool
    key: str | int = 0
    awaits_key: bool = True
    lines: dict[str, int] = field(default_factory=dict)
    earlier: int | None = None

    def take_key(self, token: str, line: int) -> None:
        key = json.loads(token, strict=False)
        self.key, self.awaits_key = key, False
        self.earlier = self.lines.get(key)
        self.lines.setdefault(key, line)

    def next_entry(self) -> None:
        self.awaits_key, self.earlier = True, None
        if isinstance(self.key, int):
            self.key += 1


def spots(text: str) -> Iterator[Spot]:
    """Yield every value in the order of the text; stop where it is no longer JSON."""
    groups: list[_Group] = []
    for token, line in _tokens(text):
        group = groups[-1] if groups else None
        if token == ",":
            if group is None:
                return
            group.next_entry()
        elif token in {"]", "}"}:
            if group is None:
                return
            groups.pop()
        elif group is not None and group.is_object and group.awaits_key:
            if token[0] != '"':
                return
            group.take_key(token, line)
        elif token != ":":
            earlier = group.earlier if group else None
            yield Spot(tuple(each.key for each in groups), token, line, earlier)
            if token in {"[", "{"}:
                groups.append(_Group(is_object=token == "{"))


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    line, counted = 1, 0
    for match in _TOKEN.finditer(text):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        yield match[0], line


def line_of(text: str, path: Path) -> int | None:
    """Return the line of the value at ``path``, or of the nearest group around it."""
    best: tuple[int, int | None] = (-1, None)
    for spot in spots(text):
        if spot.path == path[: len(spot.path)] and len(spot.path) > best[0]:
            best = (len(spot.path), spot.line)
            if len(spot.path) == len(path):
                break
    return best[1]


def first_duplicate(text: str) -> Spot | None:
    """Return the first value whose key stands in the same object before it."""
    return next((spot for spot in spots(text) if spot.earlier is not None), None)


def first_bad_number(text: str) -> Spot | None:
    """Return the first number that no float can hold: NaN, Infinity, hundreds of digits."""
    return next(
        (spot for spot in spots(text) if _is_bad_number(spot.token)),
        None,
    )


def _is_bad_number(token: str) -> bool:
    if token in {"NaN", "Infinity", "-Infinity"}:
        return True
    return len(token) > 300 and token.lstrip("-").isdecimal()
