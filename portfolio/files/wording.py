"""A place in the tree, in the words of the people who filled it in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from portfolio.files.spots import Path
from portfolio.model import FIGURE, Portfolio
from portfolio.model.nouns import NOUNS
from portfolio.model.shapes import Shape, fields_of
from portfolio.model.text import capitalized, quoted, uncapitalized


def place_words(path: Path, tree: object) -> str:
    """Return for example ``Initiative “Claims triage”, benefit, amount``.

    Ids are replaced by the names of their records where the file has them.
    """
    return place_of(path, _names(tree))


def place_of(path: Path, names: Mapping[str, str], record: str = "") -> str:
    """Return a place in words.

    Args:
        path: of the place.
        names: of records by id.
        record: what to call the record of a collection that the place is in; empty for its
            noun and name.
    """
    words = [_word(step, names) for step in path]
    if not path:
        return "The file as a whole"
    if record:
        return ", ".join([record, *words[2:]])
    if path[0] == "ratings":
        titles = ("Ratings", "by", "of", "on")
        named = [f"{title} {word}" for title, word in zip(titles[1:], words[1:], strict=False)]
        return ", ".join([" ".join(["Ratings", *named]), *words[4:]])
    if path[0] in NOUNS and len(path) > 1:
        return ", ".join([f"{capitalized(NOUNS[str(path[0])][0])} {words[1]}", *words[2:]])
    return ", ".join([capitalized(words[0]), *words[1:]])


def _word(step: str | int, names: Mapping[str, str]) -> str:
    if isinstance(step, int):
        return f"entry {step + 1}"
    if step in names:
        return quoted(names[step])
    if step in _field_names():
        return step.replace("_", " ")
    return uncapitalized(FIGURE[step].title) if step in FIGURE else quoted(step)


@cache
def _field_names() -> frozenset[str]:
    """Return the names of the fields of all records, which read well without underscores."""
    found: set[str] = set()
    waiting: list[Shape] = [Shape("record", record=Portfolio)]
    while waiting:
        shape = waiting.pop()
        if shape.items is not None:
            waiting.append(shape.items)
        for field in fields_of(shape.record) if shape.record else ():
            found.add(field.name)
            waiting.append(field.shape)
    return frozenset(found)


def _names(tree: object) -> dict[str, str]:
    """Return the names of all records by id, as far as the tree is what it should be."""
    found = {}
    for collection in NOUNS:
        records = tree.get(collection) if isinstance(tree, dict) else None
        for key, record in records.items() if isinstance(records, dict) else ():
            name = record.get("name") if isinstance(record, dict) else None
            if isinstance(name, str) and name.strip():
                found[key] = name
    return found
