"""Where the keyboard goes when what had it vanishes: back to where it was before."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

_REMEMBERED = 8


class FocusReturn(QObject):
    """Leads back from the rail, where Qt goes when a button is hidden or switched off."""

    def __init__(self, window: QWidget, rail: QWidget, page: QWidget) -> None:
        """Watch a window; ``page`` takes the keyboard when nothing else of before is left."""
        super().__init__(window)
        self._window = window
        self._rail = rail
        self._page = page
        self._been: deque[QWidget] = deque(maxlen=_REMEMBERED)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._moved)

    def _moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None or now.window() is not self._window:
            return
        strayed = self._rail.isAncestorOf(now) and self._been and not _can_have(self._been[-1])
        if strayed:
            # Qt is still at work on what vanishes.
            QTimer.singleShot(0, self, self._lead_back)
        elif not self._been or self._been[-1] is not now:
            self._been.append(now)

    def _lead_back(self) -> None:
        now = self._window.focusWidget()
        if now is None or not self._rail.isAncestorOf(now):
            return
        while self._been and not _can_have(self._been[-1]):
            self._been.pop()
        (self._been[-1] if self._been else self._page).setFocus()


def _can_have(widget: QWidget) -> bool:
    """Whether a widget is there, seen and switched on."""
    return isValid(widget) and widget.isVisible() and widget.isEnabled()
