"""A chart under its finding, with tooltips, selection, and ways to take it elsewhere."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QToolButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from ui.overrides import guarded
from ui.theme import SPACE, Theme, Tokens, icon

if TYPE_CHECKING:
    from portfolio.charts import Chart, Spot, Style

_REDRAW_MS = 30


def chart_style(tokens: Tokens, points: float) -> Style:
    """Return the look of charts inside the window."""
    from portfolio.charts import Style

    return Style(
        background=tokens.surface,
        surface=tokens.window,
        text=tokens.text,
        muted=tokens.muted,
        grid=tokens.border,
        accent=tokens.accent,
        funded=tokens.funded,
        cut=tokens.strong_border,
        forced=tokens.forced,
        warning=tokens.warning,
        over=tokens.error,
        criteria=tokens.series,
        font_size=points * 0.95,
        titled=False,
    )


class ChartView(QWidget):
    """Draws one chart with matplotlib; draws again only while it is seen."""

    #: the chart was clicked on something; payload: its id
    spot_clicked = Signal(str)
    #: take the chart elsewhere; payload: "copy", "png" or "svg"
    export_requested = Signal(str)

    def __init__(self, theme: Theme, *, headline: bool = True) -> None:
        super().__init__()
        self._theme = theme
        self._chart: Chart[Any] | None = None
        self._value: Any = None
        self._spots: tuple[Spot, ...] = ()
        self._canvas: Any = None
        self._headline = QLabel()
        self._menu_button = QToolButton()
        self._timer = QTimer(self)
        self._lay_out()
        self._headline.setVisible(headline)
        self._connect()

    @property
    def shown(self) -> tuple[Chart[Any], Any] | None:
        """The chart and its value, for an export."""
        return None if self._chart is None else (self._chart, self._value)

    def show_chart(self, chart: Chart[Any], value: object) -> None:
        """Show a chart of a value, and its finding as a sentence."""
        self._chart, self._value = chart, value
        sentence = str(chart.describe(value))
        self._headline.setText(sentence)
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(sentence)
        self._timer.start()

    @guarded
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._timer.start()

    @guarded
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._menu().exec(event.globalPos())

    @guarded
    def sizeHint(self) -> QSize:
        return QSize(640, 380)

    @guarded
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            spot = self._spot_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), html.escape(spot.text) if spot else "")
            return True
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            spot = self._spot_at(event.position())
            if spot is not None and event.button() == Qt.MouseButton.LeftButton:
                self.spot_clicked.emit(spot.key)
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        self._headline.setTextFormat(Qt.TextFormat.PlainText)
        self._headline.setWordWrap(True)
        self._headline.setProperty("role", "heading")
        self._menu_button.setToolTip("Copy or save this chart")
        self._menu_button.setAccessibleName("Copy or save this chart")
        top = QHBoxLayout()
        top.addWidget(self._headline, 1)
        top.addStretch(0)
        top.addWidget(self._menu_button, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addLayout(top)
        layout.addStretch(0)

    def _connect(self) -> None:
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REDRAW_MS)
        self._timer.timeout.connect(self._draw)
        self._menu_button.clicked.connect(
            lambda: self._menu().exec(
                self._menu_button.mapToGlobal(self._menu_button.rect().bottomLeft())
            )
        )
        self._theme.theme_changed.connect(self._retint)
        self._retint()

    def _retint(self) -> None:
        self._menu_button.setIcon(icon("more", self._theme.tokens.muted))
        self._timer.start()

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for what, title in (
            ("copy", "Copy chart"),
            ("png", "Save as PNG picture…"),
            ("svg", "Save as SVG drawing…"),
        ):
            menu.addAction(title, self._asker(what))
        return menu

    def _asker(self, what: str) -> Callable[[], None]:
        return lambda: self.export_requested.emit(what)

    def _draw(self) -> None:
        if self._chart is None or not self.isVisible():
            return
        canvas = self._ready_canvas()
        style = chart_style(self._theme.tokens, self._theme.points)
        self._spots = self._chart.draw(canvas.figure, self._value, style)
        canvas.draw_idle()

    def _ready_canvas(self) -> Any:  # noqa: ANN401 - matplotlib's canvas is not typed
        if self._canvas is None:
            from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
            from matplotlib.figure import Figure

            make_canvas: Any = FigureCanvasQTAgg
            self._canvas = make_canvas(Figure())
            self._canvas.setMouseTracking(True)
            self._canvas.installEventFilter(self)
            layout = self.layout()
            if isinstance(layout, QVBoxLayout):
                layout.addWidget(self._canvas, 1)
                layout.activate()
        return self._canvas

    def _spot_at(self, point: QPointF) -> Spot | None:
        if self._canvas is None or not self._canvas.width() or not self._canvas.height():
            return None
        x, y = point.x() / self._canvas.width(), point.y() / self._canvas.height()
        for spot in reversed(self._spots):
            if 0 <= x - spot.x <= spot.width and 0 <= y - spot.y <= spot.height:
                return spot
        return None
