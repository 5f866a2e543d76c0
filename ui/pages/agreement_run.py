"""How the raters agree, worked out in the background; the last answers are remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from portfolio.errors import PortfolioError, Tick
from portfolio.insight import Agreement, agreement
from portfolio.model import Portfolio
from portfolio.report.agreement_rows import same_agreement
from ui.context import Context
from ui.jobs import Job, Outcome, Partial

if TYPE_CHECKING:
    from portfolio.analysis import Results

_KEPT = 4
_Answer = Agreement | PortfolioError


class AgreementRun(QObject):
    """Knows how the raters of the document agree, or did before the last change (outdated)."""

    #: there is an answer, or the work began
    answer_changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._wanted: Portfolio | None = None
        self._known: tuple[tuple[Portfolio, _Answer], ...] = ()
        self._job: Job | None = None

    @property
    def agreement(self) -> Agreement | None:
        """The newest answer; None before the first, or when the ratings cannot be compared."""
        answer = self._known[0][1] if self._known else None
        return answer if isinstance(answer, Agreement) else None

    @property
    def error(self) -> PortfolioError | None:
        """Why the ratings cannot be compared."""
        answer = self._known[0][1] if self._known else None
        return answer if isinstance(answer, PortfolioError) else None

    @property
    def outdated(self) -> bool:
        """Whether the answer is about an earlier state of the document."""
        if not self._known or self._wanted is None:
            return False
        return not same_agreement(self._known[0][0], self._wanted)

    def show_results(self, results: Results) -> None:
        """Compare the ratings of a document, unless that is known."""
        portfolio = results.portfolio
        if self._job is not None and self._wanted is not None:
            if same_agreement(self._wanted, portfolio):
                return
            self._job.cancel()
            self._job = None
        self._wanted = portfolio
        found = next((one for one in self._known if same_agreement(one[0], portfolio)), None)
        if found is not None:
            self._keep(found)
        else:
            self._start(portfolio)
        self.answer_changed.emit()

    def _start(self, portfolio: Portfolio) -> None:
        def work(tick: Tick, _partial: Partial) -> Agreement:
            return agreement(portfolio, tick)

        outcome = Outcome(
            done=lambda answer: self._take(portfolio, answer),
            failed=lambda error: self._take(portfolio, error),
        )
        self._job = self._context.jobs.start("Comparing the raters", work, outcome, quiet=True)

    def _take(self, portfolio: Portfolio, answer: _Answer) -> None:
        if portfolio is self._wanted:
            self._job = None
            self._keep((portfolio, answer))
            self.answer_changed.emit()

    def _keep(self, answer: tuple[Portfolio, _Answer]) -> None:
        others = (one for one in self._known if one is not answer)
        self._known = (answer, *others)[:_KEPT]
