"""Check a fingerprint: paste one that was published, and see what came since."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from portfolio.errors import PortfolioError
from portfolio.files.journal import Since
from portfolio.model.days import utc_text
from portfolio.model.text import visible
from ui.dialogs.roomy_dialog import RoomyDialog
from ui.theme import SPACE
from ui.theme.restyle import restyle

_LETTERS, _LINES, _ENTRY_LINES = 104, 28, 5
_HINT = "Paste the fingerprint that was published: its first 12 digits are enough."
_FIRST = "Nothing is checked yet."
_CHECKING = "Checking the log…"


class FingerprintCheck(RoomyDialog):
    """Asks for a fingerprint, and shows what it tells."""

    #: a fingerprint is to be held against the log; payload: text as it was typed
    check_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_LETTERS, _LINES, parent)
        self.field = QLineEdit()
        self.answer = QLabel(_FIRST)
        self.entries = QPlainTextEdit()
        self.check = QPushButton("Check")
        self.copy = QPushButton("Copy the answer")
        self._close = QPushButton("Close")
        self._over = False
        self._lay_out()
        self._connect()

    def show_found(self, found: Since) -> None:
        """Show what a fingerprint tells."""
        if not self._over:
            self._say(found.sentence, "strong" if found.ok else "error")
            self.entries.setPlainText("\n".join(_lines(found)))

    def show_problem(self, error: PortfolioError) -> None:
        """Say why nothing was checked."""
        if not self._over:
            self._say(str(error), "error")

    def _check(self) -> None:
        self._say(_CHECKING, "muted")
        self.check.setEnabled(False)
        self.copy.setEnabled(False)
        self.check_requested.emit(self.field.text())

    def _say(self, text: str, role: str) -> None:
        self.answer.setText(text)
        self.entries.setPlainText("")
        restyle(self.answer, "role", role)
        self.check.setEnabled(True)
        self.copy.setEnabled(True)

    def _end(self) -> None:
        """An answer that comes now is too late: the dialog is gone."""
        self._over = True

    def _copy(self) -> None:
        parts = (self.answer.text(), self.entries.toPlainText())
        QGuiApplication.clipboard().setText("\n\n".join(part for part in parts if part))

    def _connect(self) -> None:
        self.check.clicked.connect(self._check)
        self.copy.clicked.connect(self._copy)
        self._close.clicked.connect(self.reject)
        self.finished.connect(self._end)

    def _lay_out(self) -> None:
        self.setWindowTitle("Check a fingerprint")
        hint = QLabel(_HINT)
        hint.setProperty("role", "muted")
        hint.setBuddy(self.field)
        self.field.setAccessibleName("Published fingerprint")
        self.check.setProperty("role", "primary")
        self.copy.setEnabled(False)
        self.answer.setProperty("role", "muted")
        self.answer.setTextFormat(Qt.TextFormat.PlainText)
        for label in (hint, self.answer):
            label.setWordWrap(True)
        self.entries.setReadOnly(True)
        self.entries.setTabChangesFocus(True)
        self.entries.setAccessibleName("What came since the fingerprint")
        above, below = QHBoxLayout(), QHBoxLayout()
        above.setSpacing(SPACE)
        above.addWidget(self.field, 1)
        above.addWidget(self.check)
        below.addStretch(1)
        below.addWidget(self.copy)
        below.addWidget(self._close)
        self.keep_lines(self.entries, _ENTRY_LINES)
        self.content.addWidget(hint)
        self.content.addLayout(above)
        self.content.addWidget(self.answer)
        self.content.addWidget(self.entries, 1)
        self.set_foot(below)
        # Before it stands in the dialog, a button cannot be the one that Enter presses.
        self.check.setDefault(True)


def _lines(found: Since) -> list[str]:
    """Return the faults, then what came since, a line each."""
    faults = [visible(fault.sentence) for fault in found.faults]
    faults += [f"And {found.more:,} more."] if found.more else []
    came = [
        f"{entry.n}. {utc_text(entry.at)}, {visible(entry.who) or 'Somebody'}: "
        f"{visible(entry.what)}"
        for _, entry in found.entries
    ]
    return [*faults, *came]
