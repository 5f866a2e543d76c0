"""A chart under its finding, with tooltips, selection, and ways to take it elsewhere."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from portfolio.errors import Tick
from ui.jobs import Job, Jobs, Outcome, Partial
from ui.overrides import guarded
from ui.theme import SPACE, Theme, Tokens, icon
from ui.widgets.chart_picture import ChartPicture
from ui.widgets.unbroken import unbroken

if TYPE_CHECKING:
    from portfolio.charts import Chart, Picture, Style

#: Ways to take a chart elsewhere, and what they are called in its menu.
EXPORTS = (
    ("copy", "Copy chart"),
    ("png", "Save as PNG picture…"),
    ("svg", "Save as SVG drawing…"),
)

_REDRAW_MS = 30
#: What is drawn sooner needs no word on it.
_PATIENCE_MS = 400
_SCREEN_DPI = 96.0
_POINTS_PER_INCH = 72.0
#: Type in charts beside that of the window.
_TYPE = 0.95


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
        cut=tokens.muted,
        forced=tokens.forced,
        warning=tokens.warning,
        over=tokens.over,
        criteria=tokens.series,
        font_size=points * _TYPE,
        titled=False,
    )


class ChartView(QWidget):
    """Has one chart drawn in the background, anew only while it is seen."""

    #: something on the chart was clicked; payload: its id
    spot_clicked = Signal(str)
    #: take the chart elsewhere; payload: "copy", "png" or "svg"
    export_requested = Signal(str)
    #: the picture is up to date
    chart_drawn = Signal()

    def __init__(self, theme: Theme, jobs: Jobs, *, headline: bool = True) -> None:
        super().__init__()
        self._theme = theme
        self._jobs = jobs
        self._chart: Chart[Any] | None = None
        self._value: Any = None
        self._drawn: object = None
        self._drawn_value: object = None
        self._job: Job | None = None
        self._picture = ChartPicture()
        self._headline = QLabel()
        self._menu_button = QToolButton()
        self._timer = QTimer(self)
        self._awaiting = QTimer(self)
        self._floating = not headline
        self._lay_out()
        self._place_button()
        self._connect()

    @property
    def shown(self) -> tuple[Chart[Any], Any] | None:
        """The chart and its value, for an export."""
        return None if self._chart is None else (self._chart, self._value)

    def show_chart(self, chart: Chart[Any], value: object, *, told: bool = True) -> None:
        """Show a chart of a value, and its finding as a sentence unless it is in the picture."""
        self._chart, self._value = chart, value
        sentence = str(chart.describe(value))
        self._headline.setText(unbroken(sentence) if told else "")
        self._picture.setAccessibleName(chart.title)
        self._picture.setAccessibleDescription(sentence)
        self._timer.start()

    def show_pale(self) -> None:
        """Grey the picture until the next one is drawn: it is older than the document."""
        self._picture.show_pale()
        self._await()

    def keep_lines(self, lines: int) -> None:
        """Leave the picture at least so many lines of type of height."""
        self._picture.keep_lines(lines)

    def keep_sizes(self, sizes: float) -> None:
        """Leave the picture at least so many sizes of its own type of height."""
        size = _TYPE * self._theme.points * _SCREEN_DPI / _POINTS_PER_INCH
        self.keep_lines(math.ceil(sizes * size / self.fontMetrics().height()))

    @guarded
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_button()
        self._timer.start()

    @guarded
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu().popup(event.globalPos())

    def _lay_out(self) -> None:
        self._headline.setTextFormat(Qt.TextFormat.PlainText)
        self._headline.setWordWrap(True)
        self._headline.setProperty("role", "heading")
        self._menu_button.setToolTip("Copy or save this chart")
        self._menu_button.setAccessibleName("Copy or save this chart")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        if self._floating:
            self._headline.setParent(self)
            self._headline.hide()
            self._menu_button.setParent(self)
        else:
            top = QHBoxLayout()
            top.addWidget(self._headline, 1)
            top.addWidget(self._menu_button, 0, Qt.AlignmentFlag.AlignTop)
            layout.addLayout(top)
        layout.addWidget(self._picture, 1)

    def _place_button(self) -> None:
        """Without a headline the button floats over the chart and takes no line of its own."""
        if self._floating:
            side = self._menu_button.sizeHint()
            self._menu_button.resize(side)
            self._menu_button.move(self.width() - side.width(), 0)
            self._menu_button.raise_()

    def _connect(self) -> None:
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REDRAW_MS)
        self._timer.timeout.connect(self._draw)
        self._awaiting.setSingleShot(True)
        self._awaiting.setInterval(_PATIENCE_MS)
        self._awaiting.timeout.connect(self._picture.show_awaited)
        self._picture.spot_clicked.connect(self.spot_clicked)
        self._menu_button.clicked.connect(
            lambda: self.menu().popup(
                self._menu_button.mapToGlobal(self._menu_button.rect().bottomLeft())
            )
        )
        self._theme.theme_changed.connect(self._retint)
        self._retint()

    def _retint(self) -> None:
        self._menu_button.setIcon(icon("more", self._theme.tokens.muted))
        self._timer.start()

    def menu(self) -> QMenu:
        """Return the ways to take the chart elsewhere."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for what, title in EXPORTS:
            menu.addAction(title, self._asker(what))
        return menu

    def _asker(self, what: str) -> Callable[[], None]:
        return lambda: self.export_requested.emit(what)

    def _await(self) -> None:
        """Say after a moment that a picture will be drawn, and that the last one is old."""
        if not self._awaiting.isActive():
            self._awaiting.start()

    def _draw(self) -> None:
        chart, value = self._chart, self._value
        if chart is None or not self.isVisible():
            return
        style = chart_style(self._theme.tokens, self._theme.points)
        size = (self._picture.width(), self._picture.height())
        ratio = self.devicePixelRatioF()
        wanted = (chart.name, style, size, ratio)
        if wanted == self._drawn and value is self._drawn_value:
            return
        if self._job is not None:
            self._job.cancel()
        self._drawn, self._drawn_value = wanted, value

        def work(_tick: Tick, _partial: Partial) -> Picture:
            from portfolio.charts import render_pixels

            return render_pixels(chart, value, style, size, _SCREEN_DPI * ratio)

        def done(picture: Picture) -> None:
            self._job = None
            self._awaiting.stop()
            self._picture.show_picture(picture, ratio)
            self.chart_drawn.emit()

        self._await()
        title = f"Drawing “{chart.title}”"
        self._job = self._jobs.start(title, work, Outcome(done=done), quiet=True)
