"""What to find out first: one sentence, and a button that goes to where it is entered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from portfolio.report.missing_words import Wanted, most_wanted
from ui.context import Context
from ui.theme import SPACE
from ui.widgets.unbroken import unbroken

if TYPE_CHECKING:
    from portfolio.lessons import Board


class MissingRow(QFrame):
    """The single most valuable number that nobody has stated; nothing when there is none."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._board: Board | None = None
        self._wanted: Wanted | None = None
        self._words = QLabel()
        self._button = QPushButton("Go to it")
        self._lay_out()
        self._button.clicked.connect(self._go)

    def show_board(self, board: Board | None) -> None:
        """Show what to find out first."""
        if board is None or board is not self._board:
            self._board = board
            self._wanted = None if board is None else most_wanted(board)
            self._words.setText("" if self._wanted is None else unbroken(self._wanted.sentence))
        self.setVisible(self._wanted is not None)

    def _go(self) -> None:
        if self._wanted is not None:
            self._context.selection.select(self._wanted.initiative)
            self._context.requests.page_requested.emit("initiatives")
            self._context.requests.fact_requested.emit(self._wanted.name)

    def _lay_out(self) -> None:
        self.setProperty("role", "finding")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._button.setProperty("role", "foot")
        self._button.setAccessibleName("Go to the number that is most worth finding out")
        across = QHBoxLayout(self)
        across.setContentsMargins(SPACE * 2, SPACE // 2, SPACE, SPACE // 2)
        across.addWidget(self._words, 1)
        across.addWidget(self._button)
