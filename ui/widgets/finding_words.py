"""The answer of a page in large type, and a second sentence below it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from ui.theme import SPACE
from ui.widgets.unbroken import unbroken


class FindingWords(QFrame):
    """The second sentence takes no room while it is empty.

    Attributes:
        headline, detail: the two labels.
    """

    def __init__(self) -> None:
        super().__init__()
        self.headline, self.detail = QLabel(), QLabel()
        self._lay_out()

    def show_finding(self, headline: str, *details: str) -> None:
        """Show an answer, and what there is to add to it; empty details are left out."""
        self.headline.setText(unbroken(headline))
        self.detail.setText(unbroken(" ".join(filter(None, details))))
        self.detail.setVisible(bool(self.detail.text()))

    def _lay_out(self) -> None:
        self.headline.setProperty("role", "answer")
        self.detail.setProperty("role", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        for label in (self.headline, self.detail):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            layout.addWidget(label)
        self.detail.setVisible(False)
