"""How plans of record stand against the plan of now, found in the background."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from portfolio.errors import Tick
from portfolio.model import PlanOfRecord
from portfolio.report.of_record_standing import Standing, standing
from portfolio.report.plan_reads import settled
from ui.context import Context
from ui.jobs import Job, Outcome, Partial

if TYPE_CHECKING:
    from portfolio.analysis import Results

_SETTLE_MS = 120


class StandingSearch(QObject):
    """Remembers the last answer about each plan of record, and of which results it is."""

    #: an answer is there; payload: id of the plan of record
    standing_found = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._results: Results | None = None
        self._today = date.min
        self._wanted: list[str] = []
        self._found: dict[str, tuple[Results, Standing]] = {}
        self._job: Job | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_SETTLE_MS)
        self._later.timeout.connect(self._next)

    def standing(self, key: str) -> Standing | None:
        """Return the last answer about a plan of record, outdated or not."""
        found = self._found.get(key)
        return None if found is None else found[1]

    def is_outdated(self, key: str) -> bool:
        """Whether the last answer is not about the present results."""
        found = self._found.get(key)
        return found is not None and not _about(found[0], self._results)

    def look_for(self, results: Results, keys: tuple[str, ...], today: date) -> None:
        """Find out how some plans of record stand, once the plan of now is settled."""
        plans = results.portfolio.plans
        self._found = {key: found for key, found in self._found.items() if key in plans}
        self._results, self._today = results, today
        self._wanted = [
            key
            for key in keys
            if key in plans and (key not in self._found or self.is_outdated(key))
        ]
        if self._wanted and settled(results):
            self._later.start()

    def _next(self) -> None:
        results, today = self._results, self._today
        if self._busy() or results is None or not self._wanted:
            return
        key = self._wanted.pop(0)
        record = results.portfolio.plans.get(key)
        if record is not None:
            self._job = self._start(results, (key, record), today)

    def _start(self, results: Results, which: tuple[str, PlanOfRecord], today: date) -> Job:
        key, record = which

        def work(_tick: Tick, _partial: Partial) -> Standing:
            return standing(record, results, today)

        def done(found: Standing) -> None:
            self._job = None
            self._found[key] = (results, found)
            self.standing_found.emit(key)
            self._next()

        outcome = Outcome(done=done, cancelled=self._end)
        title = "Holding the plan of record against the plan of now"
        return self._context.jobs.start(title, work, outcome, quiet=True)

    def _busy(self) -> bool:
        return self._job is not None and self._job.running

    def _end(self) -> None:
        self._job = None


def _about(before: Results, now: Results | None) -> bool:
    if now is None:
        return False
    return before.portfolio is now.portfolio and before.plan is now.plan
