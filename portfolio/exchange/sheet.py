"""What every reader returns: a table of text cells, with what was noticed on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from portfolio.model import FrozenMap

TEXT = "t"
NUMBER = "n"
DATE = "d"
BOOLEAN = "b"
ERROR = "e"
FORMULA = "f"
MERGED = "m"

MAX_FILE_BYTES = 100_000_000
MAX_ROWS = 200_000
MAX_COLUMNS = 2_500
MAX_CELLS = 6_000_000
MAX_CELL_LETTERS = 100_000


#: How many names a sentence lists before it says that there are more.
LISTED = 8


def first_few(names: Sequence[object]) -> str:
    """Return the first names of a list, and whether there are more."""
    more = ", and more" if len(names) > LISTED else ""
    return ", ".join(map(str, names[:LISTED])) + more


def column_letter(number: int) -> str:
    """Return the spreadsheet letters of a column counted from 0 (0 is A, 26 is AA)."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class SheetInfo:
    """One sheet of a workbook, to choose from."""

    name: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as text, without its blank rows and blank columns.

    Attributes:
        rows: the text of each cell; every row has ``len(column_numbers)`` cells.
            Numbers that the file itself knows to be numbers are written with a
            decimal point, dates as ISO, whatever the locale.
        kinds: for each row one letter per cell: ``t`` text, ``n`` number, ``d``
            date, ``b`` boolean, ``e`` error value, ``f`` formula that was saved
            without a result, ``m`` covered by a merged cell, whose text is repeated.
        row_numbers: of each row, counted from 1 as the spreadsheet shows them.
        column_numbers: of each column, counted from 0.
        source: file name, or ``pasted text``.
        name: of the sheet; empty for text.
        notes: sentences on what was noticed, guessed or left out.
        sheets: all sheets of the workbook.
        hidden_rows: row numbers that the spreadsheet hides.
        cell_notes: ``(row number, column number)`` to a sentence on what was
            cleaned or lost in that cell.
        encoding: how bytes were read, and ``encodings`` what else they could be;
            empty for workbooks and pasted text.
        delimiter: between the cells of a text; empty for workbooks.
    """

    rows: tuple[tuple[str, ...], ...]
    kinds: tuple[str, ...]
    row_numbers: tuple[int, ...]
    column_numbers: tuple[int, ...]
    source: str = ""
    name: str = ""
    notes: tuple[str, ...] = ()
    sheets: tuple[SheetInfo, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    cell_notes: FrozenMap[tuple[int, int], str] = field(default_factory=FrozenMap)
    encoding: str = ""
    encodings: tuple[str, ...] = ()
    delimiter: str = ""

    def letter(self, column: int) -> str:
        """Return the spreadsheet letters of the column at an index of ``rows``."""
        return column_letter(self.column_numbers[column])

    def place(self, row: int, column: int | None = None) -> str:
        """Return where a cell is, such as ``row 12, column F``."""
        where = f"row {self.row_numbers[row]}"
        return where if column is None else f"{where}, column {self.letter(column)}"
