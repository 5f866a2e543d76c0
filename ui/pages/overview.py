"""Overview: what should we fund, and what must we cut?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from portfolio.model import Problem
from portfolio.report import Summary, summarize
from portfolio.report.light_words import RED_LIGHTS, attention_words, red_lights
from ui.context import Context
from ui.pages.chart_export import follow_exports
from ui.pages.page import Page
from ui.pages.plan_habits import PlanHabits
from ui.theme import SPACE
from ui.widgets.beginning import beginning
from ui.widgets.card import card
from ui.widgets.chart_view import ChartView
from ui.widgets.problem_list import ProblemList
from ui.widgets.splitter import split
from ui.widgets.unbroken import unbroken

if TYPE_CHECKING:
    from portfolio.analysis import Results

_PAGE_OF_KIND = {
    "initiative": "initiatives",
    "rating": "initiatives",
    "resource": "capacity",
    "period": "capacity",
    "criterion": "criteria",
    "rater": "initiatives",
    "rule": "rules",
    "scenario": "scenarios",
    "decision": "decisions",
}
_STARTS = (
    ("initiative.add", "Add an initiative"),
    ("file.import", "Import a table…"),
    ("file.open", "Open a file…"),
    ("file.sample_tutorial_8", "Open the tutorial"),
)
_NOTHING = (
    "Enter the initiatives with what they need and promise, or paste them from a spreadsheet. "
    "The tutorial shows the whole way with eight."
)
_NO_YARDSTICK = (
    "With criteria the initiatives can be ranked, and with resources and benefits a plan can be "
    "made. What is stated about each one is judged by the five lessons already."
)
_WAITING, _FULL, _EMPTY = range(3)
_CHART, _NO_CHART = range(2)


class OverviewPage(Page):
    """The answer in one sentence and one picture, what binds, what needs attention."""

    parts = ("plan", "waterline")

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Overview", "What should we fund, and what must we cut?")
        self._answer = QLabel()
        self._proof = QLabel()
        self._binds = QLabel()
        self._habits = PlanHabits(context)
        self._chart = ChartView(context.theme, context.jobs, headline=False)
        self._attention = QLabel()
        self._problems = ProblemList(context.theme)
        self._binds_card = card("What binds", self._binds)
        self._habits_card = card("Planning by hand would lose", self._habits)
        self._stack = QStackedWidget()
        self._picture = QStackedWidget()
        self._lay_out()
        self._connect()

    def show_results(self, results: Results) -> None:
        """Show the answer."""
        from portfolio.charts import FUND_OR_CUT

        empty = not results.portfolio.initiatives
        self._stack.setCurrentIndex(_EMPTY if empty else _FULL)
        if empty:
            return
        summary = summarize(results)
        self._answer.setText(unbroken(summary.headline))
        self._proof.setText(unbroken(_proof_words(summary)))
        self._binds.setText(unbroken(summary.binds))
        self._binds_card.setVisible(bool(summary.binds))
        self._habits.show_results(results, summary.waterline_loss)
        self._habits_card.setVisible(bool(summary.waterline_loss))
        bare = not results.portfolio.criteria and results.plan is None
        self._picture.setCurrentIndex(_NO_CHART if bare else _CHART)
        known = results.plan is not None or results.plan_error is not None
        if known and not {"plan", "waterline"} & results.stale:
            self._chart.show_chart(FUND_OR_CUT, results)
        else:
            self._chart.show_pale()
        lights = red_lights(results.board, results.portfolio)
        problems = (*lights, *results.problems)
        self._problems.show_problems(problems)
        self._problems.setVisible(bool(problems))
        self._attention.setText(attention_words(summary.attention, lights, results.problems))

    def _lay_out(self) -> None:
        self._answer.setProperty("role", "answer")
        self._proof.setProperty("role", "muted")
        for label in (self._answer, self._proof, self._binds, self._attention):
            label.setTextFormat(Qt.TextFormat.PlainText)
            # One line of counts: a card whose words wrap claims more than its least height,
            # and would take it from the cards above.
            label.setWordWrap(label is not self._attention)
        full = QWidget()
        down = QVBoxLayout(full)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(SPACE)
        down.addWidget(self._answer)
        down.addWidget(self._proof)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self._binds_card)
        column.addWidget(self._habits_card)
        column.addWidget(card("What needs attention", self._attention, self._problems), 1)
        for picture in (card("", self._chart), card("", self._bare())):
            self._picture.addWidget(picture)
        across = split(Qt.Orientation.Horizontal, "across", (self._picture, 76), (side, 30))
        down.addWidget(across, 1)
        for page in (self._waiting(), full, self._empty()):
            self._stack.addWidget(page)
        self.body.addWidget(self._stack, 1)

    def _bare(self) -> QWidget:
        """Where there is nothing to rank by: the ways to what can be done."""
        ways = {"lessons": "See the lessons", "criteria": "Add criteria"}
        buttons = [QPushButton(title) for title in ways.values()]
        for name, button in zip(ways, buttons, strict=True):
            button.clicked.connect(
                lambda _on=False, name=name: self.context.requests.page_requested.emit(name)
            )
        return beginning("Nothing to rank by yet", _NO_YARDSTICK, buttons)

    def _waiting(self) -> QWidget:
        page = QWidget()
        words = QLabel("Loading the numeric libraries…")
        words.setProperty("role", "muted")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(words)
        layout.addStretch(1)
        return page

    def _empty(self) -> QWidget:
        buttons = []
        for name, title in _STARTS:
            button = QPushButton(title)
            button.clicked.connect(
                lambda _checked, name=name: self.context.requests.action_requested.emit(name)
            )
            buttons.append(button)
        return beginning("Nothing to decide yet", _NOTHING, buttons)

    def _connect(self) -> None:
        self._chart.spot_clicked.connect(self.context.selection.select)
        self._problems.problem_chosen.connect(self._go_to)
        follow_exports(self._chart, self.context)

    def _go_to(self, problem: Problem) -> None:
        if problem.record in self.context.document.portfolio.initiatives:
            self.context.selection.select(problem.record)
        page = _PAGE_OF_KIND.get(problem.kind, "initiatives")
        self.context.requests.page_requested.emit("lessons" if problem.code == RED_LIGHTS else page)


def _proof_words(summary: Summary) -> str:
    ruled = "decided by rule" if summary.fits else "held by rule"
    forced = f"{summary.forced} {ruled}" if summary.forced else ""
    return " · ".join(word for word in (summary.counts, forced, summary.proof) if word)
