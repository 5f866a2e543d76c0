"""The round of ballots: who is missing, who handed in when and how much, and the reveal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from portfolio.model.text import listed, quoted
from ui.dialogs.roomy_dialog import RoomyDialog
from ui.theme import SPACE
from ui.theme.tooltip import plain_tooltip
from ui.widgets.flow import Flow

if TYPE_CHECKING:
    from portfolio.report.ballot_rows import BallotRow

_LETTERS, _LINES, _TABLE_LINES = 130, 34, 12
_HEADS: Final = ("Rater", "Role", "Ballot", "Cells", "Due")
_NAME, _ROLE = 0, 1
#: How long a name is at most until it is cut.
_NAME_LETTERS = 30


class BallotsPanel(RoomyDialog):
    """Never shows what somebody said, only how much of it there is."""

    #: what is wanted next; payload: id of an action
    wanted = Signal(str)
    #: the text of a reminder to all who are late is wanted
    reminder_wanted = Signal()

    def __init__(self, sealed: str, parent: QWidget | None = None) -> None:
        super().__init__(_LETTERS, _LINES, parent)
        self._line = QLabel()
        self._table = QTableWidget(0, len(_HEADS))
        self._sealed = QLabel(sealed)
        self._copied = QLabel()
        self._ask = QPushButton("Ask for ballots…")
        self._take = QPushButton("Take in ballots…")
        self._remind = QPushButton("Copy a reminder")
        self._reveal = QPushButton("Reveal…")
        self._close = QPushButton("Close")
        self._lay_out()
        self._connect()

    def show_rows(self, rows: Sequence[BallotRow], line: str, *, sealed: int, late: int) -> None:
        """Show where every ballot stands.

        Args:
            rows: a rater each.
            line: where the round stands, in a sentence.
            sealed: how many can be revealed.
            late: how many are missing or not finished.
        """
        self._line.setText(line)
        current = max(0, self._table.currentRow())
        self._table.setRowCount(len(rows))
        for number, row in enumerate(rows):
            texts = (row.name, row.role, row.words, row.cells_text, row.due_text)
            for column, text in enumerate(texts):
                short = quoted(text)[1:-1] if text.strip() else ""
                item = QTableWidgetItem(short)
                item.setToolTip(plain_tooltip(text))
                self._table.setItem(number, column, item)
        widest = self.fontMetrics().averageCharWidth() * _NAME_LETTERS
        self._table.setColumnWidth(_NAME, min(self._table.sizeHintForColumn(_NAME), widest))
        self._table.setCurrentCell(min(current, len(rows) - 1), 0)
        self._table.setVisible(bool(rows))
        self._reveal.setEnabled(sealed > 0)
        self._take.setEnabled(bool(rows))
        self._remind.setEnabled(late > 0)
        self._remind.setText(f"Copy a reminder for {late:,}" if late else "Copy a reminder")
        self._remind.setToolTip("One text for all whose ballot is missing or not finished")
        self._copied.setVisible(False)

    def show_reminder(self, text: str, names: Sequence[str]) -> None:
        """Put a reminder where it can be pasted from, and say so."""
        QGuiApplication.clipboard().setText(text)
        people = listed((quoted(name) for name in names), len(names))
        self._copied.setText(f"A reminder for {people} is on the clipboard.")
        self._copied.setVisible(True)

    def _connect(self) -> None:
        self._ask.clicked.connect(lambda: self.wanted.emit("ballot.ask"))
        self._take.clicked.connect(lambda: self.wanted.emit("ballot.take"))
        self._reveal.clicked.connect(lambda: self.wanted.emit("ballot.reveal"))
        self._remind.clicked.connect(self.reminder_wanted)
        self._close.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        self.setWindowTitle("Ballots")
        self._line.setProperty("role", "heading")
        for label in (self._line, self._sealed, self._copied):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._sealed.setProperty("role", "muted")
        self._copied.setProperty("role", "muted")
        self._reveal.setProperty("role", "primary")
        # Enter on the table asks nobody, and reveals nothing.
        self._close.setDefault(True)
        self._lay_out_table()
        ways = Flow()
        for button in (self._ask, self._take, self._remind):
            ways.addWidget(button)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE)
        foot.addLayout(ways, 1)
        foot.addWidget(self._close, 0, Qt.AlignmentFlag.AlignBottom)
        foot.addWidget(self._reveal, 0, Qt.AlignmentFlag.AlignBottom)
        self.keep_lines(self._table, _TABLE_LINES)
        for part in (self._line, self._table, self._copied, self._sealed):
            self.content.addWidget(part, 1 if part is self._table else 0)
        self.set_foot(foot)

    def _lay_out_table(self) -> None:
        table = self._table
        table.setHorizontalHeaderLabels(list(_HEADS))
        table.setAccessibleName("Ballots")
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.verticalHeader().setVisible(False)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(_ROLE, QHeaderView.ResizeMode.Stretch)
