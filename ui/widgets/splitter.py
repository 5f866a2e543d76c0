"""Parts that share the room, with a gap between them that can be dragged."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

_PIXELS_A_SHARE = 10


def split(orientation: Qt.Orientation, name: str, *parts: tuple[QWidget, int]) -> QSplitter:
    """Return a splitter whose parts cannot be closed by accident.

    Args:
        orientation: horizontal for side by side.
        name: under which the window remembers where the user left it.
        parts: widgets with their shares of the room at the start.
    """
    splitter = QSplitter(orientation)
    splitter.setObjectName(name)
    for number, (part, share) in enumerate(parts):
        splitter.addWidget(part)
        splitter.setStretchFactor(number, share)
    splitter.setSizes([share * _PIXELS_A_SHARE for _, share in parts])
    splitter.setChildrenCollapsible(False)
    return splitter
