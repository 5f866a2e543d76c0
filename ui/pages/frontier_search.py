"""One study of the plan in force, made in the background; earlier answers are remembered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from portfolio.errors import PortfolioError, Tick
from portfolio.funding import Plan
from portfolio.insight import Finding, Question, Study
from portfolio.model import Portfolio
from portfolio.report.plan_reads import same_plan, settled
from ui.context import Context
from ui.jobs import Job, Outcome, Partial

if TYPE_CHECKING:
    from portfolio.analysis import Results

_KEPT = 6
Same = Callable[[Portfolio, Portfolio], bool]


class StudySearch(QObject):
    """Knows what a study found about the plan in force, or about the one before (outdated).

    Findings only grow: one that is made again after a stop shows nothing until it has
    come further than before.

    Args:
        context: where jobs are started.
        study: what is made.
        same: what else has to be the same in two documents for a finding to hold in both.
    """

    #: there is a better finding, or the search began, ended, or became outdated
    finding_changed = Signal()
    #: how far the search is; payload: fraction 0 to 1, what is being done
    progressed = Signal(float, str)

    def __init__(self, context: Context, study: Study, same: Same | None = None) -> None:
        super().__init__()
        self._context = context
        self._study = study
        self._same = same
        self._case: _Case | None = None
        self._old: _Case | None = None
        self._recent: tuple[_Case, ...] = ()
        self._job: Job | None = None

    @property
    def finding(self) -> Finding | None:
        """The best finding known: of the plan in force, or else of the one before."""
        for case in (self._case, self._old):
            if case is not None and case.finding is not None:
                return case.finding
        return None

    @property
    def portfolio(self) -> Portfolio | None:
        """The document that the finding is about."""
        for case in (self._case, self._old):
            if case is not None and case.finding is not None:
                return case.portfolio
        return None

    @property
    def outdated(self) -> bool:
        """Whether the finding is about an earlier plan."""
        return self.finding is not None and (self._case is None or self._case.finding is None)

    @property
    def searching(self) -> bool:
        """Whether the study is being made."""
        return self._job is not None

    @property
    def ready(self) -> bool:
        """Whether the study could be made now, and has not been made to its end."""
        case = self._case
        done = case is not None and case.finding is not None and case.finding.final
        return case is not None and not done and not self.searching and case.error is None

    @property
    def stopped(self) -> bool:
        """Whether somebody stopped it."""
        return self._case is not None and self._case.stopped

    @property
    def error(self) -> PortfolioError | None:
        """Why the study could not be made; None when it could."""
        return None if self._case is None else self._case.error

    def show_results(self, results: Results, resource_id: str = "") -> None:
        """Turn to the plan of some results, and to one resource; starts nothing."""
        self.follow(results, resource_id)
        if self._case is not None or not settled(results):
            return
        known = (case for case in self._recent if case.holds(results, resource_id))
        case = next(known, None) or _Case(
            results.portfolio, results.plan, results.scores, resource_id, self._same
        )
        self._case, self._old = case, None if case.finding is not None else self._old
        self._recent = (case, *(one for one in self._recent if one is not case))[:_KEPT]
        self.finding_changed.emit()

    def follow(self, results: Results, resource_id: str | None = None) -> None:
        """Give up what is about another plan, or another resource."""
        case, shown = self._case, self._case or self._old
        about = resource_id
        if about is None:
            about = "" if shown is None else shown.resource_id
        if self._old is not None and self._old.resource_id != about:
            self._old = None
        if case is None or case.holds(results, about):
            return
        self._cancel()
        if case.finding is not None:
            self._old = case if case.resource_id == about else None
        self._case = None
        self.finding_changed.emit()

    def start(self) -> None:
        """Make the study, from the beginning; what is known stays until there is better."""
        case = self._case
        if case is None or not self.ready:
            return
        case.stopped, known, run = False, case.taken, self._study.run

        def work(tick: Tick, partial: Partial) -> None:
            question = Question(case.resource_id, case.scores, case.plan, tick)
            for number, finding in enumerate(run(case.portfolio, question), start=1):
                if number > known:
                    partial((number, finding))

        outcome = Outcome(
            done=lambda _none: self._ended(case),
            partial=lambda found: self._take(case, *found),
            failed=lambda error: self._fail(case, error),
            cancelled=lambda: self._stop(case),
        )
        self._job = self._context.jobs.start(self._study.title, work, outcome)
        self._job.progressed.connect(self.progressed)
        self.finding_changed.emit()

    def stop(self) -> None:
        """Stop; what was found stays."""
        self._cancel()
        if self._case is not None:
            self._case.stopped = True
        self.finding_changed.emit()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.progressed.disconnect(self.progressed)
            self._job.cancel()
            self._job = None

    def _take(self, case: _Case, number: int, finding: Finding) -> None:
        case.finding, case.taken = finding, number
        if case is self._case:
            self._old = None
            self.finding_changed.emit()

    def _fail(self, case: _Case, error: PortfolioError) -> None:
        case.error = error
        self._ended(case)

    def _stop(self, case: _Case) -> None:
        """Note that the window stopped the search; one that was given up here ended before."""
        if case is self._case and self._job is not None and not self._job.running:
            case.stopped = True
            self._ended(case)

    def _ended(self, case: _Case) -> None:
        if case is self._case:
            self._job = None
            self.finding_changed.emit()


@dataclass(slots=True, eq=False)
class _Case:
    """A plan, a resource, and what was found out about them."""

    portfolio: Portfolio
    plan: Plan | None
    scores: Mapping[str, float]
    resource_id: str
    same: Same | None = None
    finding: Finding | None = None
    taken: int = 0
    stopped: bool = False
    error: PortfolioError | None = None

    def holds(self, results: Results, resource_id: str) -> bool:
        """Whether what was found is true of other results too."""
        plan = results.plan
        if resource_id != self.resource_id or not settled(results):
            return False
        if self.same is not None and not self.same(self.portfolio, results.portfolio):
            return False
        by_benefit = (
            plan is not None
            and self.plan is not None
            and plan.objective == "benefit" == self.plan.objective
        )
        return same_plan(self.portfolio, results.portfolio, by_benefit=by_benefit)
