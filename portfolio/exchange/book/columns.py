"""The columns of a record, found from its own fields, so that new fields come along.

A column is named after the path of its field: ``demand_share`` is ``Demand share``. What
refers to another record by id is written by that record's name.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from portfolio.exchange.headers import field_header
from portfolio.model import Initiative

ColumnKind = Literal[
    "text", "number", "whole", "flag", "date", "moment", "choice", "tags", "reference", "references"
]

#: Fields that hold ids, with the collection that the ids are of.
REFERENCES = {
    "initiative": "initiatives",
    "initiatives": "initiatives",
    "resource": "resources",
    "pool": "resources",
    "serves": "resources",
    "period": "periods",
    "starts": "periods",
    "criterion": "criteria",
    "rater": "raters",
    "scenario": "scenarios",
}
_SCALARS: dict[object, ColumnKind] = {
    str: "text",
    float: "number",
    int: "whole",
    bool: "flag",
    date: "date",
    datetime: "moment",
}
_TITLES = {
    "initiative.unit": field_header("unit"),
    "benefit.amount.low": field_header("benefit", "low"),
    "benefit.amount.likely": field_header("benefit"),
    "benefit.amount.high": field_header("benefit", "high"),
    "benefit.unit": field_header("benefit_unit"),
    "benefit.kind": field_header("benefit_kind"),
    "benefit.probability": field_header("probability"),
    "benefit.delay_years": field_header("benefit_delay"),
    "benefit.source": field_header("benefit_source"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet.

    Attributes:
        path: of the field in its record, with dots: ``benefit.amount.low``.
        title: its header.
        of: the collection that a reference leads to.
        choices: of a fixed list.
        required: without it there is no record.
    """

    path: str
    title: str
    kind: ColumnKind
    of: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False


def title_of(path: str) -> str:
    """Return the header of a field."""
    return _TITLES.get(path) or path.rpartition(".")[2].replace("_", " ").capitalize()


def reference(name: str) -> Column:
    """Return the column that says which record a row belongs to."""
    of = REFERENCES.get(name, "")
    return Column(name, title_of(name), "reference" if of else "text", of, required=True)


@cache
def columns_of(record: type) -> tuple[Column, ...]:
    """Return the columns of a record; maps and lists of records have sheets of their own."""
    columns = tuple(_columns(record, ""))
    if record is Initiative:
        columns = tuple(_of_initiative(column) for column in columns)
        return tuple(sorted(columns, key=lambda column: column.path != "code"))
    return columns


def hints_of(record: type) -> dict[str, Any]:
    """Return field name to type, without what no table holds: id, place and unknown fields."""
    hints = get_type_hints(record)
    return {name: hint for name, hint in hints.items() if name not in {"id", "order", "extra"}}


def required_of(record: type) -> frozenset[str]:
    """Return the fields without a default."""
    return frozenset(
        field.name
        for field in dataclasses.fields(record)
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    )


def bare(hint: Any) -> Any:  # noqa: ANN401 - a type annotation may be of any kind
    """Return a type without ``| None``."""
    if get_origin(hint) in {Union, types.UnionType}:
        return next(part for part in get_args(hint) if part is not type(None))
    return hint


def _columns(record: type, prefix: str) -> Iterator[Column]:
    required = required_of(record) if not prefix else frozenset()
    for name, hint in hints_of(record).items():
        path, plain = f"{prefix}{name}", bare(hint)
        if dataclasses.is_dataclass(plain):
            yield from _columns(plain, f"{path}.")  # type: ignore[arg-type]
            continue
        column = _column(path, plain)
        if column is not None:
            yield dataclasses.replace(column, required=name in required)


def _of_initiative(column: Column) -> Column:
    return (
        dataclasses.replace(column, title=title_of("initiative.unit"))
        if column.path == "unit"
        else column
    )


def _column(path: str, hint: Any) -> Column | None:  # noqa: ANN401 - as above
    name, title = path.rpartition(".")[2], title_of(path)
    if get_origin(hint) is Literal:
        return Column(path, title, "choice", choices=get_args(hint))
    if get_origin(hint) is tuple:
        if get_args(hint)[0] is not str:
            return None
        of = REFERENCES.get(name, "")
        return Column(path, title, "references" if of else "tags", of)
    if hint is str and name in REFERENCES:
        return Column(path, title, "reference", REFERENCES[name])
    return Column(path, title, _SCALARS[hint]) if hint in _SCALARS else None
