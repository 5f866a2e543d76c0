"""Frontier: how much would more or less of one thing change?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QPushButton, QTabWidget

from portfolio.charts.frontier_finding import capacity_keys, tightest_key
from portfolio.model.text import visible
from ui.context import Context
from ui.pages.chart_export import export_value
from ui.pages.frontier_more import MoreOfEach
from ui.pages.frontier_picture import StudyPicture
from ui.pages.frontier_rivals import Rivals
from ui.pages.frontier_studies import Studies
from ui.pages.frontier_tab import StudyTab
from ui.pages.frontier_value import FrontierValue
from ui.pages.frontier_verbs import CapacityVerbs
from ui.pages.page import Page
from ui.theme.tooltip import plain_tooltip
from ui.widgets.card import card
from ui.widgets.still import StillCombo

if TYPE_CHECKING:
    from portfolio.analysis import Results
    from portfolio.charts.frontier_finding import FrontierView

_LONGEST = 44
_TIP = Qt.ItemDataRole.ToolTipRole
_VALUE, _PATH, _MORE, _RIVALS = range(4)


class FrontierPage(Page):
    """Value against one capacity, who is funded along it, what more buys, what competes."""

    parts = ("plan",)
    starts = True

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Frontier", "How much would more or less of one thing change?")
        self.studies = Studies(context)
        self._verbs = CapacityVerbs(context)
        self._capacity = QPushButton("Go to Capacity")
        self._resource = StillCombo()
        self._keys: list[str] = []
        self._value = FrontierValue(context)
        self._path = StudyPicture(context)
        self._more = MoreOfEach(context)
        self._rivals = Rivals(context)
        self._tabs = QTabWidget()
        self._views = (
            StudyTab("the frontier", self._value),
            StudyTab("the funding path", card("", self._path)),
            StudyTab("what one more buys", self._more),
            StudyTab("competitors", self._rivals),
        )
        self._lay_out()
        self._connect()

    def show_results(self, results: Results) -> None:
        """Show what is known of this plan; look for the rest where that is soon done."""
        self._show_resources(results)
        self.studies.show_results(results, self._key())
        self._begin()
        self._show()

    def _begin(self) -> None:
        self.studies.begin(self._tabs.currentIndex(), steady=self._value.shows_stable)

    def _key(self) -> str:
        place = self._resource.currentIndex()
        return self._keys[place] if 0 <= place < len(self._keys) else ""

    def _show_resources(self, results: Results) -> None:
        keys, resources = list(capacity_keys(results.portfolio)), results.portfolio.resources
        wishes = (self._key(), self.context.settings.preferences.frontier_resource)
        wanted = next((key for key in wishes if key in keys), tightest_key(results))
        with QSignalBlocker(self._resource):
            self._resource.clear()
            for key in keys:
                name = visible(resources[key].name) or "(no name)"
                short = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
                self._resource.addItem(short)
                self._resource.setItemData(self._resource.count() - 1, plain_tooltip(name), _TIP)
            self._keys = keys
            self._resource.setCurrentIndex(keys.index(wanted) if wanted in keys else -1)
        portfolio = results.portfolio
        self._capacity.setVisible(bool(portfolio.initiatives) and not keys)

    def _show(self) -> None:
        """Show the view that is in front; the others follow when they are."""
        from portfolio.charts import FUNDING_PATH

        results, number = self.context.analyst.results, self._tabs.currentIndex()
        if results is None or not self.isVisible():
            return
        tab, studies = self._views[number], self.studies
        self._resource.setVisible(number in (_VALUE, _PATH) and bool(self._keys))
        finding, alone = studies.finding(number, results, self._key())
        tab.show_finding(finding, alone=alone)
        words, searching, start = studies.state(number, results)
        tab.strip.show_state(words, searching=searching, start=start)
        if number == _VALUE:
            view = studies.frontier_view(results, self._key())
            self._value.show_view(view, results.portfolio, results.plan)
        elif number == _PATH:
            self._path.show_value(FUNDING_PATH, studies.path_view(results, self._key()))
        elif number == _MORE:
            search = studies.squeeze
            self._more.show_squeeze(search.portfolio, studies.squeezed, pale=search.outdated)
        else:
            search = studies.rivals
            self._rivals.show_competition(
                search.portfolio, studies.competition, pale=search.outdated
            )
            self._rivals.show_selected(self.context.selection.current)

    def _lay_out(self) -> None:
        self._resource.setAccessibleName("Capacity that is moved")
        self._resource.setToolTip("The capacity that is made smaller and larger")
        self._capacity.setProperty("role", "primary")
        self._capacity.setVisible(False)
        self.tools.addWidget(self._resource)
        self.tools.addWidget(self._capacity)
        for view, title in zip(
            self._views,
            ("Value", "Funding path", "What one more buys", "Competitors"),
            strict=True,
        ):
            self._tabs.addTab(view, title)
        for part in (self._tabs, self._tabs.tabBar()):
            part.setAccessibleName("Views of the frontier")
        self._tabs.tabBar().setUsesScrollButtons(False)
        self._tabs.tabBar().setElideMode(Qt.TextElideMode.ElideRight)
        self.body.addWidget(self._tabs, 1)

    def _connect(self) -> None:
        context, studies = self.context, self.studies
        self._resource.activated.connect(self._turn)
        self._capacity.clicked.connect(lambda: context.requests.page_requested.emit("capacity"))
        self._tabs.currentChanged.connect(self._turn_tab)
        studies.changed.connect(self._show)
        for number, tab in enumerate(self._views):
            search = studies.of(number)
            search.progressed.connect(tab.strip.show_progress)
            tab.strip.start_clicked.connect(search.start)
            tab.strip.stop_clicked.connect(search.stop)
        self._value.try_requested.connect(self._try)
        self._value.scenario_requested.connect(self._keep)
        self._value.stable_toggled.connect(self._turn_stable)
        self._value.export_requested.connect(self._export)
        self._rivals.initiative_chosen.connect(context.selection.select)
        self._path.spot_clicked.connect(context.selection.select)
        context.document.document_replaced.connect(self._value.forget)
        context.analyst.results_changed.connect(self.studies.follow)

    def _turn(self, _index: int) -> None:
        self.context.settings.change(frontier_resource=self._key())
        self._value.forget()
        if self.context.analyst.results is not None:
            self.show_results(self.context.analyst.results)

    def _turn_tab(self, _index: int) -> None:
        self._begin()
        self._show()

    def _turn_stable(self, shown: bool) -> None:
        self.studies.shows_stable = shown
        if shown:
            self.studies.steady.start()
        self._show()

    def _try(self, share: float) -> None:
        portfolio = self.studies.path.portfolio
        if portfolio is not None:
            self._value.forget()
            self._verbs.try_out(portfolio, self._key(), share)

    def _keep(self, share: float, notes: str) -> None:
        self._verbs.add_scenario(self._key(), share, notes)

    def _export(self, view: FrontierView, how: str) -> None:
        from portfolio.charts import FRONTIER

        export_value(FRONTIER, view, self.context, how)
