"""What refers to the records of a document by their ids: found in one walk."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from portfolio.model import Change, Portfolio
from portfolio.model.references import (
    HISTORY,
    KEYED_BY,
    NAMING,
    REFERRED_TO,
    ReferredTo,
    target_of,
)
from portfolio.model.shapes import FieldShape, Shape, fields_of

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """One place that refers to a record.

    Attributes:
        collection: of that record, with its ``key``.
        path: of what belongs to it: the entry under its id, or the change of a scenario
            that is made to it; else of the field that names it.
        value: what stands there.
        owned: whether it means nothing without that record.
    """

    collection: ReferredTo
    key: str
    path: Path
    value: object
    owned: bool


def references(
    portfolio: Portfolio, to: Collection[ReferredTo] = REFERRED_TO
) -> Iterator[Reference]:
    """Yield everything that refers to records of some collections, but for what is history."""
    walk = _Walk(frozenset(to))
    yield from walk.record(portfolio, ())


def levels_of(cls: type, name: str) -> tuple[ReferredTo, ...]:
    """Return to which collections the keys of a map lead, level by level; none for other maps.

    The collections of the document themselves are not among them.
    """
    return KEYED_BY.get((cls, name), ())


@cache
def fields_referring(cls: type, to: frozenset[ReferredTo]) -> tuple[FieldShape, ...]:
    """Return the fields of a record that refer to some collections, or hold records that do.

    A change of a scenario may refer to any.
    """
    return tuple(
        field
        for field in fields_of(cls)
        if cls is Change
        or (cls is Portfolio and field.name in to)
        or not to.isdisjoint(levels_of(cls, field.name))
        or NAMING.get((cls, field.name)) in to
        or holds_references(field.shape, to)
    )


@cache
def holds_references(shape: Shape, to: frozenset[ReferredTo]) -> bool:
    """Whether what has a shape holds records that refer to some collections."""
    if shape.items is not None:
        return holds_references(shape.items, to)
    return shape.record is not None and bool(fields_referring(shape.record, to))


def place_of_entry(path: Path, entry: object) -> Path:
    """Return the place of an entry of a list: a change of a scenario has one of its own."""
    if isinstance(entry, Change):
        return (*path, f"{entry.kind} {entry.target} {entry.period}")
    return path


class _Walk:
    """One walk through a document."""

    def __init__(self, to: frozenset[ReferredTo]) -> None:
        self._to = to

    def record(self, record: Any, path: Path) -> Iterator[Reference]:  # noqa: ANN401
        cls: type = type(record)
        if cls in HISTORY:
            return
        for field in fields_referring(cls, self._to):
            value, place = getattr(record, field.name), (*path, field.name)
            if value is None:
                continue
            named = NAMING.get((cls, field.name))
            if named is not None:
                yield from self._named(named, value, place)
            else:
                yield from self._held(field.shape, levels_of(cls, field.name), value, place)

    def _named(self, collection: ReferredTo, value: Any, path: Path) -> Iterator[Reference]:  # noqa: ANN401
        if collection in self._to:
            for key in (value,) if isinstance(value, str) else value:
                yield Reference(collection, key, path, value, owned=False)

    def _held(
        self,
        shape: Shape,
        levels: tuple[ReferredTo, ...],
        value: Any,  # noqa: ANN401
        path: Path,
    ) -> Iterator[Reference]:
        if shape.kind == "map":
            yield from self._map(shape.entry(), levels, value, path)
        elif shape.kind == "list" and levels:
            for key in value if levels[0] in self._to else ():
                yield Reference(levels[0], key, (*path, key), key, owned=True)
        elif shape.kind == "list":
            for entry in value:
                yield from self._entry(entry, path)
        elif shape.kind == "record":
            yield from self.record(value, path)

    def _map(
        self, entry: Shape, levels: tuple[ReferredTo, ...], values: Mapping[str, Any], path: Path
    ) -> Iterator[Reference]:
        deeper = not self._to.isdisjoint(levels[1:]) or holds_references(entry, self._to)
        for key, value in values.items():
            place = (*path, key)
            if levels and levels[0] in self._to:
                yield Reference(levels[0], key, place, value, owned=True)
            if deeper:
                yield from self._held(entry, levels[1:], value, place)

    def _entry(self, entry: Any, path: Path) -> Iterator[Reference]:  # noqa: ANN401
        if not isinstance(entry, Change):
            yield from self.record(entry, path)
            return
        place = place_of_entry(path, entry)
        if target_of(entry) in self._to:
            yield Reference(target_of(entry), entry.target, place, entry, owned=True)
        if entry.period is not None and "periods" in self._to:
            yield Reference("periods", entry.period, place, entry, owned=True)
