"""How a frontier is painted: where shares and values lie, lines, marks, and their names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from portfolio.charts.box import spread
from portfolio.charts.frontier_axis import HERE
from portfolio.charts.frontier_shape import BEST, LARGEST, RANKED, SHARE_TICKS, STABLE
from portfolio.model.amounts import amount_text, percent_text
from ui.theme import SPACE, Tokens

if TYPE_CHECKING:
    from portfolio.charts.frontier_shape import FrontierShape, Place

_MITER = Qt.PenJoinStyle.MiterJoin
_FLAT = Qt.PenCapStyle.FlatCap
_DASH = Qt.PenStyle.DashLine
_DOT = Qt.PenStyle.DotLine
_SOLID = Qt.PenStyle.SolidLine
_NO_PEN = Qt.PenStyle.NoPen
_NO_BRUSH = Qt.BrushStyle.NoBrush
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTER = Qt.AlignmentFlag.AlignCenter
_WRAP = Qt.TextFlag.TextWordWrap
_NAMED = 0.24
_MANY = 60


@dataclass(frozen=True)
class CurvePaint:
    """The places of one frontier in one rectangle, and how they are painted."""

    shape: FrontierShape
    tokens: Tokens
    area: QRectF
    font: QFont
    unit: str

    @cached_property
    def metrics(self) -> QFontMetricsF:
        """Of the font of all labels."""
        return QFontMetricsF(self.font)

    @cached_property
    def plot(self) -> QRectF:
        """Where the lines are; labels stand around it."""
        metrics, line = self.metrics, self.metrics.height()
        texts = [amount_text(tick, self.unit) for tick in self.shape.ticks]
        left = max((metrics.horizontalAdvance(text) for text in texts), default=0.0) + SPACE
        right = min(_NAMED * self.area.width(), metrics.averageCharWidth() * 22)
        return self.area.adjusted(left + 1, 1.6 * line, -right, -2.4 * line)

    def x(self, share: float) -> float:
        """Return where a share lies."""
        return self.plot.left() + share / LARGEST * self.plot.width()

    def y(self, value: float) -> float:
        """Return where a value lies."""
        part = (value - self.shape.low) / (self.shape.high - self.shape.low)
        return self.plot.bottom() - part * self.plot.height()

    def share_at(self, point: QPointF) -> float | None:
        """Return the share under a point; None beside the plot."""
        if not self.plot.adjusted(-SPACE, 0, SPACE, 0).contains(point) or not self.plot.width():
            return None
        share = (point.x() - self.plot.left()) / self.plot.width() * LARGEST
        return min(max(share, 0.0), LARGEST)

    def lines(self, painter: QPainter, amounts: Sequence[str]) -> None:
        """Paint everything that does not follow the hand."""
        painter.setFont(self.font)
        self._axes(painter, amounts)
        tokens, shape = self.tokens, self.shape
        painter.setPen(_NO_PEN)
        painter.setBrush(QColor(tokens.accent_soft))
        for outline in shape.doubt:
            painter.drawPolygon(self._polygon(outline))
        painter.setBrush(_NO_BRUSH)
        for run in shape.ranked:
            self._line(painter, run, QPen(QColor(tokens.cut), 1.8, _DASH))
        self._line(painter, shape.stable, QPen(QColor(tokens.funded), 2.2, _DOT))
        self._line(painter, shape.best, QPen(QColor(tokens.accent), 2.2, _SOLID, _FLAT, _MITER))
        self._marks(painter)
        self._here(painter)
        self._names(painter)

    def ring(self, painter: QPainter, place: Place, *, strong: bool) -> None:
        """Mark one plan, with its share on a line down to the axis."""
        x, y = self.x(place[0]), self.y(place[1])
        color = QColor(self.tokens.text if strong else self.tokens.muted)
        painter.setPen(QPen(color, 1.0, _DOT))
        painter.drawLine(QPointF(x, y), QPointF(x, self.plot.bottom()))
        painter.setPen(QPen(color, 2.4 if strong else 1.6))
        painter.setBrush(_NO_BRUSH)
        radius = 7.0 if strong else 6.0
        painter.drawEllipse(QPointF(x, y), radius, radius)

    def focus(self, painter: QPainter) -> None:
        """Show that the keys go here."""
        painter.setBrush(_NO_BRUSH)
        painter.setPen(QPen(QColor(self.tokens.accent), 1.0))
        painter.drawRect(self.area.adjusted(0, 0, -1, -1))

    def _axes(self, painter: QPainter, amounts: Sequence[str]) -> None:
        tokens, line = self.tokens, self.metrics.height()
        for tick in self.shape.ticks:
            y = self.y(tick)
            painter.setPen(QPen(QColor(tokens.border), 1.0))
            painter.drawLine(QPointF(self.plot.left(), y), QPointF(self.plot.right(), y))
            painter.setPen(QColor(tokens.muted))
            box = QRectF(self.area.left(), y - line / 2, self.plot.left() - SPACE, line)
            painter.drawText(box, _RIGHT, amount_text(tick, self.unit))
        step = self.plot.width() / (len(SHARE_TICKS) - 1)
        widest = max(self.metrics.horizontalAdvance(text) for text in amounts) + SPACE
        every = next((n for n in (1, 2, 3) if widest <= n * step), len(SHARE_TICKS))
        for number, (share, amount) in enumerate(zip(SHARE_TICKS, amounts, strict=True)):
            # The first begins where its line does: nothing is cut, or on the scale at the left.
            left = self.x(share) - (widest / 2 if number else SPACE / 2)
            align = _CENTER if number else _LEFT
            box = QRectF(left, self.plot.bottom() + SPACE / 2, widest, line)
            painter.setPen(QColor(tokens.text))
            painter.drawText(box, align, percent_text(share))
            if number % every == 0:
                painter.setPen(QColor(tokens.muted))
                painter.drawText(box.translated(0, line), align, amount)

    def _marks(self, painter: QPainter) -> None:
        tokens, shape = self.tokens, self.shape
        many = len(shape.hidden) + len(shape.supported) > _MANY
        painter.setPen(QPen(QColor(tokens.accent), 1.2))
        painter.setBrush(QColor(tokens.surface))
        radius = 1.8 if many else 3.2
        for share, value in shape.hidden:
            painter.drawEllipse(QPointF(self.x(share), self.y(value)), radius, radius)
        painter.setBrush(QColor(tokens.accent))
        size = 3.6 if many else 5.0
        for share, value in shape.supported:
            x, y = self.x(share), self.y(value)
            corners = ((x, y - size), (x + size, y), (x, y + size), (x - size, y))
            painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))

    def _here(self, painter: QPainter) -> None:
        tokens, line = self.tokens, self.metrics.height()
        x = self.x(1.0)
        painter.setPen(QPen(QColor(tokens.text), 1.2, _DASH))
        painter.drawLine(QPointF(x, self.plot.top()), QPointF(x, self.plot.bottom()))
        painter.setPen(QColor(tokens.text))
        here = self.shape.here
        words = HERE if here is None else f"{HERE}: {self._amount(here[1])}"
        wide = self.metrics.horizontalAdvance(words)
        box = QRectF(x - wide / 2, self.area.top(), wide + 2, 1.4 * line)
        painter.drawText(box, _CENTER, words)
        if here is not None:
            painter.setBrush(QColor(tokens.text))
            painter.setPen(QPen(QColor(tokens.surface), 1.5))
            painter.drawEllipse(QPointF(x, self.y(here[1])), 5.5, 5.5)

    def _names(self, painter: QPainter) -> None:
        """Write the name of each line at its end, moved apart where they are too close."""
        tokens, shape = self.tokens, self.shape
        ends = [(shape.best[-1], BEST, tokens.accent)]
        if shape.ranked:
            ends.append((shape.ranked[-1][-1], RANKED, tokens.cut))
        if shape.stable:
            ends.append((shape.stable[-1], STABLE, tokens.funded))
        ends.sort(key=lambda end: self.y(end[0][1]))
        left = self.plot.right() + SPACE
        wide = self.area.right() - left
        needs = [self._height(text, wide) for _, text, _ in ends]
        gap = max(needs) + SPACE / 2
        wanted = [self.y(place[1]) for place, _, _ in ends]
        low, high = self.area.top() + gap / 2, self.plot.bottom() - gap / 2
        for (place, text, color), y in zip(ends, spread(wanted, gap, low, high), strict=True):
            painter.setPen(QPen(QColor(color), 1.0))
            start = QPointF(self.x(place[0]), self.y(place[1]))
            painter.drawLine(start, QPointF(left - 2, y))
            box = QRectF(left, y - gap / 2, wide, gap)
            painter.drawText(box, int(_LEFT) | int(_WRAP), text)

    def _height(self, text: str, wide: float) -> float:
        return self.metrics.boundingRect(QRectF(0, 0, wide, 9999), int(_WRAP), text).height()

    def _line(self, painter: QPainter, places: Sequence[Place], pen: QPen) -> None:
        if places:
            painter.setPen(pen)
            painter.drawPolyline(self._polygon(places))

    def _polygon(self, places: Sequence[Place]) -> QPolygonF:
        return QPolygonF([QPointF(self.x(share), self.y(value)) for share, value in places])

    def _amount(self, value: float) -> str:
        return amount_text(value, self.unit)
