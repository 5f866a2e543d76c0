"""A line of plain text that gives way: cut with an ellipsis, in full on the tooltip."""

from __future__ import annotations

import html

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QStyleOption, QStylePainter

from portfolio.model.text import visible
from ui.overrides import guarded

_LEAST_LETTERS = 6
_LONGEST_TIP = 400


class ElidedLabel(QLabel):
    """Shows as much of a text as there is room for, hidden characters marked.

    It keeps the text itself: a label that is given another one has the whole window laid
    out anew, even where the new text is as wide as the old one, and these change under a
    slider.

    Args:
        text: at first.
        letters: of a longer text that are seen however little room there is.
    """

    def __init__(self, text: str = "", *, letters: int = _LEAST_LETTERS) -> None:
        super().__init__()
        self._letters = letters
        self._line = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show a text on one line."""
        line = visible(" ".join(text.split()))
        if line == self._line:
            return
        before = self.sizeHint(), self.minimumSizeHint()
        self._line = line
        self.setAccessibleName(line)
        self._show_tip()
        if before != (self.sizeHint(), self.minimumSizeHint()):
            self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return the whole line."""
        return self._line

    @property
    def elided(self) -> bool:
        """Whether there is more to the text than can be seen."""
        return self._width() > self.contentsRect().width()

    @guarded
    def sizeHint(self) -> QSize:
        return QSize(self._width(), self.fontMetrics().height())

    @guarded
    def minimumSizeHint(self) -> QSize:
        letters = min(len(self._line), self._letters)
        width = self.fontMetrics().averageCharWidth() * letters
        return QSize(width, self.fontMetrics().height())

    @guarded
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            # Qt does not ask again by itself: to its mind this label has no text.
            self.updateGeometry()

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_tip()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOption()
        option.initFrom(self)
        area = self.contentsRect()
        text = self.fontMetrics().elidedText(self._line, Qt.TextElideMode.ElideRight, area.width())
        enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
        painter.drawItemText(
            area, int(self.alignment().value), self.palette(), enabled, text, self.foregroundRole()
        )
        painter.end()

    def _width(self) -> int:
        # The advance is rounded; a line that is given a fraction too little is cut.
        return self.fontMetrics().horizontalAdvance(self._line) + 1

    def _show_tip(self) -> None:
        text = self._line
        short = text if len(text) <= _LONGEST_TIP else f"{text[:_LONGEST_TIP]}…"
        self.setToolTip(html.escape(short) if self.elided else "")
