"""A bar above the page for what waits for a decision."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton

from ui.overrides import guarded
from ui.theme import SPACE, Theme, icon


class NoticeBar(QFrame):
    """A sentence, a button for each answer, and a way to close it; stays until answered."""

    #: an answer was chosen; payload: its label
    answer_chosen = Signal(str)
    #: it was closed without an answer
    dismissed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._words = QLabel()
        self._buttons: list[QPushButton] = []
        self._answers = QHBoxLayout()
        self._close = QToolButton()
        self._lay_out()
        self._connect()

    def show_notice(self, text: str, answers: Sequence[str]) -> None:
        """Show a sentence and its answers in place of what was there."""
        self.clear()
        self._words.setText(text)
        self.setAccessibleName(text)
        for label in answers:
            button = QPushButton(label.replace("&", "&&"))
            # A click leaves the focus where the person works: the button goes away.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _checked, label=label: self._choose(label))
            self._answers.addWidget(button)
            self._buttons.append(button)
        self.setVisible(True)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def clear(self) -> None:
        """Take the notice away."""
        for button in self._buttons:
            self._answers.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        self.setVisible(False)

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._dismiss()
        else:
            super().keyPressEvent(event)

    def _dismiss(self) -> None:
        self.clear()
        self.dismissed.emit()

    def _choose(self, label: str) -> None:
        self.clear()
        self.answer_chosen.emit(label)

    def _lay_out(self) -> None:
        self.setProperty("role", "notice")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._close.setToolTip("Close this notice (Esc)")
        self._close.setAccessibleName("Close this notice")
        self._answers.setSpacing(SPACE)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE * 2, SPACE, SPACE, SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(self._words, 1)
        layout.addLayout(self._answers)
        layout.addWidget(self._close)
        self._tint()
        self.setVisible(False)

    def _connect(self) -> None:
        self._close.clicked.connect(self._dismiss)
        self._theme.theme_changed.connect(self._tint)

    def _tint(self) -> None:
        self._close.setIcon(icon("close", self._theme.tokens.text))
