"""Funding: what do the limits allow, and what does each yes displace?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QPushButton

from portfolio.funding import Judged, verdict_on
from portfolio.report import plan_notes, summarize
from ui.context import Context
from ui.overrides import guarded
from ui.pages.funding_side import FundingSide
from ui.pages.hand_card import HandCard, stacked
from ui.pages.objective_picker import ObjectivePicker, follow_objective
from ui.pages.page import Page
from ui.pages.plan_answer import PlanAnswer
from ui.pages.plan_baseline import PlanBaseline
from ui.pages.plan_by_hand import PlanByHand, as_results
from ui.pages.plan_relax import RelaxCard
from ui.pages.plan_roadmap import PlanRoadmap
from ui.pages.plan_table import PlanTable
from ui.pages.scenario_picker import ScenarioPicker
from ui.pages.views import Views
from ui.pages.why_card import WhyCard
from ui.widgets.splitter import split

if TYPE_CHECKING:
    from portfolio.analysis import Results

_LIST, _ROADMAP = 0, 1


class FundingPage(Page):
    """Who is funded, deferred and cut, with reasons; sliders; rules; a plan by hand."""

    parts = ("plan", "waterline", "lines")
    starts = True

    def __init__(self, context: Context) -> None:
        super().__init__(
            context, "Funding", "What do the limits allow, and what does each yes displace?"
        )
        self._objective = ObjectivePicker()
        self._scenario = ScenarioPicker(context)
        self._by_hand = QPushButton("Edit by hand")
        self._answer = PlanAnswer()
        self._table = PlanTable(context.theme)
        self._roadmap = PlanRoadmap(context)
        self._views = Views("The plan as a list, or over time")
        self._side = FundingSide(context)
        self._relax = RelaxCard(context)
        self._why = WhyCard(context)
        self._hand = PlanByHand(context)
        self._hand_card = HandCard()
        self._baseline = PlanBaseline(context)
        self._told_in_hand = False
        self._lay_out()
        self._connect()

    def show_results(self, results: Results) -> None:
        """Show the plan, its reasons and the capacities behind it."""
        self._objective.show_settings(results.portfolio.settings)
        self._scenario.show_portfolio(results.portfolio)
        self._side.show_results(results)
        self._show_plan(results)
        self._relax.show_results(results)
        self._by_hand.setEnabled(results.plan is not None)

    def _show_plan(self, results: Results) -> None:
        judged = self._hand.judged(results)
        if judged is None:
            self._hand.stop()
        self._by_hand.setChecked(judged is not None)
        self._why.setVisible(judged is None)
        self._hand_card.setVisible(judged is not None)
        self._show_answer(results, judged)
        self._table.show_plan(results, judged)
        self._table.selected.select(self.context.selection.current, self.context.selection.chosen)
        shown = results if judged is None else as_results(results, judged)
        self._side.show_capacities(shown)
        if self._views.currentIndex() == _ROADMAP:
            self._roadmap.show_results(shown)
        self._show_chosen(results, judged)
        self._tell_in_hand(None if judged is None else shown)

    def _tell_in_hand(self, shown: Results | None) -> None:
        """Let the strip show the plan in hand, for as long as this page does."""
        if shown is not None or self._told_in_hand:
            self._told_in_hand = shown is not None
            self.context.requests.plan_in_hand.emit(shown)

    @guarded
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._hand.active:
            self._show_again()

    @guarded
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tell_in_hand(None)

    def _show_chosen(self, results: Results, judged: Judged | None) -> None:
        if judged is None:
            self._why.show_selected(results)
            return
        changed = sum(map(len, self._hand.changes(results)))
        self._hand_card.show_judged(results, judged, self.context.selection.current, changed)

    def _show_answer(self, results: Results, judged: Judged | None) -> None:
        summary = summarize(results)
        notes = tuple(note for note in plan_notes(results) if note != summary.headline)
        error = results.plan_error
        if error is not None:
            notes = (str(error),)
        self._answer.show_answer(summary, notes, self._baseline.sentences(results))
        self._answer.show_tried(self.context.document.assumed)
        if judged is not None and results.plan is not None:
            self._answer.show_by_hand(verdict_on(judged, results.plan), summary.headline)

    def _lay_out(self) -> None:
        self._by_hand.setCheckable(True)
        self._by_hand.setToolTip("Switch initiatives on and off, and see what breaks and costs")
        for tool in (self._scenario, self._objective, self._by_hand):
            self.tools.addWidget(tool)
        self._table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        below = stacked(self._why, self._hand_card)
        self._hand_card.setVisible(False)
        parts = ((self._relax, 40), (self._table, 55), (below, 45))
        lines = split(Qt.Orientation.Vertical, "right", *parts)
        self._views.add_view(lines, "List")
        self._views.add_view(self._roadmap, "Roadmap")
        across = split(Qt.Orientation.Horizontal, "across", (self._side, 25), (self._views, 80))
        self.body.addWidget(self._answer)
        self.body.addWidget(across, 1)

    def _connect(self) -> None:
        context = self.context
        follow_objective(self._objective, context)
        self._table.selected.keys_selected.connect(context.selection.select)
        self._roadmap.initiative_clicked.connect(self._go_to_line)
        self._table.customContextMenuRequested.connect(self._open_menu)
        self._answer.keep_requested.connect(self._side.keep)
        self._answer.back_requested.connect(self._take_back)
        context.document.state_changed.connect(self._follow_what_if)
        self._baseline.baseline_found.connect(self._show_again)
        context.selection.selection_changed.connect(self._follow_selection)
        self._views.currentChanged.connect(self._show_again)
        # The button that was pressed is gone with its choice: the keyboard goes to the list.
        self._why.lever_tried.connect(self._table.setFocus)
        self._relax.relaxed.connect(self._table.setFocus)
        self._connect_hand()

    def _connect_hand(self) -> None:
        hand, card = self._hand, self._hand_card
        self._by_hand.clicked.connect(self._start_by_hand)
        self._table.switch_requested.connect(hand.toggle)
        card.toggle_requested.connect(lambda: hand.toggle(self.context.selection.current))
        card.pick_chosen.connect(lambda pick: hand.choose(self.context.selection.current, pick))
        card.back_requested.connect(self._back_to_best)
        card.keep_requested.connect(self._keep_by_hand)
        hand.plan_changed.connect(self._show_again)

    def _start_by_hand(self, started: bool) -> None:
        results = self.context.analyst.results
        if started and results is not None:
            self._hand.start(results)
        else:
            self._hand.stop()

    def _back_to_best(self) -> None:
        results = self.context.analyst.results
        if results is not None:
            self._hand.start(results)

    def _keep_by_hand(self) -> None:
        results = self.context.analyst.results
        if results is not None:
            self._hand.keep(results)

    def _show_again(self) -> None:
        results = self.context.analyst.results
        if self.isVisible() and results is not None:
            self._show_plan(results)

    def _go_to_line(self, key: str) -> None:
        self.context.selection.select(key)
        self._views.setCurrentIndex(_LIST)

    def _follow_selection(self) -> None:
        self._table.selected.select(self.context.selection.current, self.context.selection.chosen)
        results = self.context.analyst.results
        if self.isVisible() and results is not None:
            self._show_chosen(results, self._hand.judged(results))

    def _follow_what_if(self) -> None:
        """Show a what-if that was kept, or saved with the file."""
        results = self.context.analyst.results
        if self.isVisible() and results is not None:
            judged = self._hand.judged(results)
            self._side.show_capacities(results if judged is None else as_results(results, judged))
            self._answer.show_tried(self.context.document.assumed)

    def _open_menu(self, point: QPoint) -> None:
        self._why.menu().popup(self._table.viewport().mapToGlobal(point))

    def _take_back(self) -> None:
        document = self.context.document
        document.apply("Take back the what-if", document.without_tried())
