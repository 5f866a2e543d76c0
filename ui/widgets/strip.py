"""The strip at the foot of the window: what every page shares."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from portfolio.model.amounts import percent_text
from ui.overrides import guarded
from ui.theme import SPACE, Theme

if TYPE_CHECKING:
    from portfolio.report import ResourceUse, Summary

_METER_HEIGHT = 5
_METER_WIDTH = 96
_METER_WIDEST = 190
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
        self.setMinimumWidth(_METER_WIDTH // 2)
        self.setMaximumWidth(_METER_WIDEST)
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
        self.update()

    @guarded
    def sizeHint(self) -> QSize:
        return QSize(_METER_WIDTH, self.fontMetrics().height() + _METER_HEIGHT + SPACE)

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


class Strip(QFrame):
    """Capacity use, counts, value, proof."""

    #: a resource was clicked; payload: resource id
    resource_clicked = Signal(str)
    #: the problems were clicked
    problems_clicked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._meters: list[Meter] = []
        self._plan = QLabel()
        self._proof = QLabel()
        self._problems = QPushButton()
        self._meter_row = QHBoxLayout()
        self._lay_out()
        self._connect()

    def show_summary(self, summary: Summary, *, pale: bool) -> None:
        """Show the numbers of a plan; pale when they are older than the document."""
        self._show_meters(summary.uses, pale=pale)
        counts = f"{summary.funded} funded, {summary.cut} cut · {summary.value}"
        self._plan.setText(counts if summary.value else "")
        captured = ""
        if summary.captured is not None:
            captured = f"{percent_text(summary.captured)} of all on the table"
        self._proof.setText(" · ".join(word for word in (captured, summary.proof) if word))
        found = summary.errors + summary.warnings
        self._problems.setText(f"{found} to check" if found else "")
        self._problems.setVisible(found > 0)
        self._problems.setToolTip(
            f"{summary.errors} errors and {summary.warnings} warnings in the input"
        )

    def _show_meters(self, uses: tuple[ResourceUse, ...], *, pale: bool) -> None:
        while len(self._meters) < len(uses):
            meter = Meter(self._theme)
            meter.meter_clicked.connect(self.resource_clicked)
            self._meters.append(meter)
            self._meter_row.addWidget(meter)
        shown = min(len(uses), _MOST_METERS)
        for number, meter in enumerate(self._meters):
            meter.setVisible(number < shown)
            if number < shown:
                meter.show_use(uses[number], pale=pale)

    def _lay_out(self) -> None:
        self.setProperty("role", "strip")
        self._plan.setTextFormat(Qt.TextFormat.PlainText)
        self._plan.setProperty("role", "strong")
        self._proof.setProperty("role", "muted")
        self._problems.setProperty("role", "quiet")
        self._problems.setVisible(False)
        self._meter_row.setSpacing(SPACE * 2)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE * 2, SPACE, SPACE * 2, SPACE)
        layout.setSpacing(SPACE * 2)
        layout.addLayout(self._meter_row, 1)
        layout.addWidget(self._problems)
        words = QVBoxLayout()
        words.setSpacing(0)
        for label in (self._plan, self._proof):
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
            words.addWidget(label)
        layout.addLayout(words)

    def _connect(self) -> None:
        self._problems.clicked.connect(self.problems_clicked)
        self._theme.theme_changed.connect(self.update)
