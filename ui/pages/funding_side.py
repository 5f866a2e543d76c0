"""Beside the plan: a slider for each capacity, and the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QTabWidget, QVBoxLayout

from portfolio.edit.what_if import with_factor, with_limits_of
from portfolio.model.text import listed
from portfolio.report import input_changes, summarize
from portfolio.report.capacity_words import what_if_label
from ui.context import Context
from ui.pages.rules_panel import RulesPanel
from ui.pages.what_if import capacity_rows
from ui.theme import SPACE
from ui.widgets.capacity_sliders import CapacitySliders
from ui.widgets.inner_scroll import InnerScroll

if TYPE_CHECKING:
    from portfolio.analysis import Results
    from portfolio.model import Portfolio

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
        self._sliders.keep_requested.connect(self.keep)

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
        self._sliders.show_capacities(
            capacity_rows(document.saved_portfolio, results.portfolio, uses)
        )
        now = document.portfolio
        taken_back = input_changes(self._back(), now)
        self._sliders.show_ways(listed(self._tried()), listed(taken_back))

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

    def keep(self) -> None:
        """Keep what is tried, and say what became part of the base case."""
        kept = listed(self._tried())
        self._context.document.keep_tried()
        if kept:
            self._context.messages.notice(
                f"Kept {kept}: part of the base case now. Ctrl+Z makes it a what-if again."
            )

    def _reset(self) -> None:
        document = self._context.document
        back = self._back()
        words = listed(input_changes(back, document.portfolio))
        document.apply("Go back to the file’s values", back)
        self._context.messages.notice(f"Took back {words}. Ctrl+Z brings it in again.")

    def _tried(self) -> tuple[str, ...]:
        """Return what is tried and not kept, as phrases."""
        document = self._context.document
        if not document.what_ifs:
            return ()
        return input_changes(document.without_tried(), document.portfolio)

    def _back(self) -> Portfolio:
        """Return the document with the limits of the file, and without anything tried."""
        document = self._context.document
        return with_limits_of(document.saved_portfolio, document.without_tried())
