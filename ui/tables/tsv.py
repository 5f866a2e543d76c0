"""Cells on the clipboard, as spreadsheets write and read them. No Qt."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

_SPECIAL = ("\t", "\n", "\r", '"')


def to_tsv(block: Sequence[Sequence[str]]) -> str:
    """Return cells as tab separated lines; a cell with a tab, line end or quote is quoted."""
    return "".join("\t".join(map(_quoted, row)) + "\n" for row in block)


def from_tsv(text: str) -> list[list[str]]:
    """Return the cells of a pasted text, every row as long as the longest.

    Blank rows and cells are kept, so that the block keeps its shape; only the line
    end that spreadsheets put behind the last row is dropped.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    if not text:
        return []
    text = f"{text.removesuffix(chr(10))}\n"
    if text.count('"') % 2 == 0:
        # The longest cell that the reader takes is a setting of the process: split by hand.
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t"))
        except csv.Error:
            rows = _plain(text)
    else:
        rows = _plain(text)
    width = max(1, *(len(row) for row in rows))
    return [[*row, *[""] * (width - len(row))] for row in rows]


def _plain(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.removesuffix("\n").split("\n")]


def _quoted(cell: str) -> str:
    if any(mark in cell for mark in _SPECIAL):
        doubled = cell.replace('"', '""')
        return f'"{doubled}"'
    return cell
