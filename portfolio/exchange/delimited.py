"""Text tables: tab separated as spreadsheets copy them, and CSV in its dialects."""

from __future__ import annotations

import csv
import dataclasses
import io
from collections import Counter
from itertools import islice
from typing import Literal

from portfolio.errors import PortfolioError, Tick
from portfolio.exchange.builder import SheetBuilder
from portfolio.exchange.clean import undefuse
from portfolio.exchange.sheet import MAX_CELL_LETTERS, TEXT, Sheet

DELIMITERS = ("\t", ";", "|", ",")
_NAMES = {"\t": "tab", ";": "semicolon", "|": "vertical bar", ",": "comma"}
_SAMPLE_ROWS = 200
_SAMPLE_LETTERS = 100_000
_TICK_ROWS = 2_000


def parse_delimited(
    text: str, source: str, delimiter: str | None = None, tick: Tick | None = None
) -> Sheet:
    """Return a text table as a sheet.

    Quotes are understood as in RFC 4180. A text whose quotes do not follow it is
    read by a laxer rule, and a note says so. An apostrophe that keeps a spreadsheet
    from running a cell as a formula is taken off.

    Args:
        text: the table.
        source: file name or the like.
        delimiter: the user's choice; None takes the one that splits most rows alike.
        tick: called now and then with the share of lines read.

    Raises:
        PortfolioError: a cell, or the table, is larger than the limits.
    """
    declared, text = _declared(text.removeprefix("\ufeff"))
    chosen = delimiter or declared or find_delimiter(text)
    if len(chosen) != 1 or chosen in '"\r\n':
        raise PortfolioError("A delimiter is one letter or mark.", source, "Choose another one.")
    sheet, note = _Text(text, source, tick).read(chosen)
    notes = [note] if note else []
    if chosen in text and not delimiter:
        notes.append(f"Cells are separated by a {_NAMES.get(chosen, chosen)}.")
    return dataclasses.replace(sheet, notes=(*sheet.notes, *notes), delimiter=chosen)


def find_delimiter(text: str) -> str:
    """Return the delimiter that splits the largest share of rows into as many cells, at least 2.

    Of two with the same share, the first of ``DELIMITERS`` wins (a comma may
    be in every number) unless the other gives more than twice as many cells. Without
    any delimiter the table has one column, and the tab is returned.
    """
    sample = text[:_SAMPLE_LETTERS]
    best, most = "\t", (0.0, 0)
    for delimiter in DELIMITERS:
        alike, cells = _rows_alike(sample, delimiter)
        if alike > most[0] or (alike == most[0] and cells > 2 * most[1]):
            best, most = delimiter, (alike, cells)
    return best


def _rows_alike(sample: str, delimiter: str) -> tuple[float, int]:
    """Return the share of rows with the commonest number of cells above one, and that number."""
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter, skipinitialspace=True)
    counts: Counter[int] = Counter()
    try:
        counts.update(len(row) for row in islice(reader, _SAMPLE_ROWS))
    except csv.Error:
        counts.update(line.count(delimiter) + 1 for line in sample.splitlines()[:_SAMPLE_ROWS])
    del counts[0]
    several = [(rows, cells) for cells, rows in counts.items() if cells > 1]
    rows, cells = max(several, default=(0, 0))
    return rows / max(1, counts.total()), cells


def _declared(text: str) -> tuple[str, str]:
    """Return the delimiter that a first line ``sep=;`` declares, and the text behind it."""
    first, _, rest = text.partition("\n")
    line = first.strip('\r"').lower()
    return (line[4], rest) if line.startswith("sep=") and len(line) == 5 else ("", text)


class _Text:
    """One text, read by the strictest rule for quotes that works."""

    def __init__(self, text: str, source: str, tick: Tick | None) -> None:
        self._text = text
        self._source = source
        self._tick = tick
        self._lines = text.count("\n") + 1

    def read(self, delimiter: str) -> tuple[Sheet, str]:
        """Return the sheet and a note on its quotes, empty when they are in order."""
        try:
            return self._sheet(delimiter, strict=True), ""
        except csv.Error as error:
            unclosed = "end of data" in str(error) or "field limit" in str(error)
        sheet = None if unclosed else self._lax(delimiter)
        if sheet is not None:
            return sheet, "Quotation marks inside a text were taken out; check those cells."
        try:
            sheet = self._sheet(delimiter, quoting=csv.QUOTE_NONE)
        except csv.Error:
            raise PortfolioError(
                f"A cell holds more than {MAX_CELL_LETTERS:,} letters.",
                self._source,
                "Shorten that cell and open the table again.",
            ) from None
        return sheet, "A quotation mark is never closed; all of them are read as letters."

    def _lax(self, delimiter: str) -> Sheet | None:
        """Read quotes inside a text; None when one of them swallows the rest of the table."""
        try:
            sheet = self._sheet(delimiter)
        except csv.Error:
            return None
        swallowed = sheet.rows and any("\n" in cell for cell in sheet.rows[-1])
        return None if swallowed and not self._text.rstrip().endswith('"') else sheet

    def _sheet(
        self, delimiter: str, *, strict: bool = False, quoting: Literal[0, 3] = csv.QUOTE_MINIMAL
    ) -> Sheet:
        reader = csv.reader(
            io.StringIO(self._text, newline=""),
            delimiter=delimiter,
            quoting=quoting,
            strict=strict,
            skipinitialspace=True,
        )
        builder = SheetBuilder(self._source)
        defused = 0
        for number, cells in enumerate(reader, 1):
            plain = [undefuse(cell) for cell in cells]
            defused += plain != cells
            builder.add(number, ((at, cell, TEXT) for at, cell in enumerate(plain)))
            if self._tick is not None and number % _TICK_ROWS == 0:
                self._tick(min(1.0, reader.line_num / self._lines), f"Reading row {number:,}")
        sheet = builder.build()
        if not defused:
            return sheet
        note = f"The apostrophe that defuses formulas was taken off in {defused} rows."
        return dataclasses.replace(sheet, notes=(*sheet.notes, note))
