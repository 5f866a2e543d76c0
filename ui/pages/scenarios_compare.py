"""The base case and the scenarios side by side: a table, who is funded, and the values."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
)

from portfolio.charts.scenario_grid import ScenarioGrid
from portfolio.model.verdict_marks import key_sentence
from portfolio.report.scenario_plans import Entry
from portfolio.report.scenario_table import TableLine, block_of_lines, scenario_lines
from ui.context import Context
from ui.pages.chart_export import follow_exports
from ui.tables import Column, Row, TableView
from ui.tables.cells import spreadsheet_text
from ui.tables.grid import one_line
from ui.tables.tsv import to_tsv
from ui.theme import SPACE
from ui.widgets.chart_view import ChartView

_TABLE, _MATRIX, _VALUES = range(3)
_HEAD = 18


class ScenarioComparison(QFrame):
    """Shows one of three views of the same grid; the others are drawn when they are opened."""

    #: an initiative was chosen; payload: its id
    initiative_chosen = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._grid = ScenarioGrid((), ())
        self._entries: Sequence[Entry] = ()
        self._titles: tuple[tuple[str, str], ...] = ()
        self._tabs = QTabWidget()
        self._table = TableView([], context.theme)
        self._only = QCheckBox("Only differences")
        self._copy = QPushButton("Copy table")
        self._matrix = ChartView(context.theme, context.jobs, headline=False)
        self._values = ChartView(context.theme, context.jobs, headline=False)
        self._lay_out()
        self._connect()

    def show_grid(self, grid: ScenarioGrid, entries: Sequence[Entry]) -> None:
        """Show scenarios side by side; ``entries`` are those of the grid."""
        self._grid, self._entries = grid, entries
        self._show_tab()

    def show_current(self, key: str) -> None:
        """Mark the current initiative."""
        self._table.selected.select(key)

    def _show_tab(self, *_changed: object) -> None:
        tab = self._tabs.currentIndex()
        if tab == _TABLE:
            self._show_table()
            return
        from portfolio.charts import SCENARIO_MATRIX, SCENARIO_VALUES

        if tab == _MATRIX:
            self._matrix.show_chart(SCENARIO_MATRIX, self._grid)
        elif tab == _VALUES:
            self._values.show_chart(SCENARIO_VALUES, self._grid)

    def _show_table(self) -> None:
        titles = tuple((column.key, column.name) for column in self._grid.columns)
        if titles != self._titles:
            self._titles = titles
            self._table.show_columns(_columns(titles))
        old = [f"s/{column.key}" for column in self._grid.columns if column.outdated]
        self._table.table.show_stale(old)
        self._table.show_rows(Row(line.key, line) for line in self._lines())

    def _lines(self) -> list[TableLine]:
        only = self._only.isChecked()
        return scenario_lines(self._grid, self._entries, only_differences=only)

    def _copy_table(self) -> None:
        block = block_of_lines(self._grid, self._lines())
        plain = [[spreadsheet_text(text, "text", ".") for text in row] for row in block]
        QGuiApplication.clipboard().setText(to_tsv(plain))
        self._context.messages.notice("Copied the table: paste it into a spreadsheet.")

    def _choose(self, key: str, _chosen: tuple[str, ...]) -> None:
        if key in self._context.document.portfolio.initiatives:
            self.initiative_chosen.emit(key)

    def _lay_out(self) -> None:
        self.setProperty("role", "card")
        self._table.table.editable = False
        self._table.setAccessibleName("Scenarios side by side")
        self._table.header.setSectionsClickable(False)
        self._table.header.setSortIndicatorShown(False)
        self._table.header.setStretchLastSection(True)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE * 2)
        foot.addWidget(self._only)
        foot.addStretch(1)
        foot.addWidget(self._copy)
        side_by_side = QFrame()
        down = QVBoxLayout(side_by_side)
        down.setContentsMargins(0, SPACE, 0, 0)
        down.addWidget(self._table, 1)
        down.addLayout(foot)
        self._tabs.addTab(side_by_side, "Side by side")
        self._tabs.addTab(self._matrix, "Who is funded")
        self._tabs.addTab(self._values, "Value")
        for part in (self._tabs, self._tabs.tabBar()):
            part.setAccessibleName("How the scenarios are compared")
        self._tabs.tabBar().setUsesScrollButtons(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 2, SPACE // 2, SPACE * 2, SPACE + SPACE // 2)
        layout.addWidget(self._tabs)

    def _connect(self) -> None:
        self._tabs.currentChanged.connect(self._show_tab)
        self._only.toggled.connect(self._show_tab)
        self._copy.clicked.connect(self._copy_table)
        self._table.selected.keys_selected.connect(self._choose)
        for chart in (self._matrix, self._values):
            follow_exports(chart, self._context)
        self._matrix.spot_clicked.connect(self.initiative_chosen)


def _tone(line: TableLine) -> str:
    if line.key.startswith("section/"):
        return "accent"
    return "muted" if line.initiative and not line.differs else ""


def _columns(titles: Sequence[tuple[str, str]]) -> list[Column[TableLine]]:
    title: Column[TableLine] = Column(
        "name",
        "Initiative",
        lambda line: line.label or line.title,
        tone=_tone,
        tip=lambda line: line.title,
        about=key_sentence(),
        width=19,
    )
    return [title, *(_column(place, *pair) for place, pair in enumerate(titles))]


def _column(place: int, key: str, name: str) -> Column[TableLine]:
    def tip(line: TableLine) -> str:
        cell = line.cells[place]
        return f"{cell.text}\n{cell.tip}".strip()

    return Column(
        f"s/{key}",
        name or "(no name)",
        lambda line: line.cells[place].text,
        tone=lambda line: line.cells[place].tone,
        tip=tip,
        head=tuple(wrap(one_line(name), _HEAD, max_lines=2, placeholder="…")) or ("(no name)",),
        about="" if key else "The document as it is now",
        width=17,
    )
