"""The plans of the scenarios, made one after another in the background."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from portfolio.errors import Tick
from portfolio.model.text import quoted
from portfolio.report.plan_reads import settled
from portfolio.report.scenario_plans import (
    BASE,
    Entry,
    Outcome,
    outcome_of,
    plan_scenario,
    still_holds,
)
from ui.context import Context
from ui.jobs import Job, Partial
from ui.jobs import Outcome as JobOutcome

if TYPE_CHECKING:
    from portfolio.analysis import Results

_KEPT = 3


class ScenarioRuns(QObject):
    """Remembers the last few plans of each scenario, so that undo finds them again.

    The base case is taken from the analysis. A plan that no longer holds stays until its
    successor is there, and is told as outdated.
    """

    #: a plan was found, or the work began or ended
    outcomes_changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._results: Results | None = None
        self._keys: tuple[str, ...] = ()
        self._known: dict[str, tuple[Outcome, ...]] = {}
        self._valid: frozenset[str] = frozenset()
        self._job: Job | None = None
        self._stopped = False

    @property
    def working(self) -> bool:
        """Whether a plan is being made."""
        return self._job is not None

    @property
    def left_out(self) -> int:
        """How many plans are missing because the work was stopped."""
        return len(self._missing()) if self._stopped else 0

    def outcome(self, key: str) -> Outcome | None:
        """Return the newest plan of a scenario, outdated or not."""
        return next(iter(self._known.get(key, ())), None)

    def entries(self, names: Sequence[tuple[str, str]]) -> list[Entry]:
        """Return one entry for each pair of id and name."""
        return [
            Entry(key, name, found, outdated=found is not None and key not in self._valid)
            for key, name in names
            for found in (self.outcome(key),)
        ]

    def show_results(self, results: Results) -> None:
        """Make the plans that the document lacks, once the base case has one."""
        scenarios = results.portfolio.scenarios
        self.follow(results)
        self._results = results
        self._keys = (BASE, *scenarios)
        self._known = {key: kept for key, kept in self._known.items() if key in self._keys}
        valid = frozenset(key for key in self._keys if self._find(key))
        if valid != self._valid:
            self._stopped = self._stopped and valid > self._valid
            self._valid = valid
        self._next()

    def follow(self, results: Results) -> None:
        """Stop what is being made for another state of the document."""
        if self._results is not None and results.portfolio is not self._results.portfolio:
            self._cancel()

    def stop(self) -> None:
        """Make no more plans until that is asked for."""
        self._stopped = True
        self._cancel()
        self.outcomes_changed.emit()

    def go_on(self) -> None:
        """Make the plans that are missing."""
        self._stopped = False
        self._next()
        self.outcomes_changed.emit()

    def _missing(self) -> tuple[str, ...]:
        return tuple(key for key in self._keys if key not in self._valid)

    def _find(self, key: str) -> bool:
        """Put a remembered plan that holds now in front; whether there is one."""
        results, kept = self._results, self._known.get(key, ())
        if results is None:
            return False
        found = next((one for one in kept if still_holds(one, results.portfolio, key)), None)
        if found is None:
            return False
        self._known[key] = (found, *(one for one in kept if one is not found))
        return True

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _next(self) -> None:
        results = self._results
        if results is None or self._stopped or self._job is not None or not _base_known(results):
            return
        missing = self._missing()
        if missing:
            self._start(results, missing[0])

    def _start(self, results: Results, key: str) -> None:
        portfolio = results.portfolio
        name = quoted(portfolio.scenarios[key].name) if key else "the base case"

        def work(tick: Tick, _partial: Partial) -> Outcome:
            if not key:
                return outcome_of(results)
            return plan_scenario(portfolio, key, lambda done, _text: tick(done, ""))

        job_outcome = JobOutcome(
            done=lambda found: self._take(results, key, found), cancelled=self._cancelled
        )
        self._job = self._context.jobs.start(f"Planning {name}", work, job_outcome, quiet=not key)

    def _take(self, results: Results, key: str, found: Outcome) -> None:
        if self._results is None or results.portfolio is not self._results.portfolio:
            return
        self._job = None
        self._known[key] = (found, *self._known.get(key, ()))[:_KEPT]
        self._valid |= {key}
        self._next()
        self.outcomes_changed.emit()

    def _cancelled(self) -> None:
        """Stop the rest too when the user stopped this one at the foot of the window."""
        if self._job is not None and not self._job.running:
            self._job = None
            self._stopped = True
            self.outcomes_changed.emit()


def _base_known(results: Results) -> bool:
    known = results.plan is not None or results.plan_error is not None
    return known and settled(results)
