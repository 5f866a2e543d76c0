"""Freeze the plan of record: title, note, what it will hold; then its fingerprint."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from portfolio.errors import PortfolioError
from ui.dialogs.roomy_dialog import RoomyDialog
from ui.theme import SPACE
from ui.widgets.unbroken import unbroken

_LETTERS, _LINES, _NOTE_LINES = 104, 48, 4


class FreezePlan(RoomyDialog):
    """Asks on its first side, and shows the fingerprint to publish on its second.

    Args:
        title: that is suggested.
        texts: what will be frozen, what to know before that, a sentence each, and what a
            fingerprint is good for.
        parent: the window.
    """

    #: the plan is to be frozen; payload: title, note
    freeze_requested = Signal(str, str)

    def __init__(
        self,
        title: str,
        texts: tuple[Sequence[str], Sequence[str], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_LETTERS, _LINES, parent)
        self.title, self.note = QLineEdit(title), QPlainTextEdit()
        self.problem = QLabel()
        self.freeze, self._cancel = QPushButton("Freeze"), QPushButton("Cancel")
        self.fingerprint = QLineEdit()
        self.copy, self._close = QPushButton("Copy"), QPushButton("Close")
        self._over = False
        self._sides: tuple[tuple[QWidget, ...], tuple[QWidget, ...]]
        self._lay_out(*texts)
        self._connect()

    def show_frozen(self, fingerprint: str) -> None:
        """Show that it is done, and the fingerprint to publish."""
        if self._over:
            return
        self.fingerprint.setText(fingerprint)
        self.fingerprint.setCursorPosition(0)
        self._show_side(1)
        self._make_room()
        self.copy.setFocus()

    def show_problem(self, error: PortfolioError) -> None:
        """Say why it was not frozen."""
        if self._over:
            return
        self.problem.setText(str(error))
        self.problem.setVisible(True)
        self.freeze.setEnabled(True)
        self._make_room()

    def _make_room(self) -> None:
        """Be no higher than the words need."""
        super()._make_room()
        self.fit_height()

    def _show_side(self, number: int) -> None:
        for side, (part, *buttons) in enumerate(self._sides):
            for each in (part, *buttons):
                each.setVisible(side == number)

    def _freeze(self) -> None:
        self.problem.setVisible(False)
        self.freeze.setEnabled(False)
        self.freeze_requested.emit(self.title.text(), self.note.toPlainText())

    def _end(self) -> None:
        """An answer that comes now is too late: the dialog is gone."""
        self._over = True

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.fingerprint.text())
        self.copy.setText("Copied")

    def _connect(self) -> None:
        self.freeze.clicked.connect(self._freeze)
        self._cancel.clicked.connect(self.reject)
        self.copy.clicked.connect(self._copy)
        self._close.clicked.connect(self.accept)
        self.finished.connect(self._end)

    def _lay_out(self, summary: Sequence[str], warnings: Sequence[str], promise: str) -> None:
        self.setWindowTitle("Freeze the plan of record")
        asking, frozen = self._asking(summary, warnings), self._frozen(promise)
        self._sides = (asking, self._cancel, self.freeze), (frozen, self._close)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE)
        foot.addStretch(1)
        for part, *buttons in self._sides:
            self.content.addWidget(part)
            for button in buttons:
                foot.addWidget(button)
        self.content.addStretch(1)
        self.set_foot(foot)
        self._show_side(0)
        # Before it stands in the dialog, a button cannot be the one that Enter presses.
        self.freeze.setDefault(True)

    def _asking(self, summary: Sequence[str], warnings: Sequence[str]) -> QWidget:
        self.title.setAccessibleName("Title of the plan of record")
        self.note.setAccessibleName("Note on the plan of record")
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(self.fontMetrics().lineSpacing() * _NOTE_LINES)
        self.freeze.setProperty("role", "primary")
        side, down = _side()
        down.addWidget(_words("\n".join(summary), ""))
        for warning in warnings:
            down.addWidget(_notice(warning))
        for words, field in (("Title", self.title), ("Note", self.note)):
            label = _words(words, "muted")
            label.setBuddy(field)
            down.addWidget(label)
            down.addWidget(field)
        self.problem.setProperty("role", "error")
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
        self.problem.setVisible(False)
        down.addWidget(self.problem)
        return side

    def _frozen(self, promise: str) -> QWidget:
        self.fingerprint.setReadOnly(True)
        self.fingerprint.setAccessibleName("Fingerprint of the log")
        self.copy.setProperty("role", "primary")
        side, down = _side()
        down.addWidget(_words("The plan of record is frozen.", "heading"))
        down.addWidget(
            _words(
                "Publish this fingerprint where it cannot be changed with the file: in the mail "
                "to the committee, in the minutes, in the deck.",
                "",
            )
        )
        across = QHBoxLayout()
        across.setSpacing(SPACE)
        across.addWidget(self.fingerprint, 1)
        across.addWidget(self.copy)
        down.addLayout(across)
        down.addWidget(_words(promise, "muted"))
        return side


def _side() -> tuple[QWidget, QVBoxLayout]:
    side = QWidget()
    down = QVBoxLayout(side)
    down.setContentsMargins(0, 0, 0, 0)
    down.setSpacing(SPACE)
    return side, down


def _words(text: str, role: str) -> QLabel:
    label = QLabel(unbroken(text))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    return label


def _notice(text: str) -> QFrame:
    frame = QFrame()
    frame.setProperty("role", "notice")
    inside = QVBoxLayout(frame)
    inside.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
    inside.addWidget(_words(text, ""))
    return frame
