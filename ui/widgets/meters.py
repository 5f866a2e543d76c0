"""How much of each capacity is used: a name, a bar and a share each, as many as fit."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from portfolio.model.amounts import percent_text
from ui.overrides import guarded
from ui.theme import SPACE, Theme
from ui.theme.tooltip import plain_tooltip

if TYPE_CHECKING:
    from portfolio.report import ResourceUse

_METER_HEIGHT = 5
_METER_LETTERS, _MOST_LETTERS, _METER_STRETCH = 17, 32, 100
_MOST_METERS = 8
_FULL = 1.0


class Meter(QWidget):
    """One resource: its name, a bar, and the share used where it is tightest."""

    #: the meter was clicked; payload: resource id
    meter_clicked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._use: ResourceUse | None = None
        self._pale = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_use(self, use: ResourceUse, *, pale: bool) -> None:
        """Show one resource; pale when the plan is older than the document."""
        self._use, self._pale = use, pale
        words = f"{use.name}: {use.amount}"
        if use.period:
            words += f" in {use.period}"
        if use.demand_share is not None:
            words += f"; all initiatives together ask for {percent_text(use.demand_share)}"
        self.setToolTip(html.escape(words))
        self.setAccessibleName(words)
        self.setMaximumWidth(self.fontMetrics().averageCharWidth() * _MOST_LETTERS)
        self.update()

    @guarded
    def sizeHint(self) -> QSize:
        return _size_in(self.fontMetrics())

    @guarded
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._use is not None:
            self.meter_clicked.emit(self._use.resource_id)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._use is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_words(painter, self._use)
        self._paint_bar(painter, self._use)
        painter.end()

    def _paint_words(self, painter: QPainter, use: ResourceUse) -> None:
        tokens, metrics = self._theme.tokens, self.fontMetrics()
        number = "–" if use.share is None else percent_text(use.share)
        width = metrics.horizontalAdvance(number) + SPACE
        name = metrics.elidedText(
            use.name, Qt.TextElideMode.ElideRight, self.width() - width - SPACE // 2
        )
        line = QRectF(0, 0, self.width(), metrics.height())
        painter.setPen(QColor(tokens.muted))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, name)
        strong = use.binding and not self._pale
        painter.setPen(QColor(self._bar_color(use) if strong else tokens.text))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight, number)

    def _paint_bar(self, painter: QPainter, use: ResourceUse) -> None:
        top = self.fontMetrics().height() + SPACE // 4
        track = QRectF(0, top, self.width(), _METER_HEIGHT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.tokens.track))
        painter.drawRoundedRect(track, _METER_HEIGHT / 2, _METER_HEIGHT / 2)
        if use.share:
            track.setWidth(track.width() * min(_FULL, use.share))
            painter.setBrush(QColor(self._bar_color(use)))
            painter.drawRoundedRect(track, _METER_HEIGHT / 2, _METER_HEIGHT / 2)

    def _bar_color(self, use: ResourceUse) -> str:
        tokens = self._theme.tokens
        if self._pale:
            return tokens.strong_border
        if use.share is not None and use.share > _FULL + 1e-9:
            return tokens.error
        return tokens.warning if use.binding else tokens.accent


class MeterRow(QWidget):
    """The meters side by side; without room for all, the tightest, and how many more."""

    #: a resource was clicked; payload: resource id
    resource_clicked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._uses: Sequence[ResourceUse] = ()
        self._pale = False
        self._meters: list[Meter] = []
        self._more = QLabel()
        self._lay_out()

    def show_uses(self, uses: Sequence[ResourceUse], *, pale: bool) -> None:
        """Show the use of resources; pale when the plan is older than the document."""
        self._uses, self._pale = uses, pale
        self._fill()

    @guarded
    def minimumSizeHint(self) -> QSize:
        hint = _size_in(self.fontMetrics())
        return QSize(hint.width() if self._uses else 0, hint.height())

    @guarded
    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fill()

    def _fill(self) -> None:
        shown = self._fitting()
        while len(self._meters) < len(shown):
            meter = Meter(self._theme)
            meter.meter_clicked.connect(self.resource_clicked)
            self._row.insertWidget(len(self._meters), meter, _METER_STRETCH)
            self._meters.append(meter)
        for number, meter in enumerate(self._meters):
            meter.setVisible(number < len(shown))
            if number < len(shown):
                meter.show_use(shown[number], pale=self._pale)
        others = [use.name for use in self._uses if use not in shown]
        self._more.setVisible(bool(others))
        self._more.setText(f"+{len(others)}")
        self._more.setToolTip(plain_tooltip("Less tight:\n" + "\n".join(others)))

    def _fitting(self) -> list[ResourceUse]:
        """Return the uses that there is room for, in the order of the screen."""
        each = _size_in(self.fontMetrics()).width() + self._row.spacing()
        count = len(self._uses)
        room = self.width() + self._row.spacing()
        if count * each > room:
            room -= self.fontMetrics().horizontalAdvance("+88") + self._row.spacing()
        most = min(_MOST_METERS, max(1, room // each))
        tightest = sorted(range(count), key=lambda n: -(self._uses[n].share or 0.0))
        return [self._uses[n] for n in sorted(tightest[:most])]

    def _lay_out(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._more.setProperty("role", "muted")
        self._more.setVisible(False)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE * 2)
        self._row.addWidget(self._more)
        self._row.addStretch(1)


def _size_in(metrics: QFontMetrics) -> QSize:
    """Return the room that a meter wants in a font."""
    width = metrics.averageCharWidth() * _METER_LETTERS
    return QSize(width, metrics.height() + _METER_HEIGHT + SPACE)
