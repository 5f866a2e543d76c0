"""A slider that tells when a movement ends, whatever moved it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QSlider

from ui.overrides import guarded


class DragSlider(QSlider):
    """Horizontal; moved by mouse, keys, or the wheel while it has the focus."""

    #: the movement is over: the mouse or the key was released, or the focus left
    movement_ended = Signal()

    def __init__(self, most: int, *, step: int, page: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(0, most)
        self.setSingleStep(step)
        self.setPageStep(page)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @guarded
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.movement_ended.emit()

    @guarded
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        super().keyReleaseEvent(event)
        if not event.isAutoRepeat():
            self.movement_ended.emit()

    @guarded
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.movement_ended.emit()

    @guarded
    def wheelEvent(self, event: QWheelEvent) -> None:
        # Without the focus the wheel scrolls the list, and changes nothing by accident.
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
