"""Tables as text: CSV for other programs, tab separated for the clipboard."""

from __future__ import annotations

import csv
import io
import math
from dataclasses import dataclass
from datetime import date

from portfolio.exchange.choices import DecimalMark
from portfolio.exchange.clean import defuse as defused
from portfolio.exchange.clean import scrub
from portfolio.exchange.numerals import read_number
from portfolio.exchange.proposal import CellValue, show_value
from portfolio.exchange.table import Table


@dataclass(frozen=True, slots=True)
class Written:
    """The bytes of a file, and sentences on what could not be written as it is."""

    data: bytes
    notes: tuple[str, ...] = ()


def write_csv(table: Table, *, decimal: DecimalMark = ".", defuse: bool = True) -> Written:
    """Return a table as CSV: UTF-8 with a byte order mark.

    Args:
        table: from ``table_of``.
        decimal: with a comma, cells are separated by semicolons, as spreadsheets in
            such countries expect.
        defuse: put an apostrophe before texts that a spreadsheet could run as a
            formula; it is taken off again when the file is imported.
    """
    delimiter = "," if decimal == "." else ";"
    text = _text(table, delimiter, decimal, defuse=defuse)
    return Written(text.encode("utf-8-sig"))


def write_tsv(table: Table, *, decimal: DecimalMark = ".", defuse: bool = True) -> str:
    """Return a table as tab separated text, to be pasted into a spreadsheet."""
    return _text(table, "\t", decimal, defuse=defuse)


def written_number(value: float, decimal: DecimalMark = ".") -> str:
    """Return the shortest text that gives the number back, and can mean no other.

    A number such as 1.234 gets a zero more, for ``1.2340`` cannot be taken for
    thousands. What is not finite gives an empty text.
    """
    if not math.isfinite(value):
        return ""
    text = show_value(value)
    number = read_number(text)
    if number is not None and number.is_open:
        digits, exponent, power = text.partition("e")
        text = f"{digits}0{exponent}{power}"
    return text if decimal == "." else text.replace(".", ",")


def cell_text(value: CellValue) -> str:
    """Return a text, a list of tags or a date as a table writes it."""
    if isinstance(value, tuple):
        tags = [tag.replace(";", ";;") for tag in value]
        alone = len(tags) == 1 and "," in tags[0] and ";" not in tags[0]
        return "; ".join(tags) + (";" if alone else "")
    return value.isoformat() if isinstance(value, date) else scrub(str(value))


def _text(table: Table, delimiter: str, decimal: DecimalMark, *, defuse: bool) -> str:
    def cell(value: CellValue) -> str:
        if value is None:
            return ""
        if isinstance(value, float):
            return written_number(value, decimal)
        text = cell_text(value)
        return defused(text) if defuse else text

    output = io.StringIO(newline="")
    writer = csv.writer(output, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([cell(header) for header in table.headers])
    writer.writerows([cell(value) for value in row] for row in table.rows)
    return output.getvalue()
