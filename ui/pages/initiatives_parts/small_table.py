"""A table inside the form: as high as its rows, edited like the large one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt

from portfolio.model import Portfolio
from ui.context import Context
from ui.tables import Column, Row, Subject, TableEdits, TableView

_MOST_ROWS = 12
_FRAME = 2


class SmallTable(TableView):
    """Shows all of its rows at once; Tab leaves it at either end."""

    def __init__(
        self, context: Context, noun: str, name_of: Callable[[Portfolio, str], str]
    ) -> None:
        super().__init__((), context.theme)
        self.edits = TableEdits(self, context, Subject("", noun, name_of))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_table(self, columns: Sequence[Column[Any]] | None, rows: Sequence[Row[Any]]) -> None:
        """Show rows, and other columns unless they are None."""
        if columns is not None:
            self.show_columns(columns)
        self.show_rows(rows)
        self._fit(len(rows))

    def _fit(self, rows: int) -> None:
        height = self.header.sizeHint().height() + 2 * _FRAME
        height += min(max(1, rows), _MOST_ROWS) * self.verticalHeader().defaultSectionSize()
        width = sum(self.header.sectionSize(n) for n in self.header.visible_columns())
        if width > self.viewport().width():
            height += self.horizontalScrollBar().sizeHint().height()
        if rows > _MOST_ROWS:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        if height != self.height():
            self.setFixedHeight(height)
