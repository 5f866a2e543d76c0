"""Says that the plan on the page is that of a what-if, and offers to keep that or take it back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from ui.theme import SPACE
from ui.widgets.unbroken import unbroken


class TriedNotice(QFrame):
    """A sentence and two buttons; gone while nothing is tried."""

    #: what is tried is to be part of the document
    keep_requested = Signal()
    #: what is tried is to be taken back
    back_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = QLabel()
        self._keep, self._back = QPushButton("Keep it"), QPushButton("Take it back")
        self._lay_out()
        self._keep.clicked.connect(self.keep_requested)
        self._back.clicked.connect(self.back_requested)

    def show_tried(self, words: str) -> None:
        """Show a sentence on what is tried; empty for nothing."""
        self._words.setText(unbroken(words))
        self.setVisible(bool(words))

    def _lay_out(self) -> None:
        self.setProperty("role", "finding")
        self.setVisible(False)
        self._words.setProperty("role", "strong")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._keep.setAccessibleName("Keep the what-if")
        self._back.setAccessibleName("Take the what-if back")
        inside = QHBoxLayout(self)
        inside.setContentsMargins(SPACE, SPACE // 2, SPACE, SPACE // 2)
        inside.addWidget(self._words, 1)
        for button in (self._keep, self._back):
            inside.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
