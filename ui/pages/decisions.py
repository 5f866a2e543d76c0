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
from ui.pages.decision_parts.decision_views import DecisionViews
from ui.pages.decision_parts.standing_search import StandingSearch
from ui.pages.decision_parts.subjects import locked_by
from ui.pages.decision_parts.tried import TriedNotice
from ui.pages.page import Page
from ui.theme import SPACE
from ui.widgets.beginning import beginning
from ui.widgets.finding_words import FindingWords

if TYPE_CHECKING:
    from portfolio.analysis import Results

_FULL, _EMPTY = range(2)
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
        self._words, self._tried = FindingWords(), TriedNotice()
        self._views = DecisionViews(context, self._standing)
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
        self._look_for_standing()
        self._show_rows(results)
        self._show_tried()
        self._views.show_results(results)
        self._freeze.setEnabled(not locked and bool(portfolio.initiatives))
        self._freeze.setToolTip(locked or "Keeps the plan with everything it followed from")

    def _show_rows(self, results: Results) -> None:
        rows = decision_rows(results, self._broken(results), _today())
        sealed = len(results.portfolio.ballots)
        ballots = f"{plural(sealed, 'ballot')} still sealed." if sealed else ""
        self._words.show_finding(headline(rows), attention(rows), ballots, self._locked())
        self._views.decide.show_rows(results, rows)

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

    def _look_for_standing(self) -> None:
        results = self.context.analyst.results
        if results is not None and self.isVisible():
            keys = dict.fromkeys((_last_plan(results.portfolio), self._views.plan))
            self._standing.look_for(results, tuple(filter(None, keys)), _today())

    def _take_standing(self, key: str) -> None:
        results = self.context.analyst.results
        if results is None or not self.isVisible():
            return
        self._views.show_standing(key)
        if key == _last_plan(results.portfolio):
            self._show_rows(results)

    def _locked(self) -> str:
        document = self.context.document
        return locked_by(document.portfolio, read_only=document.read_only)

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

    def _connect(self) -> None:
        context = self.context
        act = context.requests.action_requested.emit
        self._freeze.clicked.connect(partial(act, "decision.freeze"))
        self._begin.clicked.connect(partial(act, "initiative.add"))
        self._tried.keep_requested.connect(context.document.keep_tried)
        self._tried.back_requested.connect(self._take_back)
        context.document.state_changed.connect(self._show_tried)
        self._views.view_built.connect(self.part_built)
        self._views.standing_wanted.connect(self._look_for_standing)
        self._standing.standing_found.connect(self._take_standing)
        context.requests.pane_requested.connect(self._views.change_pane)
        context.requests.decision_requested.connect(self._views.open)


def _last_plan(portfolio: Portfolio) -> str:
    """Return the id of the last plan of record; empty without any."""
    plans = portfolio.plans
    return max(plans, key=lambda key: (plans[key].at, key), default="")


def _today() -> date:
    return datetime.now(UTC).astimezone().date()
