"""What both import previews share: the fate of a row, the notes, the foot with the answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from portfolio.model.text import plural, visible
from ui.tables import Column
from ui.theme import SPACE

_ACTIONS = {
    "add": "new",
    "update": "changed",
    "join": "adds to",
    "same": "as it was",
    "skip": "skip",
}
_TONES = {"add": "funded", "update": "accent", "join": "funded", "same": "muted", "skip": "muted"}

R = TypeVar("R")


def row_columns(
    number_of: Callable[[R], int],
    action_of: Callable[[R], str],
    tip: Callable[[R], str] | None = None,
) -> list[Column[R]]:
    """Return the columns with the number of a row and what happens to it."""
    return [
        Column(
            "number",
            "Row",
            lambda row: str(number_of(row)),
            kind="number",
            sort=number_of,
            width=7,
        ),
        Column(
            "fate",
            "What happens",
            lambda row: _ACTIONS[action_of(row)],
            tone=lambda row: _TONES[action_of(row)],
            tip=tip,
            width=14,
        ),
    ]


def first_notes(notes: Sequence[str], most: int) -> str:
    """Return the first notes, one a line, and how many more there are."""
    more = [f"and {plural(len(notes) - most, 'more note')}"] if len(notes) > most else []
    return "\n".join([*map(visible, notes[:most]), *more])


def foot_of(summary: QLabel, cancel: QPushButton, go: QPushButton) -> QHBoxLayout:
    """Lay out the sentence on the whole import, the way out and the way on."""
    summary.setProperty("role", "strong")
    summary.setTextFormat(Qt.TextFormat.PlainText)
    summary.setWordWrap(True)
    go.setProperty("role", "primary")
    go.setDefault(True)
    foot = QHBoxLayout()
    foot.setSpacing(SPACE)
    foot.addWidget(summary, 1)
    foot.addWidget(cancel)
    foot.addWidget(go)
    return foot
