"""A few named shares, each as a bar with its words at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.overrides import guarded
from ui.theme import SPACE, Theme
from ui.theme.tooltip import plain_tooltip

_BAR = 5
_ELIDE = Qt.TextElideMode.ElideRight


@dataclass(frozen=True, slots=True)
class ShareRow:
    """One bar: its name, the words at the right, its length from 0 to 1, a sentence on it."""

    name: str
    words: str
    share: float
    tip: str = ""


class ShareBars(QWidget):
    """The bars one below the other."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._bars: list[_Bar] = []
        self._rows: tuple[ShareRow, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE + SPACE // 2)
        self.setAccessibleName(name)
        theme.theme_changed.connect(self.update)

    def show_rows(self, rows: Sequence[ShareRow]) -> None:
        """Show the bars."""
        if tuple(rows) == self._rows:
            return
        self._rows = tuple(rows)
        while len(self._bars) < len(rows):
            self._bars.append(_Bar(self._theme))
            self._column.addWidget(self._bars[-1])
        for bar, row in zip(self._bars, rows, strict=False):
            bar.show_row(row)
        for number, bar in enumerate(self._bars):
            bar.setVisible(number < len(rows))


class _Bar(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._row = ShareRow("", "", 0.0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.theme_changed.connect(self.update)

    def show_row(self, row: ShareRow) -> None:
        self._row = row
        self.setAccessibleName(f"{row.name}: {row.words}")
        self.setAccessibleDescription(row.tip)
        self.setToolTip(plain_tooltip(f"{row.name}: {row.words}\n{row.tip}".strip()))
        self.update()

    @guarded
    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * 24, 2 * metrics.height() + _BAR + SPACE // 2)

    @guarded
    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(hint.width() // 2, hint.height())

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, metrics, row = self._theme.tokens, self.fontMetrics(), self._row
        line = QRectF(0, 0, self.width(), metrics.height())
        painter.setPen(QColor(tokens.muted))
        painter.drawText(
            line, Qt.AlignmentFlag.AlignLeft, metrics.elidedText(row.name, _ELIDE, self.width())
        )
        painter.setPen(QColor(tokens.text))
        below = line.translated(0, metrics.height())
        painter.drawText(
            below, Qt.AlignmentFlag.AlignLeft, metrics.elidedText(row.words, _ELIDE, self.width())
        )
        painter.setPen(Qt.PenStyle.NoPen)
        track = QRectF(0, 2 * metrics.height() + SPACE // 4, self.width(), _BAR)
        for color, share in ((tokens.track, 1.0), (tokens.muted, row.share)):
            painter.setBrush(QColor(color))
            part = QRectF(track.x(), track.y(), track.width() * min(max(share, 0.0), 1.0), _BAR)
            painter.drawRoundedRect(part, _BAR / 2, _BAR / 2)
        painter.end()
