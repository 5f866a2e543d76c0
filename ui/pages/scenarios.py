"""Scenarios: what if the world, or the limits, were different?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QStackedWidget, QVBoxLayout

from portfolio.charts.chart import Finding
from portfolio.charts.scenario_finding import gain_words, scenario_finding
from portfolio.charts.scenario_grid import ScenarioColumn, ScenarioGrid
from portfolio.model import Portfolio, in_order
from portfolio.model.amounts import amount_text
from portfolio.model.text import plural, visible
from portfolio.report.scenario_plans import BASE, Entry, scenario_grid
from ui.context import Context
from ui.pages.page import Page
from ui.pages.scenarios_compare import ScenarioComparison
from ui.pages.scenarios_editor import ScenarioEditor
from ui.pages.scenarios_list import ScenarioItem, ScenarioList
from ui.pages.scenarios_runs import ScenarioRuns
from ui.pages.scenarios_verbs import ScenarioVerbs
from ui.theme import SPACE
from ui.widgets.beginning import beginning
from ui.widgets.card import card
from ui.widgets.finding_words import FindingWords
from ui.widgets.flow import Flow
from ui.widgets.splitter import split

if TYPE_CHECKING:
    from portfolio.analysis import Results

_FULL, _EMPTY = range(2)
_NOTHING = (
    "A scenario is a named set of changes to the base case: a fifth less compute, GPUs two "
    "quarters late, other weights, something forced in. Each gets a plan of its own, side by "
    "side with the others, so that you see who is funded whatever comes."
)
_FROM_TIP = "Keeps what you are trying out as a scenario, and goes back to the base case"


class ScenariosPage(Page):
    """The list and the changes at the left, all plans side by side at the right."""

    parts = ("plan",)
    starts = True

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Scenarios", "What if the limits, or the world, were different?")
        self._runs = ScenarioRuns(context)
        self._verbs = ScenarioVerbs(context)
        self._key = ""
        self._left_out: frozenset[str] = frozenset()
        self._finding = Finding("")
        self._shown: tuple[object, ...] = ()
        self._words = FindingWords()
        self._list = ScenarioList()
        self._editor = ScenarioEditor(context, self._verbs)
        self._comparison = ScenarioComparison(context)
        self._from_what_if = [QPushButton("Keep as scenario…") for _ in range(2)]
        self._new = [QPushButton("New scenario…") for _ in range(2)]
        self._duplicate = QPushButton("Duplicate")
        self._delete = QPushButton("Delete")
        self._commit = QPushButton("Commit…")
        self._stop = QPushButton("Stop planning")
        self._go_on = QPushButton()
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def show_results(self, results: Results) -> None:
        """Show the scenarios of the document, and make the plans that are missing."""
        known = [key for key, _ in in_order(results.portfolio.scenarios)]
        self._stack.setCurrentIndex(_FULL if known else _EMPTY)
        self._show_tools(results, begun=bool(known))
        if self._key not in known:
            self._key = known[0] if known else ""
        if known:
            self._runs.show_results(results)
            self._editor.show_scenario(results.portfolio, self._key)
            self._show_plans()

    def _show_plans(self) -> None:
        results = self.context.analyst.results
        if results is None or not self.isVisible() or not results.portfolio.scenarios:
            return
        names = [
            (key, visible(record.name) or "(no name)")
            for key, record in in_order(results.portfolio.scenarios)
        ]
        entries = self._runs.entries([(BASE, "Base case"), *names])
        shown = (results.portfolio.initiatives, self._left_out, tuple(entries))
        if shown != self._shown:
            self._shown = shown
            self._show_entries(results.portfolio, entries)
        self._words.show_finding(self._finding.headline, self._finding.detail, self._tried())
        self._stop.setVisible(self._runs.working)
        missing = self._runs.left_out
        self._go_on.setVisible(missing > 0)
        self._go_on.setText(f"Make {plural(missing, 'more plan')}")

    def _show_entries(self, portfolio: Portfolio, entries: list[Entry]) -> None:
        """Show the plans that are there in the list and side by side."""
        everything = scenario_grid(portfolio, entries)
        self._show_list(everything)
        chosen = [entry for entry in entries if entry.key not in self._left_out]
        grid = scenario_grid(portfolio, chosen) if self._left_out else everything
        self._finding = scenario_finding(grid)
        self._comparison.show_grid(grid, chosen)

    def _show_list(self, grid: ScenarioGrid) -> None:
        items = [
            ScenarioItem(
                column.key, column.name, _words(column, grid), column.key not in self._left_out
            )
            for column in grid.columns[1:]
        ]
        self._list.show_scenarios(items, self._key)

    def _show_tools(self, results: Results, *, begun: bool) -> None:
        tried = bool(self._verbs.tried())
        for button in self._from_what_if:
            button.setEnabled(tried)
        self._new[0].setVisible(begun)
        self._from_what_if[0].setVisible(begun)
        self._new[1].setEnabled(bool(results.portfolio.initiatives))
        for button in (self._stop, self._go_on):
            button.setVisible(button.isVisible() and begun)

    def _tried(self) -> str:
        words = self._verbs.tried_words()
        return f"The base case holds what differs from the file: {words}." if words else ""

    def _lay_out(self) -> None:
        for tool in (self._stop, self._go_on, self._from_what_if[0], self._new[0]):
            self.tools.addWidget(tool)
        self._stop.setVisible(False)
        self._go_on.setVisible(False)
        for button in self._from_what_if:
            button.setToolTip(_FROM_TIP)
        self._new[0].setProperty("role", "primary")
        self._stack.addWidget(self._full())
        ways = [self._new[1], self._from_what_if[1]]
        self._stack.addWidget(beginning("No scenarios yet", _NOTHING, ways))
        self.body.addWidget(self._stack, 1)

    def _full(self) -> QFrame:
        verbs = Flow()
        for button in (self._commit, self._duplicate, self._delete):
            verbs.addWidget(button)
        chooser = card("", self._list)
        inside = chooser.layout()
        if isinstance(inside, QVBoxLayout):
            inside.addLayout(verbs)
        editor = card("", self._editor)
        left = split(Qt.Orientation.Vertical, "left", (chooser, 36), (editor, 64))
        across = split(Qt.Orientation.Horizontal, "across", (left, 38), (self._comparison, 62))
        full = QFrame()
        layout = QVBoxLayout(full)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self._words)
        layout.addWidget(across, 1)
        return full

    def _connect(self) -> None:
        context = self.context
        self._runs.outcomes_changed.connect(self._show_plans)
        context.analyst.results_changed.connect(self._runs.follow)
        self._list.scenario_chosen.connect(self._choose)
        self._list.comparison_switched.connect(self._compare)
        self._list.rename_requested.connect(self._editor.take_keyboard)
        self._list.removal_requested.connect(self._drop)
        self._comparison.initiative_chosen.connect(context.selection.select)
        context.selection.selection_changed.connect(
            lambda: self._comparison.show_current(context.selection.current)
        )
        for button in self._new:
            button.clicked.connect(lambda: self._go_to(self._verbs.new()))
        for button in self._from_what_if:
            button.clicked.connect(lambda: self._go_to(self._verbs.new_from_what_if()))
        self._duplicate.clicked.connect(lambda: self._go_to(self._verbs.duplicate(self._key)))
        self._delete.clicked.connect(self._drop)
        self._commit.clicked.connect(self._commit_chosen)
        self._stop.clicked.connect(self._runs.stop)
        self._go_on.clicked.connect(self._runs.go_on)

    def _choose(self, key: str) -> None:
        self._key = key
        portfolio = self.context.document.portfolio
        if key in portfolio.scenarios:
            self._editor.show_scenario(portfolio, key)

    def _go_to(self, key: str) -> None:
        if key:
            self._key = key
            if self.context.analyst.results is not None:
                self.show_results(self.context.analyst.results)

    def _compare(self, key: str, wanted: bool) -> None:
        self._left_out = self._left_out - {key} if wanted else self._left_out | {key}
        self._show_plans()

    def _drop(self) -> None:
        self._verbs.delete(self._key)

    def _commit_chosen(self) -> None:
        self._verbs.commit(self._key, self._runs.outcome(BASE), self._runs.outcome(self._key))


def _words(column: ScenarioColumn, grid: ScenarioGrid) -> str:
    """Return what is known about the plan of a scenario, in a line."""
    if column.trouble:
        return "no plan fits"
    if column.value is None:
        return "being worked out…"
    gain = gain_words(column, grid.unit) or amount_text(column.value, grid.unit)
    old = "updating… " if column.outdated else ""
    return f"{old}{gain} · {column.funded:,} funded"
