"""A field for a number from 0 to 100: typed, or stepped with the arrow keys."""

from __future__ import annotations

import html

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from ui.overrides import guarded
from ui.theme import SPACE
from ui.widgets.form_field import mark_invalid
from ui.widgets.undo_keys import share_undo

_MOST = 100.0
_STEPS = {
    Qt.Key.Key_Up: 1.0,
    Qt.Key.Key_Down: -1.0,
    Qt.Key.Key_PageUp: 10.0,
    Qt.Key.Key_PageDown: -10.0,
}


class PointsField(QLineEdit):
    """Takes ``12.5``, ``12,5`` and ``12.5 %``; says what it cannot read, and keeps it."""

    #: a number was entered; payload: 0 to 100
    points_entered = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self._points = 0.0
        self._suffix = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.editingFinished.connect(self._read)
        share_undo(self)

    def show_points(self, points: float, suffix: str) -> None:
        """Show a number; what is being typed at this moment stays."""
        self._points, self._suffix = points, suffix
        if not (self.hasFocus() and self.isModified()):
            self._show_text()

    @guarded
    def sizeHint(self) -> QSize:
        widest = self.fontMetrics().horizontalAdvance("100.0 %")
        return QSize(widest + 3 * SPACE, super().sizeHint().height())

    @guarded
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self._enter(self._points + step)
        elif event.key() == Qt.Key.Key_Escape and self.isModified():
            self._show_text()
        else:
            super().keyPressEvent(event)

    def _read(self) -> None:
        if not self.isModified():
            return
        points = _number(self.text())
        if points is None:
            self._mark("Enter a number from 0 to 100.")
        else:
            self._enter(points)

    def _enter(self, points: float) -> None:
        self._points = min(_MOST, max(0.0, points))
        self._show_text()
        self.points_entered.emit(self._points)

    def _show_text(self) -> None:
        self.setText(f"{self._points:.1f}{self._suffix}")
        self.setModified(False)
        self._mark("")

    def _mark(self, problem: str) -> None:
        self.setToolTip(html.escape(problem))
        mark_invalid(self, problem)


def _number(text: str) -> float | None:
    """Return the number that a text says, None when it says none from 0 to 100."""
    plain = text.replace("%", "").replace(",", ".").strip()
    if not plain.replace(".", "", 1).isdecimal() or not plain.isascii():
        return None
    points = float(plain)
    return points if points <= _MOST else None
