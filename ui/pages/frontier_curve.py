"""The frontier, painted: it follows the hand and the arrow keys from plan to plan."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.overrides import guarded
from ui.pages.frontier_paint import CurvePaint
from ui.theme import Theme

if TYPE_CHECKING:
    from portfolio.charts.frontier_shape import FrontierShape

_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_PageUp: 10,
    Qt.Key.Key_PageDown: -10,
    Qt.Key.Key_Home: -1_000_000,
    Qt.Key.Key_End: 1_000_000,
}
_LETTERS, _LINES = 46, 10


class FrontierCurve(QWidget):
    """Value upward, capacity across; one plan is chosen, another may lie under the hand."""

    #: the hand lies over a plan's stretch, or left; payload: its number, -1 for none
    plan_hovered = Signal(int)
    #: a plan was chosen by click or key; payload: its number
    plan_chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shape: FrontierShape | None = None
        self._unit = ""
        self._amounts: tuple[str, ...] = ()
        self._shares: list[float] = []
        self._values: list[float] = []
        self._chosen = self._hovered = -1
        self._marked = self._pale = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Value against capacity")
        theme.theme_changed.connect(self.update)

    def show_shape(
        self,
        shape: FrontierShape | None,
        plans: Sequence[tuple[float, float]],
        *,
        unit: str,
        amounts: tuple[str, ...],
        pale: bool,
    ) -> None:
        """Show lines, and the plans that can be chosen.

        Args:
            shape: the lines; None for none.
            plans: share and value of each efficient plan, by rising share.
            unit: of the values.
            amounts: below the shares of the axis.
            pale: the document has changed since.
        """
        self._shape, self._unit, self._amounts, self._pale = shape, unit, amounts, pale
        self._shares = [share for share, _ in plans]
        self._values = [value for _, value in plans]
        self._hovered = -1
        self.update()

    def show_chosen(self, number: int, *, marked: bool = True) -> None:
        """Turn to one plan, -1 for none; without a mark where nobody chose it."""
        self._chosen, self._marked = number, marked
        self.update()

    @guarded
    def minimumSizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * _LETTERS, metrics.lineSpacing() * _LINES)

    @guarded
    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._shape is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint = self._paint(self._shape)
        painter.setOpacity(0.45 if self._pale else 1.0)
        paint.lines(painter, self._amounts)
        painter.setOpacity(1.0)
        for number, strong in (
            (self._hovered, False),
            (self._chosen if self._marked else -1, True),
        ):
            if 0 <= number < len(self._shares):
                place = (self._shares[number], self._values[number])
                paint.ring(painter, place, strong=strong)
        if self.hasFocus():
            paint.focus(painter)
        painter.end()

    @guarded
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        number = self._number_at(event.position())
        if number != self._hovered:
            self._hovered = number
            self.setCursor(
                Qt.CursorShape.PointingHandCursor if number >= 0 else Qt.CursorShape.ArrowCursor
            )
            self.plan_hovered.emit(number)
            self.update()

    @guarded
    def leaveEvent(self, event: QEvent) -> None:
        if self._hovered >= 0:
            self._hovered = -1
            self.plan_hovered.emit(-1)
            self.update()

    @guarded
    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._number_at(event.position())
        if number >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.plan_chosen.emit(number)

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or not self._shares:
            super().keyPressEvent(event)
            return
        number = min(max(self._chosen + step, 0), len(self._shares) - 1)
        self.plan_chosen.emit(number)

    def _paint(self, shape: FrontierShape) -> CurvePaint:
        area = QRectF(self.rect())
        return CurvePaint(shape, self._theme.tokens, area, self.font(), self._unit)

    def _number_at(self, point: QPointF) -> int:
        if self._shape is None:
            return -1
        share = self._paint(self._shape).share_at(point)
        return -1 if share is None else bisect_right(self._shares, share + 1e-9) - 1
