"""Records to a JSON tree: every field written, so that a change is a changed line.

A rating, a figure or an estimate that is only a number is written as that number, otherwise
with the fields that say something. What a newer version stored and this one does not
know (``extra``) goes back where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from operator import attrgetter
from typing import Any

from portfolio.model import Estimate, Figure, Portfolio, Rating
from portfolio.model.shapes import Shape, fields_of

Tree = dict[str, Any]
Write = Callable[[Any], Any]

#: Records that are written as one bare number, their first field, when they say nothing else.
BARE = {Estimate: "likely", Figure: "likely", Rating: "value"}


def to_tree(portfolio: Portfolio) -> Tree:
    """Return the content of a portfolio as JSON objects, without the head of the file."""
    tree: Tree = _record(Portfolio)(portfolio)
    return tree


def record_tree(record: object) -> Any:  # noqa: ANN401 - a JSON tree
    """Return one record of a portfolio as it stands in the file."""
    cls: type = type(record)
    return _record(cls)(record)


@cache
def _writer(shape: Shape) -> Write | None:
    """Return the function that turns one value into JSON; None when it is JSON already."""
    write = _plain_writer(shape)
    if write is None or not shape.optional:
        return write
    return lambda value: None if value is None else write(value)


def _plain_writer(shape: Shape) -> Write | None:
    if shape.kind == "record":
        return _record(shape.record_class())
    if shape.kind == "list":
        return _list(_writer(shape.entry()))
    if shape.kind == "map":
        return _map(_writer(shape.entry()))
    return _LEAVES.get(shape.kind)


def number(value: float) -> float:
    """Return the number; 0 in place of minus zero, which equals it and must give equal bytes."""
    return float(value) + 0.0


def moment_text(value: datetime) -> str:
    """Return a moment in UTC, for example ``2027-03-01T09:30:00Z``."""
    if value.tzinfo is None:
        return value.isoformat()
    return value.astimezone(UTC).isoformat().removesuffix("+00:00") + "Z"


_LEAVES: dict[str, Write] = {"number": number, "day": date.isoformat, "moment": moment_text}


def _list(write: Write | None) -> Write:
    if write is None:
        return list
    return lambda values: [write(value) for value in values]


def _map(write: Write | None) -> Write:
    if write is None:
        return dict
    return lambda values: {key: write(value) for key, value in values.items()}


@cache
def _record(cls: type) -> Write:
    fields = fields_of(cls)
    names = tuple(field.name for field in fields)
    converted = tuple(
        (field.name, write) for field in fields if (write := _writer(field.shape)) is not None
    )
    values_of = attrgetter(*names)

    def write_record(record: Any) -> Any:  # noqa: ANN401 - of the class ``cls``
        tree: Tree = dict(zip(names, values_of(record), strict=True))
        for name, write in converted:
            tree[name] = write(tree[name])
        return _put_back(tree, record.extra, cls) if record.extra else tree

    return _brief(cls, write_record) if cls in BARE else write_record


def _brief(cls: type, write_whole: Write) -> Write:
    """Return a writer that leaves out defaults, and all but the number if it is alone."""
    first, *rest = fields_of(cls)
    values_of = attrgetter(first.name, *(field.name for field in rest))
    nothing_else = tuple(field.default for field in rest)
    defaults = default_tree(cls)

    def write_record(record: Any) -> Any:  # noqa: ANN401 - of the class ``cls``
        value, *others = values_of(record)
        if tuple(others) == nothing_else and not record.extra:
            return number(value)
        return {
            name: entry
            for name, entry in write_whole(record).items()
            if name not in defaults or entry != defaults[name]
        }

    return write_record


def _put_back(tree: Tree, extra: Mapping[str, Any], cls: type) -> Tree:
    """Add what this version could not read, unless the field has been set since."""
    defaults = default_tree(cls)
    for name, value in extra.items():
        if name not in tree or (name in defaults and tree[name] == defaults[name]):
            tree[name] = value
        elif isinstance(value, dict) and isinstance(tree[name], dict):
            tree[name] = _merged(value, tree[name])
    return tree


@cache
def default_tree(cls: type) -> Tree:
    """Return each field of a class that has a default, as JSON."""
    tree = {}
    for field in fields_of(cls):
        if not field.required:
            write = _writer(field.shape)
            tree[field.name] = field.default if write is None else write(field.default)
    return tree


def _merged(kept: Mapping[str, Any], known: Mapping[str, Any]) -> Tree:
    """Return both maps in one; where they meet, ``known`` wins."""
    result = {**kept, **known}
    for key in kept.keys() & known.keys():
        if isinstance(kept[key], dict) and isinstance(known[key], dict):
            result[key] = _merged(kept[key], known[key])
    return result
