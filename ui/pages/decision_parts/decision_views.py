"""The views of the decisions under their tabs; those that nobody opens are never built."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from portfolio.files.journal import fingerprints_of_plans
from portfolio.model import Portfolio
from ui.context import Context
from ui.pages.decision_parts.decide_view import DecideView
from ui.pages.decision_parts.log_view import LogView
from ui.pages.decision_parts.plans_view import PlansView
from ui.pages.decision_parts.read_back_view import ReadBackView
from ui.pages.decision_parts.record_verbs import RecordVerbs
from ui.pages.decision_parts.standing_search import StandingSearch
from ui.pages.decision_parts.subjects import locked_by
from ui.pages.views import Views
from ui.widgets.filling import show_parts

if TYPE_CHECKING:
    from portfolio.analysis import Results

_DECIDE, _READ_BACK, _PLANS, _LOG = range(4)
_REQUESTED = {"decide": _DECIDE, "record": _DECIDE, "read back": _READ_BACK, "log": _LOG}


class DecisionViews(Views):
    """Decide, read back, plans of record, and the log: the one that is seen is up to date."""

    #: a view was built, its tab opened for the first time; payload: QWidget
    view_built = Signal(object)
    #: another plan of record is looked at, and is to be held against the plan of now
    standing_wanted = Signal()

    def __init__(self, context: Context, standing: StandingSearch) -> None:
        super().__init__("Views of the decisions")
        self._context = context
        self._standing = standing
        self._records = RecordVerbs(context)
        self._results: Results | None = None
        self.decide = DecideView(context)
        self.add_view(self.decide, "Decide")
        for title in ("Read back", "Plans of record", "Log"):
            self.add_view(QWidget(), title)
        self.currentChanged.connect(self._show_view)

    @cached_property
    def read_back(self) -> ReadBackView:
        """What was decided, in large type."""
        view = ReadBackView(self._context.theme)
        view.copied.connect(lambda: self._context.messages.notice("Copied what was decided"))
        self._place(_READ_BACK, view)
        return view

    @cached_property
    def plans(self) -> PlansView:
        """The plans of record."""
        view = PlansView(self._context.theme)
        view.plan_chosen.connect(lambda _key: self._show_view())
        view.freeze_requested.connect(partial(self._act, "decision.freeze"))
        view.inputs_requested.connect(self._records.open_inputs)
        view.comparison_requested.connect(self._compare)
        view.proof_requested.connect(self._prove)
        view.initiative_chosen.connect(self._go_to_line)
        self._place(_PLANS, view)
        return view

    @cached_property
    def log(self) -> LogView:
        """The log."""
        view = LogView(self._context)
        view.check_requested.connect(partial(self._act, "decision.fingerprint"))
        self._place(_LOG, view)
        return view

    @property
    def plan(self) -> str:
        """Id of the plan of record that is looked at; empty without one."""
        return self.plans.key if self.currentIndex() == _PLANS else ""

    def show_results(self, results: Results) -> None:
        """Show them in the view that is seen; the others follow when they are opened."""
        self._results = results
        self._show_titles(results.portfolio)
        self._show_view()

    def show_standing(self, key: str) -> None:
        """Show how a plan of record stands, if it is the one that is looked at."""
        if key and key == self.plan:
            outdated = self._standing.is_outdated(key)
            self.plans.show_standing(self._standing.standing(key), outdated=outdated)

    def open(self, request: str) -> None:
        """Open the view that an action asks for, and do there what it asks."""
        self.setCurrentIndex(_REQUESTED[request])
        if request == "record":
            self.decide.record()

    def change_pane(self) -> None:
        """Move the keyboard from the table to the form, or back."""
        if self.isVisible() and self.currentIndex() == _DECIDE:
            self.decide.change_pane()

    def _show_view(self) -> None:
        if self._results is None:
            return
        portfolio, shown = self._results.portfolio, self.currentIndex()
        if shown == _READ_BACK:
            self.read_back.show_portfolio(portfolio)
        elif shown == _LOG:
            self.log.show_portfolio(portfolio)
        elif shown == _PLANS:
            read_only = self._context.document.read_only
            locked = bool(locked_by(portfolio, read_only=read_only))
            fingerprints = fingerprints_of_plans(portfolio)
            self.plans.show_plans(portfolio.plans, fingerprints, locked=locked)
            self.standing_wanted.emit()
            self.show_standing(self.plan)

    def _show_titles(self, portfolio: Portfolio) -> None:
        counts = {_PLANS: len(portfolio.plans), _LOG: len(portfolio.journal)}
        for number, title in ((_PLANS, "Plans of record"), (_LOG, "Log")):
            words = f"{title} ({counts[number]:,})" if counts[number] else title
            # A tab that is given its own title again has the page laid out anew.
            if self.tabText(number) != words:
                self.setTabText(number, words)

    def _place(self, number: int, view: QWidget) -> None:
        place = self.widget(number)
        if place is not None:
            inside = QVBoxLayout(place)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.addWidget(view)
            show_parts(inside)
        self.view_built.emit(view)

    def _act(self, action: str) -> None:
        self._context.requests.action_requested.emit(action)

    def _go_to_line(self, key: str) -> None:
        self._context.selection.select(key)
        self.setCurrentIndex(_DECIDE)

    def _compare(self, key: str) -> None:
        self._context.requests.page_requested.emit("compare")
        self._context.requests.comparison_requested.emit(key)

    def _prove(self, key: str, initiative: str) -> None:
        """Show which change moved a line, unless another state is shown by then."""
        shown = self._standing.standing(key)

        def told(sentence: str) -> None:
            if self._standing.standing(key) is shown and self.plan == key:
                self.plans.show_proof(sentence)

        self._records.prove(key, initiative, told)
