"""Freeze the plan of record: title, note, what it will hold; then its fingerprint."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
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
from ui.overrides import guarded
from ui.theme import PAGE_MARGIN, SPACE
from ui.widgets.unbroken import unbroken

_LETTERS, _NOTE_LINES, _FRAME = 104, 4, 64


class FreezePlan(QDialog):
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
        super().__init__(parent)
        self.title, self.note = QLineEdit(title), QPlainTextEdit()
        self.problem = QLabel()
        self.freeze, self._cancel = QPushButton("Freeze"), QPushButton("Cancel")
        self.fingerprint = QLineEdit()
        self.copy, self._close = QPushButton("Copy"), QPushButton("Close")
        self._over = False
        self._sides: tuple[QWidget, QWidget]
        self._lay_out(*texts)
        self._connect()

    def show_frozen(self, fingerprint: str) -> None:
        """Show that it is done, and the fingerprint to publish."""
        if self._over:
            return
        self.fingerprint.setText(fingerprint)
        self.fingerprint.setCursorPosition(0)
        self._sides[0].setVisible(False)
        self._sides[1].setVisible(True)
        self.adjustSize()
        self.copy.setFocus()

    def show_problem(self, error: PortfolioError) -> None:
        """Say why it was not frozen."""
        if self._over:
            return
        self.problem.setText(str(error))
        self.problem.setVisible(True)
        self.freeze.setEnabled(True)
        self._make_room()

    @guarded
    def event(self, event: QEvent) -> bool:
        answer = super().event(event)
        if event.type() == QEvent.Type.Polish:
            self._make_room()
        return answer

    def _make_room(self) -> None:
        """Be as high as the warnings need, in the type in force, within the screen."""
        room = self.screen().availableSize().height() - _FRAME
        width = max(self.width(), self.minimumWidth())
        self.resize(width, min(max(self.height(), self.heightForWidth(width)), room))

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
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Freeze the plan of record")
        room = self.screen().availableSize().width() - _FRAME
        self.setMinimumWidth(min(self.fontMetrics().averageCharWidth() * _LETTERS, room))
        self._sides = (self._asking(summary, warnings), self._frozen(promise))
        self._sides[1].setVisible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN)
        for side in self._sides:
            layout.addWidget(side)
        self.resize(self.minimumSize())
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
        down.addStretch(1)
        down.addLayout(_buttons(self._cancel, self.freeze))
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
        down.addStretch(1)
        down.addLayout(_buttons(self._close))
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


def _buttons(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(SPACE)
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    return row
