"""A JSON tree to records: nothing is guessed, nothing is dropped.

A value that does not fit stops the reading. In a file of a newer version it is left
at its default instead and kept in ``extra``, from where ``writing`` puts it back, as
it does with fields that are not known. A record of which a required field does not
fit is kept by the record that owns it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from portfolio.files.leaves import Misfit, Read, leaf_reader
from portfolio.files.quick_reading import NOTHING_EXTRA, bare_reader
from portfolio.files.spots import Path
from portfolio.model import FrozenMap, Portfolio
from portfolio.model.shapes import Shape, fields_of


@dataclass(frozen=True, slots=True)
class Kept:
    """A value that is kept in the file, but not used.

    Attributes:
        path: from the record or map that is being read to the value.
        misfit: why it is not used; None when its field is not known.
        orphan: whether its owner still has to take it into ``extra``.
    """

    path: Path
    value: object
    misfit: Misfit | None = None
    orphan: bool = False

    @property
    def place(self) -> Path:
        """The path to what does not fit, which may lie inside the value."""
        return self.path if self.misfit is None else (*self.path[:-1], *self.misfit.path)


class Reader:
    """One reading of one tree; ``kept`` says afterwards what was kept, but not used."""

    def __init__(self, *, forgiving: bool) -> None:
        self.kept: list[Kept] = []
        self._forgiving = forgiving
        self._records: dict[type, Read] = {}

    def read(self, tree: Mapping[str, object]) -> Portfolio:
        """Return the portfolio.

        Raises:
            Misfit: at its ``path``.
        """
        return cast("Portfolio", self._record(Portfolio)(tree))

    def _reader(self, shape: Shape) -> Read:
        match shape.kind:
            case "record":
                read = self._record(shape.record_class())
            case "list":
                read = _list(self._reader(shape.entry()))
            case "map":
                read = self._map(self._reader(shape.entry()))
            case _:
                read = leaf_reader(shape)
        return _optional(read) if shape.optional else read

    def _map(self, read: Read) -> Read:
        def read_map(values: object) -> FrozenMap[str, Any]:
            if type(values) is not dict:
                raise Misfit(values, "is not a group of fields")
            result = {}
            for key, value in values.items():
                mark = len(self.kept)
                try:
                    result[key] = read(value)
                except Misfit as misfit:
                    self._keep(mark, Kept((), value, misfit.under(key), orphan=True))
                self._step_up(mark, key)
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
        read_bare = bare_reader(cls)
        build: Callable[..., object] = cls

        def read_record(tree: object) -> object:
            if type(tree) is not dict:
                return read_bare(tree)
            values: dict[str, Any] = {}
            extra: dict[str, object] = {}
            for name, value in tree.items():
                mark = len(self.kept)
                if name in readers:
                    try:
                        values[name] = readers[name](value)
                    except Misfit as misfit:
                        self._keep(mark, Kept((), value, misfit.under(name)), name in required)
                        extra[name] = value
                else:
                    self.kept.append(Kept((), value))
                    extra[name] = value
                if any(each.orphan for each in self.kept[mark:]):
                    extra[name] = self._adopted(mark)
                self._step_up(mark, name)
            if not required <= values.keys():
                raise _missing(min(required - values.keys()))
            return build(**values, extra=FrozenMap(extra) if extra else NOTHING_EXTRA)

        return read_record

    def _keep(self, mark: int, kept: Kept, required: bool = False) -> None:  # noqa: FBT001, FBT002
        """Keep a value as a whole, with all that was kept of its parts; or raise its misfit."""
        if kept.misfit is not None and (required or not self._forgiving):
            raise kept.misfit
        self.kept[mark:] = [kept]

    def _step_up(self, mark: int, step: str) -> None:
        """Lengthen the paths of what was kept below ``step``."""
        for index in range(mark, len(self.kept)):
            each = self.kept[index]
            self.kept[index] = replace(each, path=(step, *each.path))

    def _adopted(self, mark: int) -> dict[str, object]:
        """Return the entries that the maps of one field could not read, nested as in the file."""
        nested: dict[str, Any] = {}
        for index in range(mark, len(self.kept)):
            each = self.kept[index]
            if each.orphan:
                *parents, last = [str(step) for step in each.path]
                group = nested
                for step in parents:
                    group = group.setdefault(step, {})
                group[last] = each.value
                self.kept[index] = replace(each, orphan=False)
        return nested


def _list(read: Read) -> Read:
    def read_list(values: object) -> tuple[Any, ...]:
        if type(values) is not list:
            raise Misfit(values, "is not a list")
        result = []
        for index, value in enumerate(values):
            try:
                result.append(read(value))
            except Misfit as misfit:
                raise misfit.under(index) from None
        return tuple(result)

    return read_list


def _optional(read: Read) -> Read:
    return lambda value: None if value is None else read(value)


def _missing(name: str) -> Misfit:
    return Misfit(None, f"stands where “{name.replace('_', ' ')}” is needed")
