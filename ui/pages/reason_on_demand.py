"""The full reason for one initiative, and what would bring it in, worked out when selected."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from portfolio.errors import Tick
from portfolio.funding import Lever, Line, Plan, explain_one, levers_for
from portfolio.funding.explain import PRICED_UP_TO
from portfolio.funding.solver import Control
from ui.context import Context
from ui.jobs import Job, Outcome, Partial

if TYPE_CHECKING:
    from portfolio.analysis import Results

#: Seconds for the levers of one initiative; what is not found by then is left out.
_LEVERS_S = 8.0


class ReasonOnDemand(QObject):
    """In a large portfolio only the selected line is worked out by new plans.

    The answers for the plan in force are kept; a new plan forgets them.
    """

    #: a line, or the levers of an initiative, were worked out; payload: initiative id
    reason_found = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._plan: Plan | None = None
        self._lines: dict[str, Line] = {}
        self._levers: dict[str, tuple[Lever, ...]] = {}
        self._job: Job | None = None
        self._wanted = ""

    @property
    def searching(self) -> str:
        """Id of the initiative whose reason is being worked out; empty when none is."""
        return "" if self._wanted in self._lines else self._wanted

    def line(self, results: Results, key: str) -> Line | None:
        """Return the best known line, and look for a better one where that takes long."""
        plan, known = results.plan, results.lines.get(key)
        if plan is not self._plan:
            self._forget(plan)
        if key in self._levers:
            return self._lines[key]
        settled = not results.stale and not results.provisional and known is not None
        if plan is not None and settled and len(results.portfolio.initiatives) > PRICED_UP_TO:
            self._search(results, plan, key)
        return self._lines.get(key, known)

    def levers(self, results: Results, key: str) -> tuple[Lever, ...] | None:
        """Return what would bring an initiative in; None while that is not known."""
        if len(results.portfolio.initiatives) > PRICED_UP_TO:
            return self._levers.get(key)
        known = results.levers.get(key)
        return known if known is not None or "levers" in results.stale else ()

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

        def work(tick: Tick, partial: Partial) -> tuple[Lever, ...]:
            def say(fraction: float, _text: str) -> None:
                tick(fraction, "")

            line = explain_one(portfolio, plan, key, scores=scores, tick=say)
            partial(line)
            finder = levers_for(portfolio, plan, scores=scores, lines={key: line})
            if finder is None:
                return ()
            return finder.of(key, Control(say, time.monotonic() + _LEVERS_S))

        outcome = Outcome(
            done=lambda levers: self._found(plan, key, levers),
            partial=lambda line: self._told(plan, line),
            cancelled=self._gave_up,
        )
        self._job = self._context.jobs.start("Pricing the opposite verdict", work, outcome)

    def _told(self, plan: Plan, line: Line) -> None:
        if plan is self._plan:
            self._lines[line.initiative_id] = line
            self.reason_found.emit(line.initiative_id)

    def _found(self, plan: Plan, key: str, levers: tuple[Lever, ...]) -> None:
        self._gave_up()
        if plan is self._plan:
            self._levers[key] = levers
            self.reason_found.emit(key)

    def _gave_up(self) -> None:
        if self._job is not None and not self._job.running:
            self._wanted, self._job = "", None

    def _forget(self, plan: Plan | None) -> None:
        self.stop()
        self._plan, self._lines, self._levers = plan, {}, {}
