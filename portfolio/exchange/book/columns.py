"""The columns of a record, found from its own fields, so that new fields come along.

A column is named after the path of its field: ``demand_share`` is ``Demand share``. What
refers to another record by id is written by that record's name.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from portfolio.exchange.headers import field_header
from portfolio.model import FIGURES, GENAI_RISKS, BallotPaper, Facts, Initiative
from portfolio.model.shapes import FieldShape, Shape, ShapeKind, fields_of

ColumnKind = Literal[
    "text",
    "number",
    "whole",
    "flag",
    "date",
    "moment",
    "choice",
    "tags",
    "term",
    "reference",
    "references",
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
    "decision": "decisions",
    "displaces": "initiatives",
    "start": "periods",
    "scenario": "scenarios",
}
#: Columns of keys that have words of their own; a key without any is written as it is.
TERMS: Mapping[str, Mapping[str, str]] = {
    "figure": {kind.name: kind.title for kind in FIGURES},
    "risk": GENAI_RISKS,
}
_SCALARS: Mapping[ShapeKind, ColumnKind] = {
    "text": "text",
    "number": "number",
    "whole": "whole",
    "flag": "flag",
    "day": "date",
    "moment": "moment",
    "choice": "choice",
}
#: What no table holds: records are told by their names, and rows by their places.
_UNTOLD = frozenset({"id", "order"})
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
    "eu_reach": "EU reach",
    "rights": "Training data rights",
    "tier": "EU AI Act tier",
    "kill.metric": "Kill metric",
    "kill.floor": "Kill floor",
    "kill.date": "Kill date",
    "kill.action": "Kill action",
    "kill.outcome": "Kill outcome",
    "settings.lessons.compute": "Compute owned or rented",
    "settings.lessons.chip_hour_price.likely": "Price of compute",
    "settings.lessons.chip_hour_price.low": "Price of compute low",
    "settings.lessons.chip_hour_price.high": "Price of compute high",
    "settings.lessons.chip_hour_price.unit": "Price of compute unit",
    "settings.lessons.chip_hour_price.as_of": "Price of compute as of",
    "settings.lessons.chip_hour_price.source": "Price of compute source",
    "settings.lessons.chip_hour_price.label": "Price of compute label",
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
    kind: ColumnKind = "term" if name in TERMS else "reference" if of else "text"
    return Column(name, title_of(name), kind, of, required=True)


@cache
def columns_of(record: type) -> tuple[Column, ...]:
    """Return the columns of a record; maps and lists of records have sheets of their own."""
    columns = tuple(_columns(record, ""))
    if record is Initiative:
        columns = tuple(_of_initiative(column) for column in columns)
        return tuple(sorted(columns, key=lambda column: column.path != "code"))
    return columns


@cache
def told_fields(record: type) -> dict[str, FieldShape]:
    """Return the fields of a record that a table holds, by name."""
    return {field.name: field for field in fields_of(record) if field.name not in _UNTOLD}


def _columns(record: type, prefix: str) -> Iterator[Column]:
    for field in told_fields(record).values():
        path, shape = f"{prefix}{field.name}", field.shape
        if shape.record in (Facts, BallotPaper):
            continue  # Facts have a sheet of their own, a ballot paper is no workbook.
        if shape.record is not None:
            yield from _columns(shape.record, f"{path}.")
            continue
        column = _column(path, shape)
        if column is not None:
            yield dataclasses.replace(column, required=field.required and not prefix)


def _of_initiative(column: Column) -> Column:
    return (
        dataclasses.replace(column, title=title_of("initiative.unit"))
        if column.path == "unit"
        else column
    )


def _column(path: str, shape: Shape) -> Column | None:
    """Return the column of a plain field; None for what has a sheet of its own."""
    name, title = path.rpartition(".")[2], title_of(path)
    of = REFERENCES.get(name, "")
    if shape.kind == "list" and shape.entry().kind == "text":
        return Column(path, title, "references" if of else "tags", of)
    if shape.kind == "text" and of:
        return Column(path, title, "reference", of)
    kind = _SCALARS.get(shape.kind)
    return Column(path, title, kind, choices=shape.choices) if kind is not None else None
