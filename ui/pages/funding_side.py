"""Beside the plan: a slider for each capacity, and the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QTabWidget, QVBoxLayout

from portfolio.edit.what_if import with_capacities_of, with_factor
from portfolio.report import summarize
from portfolio.report.capacity_words import what_if_label
from ui.context import Context
from ui.pages.rules_panel import RulesPanel
from ui.pages.what_if import capacity_rows
from ui.theme import SPACE
from ui.widgets.capacity_sliders import CapacitySliders
from ui.widgets.inner_scroll import InnerScroll

if TYPE_CHECKING:
    from portfolio.analysis import Results

_RULES_TAB = 1
_SLIDER_LINES = 8


class FundingSide(QFrame):
    """What if, and Rules, under tabs."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._tabs = QTabWidget()
        self._sliders = CapacitySliders()
        self._rules = RulesPanel(context)
        self._lay_out()
        self._sliders.capacity_moved.connect(self._move_capacity)
        self._sliders.capacity_released.connect(context.document.end_gesture)
        self._sliders.reset_requested.connect(self._reset)
        self._sliders.keep_requested.connect(context.document.keep_tried)

    def show_results(self, results: Results) -> None:
        """Show the capacities with what the plan uses, and the rules."""
        self.show_capacities(results)
        self._rules.show_portfolio(results.portfolio)
        rules = len(results.portfolio.rules)
        title = f"Rules ({rules})" if rules else "Rules"
        # A tab that is given its own title again has the page laid out anew.
        if self._tabs.tabText(_RULES_TAB) != title:
            self._tabs.setTabText(_RULES_TAB, title)

    def show_capacities(self, results: Results) -> None:
        """Show the capacities, and which of them are a what-if."""
        document = self._context.document
        uses = summarize(results).uses
        rows = capacity_rows(document.saved_portfolio, results.portfolio, uses, document.tried)
        self._sliders.show_capacities(rows)

    def _lay_out(self) -> None:
        what_if = QFrame()
        down = QVBoxLayout(what_if)
        down.setContentsMargins(0, 0, 0, 0)
        down.addWidget(InnerScroll(self._sliders, _SLIDER_LINES), 1)
        down.addWidget(self._sliders.foot)
        self._tabs.addTab(what_if, "What if")
        self._tabs.addTab(self._rules, "Rules")
        for part in (self._tabs, self._tabs.tabBar()):
            part.setAccessibleName("What if, or rules")
        self._tabs.tabBar().setUsesScrollButtons(False)
        self.setProperty("role", "card")
        inside = QVBoxLayout(self)
        inside.setContentsMargins(SPACE, SPACE // 2, SPACE, SPACE)
        inside.addWidget(self._tabs)

    def _move_capacity(self, key: str, factor: float) -> None:
        document = self._context.document
        saved = document.saved_portfolio
        edited = with_factor(saved, document.portfolio, key, factor)
        label = what_if_label(saved.resources.get(key), edited.resources[key])
        document.try_out(key, label, edited)

    def _reset(self) -> None:
        document = self._context.document
        edited = with_capacities_of(document.saved_portfolio, document.portfolio)
        document.apply("Go back to the file’s capacities", edited)
