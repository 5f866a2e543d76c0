"""Hands on the keyboard of the X server: keys go to whatever has the focus, as a person's do."""

from __future__ import annotations

import subprocess

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication

_DELAY_MS = "4"
#: As many letters as the window system hands over in one go without a pause.
_AT_ONCE = 60
_SHIFTS = frozenset(range(0x01000020, 0x01000026))


class Hands(QObject):
    """Presses keys through xdotool, and waits until each of them has arrived."""

    def __init__(self, person):
        super().__init__()
        self._person = person
        self._arrived = 0
        QApplication.instance().installEventFilter(self)

    def put_down(self):
        """Stop counting."""
        QApplication.instance().removeEventFilter(self)

    def presses(self, *keys):
        """Press keys by their X names, such as ``ctrl+Return``, one after the other."""
        for key in keys:
            self._send(1, "key", "--clearmodifiers", key)

    def types(self, text):
        """Type a text into what has the focus."""
        for start in range(0, len(text), _AT_ONCE):
            part = text[start : start + _AT_ONCE]
            self._send(len(part), "type", "--delay", _DELAY_MS, "--", part)

    def tabs_to(self, name, key="Tab"):
        """Go on with Tab until the widget with this accessible name or text has the keyboard."""
        for _ in range(100):
            if name in self._focused():
                return
            self.presses(key)
        raise AssertionError(f"Tab never comes to “{name}”; it is at {self._focused()}")

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.KeyRelease and isinstance(watched, QWindow):
            self._arrived += not event.isAutoRepeat() and event.key() not in _SHIFTS
        return False

    def _focused(self):
        widget = QApplication.focusWidget()
        if widget is None:
            return ()
        read = getattr(widget, "text", None)
        return widget.accessibleName(), read() if callable(read) else ""

    def _send(self, count, *command):
        wanted = self._arrived + count
        subprocess.run(["xdotool", *command], check=True)
        self._person.waits_for(lambda: self._arrived >= wanted)
