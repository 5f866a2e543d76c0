"""Decisions: what was decided, by whom, and does it still hold?"""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from portfolio.model import Portfolio
from portfolio.model.text import plural
from portfolio.report.decision_rows import attention, decision_rows, headline, no_longer_holding
from portfolio.report.decision_words import tried_words
from ui.context import Context
from ui.pages.decision_parts.decide_view import DecideView
from ui.pages.decision_parts.log_view import LogView
from ui.pages.decision_parts.plans_view import PlansView
from ui.pages.decision_parts.read_back_view import ReadBackView
from ui.pages.decision_parts.record_verbs import RecordVerbs
from ui.pages.decision_parts.standing_search import StandingSearch
from ui.pages.decision_parts.subjects import locked_by
from ui.pages.decision_parts.tried import TriedNotice
from ui.pages.page import Page
from ui.pages.views import Views
from ui.theme import SPACE
from ui.widgets.beginning import beginning
from ui.widgets.finding_words import FindingWords

if TYPE_CHECKING:
    from portfolio.analysis import Results

_FULL, _EMPTY = range(2)
_DECIDE, _READ_BACK, _PLANS, _LOG = range(4)
_NOTHING = (
    "A decision says of an initiative: fund, fund with conditions, defer or cut, with its reason, "
    "its owner, and what it displaces. Everything that is decided is kept in a log."
)


