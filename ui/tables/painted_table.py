"""What a table paints over its cells: the current row and cell, and what is wrong."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView

from ui.overrides import guarded
from ui.tables.sticky import StickyTable
from ui.tables.table_model import TableModel
from ui.theme import Theme, Tokens

_FRAME: Final = 2
_BAR: Final = 3
_TINT: Final = 20
_LEAST_ROWS, _LEAST_LETTERS = 4, 26
_MITER: Final = Qt.PenJoinStyle.MiterJoin


class PaintedTable(StickyTable):
    """Frames around cells with errors, one around the current cell, a tint over its row."""

    def __init__(self, model: TableModel[Any], theme: Theme) -> None:
        super().__init__()
        self.table = model
        self._theme = theme
        self._least_rows = _LEAST_ROWS
        self.setModel(model)

    @property
    def tokens(self) -> Tokens:
        """Colors of the theme in force."""
        return self._theme.tokens

    @property
    def editing(self) -> bool:
        """Whether a cell is being typed into."""
        return self.state() == QAbstractItemView.State.EditingState

    def keep_rows(self, rows: int) -> None:
        """Never become lower than so many rows, and a bar to scroll sideways below them."""
        if max(rows, _LEAST_ROWS) != self._least_rows:
            self._least_rows = max(rows, _LEAST_ROWS)
            self.updateGeometry()

    @guarded
    def minimumSizeHint(self) -> QSize:
        rows = self._least_rows * self.verticalHeader().defaultSectionSize()
        bar = self.horizontalScrollBar().sizeHint().height()
        around = self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth()
        width = self.fontMetrics().averageCharWidth() * _LEAST_LETTERS
        return QSize(width, rows + bar + around)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        room, stuck = self.viewport().rect(), self.stuck_width
        below, over = room.adjusted(stuck, 0, 0, 0), QRect(0, 0, stuck, room.height())
        painter = QPainter(self.viewport())
        self._paint_over(painter, below, event.rect(), stays=False)
        self.paint_stuck(painter, event.rect(), self._theme.tokens)
        self._paint_over(painter, over, event.rect(), stays=True)
        painter.end()

    def _paint_over(self, painter: QPainter, area: QRect, asked: QRect, *, stays: bool) -> None:
        """Paint over the cells of an area: that of the column that stays, or the rest."""
        if area.isEmpty():
            return
        painter.save()
        painter.setClipRect(area)
        self._paint_errors(painter, asked, stays=stays)
        self._paint_current(painter, area, stays=stays)
        painter.restore()

    def _paint_errors(self, painter: QPainter, asked: QRect, *, stays: bool) -> None:
        grid, sticky = self.table.grid, self.sticky_column
        stuck = self.stuck_width > 0
        painter.setPen(QPen(QColor(self._theme.tokens.error), _FRAME, j=_MITER))
        for row in self.rows_in(asked):
            for name, mark in grid.rows[row].marks.items():
                column = grid.column_of(name)
                in_stuck = stuck and column == sticky
                if mark.severity == "error" and column >= 0 and in_stuck == stays:
                    cell = self.visualRect(self.table.index(row, column))
                    painter.drawRect(cell.adjusted(1, 1, -1, -1))

    def _paint_current(self, painter: QPainter, area: QRect, *, stays: bool) -> None:
        current = self.currentIndex()
        if not current.isValid():
            return
        accent, row = QColor(self._theme.tokens.accent), current.row()
        top, height = self.rowViewportPosition(row), self.rowHeight(row)
        tint = QColor(accent)
        tint.setAlpha(_TINT)
        painter.fillRect(area.left(), top, area.width(), height, tint)
        painter.fillRect(0, top, _BAR, height, accent)
        in_stuck = self.stuck_width > 0 and current.column() == self.sticky_column
        if in_stuck == stays and self.hasFocus() and not self.editing:
            painter.setPen(QPen(accent, _FRAME, j=_MITER))
            painter.drawRect(self.visualRect(current).adjusted(1, 1, -1, -1))
