"""A picture of a study that grows: drawn anew only when its last picture is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from ui.context import Context
from ui.pages.chart_export import follow_exports
from ui.widgets.chart_view import ChartView

if TYPE_CHECKING:
    from portfolio.charts import Chart

_LINES = 14


class StudyPicture(QFrame):
    """A study that grows faster than it can be drawn is drawn now and then, and at the end.

    Args:
        context: where it is drawn.
        lines: of type that it is high at least.
    """

    #: a mark was clicked; payload: what it stands for
    spot_clicked = Signal(str)

    def __init__(self, context: Context, lines: int = _LINES) -> None:
        super().__init__()
        self._chart = ChartView(context.theme, context.jobs, headline=False)
        self._drawing: object = None
        self._waiting: tuple[Chart[Any], object] | None = None
        self._busy = False
        self._lay_out(lines)
        self._chart.chart_drawn.connect(self._turn_to_waiting)
        self._chart.spot_clicked.connect(self.spot_clicked)
        follow_exports(self._chart, context)

    def show_value(self, chart: Chart[Any], value: object) -> None:
        """Show a chart of a value; while one is being drawn only the latest waits for its turn."""
        if value == self._drawing:
            self._waiting = None
        elif self._busy and self.isVisible():
            self._waiting = (chart, value)
        else:
            self._drawing, self._waiting, self._busy = value, None, True
            self._chart.show_chart(chart, value)

    def keep_sizes(self, sizes: float) -> None:
        """Leave the chart at least so many sizes of its own type of height."""
        self._chart.keep_sizes(sizes)

    def _turn_to_waiting(self) -> None:
        self._busy = False
        if self._waiting is not None:
            self.show_value(*self._waiting)

    def _lay_out(self, lines: int) -> None:
        self._chart.keep_lines(lines)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._chart)
