"""The cells of one worksheet as text, streamed, with what a spreadsheet would hide.

Formulas are never run: the result that was saved with them is taken, and a formula
without one is marked as such.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from xml.etree.ElementTree import Element

from portfolio.errors import Tick
from portfolio.exchange.builder import MAX_MERGED, SheetBuilder
from portfolio.exchange.cells import scaled
from portfolio.exchange.choices import Serials
from portfolio.exchange.package import Package
from portfolio.exchange.proposal import show_value
from portfolio.exchange.sheet import BOOLEAN, DATE, ERROR, FORMULA, NUMBER, TEXT
from portfolio.exchange.workbook import Workbook, local_name, rich_text, unescape

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_MAX_COLUMN = 16_384
_MAX_ROW = 1_048_576
_TICK_ROWS = 2_000
_DIGITS = 10
_EPOCHS: dict[Serials, datetime] = {
    "1900": datetime(1899, 12, 30),  # noqa: DTZ001 - a spreadsheet's dates have no time zone
    "1904": datetime(1904, 1, 1),  # noqa: DTZ001 - as above
}
_LAST_SERIAL = 2_958_465


@dataclass(slots=True)
class Extras:
    """What was noticed beside the cells.

    Attributes:
        merged: ranges as ``(top, left, bottom, right)``, rows from 1, columns from 0.
        unsaved: formulas without a saved result.
    """

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    formulas: int = 0
    unsaved: int = 0


def read_cells(
    package: Package, member: str, workbook: Workbook, builder: SheetBuilder, tick: Tick | None
) -> Extras:
    """Stream one worksheet into a builder.

    Returns:
        What was noticed beside the cells.
    """
    extras = Extras()
    events = package.events(member)
    root = next(events, ("", Element("")))[1]
    space = root.tag[: -len(local_name(root))]
    reader = _RowReader(workbook, extras, space)
    row_tag, data_tag, data = f"{space}row", f"{space}sheetData", root
    for event, element in events:
        tag = element.tag
        if tag == row_tag and event == "end":
            number = reader.number(element)
            builder.add(number, reader.cells(element))
            data.clear()
            if tick is not None and number % _TICK_ROWS == 0:
                tick(0.5, f"Reading row {number:,}")
        elif tag == data_tag:
            data = element
        elif event == "end":
            _note(tag, element, extras)
    return extras


def _note(tag: str, element: Element, extras: Extras) -> None:
    """Take down merged ranges and hidden columns."""
    if tag.endswith("}mergeCell") and len(extras.merged) < MAX_MERGED:
        ends = [_position(end) for end in element.get("ref", "").split(":")]
        if len(ends) == 2 and ends[0] is not None and ends[1] is not None:
            extras.merged.append((*ends[0], *ends[1]))
    elif tag.endswith("}col") and element.get("hidden") in {"1", "true"}:
        low, high = element.get("min", ""), element.get("max", "")
        if low.isdecimal() and high.isdecimal() and len(low + high) < 12:
            extras.hidden_columns.append((int(low) - 1, int(high) - 1))


def _position(reference: str) -> tuple[int, int] | None:
    """Return ``(row from 1, column from 0)`` of a reference such as ``B7``."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(found[2])
    return (row, column - 1) if column <= _MAX_COLUMN and 0 < row <= _MAX_ROW else None


class _RowReader:
    """Turns row elements into cells; rows and cells without a number follow the last one."""

    def __init__(self, workbook: Workbook, extras: Extras, space: str) -> None:
        self._workbook = workbook
        self._cell, self._value = f"{space}c", f"{space}v"
        self._formula, self._inline = f"{space}f", f"{space}is"
        self._extras = extras
        self._last = 0

    def number(self, row: Element) -> int:
        """Return the row's number; never one that is not below the row before."""
        given = row.get("r", "")
        number = int(given) if given.isdecimal() and len(given) < 8 else self._last + 1
        self._last = number if number > self._last else self._last + 1
        if row.get("hidden") in {"1", "true"}:
            self._extras.hidden_rows.add(self._last)
        return self._last

    def cells(self, row: Element) -> Iterator[tuple[int, str, str]]:
        """Yield ``(column, text, kind)`` of each cell."""
        column = -1
        for cell in row:
            if cell.tag != self._cell:
                continue
            position = _position(cell.get("r", ""))
            column = position[1] if position else column + 1
            text, kind = self._content(cell)
            if text or kind == FORMULA:
                yield column, text, kind

    def _content(self, cell: Element) -> tuple[str, str]:
        """Return a cell's text and kind."""
        value: str | None = None
        formula: str | None = None
        for child in cell:
            tag = child.tag
            if tag == self._value:
                value = child.text or ""
            elif tag == self._formula:
                formula = child.text or ""
            elif tag == self._inline:
                return rich_text(child), TEXT
        kind = cell.get("t", "n")
        if formula is not None:
            self._extras.formulas += 1
            if value is None or (not value and kind == "n"):
                self._extras.unsaved += 1
                return f"={formula}", FORMULA
        if not value:
            return "", TEXT
        return self._typed(kind, value, cell.get("s", ""))

    def _typed(self, kind: str, value: str, style: str) -> tuple[str, str]:
        """Return a stored value as text, by the type that the file gives it."""
        if kind == "s":
            return _shared(self._workbook.texts, value)
        if kind == "str":
            return unescape(value), TEXT
        if kind == "b":
            return ("TRUE" if value in {"1", "true"} else "FALSE"), BOOLEAN
        if kind == "e":
            return value, ERROR
        if kind == "d":
            return value, DATE
        formats = self._workbook.formats
        form = formats[int(style)] if _is_place(style, formats) else ""
        return stored_number(value, form, self._workbook.serials)


def _shared(texts: Sequence[str], index: str) -> tuple[str, str]:
    if _is_place(index, texts):
        return texts[int(index)], TEXT
    return "missing text", ERROR


def _is_place(index: str, entries: Sequence[object]) -> bool:
    """Whether an index from a file points at an entry."""
    return index.isdecimal() and len(index) < _DIGITS and int(index) < len(entries)


def stored_number(value: str, form: str, serials: Serials = "1900") -> tuple[str, str]:
    """Return a stored number as text: a date, a percentage or a plain number."""
    try:
        number = float(value) if len(value) < 400 else math.inf
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        return value[:80], ERROR
    if form == "date" and 1 <= number <= _LAST_SERIAL:
        return _day(number, serials), DATE
    if form == "percent":
        percent = scaled(number, 100.0)
        # Where the percentage would not give the number back, the number itself stands.
        if scaled(percent, 0.01) == number:
            return f"{show_value(percent)}%", NUMBER
    return show_value(number), NUMBER


def _day(serial: float, serials: Serials) -> str:
    """Return a day count as ISO; before March 1900 Excel is a day ahead of the calendar."""
    early = serials == "1900" and serial < 60
    moment = _EPOCHS[serials] + timedelta(days=serial + early)
    moment = (moment + timedelta(milliseconds=500)).replace(microsecond=0)
    midnight = not (moment.hour or moment.minute or moment.second)
    return moment.date().isoformat() if midnight else moment.isoformat(" ")
