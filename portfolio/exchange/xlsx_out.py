"""A table as an Excel workbook: numbers as numbers, dates as dates, texts never as formulas."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from portfolio.errors import PortfolioError
from portfolio.exchange.clean import defuse, is_scrubbed
from portfolio.exchange.file_names import safe_sheet_name
from portfolio.exchange.proposal import CellValue, show_value
from portfolio.exchange.sheet import column_letter, first_few
from portfolio.exchange.table import Table
from portfolio.exchange.text_out import Written, cell_text

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

MAX_TEXT = 32_767
_MAX_COLUMNS = 16_384
_MAX_ROWS = 1_048_576
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FIRST_DAY = date(1900, 3, 1)


def write_xlsx(*tables: Table) -> Written:
    """Return tables as a workbook with a sheet for each.

    Texts are stored as texts, so that nothing in them is run or linked. What Excel
    cannot hold (control characters, texts over 32,767 letters) is left out, and the
    notes say where.

    Raises:
        PortfolioError: the table has more rows or columns than a sheet can hold.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    notes: list[str] = []
    for table in tables:
        if len(table.headers) > _MAX_COLUMNS or len(table.rows) >= _MAX_ROWS:
            raise PortfolioError(
                f"{len(table.rows):,} rows and {len(table.headers):,} columns "
                "do not fit on a sheet.",
                remedy="Write CSV instead.",
            )
        sheet = book.create_sheet(safe_sheet_name(table.title))
        sheet.freeze_panes = "A2"
        cells = _Cells(sheet, table)
        sheet.append(list(cells.header()))
        for number, row in enumerate(table.rows, 2):
            sheet.append(list(cells.row(number, row)))
        notes += [f"{table.title}: {note}" if len(tables) > 1 else note for note in cells.notes()]
    output = io.BytesIO()
    book.save(output)
    return Written(output.getvalue(), tuple(notes))


class _Cells:
    """Makes the cells of one sheet and remembers what did not fit."""

    def __init__(self, sheet: WriteOnlyWorksheet, table: Table) -> None:
        self._sheet = sheet
        self._table = table
        self._cut: list[str] = []
        self._scrubbed: list[str] = []

    def header(self) -> Iterator[Cell]:
        """Yield the bold cells of the first row."""
        from openpyxl.styles import Font

        bold = Font(bold=True)
        for column, header in enumerate(self._table.headers):
            cell = self._text(header, f"{column_letter(column)}1")
            cell.font = bold
            yield cell

    def row(self, number: int, values: tuple[CellValue, ...]) -> Iterator[Cell | None]:
        """Yield the cells of a row; None is blank."""
        for column, value in enumerate(values):
            if isinstance(value, float):
                yield self._number(value, percent=column in self._table.percents)
            elif isinstance(value, date) and value >= _FIRST_DAY:
                yield self._date(value)
            elif value is None:
                yield None
            else:
                text = value if isinstance(value, str) else cell_text(value)
                yield self._text(text, f"{column_letter(column)}{number}")

    def notes(self) -> list[str]:
        """Return sentences on what did not fit."""
        notes = []
        if self._cut:
            places = first_few(self._cut)
            notes.append(f"Texts were cut to {MAX_TEXT:,} letters, Excel's limit: {places}.")
        if self._scrubbed:
            notes.append(f"Control characters were left out: {first_few(self._scrubbed)}.")
        return notes

    def _number(self, value: float, *, percent: bool) -> Cell | None:
        if not math.isfinite(value):
            return None
        cell = self._cell()
        # As its shortest text: the library itself would round to 16 digits.
        cell.value = show_value(value)
        cell.data_type = "n"
        if percent:
            cell.number_format = "0%"
        return cell

    def _date(self, value: date) -> Cell:
        cell = self._cell()
        cell.value = value
        cell.number_format = "yyyy-mm-dd"
        return cell

    def _text(self, text: str, place: str) -> Cell:
        """Return a cell that is a text whatever stands in it."""
        if not is_scrubbed(text):
            self._scrubbed.append(place)
        plain = _ESCAPE.sub("_x005F_", cell_text(text))
        if len(plain) > MAX_TEXT:
            self._cut.append(place)
        cell = self._cell()
        cell.value = plain[:MAX_TEXT]
        cell.data_type = "s"
        if defuse(plain) != plain:
            cell.quotePrefix = True
        return cell

    def _cell(self) -> Cell:
        from openpyxl.cell import WriteOnlyCell

        return WriteOnlyCell(self._sheet)
