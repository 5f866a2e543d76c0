"""Which color stands for which criterion, in the order of the bars' segments."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from portfolio.model.text import visible
from ui.overrides import guarded
from ui.theme import SPACE, Theme

_SWATCH = 10
_LONGEST = 40


class SeriesKey(QWidget):
    """Swatches with names, in as many lines as the width asks for."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._names: tuple[str, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.theme_changed.connect(self.update)

    def show_names(self, names: Sequence[str]) -> None:
        """Show the names; none hides the key."""
        shown = tuple(
            name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…" for name in names
        )
        if shown != self._names:
            self._names = shown
            self.setAccessibleName("Colors: " + ", ".join(shown))
            self.setVisible(bool(shown))
            self.updateGeometry()
            self.update()

    @guarded
    def heightForWidth(self, width: int) -> int:
        places = self._places(width)
        line = self.fontMetrics().height() + SPACE // 2
        return int(places[-1].y()) + line if places else 0

    @guarded
    def sizeHint(self) -> QSize:
        width = max(200, self.width())
        return QSize(width, self.heightForWidth(width))

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens, height = self._theme.tokens, self.fontMetrics().height()
        for number, (name, place) in enumerate(
            zip(self._names, self._places(self.width()), strict=True)
        ):
            top = place.y() + (height - _SWATCH) / 2
            painter.fillRect(
                QRectF(place.x(), top, _SWATCH, _SWATCH),
                QColor(tokens.series[number % len(tokens.series)]),
            )
            painter.setPen(QColor(tokens.muted))
            text = QRectF(place.x() + _SWATCH + SPACE / 2, place.y(), self.width(), height)
            painter.drawText(text, Qt.AlignmentFlag.AlignLeft, visible(name))
        painter.end()

    def _places(self, width: int) -> list[QPointF]:
        places: list[QPointF] = []
        x, y = 0.0, 0.0
        metrics = self.fontMetrics()
        for name in self._names:
            needed = _SWATCH + SPACE / 2 + metrics.horizontalAdvance(visible(name)) + SPACE * 2
            if places and x + needed > width:
                x, y = 0.0, y + metrics.height() + SPACE / 2
            places.append(QPointF(x, y))
            x += needed
        return places
