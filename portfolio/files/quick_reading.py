"""A JSON tree to records in one go, for files that hold nothing unusual.

It takes exactly what ``reading`` takes without a note, and gives the same records,
several times faster: it neither knows where it is nor what is wrong.

It also counts what proves that no key stood twice in one object, of which the
decoder would have dropped one: outside of texts, a file has one colon for each
member of an object. So the colons of the file are as many as the members and the
colons in texts that were met here, or something was dropped.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, cast

from portfolio.files.leaves import Misfit, Read, leaf_reader, moment, number
from portfolio.files.writing import BARE, default_tree
from portfolio.model import FrozenMap, Portfolio
from portfolio.model.shapes import Shape, fields_of

NOTHING_EXTRA: FrozenMap[str, object] = FrozenMap()

_TEXT = Shape("text")
_NO_ENTRIES: FrozenMap[str, Any] = FrozenMap()


class Unusual(Exception):  # noqa: N818 - it never leaves the room
    """Something in the tree needs a closer look: an unknown field, or a value that does not fit."""


def read_quickly(tree: Mapping[str, object]) -> tuple[Portfolio, int]:
    """Return the portfolio, and the colons that its text must have.

    Raises:
        Unusual: if anything does not fit, or is not known.
    """
    reader = _QuickReader()
    try:
        portfolio = cast("Portfolio", reader.record(Portfolio)(tree))
    except (Misfit, KeyError, TypeError) as error:
        raise Unusual from error
    return portfolio, reader.colons


class _QuickReader:
    """One reading of one tree."""

    def __init__(self) -> None:
        self.colons = 0
        self._records: dict[type, Read] = {}

    def record(self, cls: type) -> Read:
        if cls not in self._records:
            self._records[cls] = self._build_record(cls)
        return self._records[cls]

    def _reader(self, shape: Shape) -> Read:
        """Return the reader of a value that is not null."""
        match shape.kind:
            case "record":
                return self.record(shape.record_class())
            case "list":
                return self._list(shape.entry())
            case "map":
                return self._map(self._reader(shape.entry()))
            case "moment":
                return self._moment
            case _:
                return leaf_reader(shape)

    def _moment(self, value: object) -> object:
        if type(value) is str:
            self.colons += value.count(":")
        return moment(value)

    def _list(self, entry: Shape) -> Read:
        read = self._reader(entry)

        def read_list(values: object) -> tuple[Any, ...]:
            if type(values) is not list:
                raise Unusual
            if entry == _TEXT:
                self.colons += "".join(values).count(":")
            return tuple([read(value) for value in values]) if values else ()

        return read_list

    def _map(self, read: Read) -> Read:
        def read_map(values: object) -> FrozenMap[str, Any]:
            if type(values) is not dict:
                raise Unusual
            if not values:
                return _NO_ENTRIES
            self.colons += len(values)
            return FrozenMap({key: read(value) for key, value in values.items()})

        return read_map

    def _build_record(self, cls: type) -> Read:
        fields = fields_of(cls)
        count, defaults, read_bare = len(fields), default_tree(cls), bare_reader(cls)
        texts = [index for index, field in enumerate(fields) if field.shape == _TEXT]
        readers = [
            (index, self._reader(field.shape), field.shape.optional)
            for index, field in enumerate(fields)
            if index not in texts
        ]
        values_of = itemgetter(*(field.name for field in fields))
        texts_of = _getter(texts)
        build = _builder(cls)

        def read_record(tree: object) -> object:
            if type(tree) is not dict:
                return read_bare(tree)
            self.colons += len(tree)
            if len(tree) != count:
                tree = {**defaults, **tree}
            values = list(values_of(tree))
            if len(tree) != count:
                raise Unusual
            # Joining is also the fastest way to learn that all of them are texts.
            self.colons += "".join(texts_of(values)).count(":")
            for index, read, optional in readers:
                value = values[index]
                if value is not None or not optional:
                    values[index] = read(value)
            return build(values)

        return read_record


def _getter(indices: list[int]) -> Callable[[list[Any]], Sequence[Any]]:
    """Return a function that takes the items at ``indices`` out of a list."""
    if len(indices) > 1:
        return itemgetter(*indices)
    return lambda values: [values[index] for index in indices]


@cache
def _builder(cls: type) -> Callable[[list[Any]], object]:
    """Return a function that builds a record from the values of all fields but ``extra``.

    A frozen record sets each field through a call that its ``__init__`` makes by
    name, a fifth of all time here. So its values go to a twin that is not frozen
    and has the same slots, which then becomes the record.
    """
    names = [field.name for field in dataclasses.fields(cls)]
    twin = dataclasses.make_dataclass(cls.__name__, names, slots=True, eq=False, repr=False)

    def build(values: list[Any]) -> object:
        record = twin(*values, NOTHING_EXTRA)
        record.__class__ = cls
        return record

    return build


def bare_reader(cls: type) -> Read:
    """Return the reader of a record that is written as one number, or is not there at all."""
    if cls not in BARE:
        return _refuse_bare
    build: Callable[..., object] = cls
    rest = [field.default for field in fields_of(cls)[1:]]
    known: dict[float, object] = {}

    def read_bare(value: object) -> object:
        # Ratings repeat, and records are frozen: equal ones are one. Zero might be minus zero.
        if type(value) is float and value:
            record = known.get(value)
            if record is not None:
                return record
        checked = number(value)
        record = known[checked] = build(checked, *rest, NOTHING_EXTRA)
        return record

    return read_bare


def _refuse_bare(value: object) -> object:
    raise Misfit(value, "is not a group of fields")
