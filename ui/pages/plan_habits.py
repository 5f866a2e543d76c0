"""What planning by hand would lose, worked out in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from portfolio.report.habit_lines import HabitLine, habit_lines
from ui.context import Context
from ui.jobs import Job, Outcome
from ui.theme import SPACE
from ui.widgets.share_bars import ShareBars, ShareRow
from ui.widgets.unbroken import unbroken

if TYPE_CHECKING:
    from portfolio.analysis import Results
    from portfolio.funding import Plan


class PlanHabits(QWidget):
    """A sentence on the waterline at once, then a bar for each way to plan by hand."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._sentence = QLabel()
        self._bars = ShareBars(context.theme, "What planning by hand keeps of the best plan")
        self._plans: tuple[Plan | None, Plan | None] = (None, None)
        self._job: Job | None = None
        self._lay_out()

    def show_results(self, results: Results, sentence: str) -> None:
        """Show what the waterline loses, and find out about the other ways."""
        self._sentence.setText(unbroken(sentence))
        settled = not {"plan", "waterline", "ranking"} & results.stale and not results.provisional
        plans = (results.plan, results.waterline)
        if plans == self._plans or not settled:
            return
        self._plans = plans
        self._stop()
        self._job = self._context.jobs.start(
            "Planning by hand, to compare",
            lambda _tick, _partial: habit_lines(results),
            Outcome(done=self._show),
            quiet=True,
        )

    def _show(self, lines: tuple[HabitLine, ...]) -> None:
        self._job = None
        self._sentence.setVisible(not lines)
        self._bars.show_rows(
            [
                ShareRow(line.title, line.lost, line.kept, f"{line.question} {line.sentence}")
                for line in lines
            ]
        )

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _lay_out(self) -> None:
        self._sentence.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(self._sentence)
        layout.addWidget(self._bars)
