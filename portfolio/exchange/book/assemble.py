"""Records put together from the values of a row."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from portfolio.exchange.book.columns import title_of, told_fields
from portfolio.model.shapes import fields_of


class Incomplete(Exception):  # noqa: N818 - a reason to leave a row out
    """A record cannot be made without a field that the row does not give."""


def assembled(record: type, old: Any, values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - any record
    """Return a record with the values of a row; what the row leaves blank stays as it was.

    Args:
        record: its class.
        old: the record as it was, None for a new one.
        values: field path to value; ``benefit.amount.low`` is of a record inside it.

    Raises:
        Incomplete: a new record lacks a field that it cannot be without.
    """
    flat = {path: value for path, value in values.items() if "." not in path}
    inner: dict[str, dict[str, Any]] = {}
    for path, value in values.items():
        name, dot, rest = path.partition(".")
        if dot:
            inner.setdefault(name, {})[rest] = value
    fields = told_fields(record)
    for name, inside in inner.items():
        inner_record = fields[name].shape.record_class()
        flat[name] = assembled(inner_record, getattr(old, name, None), inside)
    if old is not None:
        return dataclasses.replace(old, **flat)
    lacking = [name for name, field in fields.items() if field.required and name not in flat]
    if lacking:
        raise Incomplete(f"It has no {title_of(lacking[0]).lower()}.")
    place = {"order": ""} if any(field.name == "order" for field in fields_of(record)) else {}
    return record(**flat, **place)
