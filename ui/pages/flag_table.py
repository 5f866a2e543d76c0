"""The flag board: an initiative a row, a light a tile, as wide as there is room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent

from portfolio.lessons import Check
from ui.overrides import guarded
from ui.pages.flag_columns import Tip, flag_columns
from ui.tables import TableView
from ui.tables.cells import block_of
from ui.tables.clipboard import copy_block
from ui.tables.marks import GROUP_GAP, MarkDelegate
from ui.theme import SPACE, Theme

_NAME_LETTERS: Final = (26, 60)
_TILE_LETTERS: Final = 3


class FlagTable(TableView):
    """Names, counts of reds, and a tile for each light.

    The tiles share the width that the names leave them; their headings say a word beside
    the code where each of them has room for it.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__([], theme)
        self.table.editable = False
        self.setItemDelegate(MarkDelegate(self))
        self.setShowGrid(False)
        self.setAccessibleName("The flag board")
        theme.theme_changed.connect(self._fit)

    def show_checks(self, checks: Sequence[Check], tip: Tip) -> None:
        """Show the columns of these checks, the most red first."""
        self.show_columns(flag_columns(checks, tip))
        reds = self.table.grid.column_of("reds")
        self.header.setSortIndicator(reds, Qt.SortOrder.DescendingOrder)
        self._fit()

    def sort_again(self) -> None:
        """Put rows that changed where they belong."""
        self.table.sort(self.header.sortIndicatorSection(), self.header.sortIndicatorOrder())

    def copy_all(self) -> None:
        """Put the whole board as it is shown on the clipboard, with its headings."""
        grid, columns = self.table.grid, self.header.visible_columns()
        heads = [grid.columns[column].heading for column in columns]
        copy_block(self, [heads, *block_of(grid, range(len(grid.keys)), columns)], columns)

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Share the width: tiles as narrow as a sign and as wide as their words need."""
        columns = [self.table.grid.columns[at] for at in self.header.visible_columns()]
        marks = [column for column in columns if column.kind == "mark"]
        if not marks or "name" not in {column.id for column in columns}:
            return
        letter = self.fontMetrics().averageCharWidth()
        bold = QFontMetrics(self.header.bold)
        words = max(bold.horizontalAdvance(line) for c in marks for line in c.header_lines) + SPACE
        gaps = GROUP_GAP * sum(column.starts_group for column in marks)
        at = self.table.grid.column_of
        others = sum(
            self.columnWidth(at(c.id)) for c in columns if c.kind != "mark" and c.id != "name"
        )
        least, most = (letters * letter for letters in _NAME_LETTERS)
        room = self.viewport().width() - others - gaps
        tile = (room - least) // len(marks)
        self.header.terse = tile < words
        tile = max(_TILE_LETTERS * letter + SPACE, min(tile, words))
        name = max(least, min(room - tile * len(marks), most))
        tile = max(tile, (room - name) // len(marks))
        widths = {column.id: tile + GROUP_GAP * column.starts_group for column in marks}
        self.header.fit({**widths, "name": name})
