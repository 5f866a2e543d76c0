"""Collects rows into a ``Sheet``: blank rows and columns go, limits hold, text is cleaned."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from portfolio.errors import PortfolioError
from portfolio.exchange.clean import is_scrubbed, scrub
from portfolio.exchange.sheet import (
    FORMULA,
    LISTED,
    MAX_CELL_LETTERS,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    MERGED,
    TEXT,
    Sheet,
    column_letter,
    first_few,
)
from portfolio.model import FrozenMap

MAX_MERGED = 20_000
_MAX_CELL_NOTES = 1_000


class SheetBuilder:
    """Takes cells row by row, from top to bottom, and keeps only those that say something.

    Args:
        source: file name or the like, for error messages.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.cell_notes: dict[tuple[int, int], str] = {}
        self._numbers: list[int] = []
        self._rows: list[dict[int, tuple[str, str]]] = []
        self._cells = 0
        self._used: set[int] = set()

    def add(self, number: int, cells: Iterable[tuple[int, str, str]]) -> None:
        """Add the row ``number`` (from 1) with ``(column, text, kind)`` cells.

        Raises:
            PortfolioError: the table is larger than the limits.
        """
        row: dict[int, tuple[str, str]] = {}
        for column, text, kind in cells:
            plain = self._cleaned(number, column, text)
            if plain or kind == FORMULA:
                row[column] = (plain, kind)
        if not row:
            return
        self._numbers.append(number)
        self._rows.append(row)
        self._used.update(row)
        self._cells += len(row)
        self._check_size()

    def merge(self, ranges: Iterable[tuple[int, int, int, int]]) -> int:
        """Repeat the first cell of each ``(top, left, bottom, right)`` in what it covers.

        Rows count from 1, columns from 0, all inclusive. Blank rows stay blank.

        Returns:
            How many ranges cover any cell of the table.
        """
        used = sorted(self._used)
        count, work = 0, 0
        for top, left, bottom, right in ranges:
            rows = range(bisect_left(self._numbers, top), bisect_right(self._numbers, bottom))
            columns = used[bisect_left(used, left) : bisect_right(used, right)]
            work += 1 + len(rows) * len(columns)
            if work > MAX_CELLS:
                raise self._too_large("has too many merged cells")
            count += self._repeat(rows, columns, (top, left))
        return count

    def build(self) -> Sheet:
        """Return the sheet, its notes naming the blank rows and columns that were left out."""
        columns = sorted(self._used)
        blank = ("", TEXT)
        filled = [[row.get(column, blank) for column in columns] for row in self._rows]
        return Sheet(
            rows=tuple(tuple(text for text, _ in row) for row in filled),
            kinds=tuple("".join(kind for _, kind in row) for row in filled),
            row_numbers=tuple(self._numbers),
            column_numbers=tuple(columns),
            source=self.source,
            notes=tuple(self._notes(columns)),
            cell_notes=FrozenMap(self.cell_notes),
        )

    def _cleaned(self, number: int, column: int, text: str) -> str:
        """Return the text to keep, with a note when more than blanks and line ends went."""
        if len(text) > MAX_CELL_LETTERS:
            raise PortfolioError(
                f"A cell holds {len(text):,} letters; at most {MAX_CELL_LETTERS:,} can be read.",
                f"{self.source}, row {number}, column {column_letter(column)}",
                "Shorten that cell and open the table again.",
            )
        if text.isascii() and text.isprintable():
            return text.strip()
        if not is_scrubbed(text):
            self._note(number, column, "Control characters were taken out.")
        if "\ufffd" in text:
            self._note(number, column, "A letter could not be read and is shown as \ufffd.")
        return scrub(text).strip()

    def _note(self, number: int, column: int, sentence: str) -> None:
        if len(self.cell_notes) < _MAX_CELL_NOTES:
            self.cell_notes[number, column] = sentence

    def _repeat(self, rows: range, columns: list[int], anchor: tuple[int, int]) -> bool:
        """Fill the blank cells of a merged range with its first cell's text."""
        top, left = anchor
        if not rows or self._numbers[rows[0]] != top or left not in self._rows[rows[0]]:
            return False
        text = self._rows[rows[0]][left][0]
        for row in rows:
            cells = self._rows[row]
            before = len(cells)
            for column in columns:
                cells.setdefault(column, (text, MERGED))
            self._cells += len(cells) - before
        self._check_size()
        return len(rows) * len(columns) > 1

    def _check_size(self) -> None:
        if len(self._rows) > MAX_ROWS:
            raise self._too_large(f"has more than {MAX_ROWS:,} rows")
        if len(self._used) > MAX_COLUMNS:
            raise self._too_large(f"has more than {MAX_COLUMNS:,} columns")
        if self._cells > MAX_CELLS:
            raise self._too_large(f"has more than {MAX_CELLS:,} cells")

    def _too_large(self, what: str) -> PortfolioError:
        return PortfolioError(
            f"The table {what}, which is more than can be imported.",
            self.source,
            "Keep only the rows and columns with initiatives and open it again.",
        )

    def _notes(self, columns: list[int]) -> list[str]:
        """Return sentences on blank rows and columns inside the table."""
        notes = []
        rows = _gaps(self._numbers, 1)
        if rows:
            notes.append(f"Blank rows left out: {first_few(rows)}.")
        blank = _gaps(columns, 0)
        if blank:
            letters = first_few([column_letter(column) for column in blank])
            notes.append(f"Blank columns left out: {letters}.")
        return notes


def _gaps(used: list[int], first: int) -> list[int]:
    """Return up to ten numbers that are missing from a rising list, from ``first`` on."""
    gaps: list[int] = []
    expected = first
    for number in used:
        gaps.extend(range(expected, min(number, expected + LISTED + 1 - len(gaps))))
        expected = number + 1
        if len(gaps) > LISTED:
            break
    return gaps
