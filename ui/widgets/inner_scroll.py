"""A scrolling part of a page that always shows some lines of what is in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui.overrides import guarded

_LETTERS = 18


class InnerScroll(QScrollArea):
    """Scrolls up and down; its least height is so many lines of type, whatever their size.

    It is never narrower than its content.
    """

    def __init__(self, content: QWidget, lines: int) -> None:
        super().__init__()
        self._lines = lines
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self._content = content
        self.setWidget(content)

    @guarded
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._content and event.type() == QEvent.Type.LayoutRequest:
            # A scroll area keeps to itself that its content has grown.
            self.updateGeometry()
        return super().eventFilter(watched, event)

    @guarded
    def minimumSizeHint(self) -> QSize:
        metrics, bar = self.fontMetrics(), self.verticalScrollBar()
        width = self._content.minimumSizeHint().width() + bar.sizeHint().width()
        letters = metrics.averageCharWidth() * _LETTERS
        return QSize(max(width, letters), metrics.lineSpacing() * self._lines)
