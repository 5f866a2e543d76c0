"""Names that are missing, used twice, look like another, or hide characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from portfolio.model.checks.memory import Memory
from portfolio.model.checks.problem import Problem, ProblemKind
from portfolio.model.text import is_hidden, quoted

# Cyrillic and Greek letters that are drawn like Latin ones: from the confusables table of
# Unicode Technical Standard #39.
_LOOK_ALIKES = str.maketrans(
    "\u0410\u0412\u0415\u0405\u0406\u0408\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425"
    "\u0430\u0435\u0455\u0456\u0458\u043e\u0440\u0441\u0443\u0445\u04bb\u0501\u051b\u051d\u0475"
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7"
    "\u03b1\u03b9\u03ba\u03bd\u03bf\u03c1\u03c5\u03c7",
    "ABESIJKMHOPCTYXaesijopcyxhdqwvABEZHIKMNOPTYXaikvopux",
)


class Named(Protocol):
    """A record with a name."""

    @property
    def name(self) -> str:
        """What the team calls it."""


def skeleton(name: str) -> str:
    """Return what a reader sees of a name: equal for names that look alike.

    Case, width, composed or decomposed accents, kinds and numbers of spaces,
    hidden characters and the alphabet of letters that look Latin do not count.
    """
    if not (name.isascii() and name.isprintable()):
        name = unicodedata.normalize("NFKC", name)
        name = " ".join("".join(c for c in name if not is_hidden(c) or c.isspace()).split())
        name = name.translate(_LOOK_ALIKES)
    return " ".join(name.casefold().split())


def hidden_characters(name: str) -> bool:
    """Whether a name holds characters that cannot be seen, or surplus invisible space."""
    return not (name.isascii() and name.isprintable()) and any(is_hidden(c) for c in name)


def name_problems(
    kind: ProblemKind, noun: str, records: Sequence[tuple[str, Named]], memory: Memory
) -> dict[str, list[Problem]]:
    """Return the problems with the names of all records of one kind, by record id.

    Args:
        kind: of the records.
        noun: what a record is called in a sentence, for example ``criterion``.
        records: ids and records in the order of the screen.
        memory: of earlier rounds.
    """
    found: dict[str, list[Problem]] = {}
    first: dict[str, str] = {}
    for key, record in records:
        name = record.name
        look = memory.found((kind, key, "look"), (name,), skeleton)
        problems = [*_alone(kind, noun, key, name, look)]
        if look in first:
            problems.append(_twin(kind, noun, key, (name, first[look])))
        elif look:
            first[look] = name
        if problems:
            found[key] = problems
    return found


def _alone(kind: ProblemKind, noun: str, key: str, name: str, look: str) -> Iterator[Problem]:
    if not look:
        yield Problem(
            "name_missing",
            "warning",
            kind,
            key,
            "name",
            f"{'An' if noun[0] in 'aeiou' else 'A'} {noun} has no name.",
            "Give it a name, or delete it.",
        )
    elif hidden_characters(name):
        yield Problem(
            "name_hidden_characters",
            "warning",
            kind,
            key,
            "name",
            f"The name {quoted(name)} holds characters that cannot be seen.",
            "Type the name again, without copying it.",
        )


def _twin(kind: ProblemKind, noun: str, key: str, names: tuple[str, str]) -> Problem:
    name, other = names
    if name == other:
        return Problem(
            "name_duplicate",
            "warning",
            kind,
            key,
            "name",
            f"More than one {noun} is called {quoted(name)}.",
            "Rename one of them, or delete it if it is there twice.",
        )
    return Problem(
        "name_look_alike",
        "warning",
        kind,
        key,
        "name",
        f"The {noun} names {quoted(name)} and {quoted(other)} look the same but are not.",
        "Rename one of them, or delete it if it is there twice.",
    )


def merged(order: Iterable[str], *tables: Mapping[str, Iterable[Problem]]) -> Iterator[Problem]:
    """Yield the problems of several tables record by record, in the given order."""
    for key in order:
        for table in tables:
            yield from table.get(key, ())
