"""Frontier: how much would more or less of one thing change?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QFrame, QLabel, QTabWidget, QVBoxLayout

from portfolio.charts.frontier_finding import (
    FrontierView,
    capacity_keys,
    frontier_finding,
    proof_words,
    study_trouble,
    tightest_key,
)
from portfolio.insight import STUDIES, FundingPath
from portfolio.model.text import visible
from ui.context import Context
from ui.pages.frontier_search import StudySearch
from ui.pages.frontier_strip import StudyStrip
from ui.pages.frontier_value import FrontierValue
from ui.pages.frontier_verbs import CapacityVerbs
from ui.pages.page import Page
from ui.theme import SPACE
from ui.widgets.still import StillCombo

if TYPE_CHECKING:
    from portfolio.analysis import Results

_AT_ONCE = 200
_BY_NAME = {study.name: study for study in STUDIES}


class FrontierPage(Page):
    """Value against one capacity, who is funded along it, what more buys, what competes."""

    parts = ("plan",)
    starts = True

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Frontier", "How much would more or less of one thing change?")
        self._resource = StillCombo()
        self._keys: list[str] = []
        self._path = StudySearch(context, _BY_NAME["path"])
        self._steady = StudySearch(context, _BY_NAME["stable"])
        self._verbs = CapacityVerbs(context)
        self._answer = QLabel()
        self._detail = QLabel()
        self._strip = StudyStrip("the frontier")
        self._value = FrontierValue(context)
        self._tabs = QTabWidget()
        self._lay_out()
        self._connect()

    def show_results(self, results: Results) -> None:
        """Show what is known of this plan; look for the rest where that is soon done."""
        self._show_resources(results)
        trouble = study_trouble(results)
        if trouble is None:
            self._path.show_results(results, self._key())
            self._begin(self._path)
        self._show_path()

    def _begin(self, search: StudySearch) -> None:
        results = self.context.analyst.results
        small = results is not None and len(results.portfolio.initiatives) <= _AT_ONCE
        if search.ready and not search.stopped and small:
            search.start()

    def _key(self) -> str:
        place = self._resource.currentIndex()
        return self._keys[place] if 0 <= place < len(self._keys) else ""

    def _show_resources(self, results: Results) -> None:
        keys, now = list(capacity_keys(results.portfolio)), self._key()
        names = [visible(results.portfolio.resources[key].name) for key in keys]
        wanted = now if now in keys else tightest_key(results)
        with QSignalBlocker(self._resource):
            self._resource.clear()
            self._resource.addItems([name or "(no name)" for name in names])
            self._keys = keys
            self._resource.setCurrentIndex(keys.index(wanted) if wanted in keys else -1)
        self._resource.setVisible(bool(keys))

    def _view(self, results: Results) -> FrontierView:
        portfolio, key = results.portfolio, self._key()
        record = portfolio.resources.get(key)
        found = self._path.finding
        return FrontierView(
            resource="" if record is None else record.name,
            frontier=found.frontier if isinstance(found, FundingPath) else None,
            names={k: one.name for k, one in portfolio.initiatives.items()},
            each_period=record is not None and record.kind != "budget" and len(record.capacity) > 1,
            outdated=self._path.outdated,
            trouble=study_trouble(results),
        )

    def _show_path(self) -> None:
        results = self.context.analyst.results
        if results is None or not self.isVisible():
            return
        view = self._view(results)
        finding = frontier_finding(view)
        self._answer.setText(finding.headline)
        self._detail.setText(finding.detail)
        self._value.show_view(view, results.portfolio, results.plan)
        words = "" if view.frontier is None else proof_words(view.frontier)
        start = ""
        if self._path.ready:
            start = "Go on" if self._path.finding is not None else "Draw the frontier"
        self._strip.show_state(words, searching=self._path.searching, start=start)

    def _lay_out(self) -> None:
        self._resource.setAccessibleName("Capacity that is moved")
        self.tools.addWidget(self._resource)
        self._answer.setProperty("role", "answer")
        self._detail.setProperty("role", "muted")
        for label in (self._answer, self._detail):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        for part in (self._tabs, self._tabs.tabBar()):
            part.setAccessibleName("Views of the frontier")
        tab = QFrame()
        down = QVBoxLayout(tab)
        down.setContentsMargins(0, SPACE, 0, 0)
        down.setSpacing(SPACE)
        down.addWidget(self._answer)
        down.addWidget(self._detail)
        down.addWidget(self._strip)
        down.addWidget(self._value, 1)
        self._tabs.addTab(tab, "Value")
        self.body.addWidget(self._tabs, 1)

    def _connect(self) -> None:
        self._resource.activated.connect(self._turn)
        self._path.finding_changed.connect(self._show_path)
        self._path.progressed.connect(self._strip.show_progress)
        self._strip.start_clicked.connect(self._path.start)
        self._strip.stop_clicked.connect(self._path.stop)
        self._value.try_requested.connect(self._try)
        self._value.scenario_requested.connect(self._keep)

    def _turn(self, _index: int) -> None:
        self._value.forget()
        if self.context.analyst.results is not None:
            self.show_results(self.context.analyst.results)

    def _try(self, share: float) -> None:
        portfolio = self._path.portfolio
        if portfolio is not None:
            self._verbs.try_out(portfolio, self._key(), share)

    def _keep(self, share: float, notes: str) -> None:
        self._verbs.add_scenario(self._key(), share, notes)
