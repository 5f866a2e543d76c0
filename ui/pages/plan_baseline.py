"""The plan of the file as last opened or saved: what a what-if is compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from portfolio.analysis import analyze
from portfolio.edit.what_if import with_capacities_of
from portfolio.funding import plan_change
from portfolio.model import Portfolio
from portfolio.model.text import capitalized
from portfolio.report import change_sentence, input_changes
from ui.context import Context
from ui.jobs import Job, Outcome

if TYPE_CHECKING:
    from portfolio.analysis import Results
    from portfolio.funding import Plan

_NOTHING: Final = ("", "")


class PlanBaseline(QObject):
    """Knows the plan without the what-if, taking it from the analysis where it passed by.

    The base is the stored document. When initiatives have come or gone since, it is
    the current one with the stored capacities, so that entering data is not told as a
    consequence of a slider.
    """

    #: the plan of the base is known
    baseline_found = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._base: Portfolio | None = None
        self._plan: Plan | None = None
        self._job: Job | None = None

    def sentences(self, results: Results) -> tuple[str, str]:
        """Return what the document's plan does differently; empty while there is nothing to say.

        The first names some initiatives and counts the others, the second names them all.
        A capacity that was moved without effect is told, since somebody asked; other edits
        that leave the plan as it was are not.
        """
        base = base_of(self._context.document.saved_portfolio, results.portfolio)
        by_benefit = results.plan is not None and results.plan.objective == "benefit"
        causes = input_changes(base, results.portfolio, by_benefit=by_benefit)
        if not causes:
            self._take(results, base)
            return _NOTHING
        before = self._plan_of(base)
        now = results.plan
        if before is None or now is None or "infeasible" in (before.status, now.status):
            return _NOTHING
        names = {
            key: record.name
            for portfolio in (base, results.portfolio)
            for key, record in portfolio.initiatives.items()
        }
        found = plan_change(before, now)
        if found.nothing and base.resources == results.portfolio.resources:
            return _NOTHING
        words = capitalized(", ".join(causes))
        short = change_sentence(found, names)
        whole = change_sentence(found, names, most=len(names))
        return f"{words}: {short}.", f"{words}: {whole}."

    def _take(self, results: Results, base: Portfolio) -> None:
        whole = results.plan is not None and "plan" not in results.stale
        if whole and not results.provisional:
            self._stop()
            self._base, self._plan = base, results.plan

    def _plan_of(self, base: Portfolio) -> Plan | None:
        if self._base is not None and self._base == base:
            return self._plan
        self._stop()
        self._base, self._plan = base, None
        self._job = self._context.jobs.start(
            "Planning without the changes",
            lambda tick, _partial: analyze(base, upto="plan", tick=tick),
            Outcome(done=lambda found: self._found(base, found)),
            quiet=True,
        )
        return None

    def _found(self, base: Portfolio, results: Results) -> None:
        if self._base is base:
            self._plan = results.plan
            self.baseline_found.emit()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None


def base_of(saved: Portfolio, now: Portfolio) -> Portfolio:
    """Return the document to compare ``now`` with."""
    if saved.initiatives.keys() == now.initiatives.keys():
        return saved
    return with_capacities_of(saved, now)
