"""One sheet of an Excel workbook as a table, with a sentence on everything out of sight."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from portfolio.errors import PortfolioError, Tick
from portfolio.exchange.builder import SheetBuilder
from portfolio.exchange.package import Package
from portfolio.exchange.sheet import Sheet, SheetInfo, column_letter, first_few
from portfolio.exchange.workbook import Workbook, read_workbook
from portfolio.exchange.worksheet import Extras, read_cells
from portfolio.model.text import quoted


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
    infos = [part.info for part in workbook.sheets]
    for at in chosen_sheets(infos, name, source):
        sheet = _read(package, workbook, at, tick)
        if sheet.rows:
            break
    return sheet


def chosen_sheets(infos: Sequence[SheetInfo], name: str | None, source: str) -> list[int]:
    """Return the indices of the sheets to look at, one or more.

    Args:
        infos: of all sheets of a workbook.
        name: of the one that is wanted; None for the visible ones, or all when none is.
        source: the name of the file, for messages.

    Raises:
        PortfolioError: there is no such sheet, or none at all.
    """
    visible = [at for at, info in enumerate(infos) if not info.hidden]
    chosen = visible or list(range(len(infos)))
    if not chosen:
        raise PortfolioError(
            "The workbook has no sheet with cells.", source, "Choose another workbook."
        )
    if name is None:
        return chosen
    chosen = [at for at, info in enumerate(infos) if info.name == name][:1]
    if not chosen:
        raise PortfolioError(
            f"The workbook has no sheet called {quoted(name)}.",
            source,
            f"Choose one of: {first_few([quoted(info.name) for info in infos])}.",
        )
    return chosen


def _read(package: Package, workbook: Workbook, at: int, tick: Tick | None) -> Sheet:
    part = workbook.sheets[at]
    builder = SheetBuilder(f"{package.source}, sheet {part.info.name}")
    extras = read_cells(package, part.member, workbook, builder, tick)
    infos = [each.info for each in workbook.sheets]
    sheet = finished(builder, extras, infos, at, package.source)
    return dataclasses.replace(sheet, notes=(*sheet.notes, *_book_notes(workbook)))


def finished(
    builder: SheetBuilder, extras: Extras, infos: Sequence[SheetInfo], at: int, source: str
) -> Sheet:
    """Return the sheet that a builder holds, with its name and with notes on what is unseen.

    Args:
        builder: with all cells.
        extras: what was noticed beside them.
        infos: of all sheets of the workbook.
        at: which of them it is.
        source: the name of the file.
    """
    merged = builder.merge(extras.merged)
    sheet = builder.build()
    others = [
        f"“{info.name}”" + (" (hidden)" if info.hidden else "")
        for number, info in enumerate(infos)
        if number != at
    ]
    unread = f"Other sheets of the workbook are not read: {first_few(others)}."
    notes = (*_cell_notes(extras, sheet, merged), *([unread] if others else ()))
    return dataclasses.replace(
        sheet,
        source=source,
        name=infos[at].name,
        notes=(*sheet.notes, *notes),
        sheets=tuple(infos),
        hidden_rows=frozenset(extras.hidden_rows & set(sheet.row_numbers)),
    )


def _cell_notes(extras: Extras, sheet: Sheet, merged: int) -> list[str]:
    """Return sentences on merged, hidden and computed cells."""
    notes = []
    if merged:
        notes.append(
            f"{merged} merged ranges: their text is repeated in each cell, their numbers are not."
        )
    rows = sorted(extras.hidden_rows & set(sheet.row_numbers))
    if rows:
        notes.append(f"Rows hidden in the spreadsheet are read too: {first_few(rows)}.")
    letters = [
        column_letter(column)
        for column in sheet.column_numbers
        if any(low <= column <= high for low, high in extras.hidden_columns)
    ]
    if letters:
        notes.append(f"Columns hidden in the spreadsheet are read too: {first_few(letters)}.")
    if extras.formulas:
        notes.append(
            f"{extras.formulas} formulas were not run; their saved results are taken, "
            f"{extras.unsaved} have none."
        )
    return notes


def _book_notes(workbook: Workbook) -> list[str]:
    notes = []
    if workbook.serials == "1904":
        notes.append("The workbook counts days from 1904; dates were converted.")
    if workbook.has_macros:
        notes.append("The workbook has macros; they were not run.")
    return notes
