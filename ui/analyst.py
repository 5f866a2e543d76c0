"""Keeps the results in step with the document, in the background."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from portfolio.errors import PortfolioError, Tick
from ui.document import Document
from ui.jobs import Job, Jobs, Outcome, Partial

if TYPE_CHECKING:
    from portfolio.analysis import Analysis, Results

_SETTLE_MS = 40


class Analyst(QObject):
    """Answers every change twice: at once with what is quick, then in full.

    Only the latest revision is ever shown; results that arrive late are dropped.

    Args:
        document: what is analyzed.
        jobs: where.
        interest: gives the id of the initiative that is looked at: it is explained before
            the others. Asked from another thread.
    """

    #: results for the current document, whole or in part; payload: Results
    results_changed = Signal(object)
    #: the full analysis of the current revision began or ended; payload: bool, working
    working_changed = Signal(bool)

    def __init__(self, document: Document, jobs: Jobs, interest: Callable[[], str]) -> None:
        super().__init__()
        self.results: Results | None = None
        self._document = document
        self._jobs = jobs
        self._interest = interest
        self._analysis: Analysis | None = None
        self._job: Job | None = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._run)
        document.portfolio_changed.connect(self._answer)

    @property
    def working(self) -> bool:
        """Whether a full analysis is pending or under way."""
        return self._job is not None or self._settle.isActive()

    def warm_up(self) -> None:
        """Load the numeric libraries in the background, then analyze what is open."""

        def load(_tick: Tick, _partial: Partial) -> Analysis:
            from portfolio.analysis import Analysis

            return Analysis(interest=self._interest)

        self._jobs.start("Loading", load, Outcome(done=self._warmed), quiet=True)

    def analyze_again(self) -> None:
        """Run the full analysis of the current revision once more."""
        self._answer()

    def _warmed(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._answer()

    def _answer(self) -> None:
        if self._analysis is None:
            return
        was_working = self.working
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._publish(self._analysis.quick(self._document.portfolio, self._document.revision))
        if self._document.portfolio.paper is not None:
            # A ballot paper has nothing to plan.
            self._settle.stop()
            if was_working:
                self.working_changed.emit(False)
            return
        self._settle.start()
        if not was_working:
            self.working_changed.emit(True)

    def _run(self) -> None:
        analysis = self._analysis
        if analysis is None:
            return
        portfolio, revision = self._document.portfolio, self._document.revision

        def work(tick: Tick, partial: Partial) -> None:
            for results in analysis.run(portfolio, revision, tick):
                partial(results)

        outcome = Outcome(
            done=lambda _none: self._ended(job),
            partial=self._publish,
            failed=lambda error: self._failed(job, error),
            cancelled=lambda: self._ended(job),
        )
        job = self._job = self._jobs.start("Finding the best plan", work, outcome)

    def _publish(self, results: Results) -> None:
        if results.revision != self._document.revision:
            return
        self.results = results
        self.results_changed.emit(results)

    def _failed(self, job: Job, error: PortfolioError) -> None:
        self._ended(job)
        raise error

    def _ended(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self.working_changed.emit(False)
