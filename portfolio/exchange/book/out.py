"""A whole portfolio as tables: one for each sheet, with names in place of ids."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from portfolio.exchange.book.columns import TERMS, Column, ColumnKind
from portfolio.exchange.book.labels import (
    Labels,
    labels_of,
    name_and_code,
    rows_of,
)
from portfolio.exchange.book.levels import with_level_name
from portfolio.exchange.book.parts import NOUNS, PARTS, TARGET_OF, TARGETS, Part
from portfolio.exchange.book.trees import inside_of, tree_of
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
    for number, (keys, content) in enumerate(found, 1):
        record = with_level_name(portfolio, content)
        cells: list[CellValue] = [name_and_code(record, number)[0]] if part.label else []
        for column, key in zip(part.keys, keys, strict=True):
            cells.append(_written(column, key, names))
        cells += (
            [_written(part.value, record, names)]
            if part.record is None
            else [_cell(column, record, names) for column in part.columns[len(part.keys) :]]
        )
        rows.append(tuple(cells))
    headers = (*filter(None, [part.label]), *(column.title for column in part.columns))
    return Table(part.title, headers, tuple(rows))


def _rows(part: Part, portfolio: Portfolio) -> Iterator[Row]:
    if part.shape == "single":
        yield (), portfolio
    elif part.shape == "records":
        yield from (((), record) for _, record in rows_of(portfolio, part.path[0]))
    elif part.shape == "amounts":
        yield from _entries(_nested(portfolio, part.path), len(part.keys), ())
    else:
        outside = _nested(portfolio, part.path[:-1])
        for keys, record in _entries(outside, len(part.keys), ()):
            inside = getattr(record, part.path[-1])
            if part.shape == "children":
                inside = [one for _, one in in_order(inside)]
            yield from ((keys, one) for one in inside)


def _nested(portfolio: Portfolio, path: Sequence[str]) -> Any:  # noqa: ANN401 - maps or a record
    """Return what stands at a path, in the order of the records outside."""
    if path[0] == "settings" or path == ("ratings",):
        return tree_of(portfolio, path)
    return inside_of(dict(rows_of(portfolio, path[0])), path[1:])


def _entries(tree: Any, depth: int, keys: tuple[str, ...]) -> Iterator[Row]:  # noqa: ANN401
    if depth == 0:
        yield from [] if tree is None else [(keys, tree)]
        return
    for key, value in tree.items():
        yield from _entries(value, depth - 1, (*keys, key))


def _cell(column: Column, record: Any, names: Mapping[str, Labels]) -> CellValue:  # noqa: ANN401
    """Return the cell of a record, blank where it says nothing."""
    if column.path in {TARGET_OF, "target"}:
        noun = _noun_of(record.target, names)
        label = names[noun].of(record.target) if noun else record.target
        return (NOUNS.get(noun) if column.path == TARGET_OF else label) or None
    value = record
    for name in column.path.split("."):
        value = None if value is None else getattr(value, name)
    return _written(column, value, names)


def _written(column: Column, value: Any, names: Mapping[str, Labels]) -> CellValue:  # noqa: ANN401
    """Return a value as its column writes it, blank where it says nothing."""
    if value is None or value in {"", ()}:
        return None
    if column.kind == "term":
        return TERMS[column.path].get(value, value)  # type: ignore[no-any-return]
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
