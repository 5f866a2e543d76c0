"""Fields of a form: they hand on what was typed, and nothing when nothing was typed."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QPlainTextEdit, QWidget

from ui.overrides import guarded
from ui.theme.restyle import restyle
from ui.widgets.still import StillCombo
from ui.widgets.undo_keys import share_undo

__all__ = ["ChoiceField", "LineField", "StillCombo", "TextField", "mark_invalid"]

Check = Callable[[str], str]

_TYPING_MS = 700
_LINES = 3


class LineField(QLineEdit):
    """One line. A newer value is shown unless something is being typed."""

    #: Enter was pressed, or the field left, with another text than shown; payload: text
    text_entered = Signal(str)

    def __init__(self, name: str, check: Check, choices: Sequence[str] = ()) -> None:
        super().__init__()
        self._check = check
        self._shown = ""
        self._problem = ""
        self.setAccessibleName(name)
        self.offer(choices)
        share_undo(self)
        self.textEdited.connect(lambda text: self._mark(self._check(text)))
        self.editingFinished.connect(self._enter)

    def show_text(self, text: str, problem: str = "") -> None:
        """Show a value, and what is wrong with it."""
        self._problem = problem
        if self.isModified() and self.hasFocus():
            return
        if text != self._shown or not self.isModified():
            self._shown = text
            if self.text() != text:
                self.setText(text)
                self.setCursorPosition(0)
            self.setModified(False)
        self._mark("" if not self.isModified() else self._check(self.text()))

    def offer(self, choices: Sequence[str]) -> None:
        """Offer texts while typing."""
        if choices:
            completer = QCompleter(list(choices), self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.setCompleter(completer)

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.setText(self._shown)
            self.setModified(False)
            self._mark("")
            return
        super().keyPressEvent(event)

    def _enter(self) -> None:
        if not self.isModified() or self.text() == self._shown:
            return
        problem = self._check(self.text())
        self._mark(problem)
        if not problem:
            self._shown = self.text()
            self.setModified(False)
            self.text_entered.emit(self._shown)

    def _mark(self, typing_problem: str) -> None:
        problem = typing_problem or self._problem
        mark_invalid(self, problem)
        self.setToolTip(html.escape(problem or (self.text() if len(self.text()) > 30 else "")))


class TextField(QPlainTextEdit):
    """Several lines; what is typed is handed on at every pause, and when the field is left."""

    #: the text was changed by typing; payload: text
    text_entered = Signal(str)
    #: the field was left: what comes next is another step of undo
    left = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._shown = ""
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_TYPING_MS)
        self._later.timeout.connect(self._enter)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        share_undo(self)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * (_LINES + 1))
        self.textChanged.connect(self._later.start)

    def show_text(self, text: str, problem: str = "") -> None:
        """Show a value, and what is wrong with it."""
        mark_invalid(self, problem)
        if text != self._shown and not self._later.isActive():
            self._shown = text
            if self.toPlainText() != text:
                with QSignalBlocker(self):
                    self.setPlainText(text)

    @guarded
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._enter()
        self.left.emit()

    def _enter(self) -> None:
        self._later.stop()
        text = self.toPlainText()
        if text != self._shown:
            self._shown = text
            self.text_entered.emit(text)


class ChoiceField(StillCombo):
    """One of a few entries."""

    #: another entry was chosen; payload: its text
    text_entered = Signal(str)

    def __init__(self, name: str, choices: Sequence[str]) -> None:
        super().__init__()
        self.addItems(list(choices))
        self.setAccessibleName(name)
        self.textActivated.connect(self.text_entered)

    def show_text(self, text: str, problem: str = "") -> None:
        """Show a value, and what is wrong with it."""
        mark_invalid(self, problem)
        self.setToolTip(html.escape(problem))
        self.setCurrentIndex(self.findText(text))


def mark_invalid(field: QWidget, problem: str) -> None:
    """Give a field the look of a problem, or take it away."""
    restyle(field, "invalid", "true" if problem else "false")
    field.setAccessibleDescription(problem)
