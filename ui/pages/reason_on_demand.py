"""The full reason for one initiative, worked out when it is selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from portfolio.funding import Line, Plan, explain_one
from portfolio.funding.explain import PRICED_UP_TO
from ui.context import Context
from ui.jobs import Job, Outcome

if TYPE_CHECKING:
    from portfolio.analysis import Results


class ReasonOnDemand(QObject):
    """In a large portfolio only the selected line is priced by a new plan.

    The answers for the plan in force are kept; a new plan forgets them.
    """

    #: a line was worked out; payload: Line
    line_found = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._plan: Plan | None = None
        self._lines: dict[str, Line] = {}
        self._job: Job | None = None
        self._wanted = ""

    @property
    def searching(self) -> str:
        """Id of the initiative whose reason is being worked out; empty when none is."""
        return self._wanted

    def line(self, results: Results, key: str) -> Line | None:
        """Return the best known line, and look for a better one where that takes long."""
        plan, known = results.plan, results.lines.get(key)
        if plan is not self._plan:
            self._forget(plan)
        if key in self._lines:
            return self._lines[key]
        settled = not results.stale and not results.provisional and known is not None
        if plan is not None and settled and len(results.portfolio.initiatives) > PRICED_UP_TO:
            self._search(results, plan, key)
        return known

    def stop(self) -> None:
        """Give up the search."""
        self._wanted = ""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _search(self, results: Results, plan: Plan, key: str) -> None:
        if key == self._wanted:
            return
        self.stop()
        self._wanted = key
        portfolio, scores = results.portfolio, results.scores
        self._job = self._context.jobs.start(
            "Pricing the opposite verdict",
            lambda tick, _partial: explain_one(
                portfolio, plan, key, scores=scores, tick=lambda done, _text: tick(done, "")
            ),
            Outcome(done=lambda line: self._found(plan, line), cancelled=self._gave_up),
        )

    def _found(self, plan: Plan, line: Line) -> None:
        self._gave_up()
        if plan is self._plan:
            self._lines[line.initiative_id] = line
            self.line_found.emit(line)

    def _gave_up(self) -> None:
        if self._job is not None and not self._job.running:
            self._wanted, self._job = "", None

    def _forget(self, plan: Plan | None) -> None:
        self.stop()
        self._plan, self._lines = plan, {}
