"""Funding: what do the limits allow, and what does each yes displace?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QTabWidget, QVBoxLayout

from portfolio.edit import set_resource
from portfolio.report import funding_rows, plan_notes, summarize
from ui.context import Context
from ui.pages.funding_table import plan_columns, plan_rows
from ui.pages.objective_picker import ObjectivePicker, follow_objective
from ui.pages.page import Page
from ui.pages.plan_answer import PlanAnswer
from ui.pages.plan_baseline import PlanBaseline
from ui.pages.rules_panel import RulesPanel
from ui.pages.scenario_picker import ScenarioPicker
from ui.pages.what_if import capacity_rows, what_if_label, with_factor
from ui.pages.why_card import WhyCard
from ui.tables.table_view import TableView
from ui.theme import SPACE
from ui.widgets.capacity_sliders import CapacitySliders
from ui.widgets.inner_scroll import InnerScroll
from ui.widgets.splitter import split

if TYPE_CHECKING:
    from portfolio.analysis import Results

_RULES_TAB = 1
_SLIDER_LINES = 8


class FundingPage(Page):
    """Funded, cut and forced with reasons; a slider for each capacity; the rules."""

    parts = ("plan", "waterline", "lines")
    starts = True

    def __init__(self, context: Context) -> None:
        super().__init__(
            context, "Funding", "What do the limits allow, and what does each yes displace?"
        )
        self._objective = ObjectivePicker()
        self._scenario = ScenarioPicker(context)
        self._answer = PlanAnswer()
        self._table = TableView([], context.theme)
        self._tabs = QTabWidget()
        self._sliders = CapacitySliders()
        self._rules = RulesPanel(context)
        self._why = WhyCard(context)
        self._baseline = PlanBaseline(context)
        self._columns = ("", "")
        self._lay_out()
        self._connect()

    def show_results(self, results: Results) -> None:
        """Show the plan, its reasons and the capacities behind it."""
        self._objective.show_settings(results.portfolio.settings)
        self._scenario.show_portfolio(results.portfolio)
        self._show_answer(results)
        self._show_table(results)
        self._show_sliders(results)
        self._rules.show_portfolio(results.portfolio)
        rules = len(results.portfolio.rules)
        self._tabs.setTabText(_RULES_TAB, f"Rules ({rules})" if rules else "Rules")
        self._why.show_selected(results)

    def _show_sliders(self, results: Results) -> None:
        document = self.context.document
        uses = summarize(results).uses
        rows = capacity_rows(document.saved_portfolio, results.portfolio, uses, document.tried)
        self._sliders.show_capacities(rows)

    def _show_answer(self, results: Results) -> None:
        summary = summarize(results)
        notes = tuple(note for note in plan_notes(results) if note != summary.headline)
        error = results.plan_error
        if error is not None:
            notes = (str(error),)
        self._answer.show_answer(summary, notes, self._baseline.sentence(results))

    def _show_table(self, results: Results) -> None:
        plan = results.plan
        if plan is not None and self._columns != (plan.unit, plan.objective_name):
            self._columns = (plan.unit, plan.objective_name)
            title = "Benefit" if plan.objective == "benefit" else "Value"
            self._table.show_columns(plan_columns(plan.unit, title))
        stale = [
            column
            for part, columns in (
                ("plan", ("fate",)),
                ("waterline", ("waterline",)),
                ("lines", ("reason", "price")),
                ("ranking", ("rank",)),
            )
            if part in results.stale
            for column in columns
        ]
        self._table.table.show_stale(stale)
        self._table.show_rows(plan_rows(funding_rows(results)))
        self._table.selected.select(self.context.selection.current, self.context.selection.chosen)

    def _lay_out(self) -> None:
        for tool in (self._scenario, self._objective):
            self.tools.addWidget(tool)
        self._table.table.editable = False
        self._table.setAccessibleName("The plan, line by line")
        self._table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._table.header.setStretchLastSection(True)
        right = split(Qt.Orientation.Vertical, "right", (self._table, 76), (self._why, 24))
        left = self._left_side()
        across = split(Qt.Orientation.Horizontal, "across", (left, 25), (right, 80))
        self.body.addWidget(self._answer)
        self.body.addWidget(across, 1)

    def _left_side(self) -> QFrame:
        scroll = InnerScroll(self._sliders, _SLIDER_LINES)
        what_if = QFrame()
        down = QVBoxLayout(what_if)
        down.setContentsMargins(0, 0, 0, 0)
        down.addWidget(scroll, 1)
        down.addWidget(self._sliders.foot)
        self._tabs.addTab(what_if, "What if")
        self._tabs.addTab(self._rules, "Rules")
        for part in (self._tabs, self._tabs.tabBar()):
            part.setAccessibleName("What if, or rules")
        self._tabs.tabBar().setUsesScrollButtons(False)
        frame = QFrame()
        frame.setProperty("role", "card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(SPACE, SPACE // 2, SPACE, SPACE)
        inside.addWidget(self._tabs)
        return frame

    def _connect(self) -> None:
        context = self.context
        follow_objective(self._objective, context)
        self._table.selected.keys_selected.connect(context.selection.select)
        self._table.customContextMenuRequested.connect(self._open_menu)
        self._sliders.capacity_moved.connect(self._move_capacity)
        self._sliders.capacity_released.connect(context.document.end_gesture)
        self._sliders.reset_requested.connect(self._reset)
        self._sliders.keep_requested.connect(context.document.keep_tried)
        context.document.state_changed.connect(self._follow_what_if)
        self._baseline.baseline_found.connect(self._show_change)
        context.selection.selection_changed.connect(self._follow_selection)

    def _follow_selection(self) -> None:
        self._table.selected.select(self.context.selection.current, self.context.selection.chosen)
        if self.isVisible():
            self._why.show_selected(self.context.analyst.results)

    def _follow_what_if(self) -> None:
        """Show a what-if that was kept, or saved with the file."""
        results = self.context.analyst.results
        if self.isVisible() and results is not None:
            self._show_sliders(results)

    def _show_change(self) -> None:
        if self.context.analyst.results is not None:
            self._show_answer(self.context.analyst.results)

    def _open_menu(self, point: QPoint) -> None:
        self._why.menu().popup(self._table.viewport().mapToGlobal(point))

    def _move_capacity(self, key: str, factor: float) -> None:
        document = self.context.document
        saved = document.saved_portfolio
        edited = with_factor(saved, document.portfolio, key, factor)
        label = what_if_label(saved.resources.get(key), edited.resources[key])
        document.try_out(key, label, edited)

    def _reset(self) -> None:
        document = self.context.document
        portfolio = document.portfolio
        for key, record in document.saved_portfolio.resources.items():
            if key in portfolio.resources:
                portfolio = set_resource(portfolio, key, capacity=record.capacity)
        document.apply("Go back to the file’s capacities", portfolio)
