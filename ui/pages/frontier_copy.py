"""A whole table on the clipboard, titles first, as spreadsheets take it."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication

from ui.context import Context
from ui.tables import TableView
from ui.tables.cells import spreadsheet_text
from ui.tables.tsv import to_tsv


def copy_table(view: TableView, context: Context) -> None:
    """Copy every row in the order of the screen, under the titles of the columns."""
    grid, point = view.table.grid, QLocale.system().decimalPoint()
    rows = [[column.heading for column in grid.columns]]
    for row in grid.rows:
        texts = [(column.edit_text(row.value), column.kind) for column in grid.columns]
        rows.append([spreadsheet_text(text, kind, point) for text, kind in texts])
    QGuiApplication.clipboard().setText(to_tsv(rows))
    context.messages.notice("Copied the table: paste it into a spreadsheet.")
