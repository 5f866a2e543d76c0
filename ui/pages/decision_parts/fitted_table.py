"""A table to read, in which one column takes all the room that the others leave."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtGui import QResizeEvent

from ui.overrides import guarded
from ui.tables import Column, TableView
from ui.theme import Theme

_LEAST_LETTERS = 22


class FittedTable(TableView):
    """Nothing in it can be edited.

    Args:
        columns: from left to right.
        theme: for colors and the size of the type.
        roomy: id of the column that takes the room.
    """

    def __init__(self, columns: Sequence[Column[Any]], theme: Theme, roomy: str) -> None:
        super().__init__(columns, theme)
        self._roomy = roomy
        self._left_out: Collection[str] = ()
        self.table.editable = False
        theme.theme_changed.connect(self._fit)

    def leave_out(self, columns: Collection[str]) -> None:
        """Show all columns but some, unless the user asked for them."""
        self._left_out = columns
        self._fit()

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.header.fit({}, self._left_out)
        roomy = self.table.grid.column_of(self._roomy)
        shown = (n for n in self.header.visible_columns() if n != roomy)
        room = self.viewport().width() - sum(map(self.header.sectionSize, shown))
        least = self.fontMetrics().averageCharWidth() * _LEAST_LETTERS
        self.header.fit({self._roomy: max(least, room)}, self._left_out)
