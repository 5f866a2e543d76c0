"""Ballots that are sealed: who is missing, and the button that reveals them together."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from portfolio.model import Portfolio
from portfolio.report.ballot_rows import ballots_line
from ui.context import Context
from ui.theme import SPACE

_SHOW, _REVEAL = "ballot.show", "ballot.reveal"


class SealedNotice(QFrame):
    """Counts and names of those who are missing; no score."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._words = QLabel()
        self._reveal = QPushButton("Reveal the ballots…")
        self._round = QPushButton("Who is missing…")
        self._lay_out()
        for button, action in ((self._round, _SHOW), (self._reveal, _REVEAL)):
            button.clicked.connect(
                lambda _checked, name=action: context.requests.action_requested.emit(name)
            )

    def show_portfolio(self, portfolio: Portfolio, today: date) -> None:
        """Show where the round of ballots stands; nothing when none is under way."""
        asked = portfolio.invitations.values()
        waiting = any(each.revealed is None for each in asked)
        self.setVisible(bool(portfolio.ballots) or waiting)
        hidden = " What they say stays hidden until all are revealed together."
        self._words.setText(ballots_line(portfolio, today) + (hidden if portfolio.ballots else ""))
        self._reveal.setVisible(bool(portfolio.ballots))

    def _lay_out(self) -> None:
        self.setProperty("role", "card")
        self.hide()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._reveal.setProperty("role", "primary")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE * 2, SPACE, SPACE * 2, SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._round)
        layout.addWidget(self._reveal)
