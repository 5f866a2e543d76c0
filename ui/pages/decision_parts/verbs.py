"""What is done with decisions: record and withdraw; each is one undo step with its log entry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from portfolio.edit import DecisionFault, decision_faults
from portfolio.errors import PortfolioError, Tick
from portfolio.model import Decision, DecisionOption, Portfolio
from portfolio.model.decided import name_decided
from portfolio.model.text import plural, quoted
from portfolio.report.decision_draft import against_plan
from portfolio.report.decision_verbs import decided_together, withdrawn
from portfolio.report.decision_words import Occasion
from ui.context import Context
from ui.jobs import Job, Outcome, Partial

if TYPE_CHECKING:
    from portfolio.analysis import Results

_LABELS: dict[DecisionOption, str] = {
    "fund": "Decide to fund {}",
    "fund with conditions": "Decide to fund {} with conditions",
    "defer": "Decide to defer {}",
    "cut": "Decide to cut {}",
}


class DecisionVerbs(QObject):
    """Writes through the document, in the background: each entry holds a fingerprint of it."""

    #: decisions were recorded; payload: ids of their initiatives
    recorded = Signal(tuple)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._job: Job | None = None

    @property
    def busy(self) -> bool:
        """Whether something is being recorded."""
        return self._job is not None and self._job.running

    def record(self, results: Results, decisions: Sequence[Decision]) -> DecisionFault | None:
        """Record decisions in one step; return what is wrong if one of them lacks something."""
        against = [each.initiative for each in decisions if against_plan(results, each)]
        for decision in decisions:
            known = decision.initiative in against
            for fault in decision_faults(results.portfolio, decision, against_plan=known):
                return fault
        occasion = Occasion(*self._who_and_when(), self._context.document.what_ifs)

        def edited(portfolio: Portfolio) -> Portfolio:
            return decided_together(portfolio, decisions, occasion, against_plan=against)

        keys = tuple(decision.initiative for decision in decisions)
        self._write(_label(results.portfolio, decisions), edited, lambda: self._tell(keys))
        return None

    def withdraw(self, key: str) -> None:
        """Withdraw a decision, once a reason was given."""
        portfolio = self._context.document.portfolio
        if key not in portfolio.decisions:
            return
        name = quoted(name_decided(portfolio, portfolio.decisions[key]))
        title = f"Withdraw the decision on {name}"
        reason = self._context.messages.ask_text(title, "Why? The reason is kept in the log.")
        if reason is None:
            return
        who, now = self._who_and_when()
        self._write(title, lambda now_it: withdrawn(now_it, key, reason, who, now))

    def _who_and_when(self) -> tuple[str, datetime]:
        return self._context.settings.preferences.author, datetime.now(UTC)

    def _tell(self, keys: tuple[str, ...]) -> None:
        self.recorded.emit(keys)

    def _write(
        self,
        label: str,
        edited: Callable[[Portfolio], Portfolio],
        then: Callable[[], None] = lambda: None,
    ) -> None:
        """Work out an edit of the document as it is, and once more if it changes meanwhile."""
        document = self._context.document
        base = document.portfolio

        def work(_tick: Tick, _partial: Partial) -> Portfolio:
            return edited(base)

        def done(portfolio: Portfolio) -> None:
            self._job = None
            if document.portfolio is not base:
                self._write(label, edited, then)
                return
            document.apply(label, portfolio)
            self._context.messages.notice(f"{label}: done. Ctrl+Z takes it back.")
            then()

        def failed(error: PortfolioError) -> None:
            self._job = None
            self._context.messages.show_error(error, label)

        outcome = Outcome(done=done, failed=failed, cancelled=self._end)
        self._job = self._context.jobs.start(label, work, outcome, quiet=True)

    def _end(self) -> None:
        self._job = None


def _label(portfolio: Portfolio, decisions: Sequence[Decision]) -> str:
    if len(decisions) == 1:
        names = quoted(portfolio.initiatives[decisions[0].initiative].name)
    else:
        names = plural(len(decisions), "initiative")
    options = {decision.option for decision in decisions}
    label = _LABELS[decisions[0].option] if len(options) == 1 else "Decide on {}"
    return label.format(names)