class DecisionsPage(Page):
    """How far the session is, and views: decide, read back, plans of record, the log."""

    parts = ("plan",)

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Decisions", "What was decided, and does it still hold?")
        self._standing = StandingSearch(context)
        self._records = RecordVerbs(context)
        self._words, self._tried = FindingWords(), TriedNotice()
        self._views = Views("Views of the decisions")
        self._decide, self._log = DecideView(context), LogView(context)
        self._read_back, self._plans = ReadBackView(context.theme), PlansView()
        self._freeze = QPushButton("Freeze plan of record…")
        self._begin = QPushButton("Add an initiative")
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def show_results(self, results: Results) -> None:
        """Show how far the session is, and every view."""
        portfolio = results.portfolio
        self._stack.setCurrentIndex(_FULL if portfolio.initiatives else _EMPTY)
        locked = self._locked()
        self._plans.show_plans(portfolio.plans, locked=bool(locked))
        self._look_for_standing()
        self._show_rows(results)
        self._show_tried()
        self._show_titles(portfolio)
        self._show_view()
        self._freeze.setEnabled(not locked and bool(portfolio.initiatives))
        self._freeze.setToolTip(locked or "Keeps the plan with everything it followed from")

    def _show_rows(self, results: Results) -> None:
        rows = decision_rows(results, self._broken(results), _today())
        sealed = len(results.portfolio.ballots)
        ballots = f"{plural(sealed, 'ballot')} still sealed." if sealed else ""
        self._words.show_finding(headline(rows), attention(rows), ballots, self._locked())
        self._decide.show_rows(results, rows)

    def _show_tried(self) -> None:
        self._tried.show_tried(tried_words(self.context.document.what_ifs))

    def _take_back(self) -> None:
        document = self.context.document
        document.apply("Take back the what-if", document.without_tried())

    def _broken(self, results: Results) -> dict[str, str]:
        """Return which decisions no longer hold by the last plan of record, and why."""
        portfolio = results.portfolio
        return no_longer_holding(
            portfolio, self._standing.standing(_last_plan(portfolio)), _today()
        )

    def _show_titles(self, portfolio: Portfolio) -> None:
        counts = {_PLANS: len(portfolio.plans), _LOG: len(portfolio.journal)}
        for number, title in ((_PLANS, "Plans of record"), (_LOG, "Log")):
            words = f"{title} ({counts[number]:,})" if counts[number] else title
            # A tab that is given its own title again has the page laid out anew.
            if self._views.tabText(number) != words:
                self._views.setTabText(number, words)

    def _show_view(self) -> None:
        """Bring the view that is seen up to date; the others follow when they are opened."""
        results, shown = self.context.analyst.results, self._views.currentIndex()
        if results is None:
            return
        if shown == _READ_BACK:
            self._read_back.show_portfolio(results.portfolio)
        elif shown == _LOG:
            self._log.show_portfolio(results.portfolio)
        elif shown == _PLANS:
            self._look_for_standing()
            self._show_standing(self._plans.key)

    def _look_for_standing(self) -> None:
        results = self.context.analyst.results
        if results is not None and self.isVisible():
            keys = dict.fromkeys((_last_plan(results.portfolio), self._plans.key))
            self._standing.look_for(results, tuple(filter(None, keys)), _today())

    def _show_standing(self, key: str) -> None:
        if key and key == self._plans.key:
            outdated = self._standing.is_outdated(key)
            self._plans.show_standing(self._standing.standing(key), outdated=outdated)

    def _take_standing(self, key: str) -> None:
        results = self.context.analyst.results
        if results is None or not self.isVisible():
            return
        self._show_standing(key)
        if key == _last_plan(results.portfolio):
            self._show_rows(results)

    def _locked(self) -> str:
        document = self.context.document
        return locked_by(document.portfolio, read_only=document.read_only)

    def _do(self, request: str) -> None:
        """Do what an action asks of the page, which is on the screen by now."""
        views = {"read back": _READ_BACK, "log": _LOG}
        if request == "record":
            self._views.setCurrentIndex(_DECIDE)
            self._decide.record()
        else:
            self._views.setCurrentIndex(views[request])

    def _go_to_line(self, key: str) -> None:
        self.context.selection.select(key)
        self._views.setCurrentIndex(_DECIDE)

    def _compare(self, key: str) -> None:
        self.context.requests.page_requested.emit("compare")
        self.context.requests.comparison_requested.emit(key)

    def _prove(self, key: str, initiative: str) -> None:
        """Show which change moved a line, unless another state is shown by then."""
        shown = self._standing.standing(key)

        def told(sentence: str) -> None:
            if self._standing.standing(key) is shown and self._plans.key == key:
                self._plans.show_proof(sentence)

        self._records.prove(key, initiative, told)

    def _change_pane(self) -> None:
        if self.isVisible() and self._views.currentIndex() == _DECIDE:
            self._decide.change_pane()

    def _lay_out(self) -> None:
        """From the outside in: whatever gets another parent is styled anew with all it holds."""
        self._freeze.setProperty("role", "primary")
        self.tools.addWidget(self._freeze)
        self.body.addWidget(self._stack, 1)
        full = QWidget()
        self._stack.addWidget(full)
        self._stack.addWidget(beginning("Nothing to decide on yet", _NOTHING, [self._begin]))
        down = QVBoxLayout(full)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(SPACE)
        down.addWidget(self._words)
        down.addWidget(self._tried)
        down.addWidget(self._views, 1)
        self._views.add_view(self._decide, "Decide")
        self._views.add_view(self._read_back, "Read back")
        self._views.add_view(self._plans, "Plans of record")
        self._views.add_view(self._log, "Log")

    def _connect(self) -> None:
        context = self.context
        act = context.requests.action_requested.emit
        self._freeze.clicked.connect(partial(act, "decision.freeze"))
        self._log.check_requested.connect(partial(act, "decision.fingerprint"))
        self._tried.keep_requested.connect(context.document.keep_tried)
        self._tried.back_requested.connect(self._take_back)
        context.document.state_changed.connect(self._show_tried)
        self._begin.clicked.connect(partial(act, "initiative.add"))
        self._views.currentChanged.connect(self._show_view)
        self._plans.plan_chosen.connect(lambda _key: self._show_view())
        self._plans.freeze_requested.connect(partial(act, "decision.freeze"))
        self._plans.inputs_requested.connect(self._records.open_inputs)
        self._plans.comparison_requested.connect(self._compare)
        self._plans.proof_requested.connect(self._prove)
        self._plans.initiative_chosen.connect(self._go_to_line)
        self._read_back.copied.connect(lambda: context.messages.notice("Copied what was decided"))
        self._standing.standing_found.connect(self._take_standing)
        context.requests.pane_requested.connect(self._change_pane)
        context.requests.decision_requested.connect(self._do)


def _last_plan(portfolio: Portfolio) -> str:
    """Return the id of the last plan of record; empty without any."""
    plans = portfolio.plans
    return max(plans, key=lambda key: (plans[key].at, key), default="")


def _today() -> date:
    return datetime.now(UTC).astimezone().date()
