"""Ranking: which initiatives are best, and why?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QFrame, QLabel, QTabWidget, QVBoxLayout

from portfolio.edit import set_settings
from ui.context import Context
from ui.pages.bar_rows import RankedRows, part_names
from ui.pages.joining_picker import JoiningPicker
from ui.pages.method_parameters import MethodParameters
from ui.pages.method_picker import MethodPicker, method_of
from ui.pages.page import Page
from ui.pages.rating_table import rated_columns, rated_rows
from ui.pages.two_methods import TwoMethods
from ui.tables.table_view import TableView
from ui.theme import SPACE
from ui.theme.restyle import restyle
from ui.widgets.inner_scroll import InnerScroll
from ui.widgets.ranked_bars import RankedBars
from ui.widgets.series_key import SeriesKey
from ui.widgets.still import StillCombo

if TYPE_CHECKING:
    from portfolio.analysis import Results

_MISSING = {"rated_only": "Missing: score by what is rated", "median": "Missing: take the median"}
_BARS, _TABLE, _COMPARE = range(3)
_COMPARE_LINES = 8


class RankingPage(Page):
    """Method picker, ranked bars, table, and two methods side by side."""

    parts = ("ranking",)
    starts = True

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Ranking", "Which initiatives are best, and why?")
        self._method = MethodPicker("Ranking method")
        self._missing = StillCombo()
        self._joining = JoiningPicker(context)
        self._parameters = MethodParameters(context)
        self._question = QLabel()
        self._notes = QLabel()
        self._key = SeriesKey(context.theme)
        self._bars = RankedBars(context.theme)
        self._table = TableView([], context.theme)
        self._two = TwoMethods(context)
        self._tabs = QTabWidget()
        self._column_key: object = None
        self._lay_out()
        self._connect()

    def show_results(self, results: Results) -> None:
        """Show the ranking by the method in force."""
        settings = results.portfolio.settings
        method = method_of(settings.method)
        self._method.show_method(method.name)
        with QSignalBlocker(self._missing):
            self._missing.setCurrentIndex(list(_MISSING).index(settings.missing))
        self._joining.show_portfolio(results.portfolio)
        self._parameters.show_method(method, results.portfolio)
        self._question.setText(f"{method.question} {method.label}")
        if results.ranking_error is None:
            self._say(" ".join(results.ranking.notes) if results.ranking else "")
            self._show_tab(results)
        else:
            begun = bool(results.portfolio.initiatives)
            self._say(str(results.ranking_error), role="error" if begun else "muted")
            self._bars.show_pale()
            self._table.table.show_stale([c.id for c in self._table.table.grid.columns])
            self._two.show_results(results)

    def _say(self, text: str, role: str = "muted") -> None:
        self._notes.setText(text)
        self._notes.setVisible(bool(text))
        restyle(self._notes, "role", role)

    def _show_tab(self, results: Results) -> None:
        pale = "ranking" in results.stale
        tab = self._tabs.currentIndex()
        if tab == _BARS:
            names = part_names(results)
            self._key.show_names(names)
            self._bars.show_rows(RankedRows(results), names, pale=pale)
            self._bars.show_current(self.context.selection.current)
        elif tab == _TABLE:
            key = (results.portfolio.criteria, results.portfolio.settings.method)
            if key != self._column_key:
                self._column_key = key
                self._table.show_columns(rated_columns(results))
            columns = self._table.table.grid.columns if pale else ()
            self._table.table.show_stale([column.id for column in columns])
            self._table.show_rows(rated_rows(results))
            self._table.selected.select(
                self.context.selection.current, self.context.selection.chosen
            )
        else:
            self._two.show_results(results)

    def _lay_out(self) -> None:
        self._missing.addItems(list(_MISSING.values()))
        self._missing.setAccessibleName("What is done about missing ratings")
        for part in (self._method, self._missing, self._joining):
            self.tools.addWidget(part)
        for label in (self._question, self._notes):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._notes.setProperty("role", "muted")
        self._table.table.editable = False
        self._table.setAccessibleName("The ranking as a table")
        ranked = QFrame()
        stacked = QVBoxLayout(ranked)
        stacked.setContentsMargins(0, SPACE, 0, 0)
        stacked.addWidget(self._key)
        stacked.addWidget(self._bars, 1)
        self._tabs.setAccessibleName("How the ranking is shown")
        self._tabs.tabBar().setAccessibleName("How the ranking is shown")
        self._tabs.addTab(ranked, "Ranked bars")
        self._tabs.addTab(self._table, "Table")
        self._tabs.addTab(InnerScroll(self._two, _COMPARE_LINES), "Two methods side by side")
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(SPACE * 2, SPACE, SPACE * 2, SPACE)
        inside.addWidget(self._question)
        inside.addWidget(self._parameters)
        inside.addWidget(self._notes)
        inside.addWidget(self._tabs, 1)
        self.body.addWidget(card, 1)

    def _connect(self) -> None:
        self._method.method_chosen.connect(
            lambda name: self._set(f"Rank by {method_of(name).title}", method=name)
        )
        self._missing.activated.connect(
            lambda n: self._set("Change what is done about missing ratings", missing=[*_MISSING][n])
        )
        self._tabs.currentChanged.connect(self._again)
        self._bars.row_chosen.connect(self.context.selection.select)
        self._table.selected.keys_selected.connect(self.context.selection.select)
        self._two.initiative_chosen.connect(self.context.selection.select)
        self.context.selection.selection_changed.connect(self._show_selection)

    def _show_selection(self) -> None:
        self._bars.show_current(self.context.selection.current)
        self._table.selected.select(self.context.selection.current, self.context.selection.chosen)

    def _set(self, label: str, **choices: object) -> None:
        document = self.context.document
        document.apply(label, set_settings(document.portfolio, **choices))

    def _again(self, *_chosen: object) -> None:
        if self.context.analyst.results is not None:
            self.show_results(self.context.analyst.results)
