"""The formats in which tables come in and go out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from portfolio.exchange.ods_out import write_ods
from portfolio.exchange.reading import read_path
from portfolio.exchange.sheet import Sheet
from portfolio.exchange.table import Table
from portfolio.exchange.text_out import Written, write_csv, write_tsv
from portfolio.exchange.xlsx_out import write_xlsx


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Attributes:
        name: short, as used on the command line.
        suffix: of its files, with the dot.
        title: as shown in a file dialog.
        read: from a path to a sheet; see ``read_path`` for the arguments.
        write: from a table to bytes and notes.
    """

    name: str
    suffix: str
    title: str
    read: Callable[..., Sheet]
    write: Callable[[Table], Written]


def _write_tsv(table: Table) -> Written:
    return Written(write_tsv(table).encode("utf-8-sig"))


CSV = Format("csv", ".csv", "CSV table", read_path, write_csv)
XLSX = Format("xlsx", ".xlsx", "Excel workbook", read_path, write_xlsx)
ODS = Format("ods", ".ods", "OpenDocument spreadsheet", read_path, write_ods)
TSV = Format("tsv", ".tsv", "Tab separated table", read_path, _write_tsv)
