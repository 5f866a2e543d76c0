"""What a page stands in: it scrolls when the window is too small for it, and never before."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.overrides import guarded


class _Content(QWidget):
    """Asks for the least height that its parts can do with, not for the one they like."""

    @guarded
    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return -1 if layout is None else layout.minimumHeightForWidth(width)


class PageScroll(QScrollArea):
    """Fills the window while there is room; its own least size does not grow with the page."""

    def __init__(self) -> None:
        super().__init__()
        inside = _Content()
        self.content = QVBoxLayout(inside)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(inside)
