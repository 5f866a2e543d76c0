"""A titled surface, the building block of every page."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from ui.theme import SPACE


def card(title: str, *parts: QWidget) -> QFrame:
    """Return a card with a heading (if any) over its parts; labels keep their height."""
    frame = QFrame()
    frame.setProperty("role", "card")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(SPACE * 2, SPACE + SPACE // 2, SPACE * 2, SPACE + SPACE // 2)
    layout.setSpacing(SPACE)
    if title:
        heading = QLabel(title)
        heading.setProperty("role", "heading")
        layout.addWidget(heading)
    for part in parts:
        layout.addWidget(part, 0 if isinstance(part, QLabel) else 1)
    return frame
