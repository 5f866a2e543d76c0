"""A whole portfolio as tables: one for each sheet, with names in place of ids."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from portfolio.exchange.book.columns import Column, ColumnKind
from portfolio.exchange.book.labels import Labels, labels_of, name_and_code, rows_of
from portfolio.exchange.book.parts import AMOUNT, NOUNS, PARTS, TARGET_OF, TARGETS, Part
from portfolio.exchange.proposal import CellValue
from portfolio.exchange.table import Table
from portfolio.model import Portfolio, in_order

YES, NO = "yes", "no"
#: One row before it is written: the ids of its keys, and its record or amount.
Row = tuple[tuple[str, ...], Any]


def book_of(portfolio: Portfolio) -> tuple[Table, ...]:
    """Return the tables that together hold a portfolio, empty ones too, to be filled in.

    Everything but ids, rank keys and fields that only a newer version knows is in them.
    """
    names = {collection: labels_of(portfolio, collection) for collection in NOUNS}
    return tuple(_table(part, portfolio, names) for part in PARTS)


def _table(part: Part, portfolio: Portfolio, names: Mapping[str, Labels]) -> Table:
    rows: list[tuple[CellValue, ...]] = []

    def place(row: Row) -> list[tuple[int, str]]:
        """Return where a row stands: by its first key, then the next, as on the screen."""
        pairs = zip(part.keys, row[0], strict=True)
        return [(names[column.of].place(key) if column.of else 0, key) for column, key in pairs]

    found = list(_rows(part, portfolio))
    if part.shape == "amounts":
        found.sort(key=place)
    for number, (keys, record) in enumerate(found, 1):
        cells: list[CellValue] = [name_and_code(record, number)[0]] if part.label else []
        for column, key in zip(part.keys, keys, strict=True):
            cells.append(names[column.of].of(key) if column.of else key)
        cells += [_cell(column, record, names) for column in part.columns[len(part.keys) :]]
        rows.append(tuple(cells))
    headers = (*filter(None, [part.label]), *(column.title for column in part.columns))
    return Table(part.title, headers, tuple(rows))


def _rows(part: Part, portfolio: Portfolio) -> Iterator[Row]:
    if part.shape == "single":
        yield (), portfolio
    elif part.shape == "records":
        yield from (((), record) for _, record in rows_of(portfolio, part.path[0]))
    elif part.shape == "amounts":
        yield from _entries(_nested(part, portfolio), len(part.keys), ())
    else:
        for key, record in rows_of(portfolio, part.path[0]):
            inside = getattr(record, part.path[1])
            if part.shape == "children":
                inside = [one for _, one in in_order(inside)]
            yield from (((key,), one) for one in inside)


def _nested(part: Part, portfolio: Portfolio) -> Mapping[str, Any]:
    """Return the nested maps of a part, in the order of the records outside."""
    if len(part.path) == 1:
        return getattr(portfolio, part.path[0])  # type: ignore[no-any-return]
    if part.path[0] == "settings":
        return getattr(portfolio.settings, part.path[1])  # type: ignore[no-any-return]
    records = rows_of(portfolio, part.path[0])
    return {key: getattr(record, part.path[1]) for key, record in records}


def _entries(tree: Mapping[str, Any], depth: int, keys: tuple[str, ...]) -> Iterator[Row]:
    for key, value in tree.items():
        if depth > 1:
            yield from _entries(value, depth - 1, (*keys, key))
        else:
            yield (*keys, key), value


def _cell(column: Column, record: Any, names: Mapping[str, Labels]) -> CellValue:  # noqa: ANN401
    """Return the cell of a record, blank where it says nothing."""
    if column is AMOUNT:
        return float(record)
    if column.path in {TARGET_OF, "target"}:
        noun = _noun_of(record.target, names)
        label = names[noun].of(record.target) if noun else record.target
        return (NOUNS.get(noun) if column.path == TARGET_OF else label) or None
    value = record
    for name in column.path.split("."):
        value = None if value is None else getattr(value, name)
    if value is None or value in {"", ()}:
        return None
    return _WRITERS.get(column.kind, _as_it_is)(value, names.get(column.of))


def _as_it_is(value: Any, _: Labels | None) -> CellValue:  # noqa: ANN401
    return value  # type: ignore[no-any-return]


def _named(value: Any, labels: Labels | None) -> CellValue:  # noqa: ANN401
    if labels is None:
        return value  # type: ignore[no-any-return]
    return labels.of(value) if isinstance(value, str) else tuple(map(labels.of, value))


_WRITERS: Mapping[ColumnKind, Callable[[Any, Labels | None], CellValue]] = {
    "number": lambda value, _: float(value),
    "whole": lambda value, _: float(value),
    "flag": lambda value, _: YES if value else NO,
    "moment": lambda value, _: value.isoformat(),
    "reference": _named,
    "references": _named,
}


def _noun_of(key: str, names: Mapping[str, Labels]) -> str:
    """Return the collection that holds an id; empty when none does."""
    return next((one for one in TARGETS if key in names[one]), "")
