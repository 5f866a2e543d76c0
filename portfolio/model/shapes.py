"""What each field of each record holds, read once from the records' own annotations.

The file format, its JSON Schema and the sheets of a workbook all follow these shapes, so
a field that is added to the model is stored and exchanged without another line of code.
"""

from __future__ import annotations

import dataclasses
import types
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from portfolio.model.frozen import FrozenMap

ShapeKind = Literal[
    "text",
    "order",
    "number",
    "whole",
    "flag",
    "choice",
    "day",
    "moment",
    "list",
    "map",
    "record",
]

_LEAVES: dict[object, ShapeKind] = {
    str: "text",
    float: "number",
    int: "whole",
    bool: "flag",
    date: "day",
    datetime: "moment",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """What a field holds.

    Attributes:
        optional: whether it may be null.
        choices: the texts that a ``choice`` may be.
        items: the shape of each entry of a ``list`` or ``map``.
        record: the class of a ``record``.
    """

    kind: ShapeKind
    optional: bool = False
    choices: tuple[str, ...] = ()
    items: Shape | None = None
    record: type | None = None

    def entry(self) -> Shape:
        """Return the shape of the entries of a list or map."""
        if self.items is None:
            raise TypeError(f"{self.kind} has no entries")
        return self.items

    def record_class(self) -> type:
        """Return the class of a record."""
        if self.record is None:
            raise TypeError(f"{self.kind} is not a record")
        return self.record


@dataclass(frozen=True, slots=True)
class FieldShape:
    """One field of a record; ``default`` is meaningless when it is required."""

    name: str
    shape: Shape
    required: bool
    default: Any


@cache
def fields_of(cls: type) -> tuple[FieldShape, ...]:
    """Return the fields of a record class in their order, without ``extra``."""
    hints = get_type_hints(cls)
    return tuple(
        FieldShape(field.name, _shape(field.name, hints[field.name]), *_default(field))
        for field in dataclasses.fields(cls)
        if field.name != "extra"
    )


def _default(field: dataclasses.Field[Any]) -> tuple[bool, Any]:
    if field.default_factory is not dataclasses.MISSING:
        return False, field.default_factory()
    if field.default is not dataclasses.MISSING:
        return False, field.default
    return True, None


def _shape(name: str, hint: Any) -> Shape:  # noqa: ANN401 - an annotation may be any object
    if name == "order":
        return Shape("order")
    if hint in _LEAVES:
        return Shape(_LEAVES[hint])
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in {Union, types.UnionType}:
        inner = next(part for part in arguments if part is not type(None))
        return dataclasses.replace(_shape(name, inner), optional=True)
    if origin is Literal:
        return Shape("choice", choices=arguments)
    if origin in {tuple, FrozenMap}:
        kind: ShapeKind = "list" if origin is tuple else "map"
        return Shape(kind, items=_shape("", arguments[0 if origin is tuple else 1]))
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return Shape("record", record=hint)
    raise TypeError(f"no shape for {name}: {hint!r}")
