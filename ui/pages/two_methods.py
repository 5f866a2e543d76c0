"""Two ranking methods side by side: who moves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from portfolio.model import Portfolio
from portfolio.report.other_method import Beside, beside
from ui.context import Context
from ui.jobs import Job, Outcome
from ui.pages.chart_export import follow_exports
from ui.pages.method_picker import MethodPicker, method_of
from ui.widgets.chart_view import ChartView

if TYPE_CHECKING:
    from portfolio.analysis import Results
    from portfolio.errors import PortfolioError
    from portfolio.ranking import Ranking


class TwoMethods(QFrame):
    """Opens on the method that differs most, and offers it beside one that does not.

    A ranking that is out of date leaves its moves greyed; one that fails is told in their
    place.
    """

    #: an initiative was chosen; payload: its id
    initiative_chosen = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._picked = ""
        self._farthest = ""
        self._shown: tuple[Portfolio, str] | None = None
        self._job: Job | None = None
        self._other = MethodPicker("Method to compare with")
        self._offer = QPushButton()
        self._failure = QLabel()
        self._moves = ChartView(context.theme, context.jobs)
        self._lay_out()
        self._connect()

    def show_results(self, results: Results) -> None:
        """Compare the ranking in force with the other one."""
        if results.ranking_error is not None:
            self._shown = None
            self._show_failure(results.ranking_error)
        elif results.ranking is None or "ranking" in results.stale:
            self._grey()
        elif self._shown is None or self._shown != (results.portfolio, self._picked):
            self._compare(results.portfolio, results.ranking)

    def _compare(self, portfolio: Portfolio, first: Ranking) -> None:
        picked = self._picked
        self._shown = (portfolio, picked)
        if self._job is not None:
            self._job.cancel()
        self._grey()
        self._job = self._context.jobs.start(
            "Ranking by the other method",
            lambda _tick, _partial: beside(portfolio, first, picked),
            Outcome(
                done=lambda found: self._show_moves(portfolio, first, found),
                failed=self._show_failure,
            ),
            quiet=True,
        )

    def _show_moves(self, portfolio: Portfolio, first: Ranking, found: Beside) -> None:
        from portfolio.charts import METHOD_MOVES, TwoRankings

        second = found.second
        self._other.show_method(second.method)
        self._farthest = found.farthest if found.moved else ""
        self._offer.setVisible(self._farthest not in ("", second.method))
        self._offer.setText(f"Differs most: {method_of(self._farthest).title}".replace("&", "&&"))
        self._failure.setVisible(False)
        self._moves.setVisible(True)
        titles = (method_of(first.method).title, method_of(second.method).title)
        names = {key: record.name for key, record in portfolio.initiatives.items()}
        self._moves.show_chart(METHOD_MOVES, TwoRankings(first, second, titles, names))

    def _grey(self) -> None:
        if self._moves.shown is not None:
            chart, value = self._moves.shown
            self._moves.show_chart(chart, replace(value, outdated=True))

    def _show_failure(self, error: PortfolioError) -> None:
        self._failure.setText(str(error))
        self._failure.setVisible(True)
        self._moves.setVisible(False)

    def _pick(self, name: str) -> None:
        self._picked = name
        self._other.show_method(name)
        if self._context.analyst.results is not None:
            self.show_results(self._context.analyst.results)

    def _lay_out(self) -> None:
        self._failure.setTextFormat(Qt.TextFormat.PlainText)
        self._failure.setWordWrap(True)
        self._failure.setProperty("role", "error")
        self._failure.setVisible(False)
        self._offer.setProperty("role", "quiet")
        self._offer.setVisible(False)
        across = QHBoxLayout()
        across.addWidget(QLabel("Compare with"))
        across.addWidget(self._other)
        across.addWidget(self._offer)
        across.addStretch(1)
        down = QVBoxLayout(self)
        down.addLayout(across)
        down.addWidget(self._failure)
        down.addWidget(self._moves, 1)
        down.addStretch(0)

    def _connect(self) -> None:
        self._other.method_chosen.connect(self._pick)
        self._offer.clicked.connect(lambda: self._pick(self._farthest))
        self._moves.spot_clicked.connect(self.initiative_chosen)
        follow_exports(self._moves, self._context)
