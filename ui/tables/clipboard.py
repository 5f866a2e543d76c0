"""Cells to and from the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QLocale, QMimeData
from PySide6.QtGui import QGuiApplication

from ui.tables.cells import block_of, spreadsheet_text
from ui.tables.tsv import to_tsv

if TYPE_CHECKING:
    from ui.tables.table_view import TableView

#: The same block as in the text, but as this app reads it back without loss.
OWN_CELLS: Final = "application/x-ai-portfolio-cells"


def copy_cells(view: TableView) -> None:
    """Put the selected cells on the clipboard, for spreadsheets and for this app."""
    grid, columns = view.table.grid, view.selected.columns()
    block = block_of(grid, view.selected.rows(), columns)
    if not block:
        return
    kinds = [grid.columns[column].kind for column in columns]
    point = QLocale.system().decimalPoint()
    plain = [
        [spreadsheet_text(text, kind, point) for text, kind in zip(row, kinds, strict=True)]
        for row in block
    ]
    data = QMimeData()
    data.setText(to_tsv(plain))
    data.setData(OWN_CELLS, QByteArray(to_tsv(block).encode(errors="replace")))
    QGuiApplication.clipboard().setMimeData(data)


def clipboard_cells() -> tuple[str, bool]:
    """Return the tab separated text on the clipboard, and whether this app put it there."""
    data = QGuiApplication.clipboard().mimeData()
    own = data.hasFormat(OWN_CELLS)
    text = bytes(data.data(OWN_CELLS).data()).decode() if own else data.text()
    return text, own
