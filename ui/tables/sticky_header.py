"""The header over a column that stays at the left while the others scroll sideways."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHeaderView, QToolTip

from ui.overrides import guarded
from ui.tables.sticky import StickyTable

_HORIZONTAL = Qt.Orientation.Horizontal


class StickyHeader(QHeaderView):
    """Paints the heading of the column that stays, and hands the mouse on to it."""

    def __init__(self, view: StickyTable) -> None:
        super().__init__(_HORIZONTAL, view)
        self._stays_in = view
        self._shift = 0
        view.horizontalScrollBar().valueChanged.connect(self.viewport().update)

    def section_at(self, x: int) -> int:
        """Return the column whose heading is seen at a place; -1 for none."""
        return self.logicalIndexAt(x + self._shift_at(x))

    @guarded
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._shift = self._shift_at(round(event.position().x()))
        super().mousePressEvent(_moved(event, self._shift))

    @guarded
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() == Qt.MouseButton.NoButton:
            self._shift = self._shift_at(round(event.position().x()))
        super().mouseMoveEvent(_moved(event, self._shift))

    @guarded
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(_moved(event, self._shift))

    @guarded
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._shift = self._shift_at(round(event.position().x()))
        super().mouseDoubleClickEvent(_moved(event, self._shift))

    @guarded
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            text = self._tip(event.pos())
            QToolTip.showText(event.globalPos(), text, self.viewport())
            return True
        return super().viewportEvent(event)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        width = self._stays_in.stuck_width
        if not width:
            return
        painter = QPainter(self.viewport())
        area = QRect(0, 0, width, self.viewport().height())
        painter.fillRect(area, self.palette().window())
        painter.save()
        self.paintSection(painter, area, self._stays_in.sticky_column)
        painter.restore()
        painter.setPen(QPen(QColor(self.palette().dark().color())))
        painter.drawLine(area.topRight(), area.bottomRight())
        painter.end()

    def _shift_at(self, x: int) -> int:
        """Return by how much the heading at a place has been moved from where it belongs."""
        if not 0 <= x < self._stays_in.stuck_width:
            return 0
        return self.sectionViewportPosition(self._stays_in.sticky_column)

    def _tip(self, where: QPoint) -> str:
        role = Qt.ItemDataRole.ToolTipRole
        return str(self.model().headerData(self.section_at(where.x()), _HORIZONTAL, role) or "")


def _moved(event: QMouseEvent, shift: int) -> QMouseEvent:
    if not shift:
        return event
    return QMouseEvent(
        event.type(),
        event.position() + QPointF(shift, 0),
        event.globalPosition(),
        event.button(),
        event.buttons(),
        event.modifiers(),
    )
