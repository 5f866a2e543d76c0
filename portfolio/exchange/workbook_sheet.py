"""One sheet of an Excel workbook as a table, with a sentence on everything out of sight."""

from __future__ import annotations

import dataclasses

from portfolio.errors import PortfolioError
from portfolio.exchange.builder import SheetBuilder
from portfolio.exchange.package import Package
from portfolio.exchange.sheet import Sheet, Tick, column_letter
from portfolio.exchange.workbook import SheetPart, Workbook, read_workbook
from portfolio.exchange.worksheet import Extras, read_cells

_LISTED = 8


def parse_workbook(
    data: bytes, source: str, name: str | None = None, tick: Tick | None = None
) -> Sheet:
    """Return one sheet of a workbook.

    Args:
        data: the whole file.
        source: its name.
        name: of the sheet; None takes the first visible one that is not empty.
        tick: called now and then.

    Raises:
        PortfolioError: the file is no workbook, is damaged, is larger than the
            limits, or has no such sheet.
    """
    package = Package(data, source)
    workbook = read_workbook(package)
    if not workbook.sheets:
        raise PortfolioError("The workbook has no sheet with cells.", source)
    for part in _candidates(workbook, name, source):
        sheet = _read(package, workbook, part, tick)
        if sheet.rows:
            return sheet
    return sheet


def _candidates(workbook: Workbook, name: str | None, source: str) -> list[SheetPart]:
    if name is None:
        visible = [part for part in workbook.sheets if not part.info.hidden]
        return visible or list(workbook.sheets)
    chosen = [part for part in workbook.sheets if part.info.name == name]
    if not chosen:
        raise PortfolioError(f"The workbook has no sheet called “{name}”.", source)
    return chosen[:1]


def _read(package: Package, workbook: Workbook, part: SheetPart, tick: Tick | None) -> Sheet:
    builder = SheetBuilder(f"{package.source}, sheet {part.info.name}")
    extras = read_cells(package, part.member, workbook, builder, tick)
    merged = builder.merge(extras.merged)
    sheet = builder.build()
    notes = (*sheet.notes, *cell_notes(extras, sheet, merged), *_book_notes(workbook, part))
    return dataclasses.replace(
        sheet,
        source=package.source,
        name=part.info.name,
        notes=notes,
        sheets=tuple(other.info for other in workbook.sheets),
        hidden_rows=frozenset(extras.hidden_rows & set(sheet.row_numbers)),
    )


def cell_notes(extras: Extras, sheet: Sheet, merged: int) -> list[str]:
    """Return sentences on merged, hidden and computed cells."""
    notes = []
    if merged:
        notes.append(
            f"{merged} merged ranges: their text is repeated in each cell, their numbers are not."
        )
    rows = sorted(extras.hidden_rows & set(sheet.row_numbers))
    if rows:
        notes.append(f"Rows hidden in the spreadsheet are read too: {listed(rows)}.")
    letters = [
        column_letter(column)
        for column in sheet.column_numbers
        if any(low <= column <= high for low, high in extras.hidden_columns)
    ]
    if letters:
        notes.append(f"Columns hidden in the spreadsheet are read too: {listed(letters)}.")
    if extras.formulas:
        notes.append(
            f"{extras.formulas} formulas were not run; their saved results are taken, "
            f"{extras.unsaved} have none."
        )
    return notes


def _book_notes(workbook: Workbook, part: SheetPart) -> list[str]:
    notes = []
    if len(workbook.sheets) > 1:
        others = [
            f"“{other.info.name}”" + (" (hidden)" if other.info.hidden else "")
            for other in workbook.sheets
            if other is not part
        ]
        notes.append(f"Other sheets of the workbook are not read: {listed(others)}.")
    if workbook.serials == "1904":
        notes.append("The workbook counts days from 1904; dates were converted.")
    if workbook.has_macros:
        notes.append("The workbook has macros; they were not run.")
    return notes


def listed(names: list[str] | list[int]) -> str:
    """Return the first few names, and whether there are more."""
    more = ", and more" if len(names) > _LISTED else ""
    return ", ".join(str(name) for name in names[:_LISTED]) + more
