"""What a page shows before there is anything to show: what it is for, and how to begin."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from ui.theme import SPACE
from ui.widgets.flow import Flow


def beginning(title: str, hint: str, buttons: Sequence[QPushButton]) -> QFrame:
    """Return a heading, a few sentences and the ways to begin; the first one stands out."""
    heading, words = QLabel(title), QLabel(hint)
    heading.setProperty("role", "answer")
    words.setProperty("role", "question")
    for label in (heading, words):
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    ways = Flow(centered=True)
    for number, button in enumerate(buttons):
        if number == 0:
            button.setProperty("role", "primary")
        ways.addWidget(button)
    frame = QFrame()
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(SPACE * 2)
    layout.addStretch(2)
    layout.addWidget(heading)
    layout.addWidget(words)
    layout.addLayout(ways)
    layout.addStretch(3)
    return frame
