"""The second tab: the funding path, drawn anew when its last picture is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout

from ui.context import Context
from ui.pages.chart_export import follow_exports
from ui.widgets.card import card
from ui.widgets.chart_view import ChartView

if TYPE_CHECKING:
    from portfolio.charts import PathView

_PICTURE_LINES = 14


class FundingPathPicture(QFrame):
    """A path that grows faster than it can be drawn is drawn now and then, and at the end."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._chart = ChartView(context.theme, context.jobs, headline=False)
        self._drawing: PathView | None = None
        self._waiting: PathView | None = None
        self._busy = False
        self._lay_out()
        self._chart.chart_drawn.connect(self._turn_to_waiting)
        self._chart.spot_clicked.connect(context.selection.select)
        follow_exports(self._chart, context)

    def show_path(self, view: PathView) -> None:
        """Show a path; while one is being drawn only the latest waits for its turn."""
        from portfolio.charts import FUNDING_PATH

        if self._drawing is not None and _alike(view, self._drawing):
            self._waiting = None
        elif self._busy:
            self._waiting = view
        else:
            self._drawing, self._waiting, self._busy = view, None, True
            self._chart.show_chart(FUNDING_PATH, view)

    def _turn_to_waiting(self) -> None:
        self._busy = False
        if self._waiting is not None:
            self.show_path(self._waiting)

    def _lay_out(self) -> None:
        self._chart.keep_lines(_PICTURE_LINES)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card("", self._chart))


def _alike(one: PathView, other: PathView) -> bool:
    """Whether two views give the same picture."""
    mine, theirs = one.view, other.view
    return (
        one.path is other.path
        and (mine.resource, mine.outdated) == (theirs.resource, theirs.outdated)
        and mine.names == theirs.names
    )
