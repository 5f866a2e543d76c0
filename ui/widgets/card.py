"""A titled surface, the building block of every page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.theme import SPACE


def card(title: str, *parts: QWidget, tools: Sequence[QWidget] = ()) -> QFrame:
    """Return a card with a heading (if any) over its parts; labels keep their height.

    Args:
        title: of the card; may be empty.
        parts: from top to bottom.
        tools: at the right of the heading.
    """
    frame = QFrame()
    frame.setProperty("role", "card")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(SPACE * 2, SPACE + SPACE // 2, SPACE * 2, SPACE + SPACE // 2)
    layout.setSpacing(SPACE)
    if title:
        heading = QLabel(title)
        heading.setProperty("role", "heading")
        across = QHBoxLayout()
        across.addWidget(heading, 1)
        for tool in tools:
            across.addWidget(tool)
        layout.addLayout(across)
    for part in parts:
        layout.addWidget(part, 0 if isinstance(part, QLabel) else 1)
    # Takes what is left over when nothing else wants it, so that words stay at the top.
    layout.addStretch(0)
    return frame
