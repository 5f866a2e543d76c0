"""Undo and redo in a field that nothing was typed into are those of the document."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from ui.overrides import guarded

_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class _UndoKeys(QObject):
    def __init__(self, field: QLineEdit | QPlainTextEdit, typed: Callable[[], bool]) -> None:
        super().__init__(field)
        self._typed = typed
        field.installEventFilter(self)

    @guarded
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if self._typed() or not any(map(event.matches, _KEYS)):
            return False
        # A field claims these keys even when it has nothing to undo.
        event.ignore()
        return True


def share_undo(field: QLineEdit | QPlainTextEdit) -> None:
    """Let Ctrl+Z in a field take back typing first, and then the last step of the document."""
    if isinstance(field, QLineEdit):
        _UndoKeys(field, field.isModified)
    else:
        text = field.document()
        _UndoKeys(field, lambda: text.isUndoAvailable() or text.isRedoAvailable())
