"""The drawn chart as a picture that knows what stands where."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.overrides import guarded

if TYPE_CHECKING:
    from portfolio.charts import Picture, Spot

_BYTES_PER_PIXEL = 4
_LEAST_WIDTH, _LEAST_HEIGHT = 22, 13
_PALE = 0.4
_DRAWING = "Drawing…"


class ChartPicture(QWidget):
    """Paints pixels drawn elsewhere; tooltips and clicks go by the spots of the chart."""

    #: something on the chart was clicked; payload: its id
    spot_clicked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self._spots: tuple[Spot, ...] = ()
        self._lines = _LEAST_HEIGHT
        self._pale = False
        self._awaited = False
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_picture(self, picture: Picture, ratio: float) -> None:
        """Show a picture made for a device pixel ratio."""
        image = QImage(
            picture.rgba,
            picture.width,
            picture.height,
            picture.width * _BYTES_PER_PIXEL,
            QImage.Format.Format_RGBA8888,
        )
        # The image above borrows the bytes; the copy owns its own.
        self._image = image.copy()
        self._image.setDevicePixelRatio(ratio)
        self._spots = picture.spots
        self._pale = self._awaited = False
        self.update()

    def show_awaited(self) -> None:
        """Say that the first picture is on its way, or grey the one that another will replace."""
        self._awaited = self._image.isNull()
        self._pale = not self._awaited
        self.update()

    def show_pale(self) -> None:
        """Grey the picture until another one is shown: it is older than the document."""
        if not self._pale:
            self._pale = True
            self.update()

    @guarded
    def minimumSizeHint(self) -> QSize:
        # In heights of a line: with larger type a chart needs more room for the same words.
        line = self.fontMetrics().height()
        return QSize(_LEAST_WIDTH * line, self._lines * line)

    def keep_lines(self, lines: int) -> None:
        """Never become lower than so many lines of type."""
        if lines != self._lines:
            self._lines = lines
            self.updateGeometry()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image.isNull() and not self._awaited:
            return
        painter = QPainter(self)
        if self._awaited:
            painter.setPen(self.palette().placeholderText().color())
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, _DRAWING)
        painter.setOpacity(_PALE if self._pale else 1.0)
        painter.drawImage(QPointF(0, 0), self._image)
        painter.end()

    @guarded
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            spot = self._spot_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), html.escape(spot.text) if spot else "")
            return True
        return super().event(event)

    @guarded
    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot = self._spot_at(event.position())
        if spot is not None and event.button() == Qt.MouseButton.LeftButton:
            self.spot_clicked.emit(spot.key)

    @guarded
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hand = self._spot_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def _spot_at(self, point: QPointF) -> Spot | None:
        size = self._image.deviceIndependentSize()
        if size.isEmpty():
            return None
        x, y = point.x() / size.width(), point.y() / size.height()
        for spot in reversed(self._spots):
            if QRectF(spot.x, spot.y, spot.width, spot.height).contains(x, y):
                return spot
        return None
