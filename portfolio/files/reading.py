"""A JSON tree to records: nothing is guessed, nothing is dropped.

A value that does not fit stops the reading. In a file of a newer version it is left
at its default instead and carried in ``extra``, from where ``writing`` puts it back,
as it does with fields that are not known. A record of which a required field does
not fit is carried by the record that owns it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, cast

from portfolio.files.leaves import Misfit, Read, leaf_reader, number, optional
from portfolio.files.shapes import BARE, NOTHING_EXTRA, Shape, fields_of
from portfolio.model import FrozenMap, Portfolio

Path = tuple[str | int, ...]


class Reader:
    """One reading of one tree.

    Attributes:
        path: where the reading is, or where it stopped.
        unknown: places of the fields that no record has.
        carried: places of the values that do not fit, with the reason; only in a
            forgiving reading.
    """

    def __init__(self, *, forgiving: bool) -> None:
        self.path: list[str | int] = []
        self.unknown: list[Path] = []
        self.carried: list[tuple[Path, Misfit]] = []
        self._forgiving = forgiving
        self._orphans: list[tuple[Path, object]] = []
        self._records: dict[type, Read] = {}

    def read(self, tree: Mapping[str, object]) -> Portfolio:
        """Return the portfolio.

        Raises:
            Misfit: at ``path``.
        """
        return cast("Portfolio", self._record(Portfolio)(tree))

    def _reader(self, shape: Shape) -> Read:
        match shape.kind:
            case "record":
                read = self._record(shape.record_class())
            case "list":
                read = self._list(self._reader(shape.entry()))
            case "map":
                read = self._map(self._reader(shape.entry()))
            case _:
                read = leaf_reader(shape)
        return optional(read) if shape.optional else read

    def _list(self, read: Read) -> Read:
        path = self.path

        def read_list(values: object) -> tuple[Any, ...]:
            if type(values) is not list:
                raise Misfit(values, "is not a list")
            result = []
            for index, value in enumerate(values):
                path.append(index)
                result.append(read(value))
                path.pop()
            return tuple(result)

        return read_list

    def _map(self, read: Read) -> Read:
        path, orphans = self.path, self._orphans

        def read_map(values: object) -> FrozenMap[str, Any]:
            if type(values) is not dict:
                raise Misfit(values, "is not a group of fields")
            depth = len(path) + 1
            result = {}
            for key, value in values.items():
                path.append(key)
                try:
                    result[key] = read(value)
                except Misfit as misfit:
                    self._carry(misfit, depth)
                    orphans.append((tuple(path), value))
                path.pop()
            return FrozenMap(result)

        return read_map

    def _record(self, cls: type) -> Read:
        if cls not in self._records:
            self._records[cls] = self._build_record(cls)
        return self._records[cls]

    def _build_record(self, cls: type) -> Read:
        fields = fields_of(cls)
        readers = {field.name: self._reader(field.shape) for field in fields}
        required = frozenset(field.name for field in fields if field.required)
        read_bare = _bare(cls)
        build: Callable[..., object] = cls
        path, orphans = self.path, self._orphans

        def read_record(tree: object) -> object:
            if type(tree) is not dict:
                return read_bare(tree)
            depth = len(path) + 1
            values: dict[str, Any] = {"extra": NOTHING_EXTRA}
            extra: dict[str, object] = {}
            for name, value in tree.items():
                path.append(name)
                if name in readers:
                    try:
                        values[name] = readers[name](value)
                    except Misfit as misfit:
                        self._carry(misfit, depth, required=name in required)
                        extra[name] = value
                    if orphans:
                        extra[name] = self._adopt(depth)
                else:
                    self.unknown.append(tuple(path))
                    extra[name] = value
                path.pop()
            if extra:
                values["extra"] = FrozenMap(extra)
            if not required <= values.keys():
                raise _missing(required - values.keys())
            return build(**values)

        return read_record

    def _carry(self, misfit: Misfit, depth: int, *, required: bool = False) -> None:
        """Note a value that is carried, and go back to it; or raise when it cannot be."""
        if required or not self._forgiving:
            raise misfit
        self.carried.append((tuple(self.path), misfit))
        del self.path[depth:]

    def _adopt(self, depth: int) -> dict[str, object]:
        """Return the entries left over by the maps below the field at ``depth``, nested."""
        nested: dict[str, Any] = {}
        for place, value in self._orphans:
            *parents, last = [str(key) for key in place[depth:]]
            group = nested
            for key in parents:
                group = group.setdefault(key, {})
            group[last] = value
        self._orphans.clear()
        return nested


def _bare(cls: type) -> Read:
    """Return the reader of a record that is not written as a group of fields."""
    if cls not in BARE:
        return _refuse_bare
    build: Callable[..., object] = cls
    name = BARE[cls]
    return lambda value: build(**{name: number(value)}, extra=NOTHING_EXTRA)


def _refuse_bare(value: object) -> object:
    raise Misfit(value, "is not a group of fields")


def _missing(names: AbstractSet[str]) -> Misfit:
    first = min(names)
    return Misfit(None, f"stands where “{first}” is needed")
