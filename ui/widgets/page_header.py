"""The head of a page: its name and question, and its tools beside them or below."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.overrides import guarded
from ui.theme import SPACE
from ui.widgets.flow import Flow

_LETTERS = 34


class PageHeader(QWidget):
    """Words at the left; the tools at the right while there is room, else on lines below.

    What comes and goes while somebody works has its place in ``beside_title``.
    """

    def __init__(self, title: str, question: str) -> None:
        super().__init__()
        self._title = QLabel(title)
        self._question = QLabel(question)
        self.tools = Flow()
        self.beside_title = QHBoxLayout()
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lay_out()

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    @guarded
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._turn()
        return super().event(event)

    def _turn(self) -> None:
        """Go below each other when the words would have to wrap for the tools."""
        letters = self._question.fontMetrics().averageCharWidth() * _LETTERS
        words = max(self.beside_title.sizeHint().width(), letters)
        beside = words + SPACE + self.tools.sizeHint().width() <= self.width()
        direction = QBoxLayout.Direction.LeftToRight
        if not beside:
            direction = QBoxLayout.Direction.TopToBottom
        if self._across.direction() != direction:
            self._across.setDirection(direction)

    def _lay_out(self) -> None:
        self._title.setProperty("role", "title")
        self._question.setProperty("role", "question")
        self._question.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.beside_title.setContentsMargins(0, 0, 0, 0)
        self.beside_title.setSpacing(SPACE)
        self.beside_title.addWidget(self._title)
        words.addLayout(self.beside_title)
        words.addWidget(self._question)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(SPACE)
        self._across.addLayout(words, 1)
        self._across.addLayout(self.tools)
