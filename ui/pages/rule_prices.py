"""Price of rules: what does each rule cost, and who pays for it?"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QPushButton, QStackedWidget, QVBoxLayout

from portfolio.charts.rule_prices_finding import rule_finding
from portfolio.model.text import plural
from portfolio.report.rule_price_rows import RuleLine, no_prices, price_doubt, rule_bars, rule_lines
from ui.context import Context
from ui.pages.chart_export import follow_exports
from ui.pages.page import Page
from ui.pages.rule_prices_search import PriceSearch
from ui.pages.rule_prices_table import rule_columns
from ui.pages.rule_prices_verbs import RuleVerbs
from ui.tables import Row, TableView
from ui.theme import SPACE
from ui.widgets.beginning import beginning
from ui.widgets.card import card
from ui.widgets.chart_view import ChartView
from ui.widgets.finding_words import FindingWords
from ui.widgets.flow import Flow
from ui.widgets.splitter import split
from ui.widgets.unbroken import unbroken

if TYPE_CHECKING:
    from portfolio.analysis import Results

_FULL, _EMPTY = range(2)
_MOST_VERBS = 5
_LINES, _LINES_A_BAR, _MOST_BARS = 5, 2, 6
_CHOOSE = "Choose a rule to see what would change without it."
_NOTHING = (
    "Rules are what a plan must obey besides the capacities: what law or a contract demands, "
    "what leaders force in or out, what needs what, gates that bar until they are met, floors "
    "and caps. Every rule gets a price here: what the plan would gain without it, and who "
    "would come in."
)


class RulePricesPage(Page):
    """One ranked chart of prices, and every rule with what can be done about it."""

    parts = ("plan",)
    starts = True

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Price of rules", "What does each rule cost, and who pays?")
        self._search = PriceSearch(context)
        self._verbs = RuleVerbs(context)
        self._finding = FindingWords()
        self._chart = ChartView(context.theme, context.jobs, headline=False)
        self._picture = card("", self._chart)
        self._table = TableView([], context.theme)
        self._detail = QLabel()
        self._buttons = [QPushButton() for _ in range(_MOST_VERBS)]
        self._runs: list[Callable[[], None]] = []
        self._rest = QPushButton()
        self._stop = QPushButton("Stop pricing")
        self._add, self._begin = QPushButton("Add a rule"), QPushButton("Add a rule")
        self._stack = QStackedWidget()
        self._unit: str | None = None
        self._lines: dict[str, RuleLine] = {}
        self._lay_out()
        self._connect()

    def show_results(self, results: Results) -> None:
        """Show every rule, and look for the prices under the plan in force."""
        empty = not results.portfolio.rules
        self._stack.setCurrentIndex(_EMPTY if empty else _FULL)
        self._begin.setEnabled(bool(results.portfolio.initiatives))
        self._add.setVisible(not empty)
        self._search.show_results(results)
        self._show_prices()

    def _show_prices(self) -> None:
        results = self.context.analyst.results
        if results is None or not self.isVisible():
            return
        unit = results.plan.unit if results.plan is not None else ""
        if unit != self._unit:
            self._unit = unit
            self._table.show_columns(rule_columns(unit))
        lines = rule_lines(results.portfolio, self._search.prices)
        self._lines = {line.key: line for line in lines}
        old = self._search.outdated
        self._table.table.show_stale(("price", "share", "comes", "goes", "moves") if old else ())
        self._table.show_rows(Row(line.key, line) for line in lines)
        if self._table.table.grid.sort_column == "price":
            self._resort()
        self._show_chart(results, lines, unit)
        self._show_search()
        self._show_chosen()

    def _show_chart(self, results: Results, lines: list[RuleLine], unit: str) -> None:
        from portfolio.charts import RULE_PRICES

        shown = rule_bars(
            lines,
            unit,
            waiting=self._search.waiting,
            trouble=no_prices(results),
            outdated=self._search.outdated,
        )
        self._chart.keep_lines(_LINES + _LINES_A_BAR * min(len(shown.bars), _MOST_BARS))
        finding = rule_finding(shown)
        self._finding.show_finding(finding.headline, finding.detail, price_doubt(results))
        self._chart.show_chart(RULE_PRICES, shown)
        # The sentence above says it all where there is nothing to draw.
        self._picture.setVisible(not shown.trouble)

    def _show_search(self) -> None:
        self._stop.setVisible(self._search.searching)
        left = self._search.left_out
        self._rest.setVisible(left > 0)
        self._rest.setText(f"Price the rest ({plural(left, 'rule')})")

    def _show_chosen(self, *_selected: object) -> None:
        key = self._table.selected.keys()[0]
        line = self._lines.get(key)
        choices = self._verbs.choices(key)
        self._runs = [run for _, _, run in choices]
        for number, button in enumerate(self._buttons):
            button.setVisible(number < len(choices))
            if number < len(choices):
                button.setText(choices[number][0])
                button.setAccessibleName(choices[number][1])
        words = [] if line is None else [line.text, line.bar.without if line.bar else ""]
        self._detail.setText(unbroken(" ".join(word for word in words if word)) or _CHOOSE)

    def _select_members(self, key: str, _chosen: tuple[str, ...]) -> None:
        self._show_chosen()
        line = self._lines.get(key)
        if line is not None and line.members:
            self.context.selection.select(line.members[0], line.members)

    def _resort(self) -> None:
        header = self._table.header
        self._table.table.sort(header.sortIndicatorSection(), header.sortIndicatorOrder())

    def _lay_out(self) -> None:
        for tool in (self._stop, self._rest, self._add):
            self.tools.addWidget(tool)
        self._stop.setVisible(False)
        self._rest.setVisible(False)
        self._detail.setProperty("role", "muted")
        self._detail.setTextFormat(Qt.TextFormat.PlainText)
        self._detail.setWordWrap(True)
        self._table.table.editable = False
        self._table.setAccessibleName("Every rule, with its price")
        self._table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._table.show_columns(rule_columns(""))
        self._table.header.setStretchLastSection(True)
        at = self._table.table.grid.column_of("price")
        self._table.header.setSortIndicator(at, Qt.SortOrder.DescendingOrder)
        self._stack.addWidget(self._full())
        self._stack.addWidget(beginning("No rules yet", _NOTHING, [self._begin]))
        self.body.addWidget(self._stack, 1)

    def _full(self) -> QFrame:
        verbs = Flow()
        for button in self._buttons:
            verbs.addWidget(button)
        rules = card("", self._table, self._detail)
        inside = rules.layout()
        if isinstance(inside, QVBoxLayout):
            inside.addLayout(verbs)
        down = split(Qt.Orientation.Vertical, "prices", (self._picture, 40), (rules, 50))
        full = QFrame()
        layout = QVBoxLayout(full)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self._finding)
        layout.addWidget(down, 1)
        return full

    def _connect(self) -> None:
        self._search.prices_changed.connect(self._show_prices)
        self.context.analyst.results_changed.connect(self._search.follow)
        self._table.selected.keys_selected.connect(self._select_members)
        self._table.customContextMenuRequested.connect(self._open_menu)
        self._table.clear_requested.connect(lambda _verb: self._drop())
        self._table.row_activated.connect(self._verbs.edit)
        self._chart.spot_clicked.connect(self._choose)
        self._stop.clicked.connect(self._search.stop)
        self._rest.clicked.connect(self._search.price_the_rest)
        for button in (self._add, self._begin):
            button.clicked.connect(self._verbs.add)
        for number, button in enumerate(self._buttons):
            button.clicked.connect(lambda _on=False, number=number: self._runs[number]())
        follow_exports(self._chart, self.context)

    def _choose(self, key: str) -> None:
        self._table.selected.select(key)
        self._select_members(key, (key,))

    def _drop(self) -> None:
        self._verbs.drop(self._table.selected.keys()[0])

    def menu(self) -> QMenu:
        """Return what can be done with the chosen rule."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, _name, run in self._verbs.choices(self._table.selected.keys()[0]):
            menu.addAction(text, run)
        return menu

    def _open_menu(self, point: QPoint) -> None:
        self.menu().popup(self._table.viewport().mapToGlobal(point))
