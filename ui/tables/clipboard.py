"""Cells to and from the clipboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication

from ui.tables.cells import block_of, spreadsheet_text
from ui.tables.tsv import to_tsv

if TYPE_CHECKING:
    from ui.tables.table_view import TableView

#: Property of the clipboard: the text put there, and the same cells without loss.
_OWN_CELLS: Final = "ai_portfolio_cells"


def copy_cells(view: TableView) -> None:
    """Put the selected cells on the clipboard, for spreadsheets and for this app."""
    columns = view.selected.columns()
    copy_block(view, block_of(view.table.grid, view.selected.rows(), columns), columns)


def copy_block(view: TableView, block: Sequence[Sequence[str]], columns: Sequence[int]) -> None:
    """Put texts that stand in some columns on the clipboard; nothing if there are none."""
    grid = view.table.grid
    if not block:
        return
    kinds = [grid.columns[column].kind for column in columns]
    point = QLocale.system().decimalPoint()
    plain = [
        [spreadsheet_text(text, kind, point) for text, kind in zip(row, kinds, strict=True)]
        for row in block
    ]
    text = to_tsv(plain)
    clipboard = QGuiApplication.clipboard()
    # Not as a format of its own: the clipboard would outlive the interpreter that made it.
    clipboard.setText(text)
    clipboard.setProperty(_OWN_CELLS, [text, to_tsv(block)])


def clipboard_cells() -> tuple[str, bool]:
    """Return the tab separated text on the clipboard, and whether this app put it there."""
    clipboard = QGuiApplication.clipboard()
    text, own = clipboard.text(), clipboard.property(_OWN_CELLS)
    if own and own[0] == text:
        return str(own[1]), True
    return text, False
