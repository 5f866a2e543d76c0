"""Blocks of cells: what is selected as text, and what a pasted text means for which cell. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from portfolio.model.text import plural
from ui.tables.column import Column, Hints, Kind
from ui.tables.editing import Edit, columns_hints, where_of
from ui.tables.grid import Grid

Block = Sequence[Sequence[str]]
NameOf = Callable[[str], str]

_HEADING_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Paste:
    """A pasted block laid over a table.

    Attributes:
        edits: for the cells it covers.
        added: how many rows it needs beyond the last one; their keys are
            ``new_key(0)``, ``new_key(1)`` …
        note: a sentence on what did not fit; empty when all did.
    """

    edits: tuple[Edit, ...]
    added: int
    note: str = ""


def new_key(number: int) -> str:
    """Return the key that stands for a row yet to be added, counted from 0."""
    return f"new/{number}"


def block_of(grid: Grid[Any], rows: Sequence[int], columns: Sequence[int]) -> list[list[str]]:
    """Return the texts of some cells, as an editor would show them."""
    return [
        [grid.columns[column].edit_text(grid.rows[row].value) for column in columns] for row in rows
    ]


def lay_over(
    grid: Grid[Any], block: Block, start: tuple[int, Sequence[int]], name_of: NameOf
) -> Paste:
    """Lay a block over a table.

    Args:
        grid: the table.
        block: texts, all rows equally long.
        start: the first row, and the columns from the first one on, as shown.
        name_of: what to call a row in a sentence.
    """
    first, places = start
    width = len(block[0]) if block else 0
    columns = [grid.columns[place] for place in places[:width]]
    hints = columns_hints(block, columns)
    edits: list[Edit] = []
    for n, texts in enumerate(block):
        row = first + n
        old = row < len(grid.keys)
        key = grid.keys[row] if old else new_key(row - len(grid.keys))
        name = name_of(key) if old else f"new row {row - len(grid.keys) + 1}"
        edits.extend(
            Edit(key, column, text, hint, where_of(name, column))
            for column, text, hint in zip(columns, texts, hints, strict=False)
        )
    surplus = width - len(columns)
    note = ""
    if surplus > 0:
        note = f"{plural(surplus, 'column')} of the pasted cells did not fit at the right."
    return Paste(tuple(edits), max(0, first + len(block) - len(grid.keys)), note)


def fill(
    grid: Grid[Any], rows: Sequence[int], columns: Sequence[int], name_of: NameOf
) -> tuple[Edit, ...]:
    """Return the edits that copy the first of some rows into the others.

    A single row takes the one above it. Columns that cannot be edited are left out.
    """
    if len(rows) == 1:
        rows = [rows[0] - 1, rows[0]]
    if not rows or rows[0] < 0:
        return ()
    source = grid.rows[rows[0]].value
    return tuple(
        Edit(grid.keys[row], column, column.edit_text(source), Hints("."), where)
        for column in (grid.columns[place] for place in columns)
        if column.write is not None
        for row in rows[1:]
        for where in [where_of(name_of(grid.keys[row]), column)]
    )


def looks_like_header(block: Block, columns: Sequence[Column[Any]]) -> bool:
    """Whether the first row of a pasted block says what its columns are.

    At least two rows and columns, no number in the first row, and at least half of
    its texts are titles of columns.
    """
    if len(block) < 2 or len(block[0]) < 2:
        return False
    texts = [_plain(text) for text in block[0] if text.strip()]
    if len(texts) < 2 or any(any(c.isdecimal() for c in text.split("(")[0]) for text in texts[:1]):
        return False
    titles = {_plain(column.title) for column in columns} | {
        _plain(column.heading) for column in columns
    }
    return sum(text in titles for text in texts) >= len(texts) * _HEADING_SHARE


def spreadsheet_text(text: str, kind: Kind, point: str) -> str:
    """Return a cell's text for another program: numbers with its decimal mark, no formulas."""
    from portfolio.exchange.clean import defuse

    if kind == "number":
        return text.replace(".", point)
    return text if kind == "date" else defuse(text)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
