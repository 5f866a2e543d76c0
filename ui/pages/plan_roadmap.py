"""The plan over time: who works when, beside what that uses of every capacity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.context import Context
from ui.pages.chart_export import follow_exports
from ui.theme import SPACE
from ui.widgets.card import card
from ui.widgets.chart_view import ChartView
from ui.widgets.splitter import split

if TYPE_CHECKING:
    from portfolio.analysis import Results

#: Lines of type: those that a chart needs beside its rows, one row, and at most.
_BESIDE, _ROADMAP_ROW, _HEAT_ROW, _MOST = 11, 1.3, 1.7, 34


class PlanRoadmap(QWidget):
    """The roadmap beside the capacities; a click on a line selects the initiative."""

    #: an initiative was clicked; payload: its id
    initiative_clicked = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._headline = QLabel()
        self._detail = QLabel()
        self._roadmap = ChartView(context.theme, context.jobs, headline=False)
        self._heat = ChartView(context.theme, context.jobs, headline=False)
        self._lay_out()
        self._roadmap.spot_clicked.connect(self.initiative_clicked)
        for chart in (self._roadmap, self._heat):
            follow_exports(chart, context)

    def show_results(self, results: Results) -> None:
        """Show a plan over time."""
        from portfolio.charts import CAPACITY_HEAT, ROADMAP
        from portfolio.charts.roadmap_finding import roadmap_finding

        if results.plan is None and results.plan_error is None:
            return
        finding = roadmap_finding(results)
        self._headline.setText(finding.headline)
        self._detail.setText(finding.detail)
        # Why nothing fits stands above and in the picture already.
        fits = results.plan is not None and results.plan.status != "infeasible"
        self._headline.setVisible(fits)
        self._detail.setVisible(fits and bool(finding.detail))
        if results.plan is not None:
            self._roadmap.keep_lines(_lines(len(results.plan.chosen) * _ROADMAP_ROW))
            self._heat.keep_lines(_lines(len(results.plan.resource_ids) * _HEAT_ROW))
        self._roadmap.show_chart(ROADMAP, results)
        self._heat.show_chart(CAPACITY_HEAT, results)

    def _lay_out(self) -> None:
        self._headline.setProperty("role", "strong")
        self._detail.setProperty("role", "muted")
        for label in (self._headline, self._detail):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        timeline = card("", self._headline, self._detail, self._roadmap)
        parts = ((timeline, 60), (card("", self._heat), 40))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE // 2, 0, 0)
        layout.addWidget(split(Qt.Orientation.Horizontal, "over time", *parts))


def _lines(rows: float) -> int:
    return min(_MOST, _BESIDE + round(rows))
