"""Comments on one initiative: read them, add one."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from portfolio.edit import add_comment
from portfolio.model import Comment, new_id
from portfolio.model.days import moment_text
from portfolio.model.text import quoted, visible
from portfolio.report.initiative_lines import InitiativeLine
from ui.context import Context
from ui.tables import Row
from ui.theme import SPACE

if TYPE_CHECKING:
    from portfolio.analysis import Results


class CommentsPart(QWidget):
    """The comments, oldest first, and a line to add one."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._key = ""
        self._said = QLabel()
        self._field = QLineEdit()
        self._add = QPushButton("Add")
        self._lay_out()
        self._field.returnPressed.connect(self._add_comment)
        self._add.clicked.connect(self._add_comment)

    def show_row(self, results: Results, row: Row[InitiativeLine]) -> None:
        """Show the comments on one initiative."""
        if row.key != self._key:
            self._field.clear()
        self._key = row.key
        comments = [c for c in results.portfolio.comments.values() if c.initiative == row.key]
        comments.sort(key=lambda comment: comment.at.isoformat())
        lines = [
            f"{visible(c.author) or 'Somebody'}, {moment_text(c.at)}: {visible(c.text)}"
            for c in comments
        ]
        self._said.setText("\n".join(lines) or "No comments yet.")

    def _add_comment(self) -> None:
        text = self._field.text().strip()
        if not text:
            return
        author = self._context.settings.preferences.author
        portfolio = self._context.document.portfolio
        now = datetime.now(UTC).replace(microsecond=0)
        comment = Comment(text, now, author, self._key)
        name = quoted(portfolio.initiatives[self._key].name)
        self._context.document.apply(
            f"Comment on {name}", add_comment(portfolio, new_id("m"), comment)
        )
        self._field.clear()

    def _lay_out(self) -> None:
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setWordWrap(True)
        self._said.setProperty("role", "muted")
        self._said.setAccessibleName("Comments")
        self._field.setPlaceholderText("Say something about it")
        self._field.setAccessibleName("New comment")
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self._field, 1)
        row.addWidget(self._add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, SPACE)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(self._said)
        layout.addLayout(row)
