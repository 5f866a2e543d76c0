"""A table whose column of names stays at the left while the others scroll sideways."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QTableView

from ui.overrides import guarded
from ui.theme import Tokens

Index = QModelIndex | QPersistentModelIndex

_MOST: Final = 0.6
_SELECTED: Final = QStyle.StateFlag.State_Selected


class StickyTable(QTableView):
    """Paints one column over what has scrolled below it, and answers for it there.

    There is one view, one selection and one editor: only the place of the column
    differs, for everything that asks through ``visualRect`` and ``indexAt``. It takes
    at most six tenths of the width, so that something is left to scroll.
    """

    @property
    def sticky_column(self) -> int:
        """The column that stays; -1 for none."""
        return -1

    @property
    def stuck_width(self) -> int:
        """Width in pixels of the column that stays; 0 while it is where it belongs."""
        column = self.sticky_column
        if column < 0 or self.isColumnHidden(column) or self.columnViewportPosition(column) >= 0:
            return 0
        return min(self.columnWidth(column), int(self.viewport().width() * _MOST))

    @guarded
    def visualRect(self, index: Index) -> QRect:
        rect = super().visualRect(index)
        if index.column() == self.sticky_column and (width := self.stuck_width):
            return QRect(0, rect.top(), width - 1, rect.height())
        return rect

    @guarded
    def indexAt(self, pos: QPoint) -> QModelIndex:
        if 0 <= pos.x() < self.stuck_width:
            row = self.rowAt(pos.y())
            return self.model().index(row, self.sticky_column) if row >= 0 else QModelIndex()
        return super().indexAt(pos)

    @guarded
    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        bar = self.horizontalScrollBar()
        stuck = index.column() == self.sticky_column and self.stuck_width > 0
        before = bar.value()
        super().scrollTo(index, hint)
        if stuck:
            bar.setValue(before)
        elif (hidden := self.stuck_width - self.columnViewportPosition(index.column())) > 0:
            bar.setValue(bar.value() - hidden)

    @guarded
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if dx:
            # The picture was moved with the column in it, and an editor along with it.
            self.viewport().update()
            self.updateEditorGeometries()

    def paint_stuck(self, painter: QPainter, area: QRect, tokens: Tokens) -> None:
        """Paint the cells of the column that stays over what is below them."""
        width = self.stuck_width
        if not width:
            return
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        plain = option.state
        painter.fillRect(0, 0, width, self.viewport().height(), option.palette.base())
        painter.setPen(QPen(QColor(tokens.border)))
        for row in self.rows_in(area):
            top, height = self.rowViewportPosition(row), self.rowHeight(row)
            index = self.model().index(row, self.sticky_column)
            chosen = self.selectionModel().isSelected(index)
            option.state = plain | _SELECTED if chosen else plain
            option.rect = QRect(0, top, width - 1, height - 1)
            self.itemDelegate().paint(painter, option, index)
            painter.drawLine(0, top + height - 1, width - 1, top + height - 1)
        painter.setPen(QPen(QColor(tokens.strong_border)))
        painter.drawLine(width - 1, 0, width - 1, self.viewport().height())

    def rows_in(self, area: QRect) -> range:
        """Return the rows that are seen in a part of the view."""
        first, last = self.rowAt(max(0, area.top())), self.rowAt(area.bottom())
        if first < 0:
            return range(0)
        return range(first, (last if last >= 0 else self.model().rowCount() - 1) + 1)
