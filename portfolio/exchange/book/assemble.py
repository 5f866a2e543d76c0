"""Records put together from the values of a row."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from portfolio.exchange.book.columns import bare, hints_of, required_of, title_of


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
    hints = hints_of(record)
    for name, inside in inner.items():
        flat[name] = assembled(bare(hints[name]), getattr(old, name, None), inside)
    if old is not None:
        return dataclasses.replace(old, **flat)
    needed = required_of(record)
    lacking = [name for name in hints if name in needed - flat.keys()]
    if lacking:
        raise Incomplete(f"It has no {title_of(lacking[0]).lower()}.")
    return record(**flat, **({"order": ""} if "order" in needed else {}))
