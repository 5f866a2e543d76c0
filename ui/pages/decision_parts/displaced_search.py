"""What funding the selected initiative displaces, worked out by plans of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from portfolio.errors import Tick
from portfolio.model.text import quoted
from portfolio.report.decision_draft import displaced_by
from portfolio.report.plan_reads import settled
from ui.context import Context
from ui.jobs import Job, Outcome, Partial

if TYPE_CHECKING:
    from portfolio.analysis import Results
    from portfolio.funding import Plan

_SETTLE_MS = 150


class DisplacedSearch(QObject):
    """Looks for one initiative at a time; what was found holds until there is another plan."""

    #: an answer is there; payload: initiative id
    displaced_found = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._plan: Plan | None = None
        self._found: dict[str, tuple[str, ...]] = {}
        self._results: Results | None = None
        self._wanted = ""
        self._job: Job | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_SETTLE_MS)
        self._later.timeout.connect(self._start)

    def displaced(self, results: Results, key: str) -> tuple[str, ...]:
        """Return what is known; empty while nothing is."""
        return self._found.get(key, ()) if results.plan is self._plan else ()

    def look_for(self, results: Results, key: str) -> None:
        """Begin to look, once the selection rests; an empty id gives up."""
        if results.plan is not self._plan:
            self._plan, self._found = results.plan, {}
        self._results = results
        if key == self._wanted and (self._job is not None or key in self._found):
            return
        self.stop()
        self._wanted = key
        if key and key not in self._found and results.plan is not None and settled(results):
            self._later.start()

    def stop(self) -> None:
        """Give up."""
        self._later.stop()
        self._wanted = ""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _start(self) -> None:
        results, key = self._results, self._wanted
        if results is None or key not in results.portfolio.initiatives:
            return
        plan = results.plan

        def work(tick: Tick, _partial: Partial) -> tuple[str, ...]:
            return displaced_by(results, key, lambda fraction, _text: tick(fraction, ""))

        def done(ids: tuple[str, ...]) -> None:
            self._job = None
            if plan is self._plan:
                self._found[key] = ids
                self.displaced_found.emit(key)

        name = quoted(results.portfolio.initiatives[key].name)
        title = f"Finding what {name} displaces"
        self._job = self._context.jobs.start(title, work, Outcome(done=done, cancelled=self._end))

    def _end(self) -> None:
        if self._job is not None and not self._job.running:
            self._job = None
