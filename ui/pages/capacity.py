"""Capacity: what do we have, and what runs out first?"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from portfolio.edit import (
    add_period,
    add_resource,
    delete_period,
    delete_resource,
    set_period,
)
from portfolio.model import Portfolio, in_order, new_id
from portfolio.model.text import plural, quoted
from ui.context import Context
from ui.messages import Question
from ui.pages.capacity_table import add_resources, stock_columns, stock_rows
from ui.pages.chart_export import follow_exports
from ui.pages.page import Page
from ui.tables import Subject, TableEdits, TableView
from ui.widgets.card import card
from ui.widgets.chart_view import ChartView
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.splitter import split

if TYPE_CHECKING:
    from portfolio.analysis import Results

_HINT = "No number means no limit. Double-click the heading of a period to rename it."
_HEAT_LINES, _LINES_A_ROW, _MOST_ROWS = 6, 1.4, 8


class CapacityPage(Page):
    """Resources by periods, editable, over a heat map of demand against capacity."""

    parts = ("plan",)

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Capacity", "What do we have, and what runs out first?")
        self._table = TableView([], context.theme)
        self._edits = TableEdits(
            self._table,
            context,
            Subject("resources", "resource", _name_of, add_resources),
        )
        self._heat = ChartView(context.theme, context.jobs)
        self._hint = ElidedLabel(_HINT)
        self._periods: object = None
        self._add = QPushButton("Add resource")
        self._delete = QPushButton("Delete resource")
        self._add_period = QPushButton("Add period")
        self._delete_period = QPushButton("Delete period")
        self._lay_out()
        self._connect()

    def show_results(self, results: Results) -> None:
        """Show capacities, and demand against them."""
        from portfolio.charts import CAPACITY_HEAT

        portfolio = results.portfolio
        if portfolio.periods != self._periods:
            self._periods = portfolio.periods
            self._table.show_columns(stock_columns(portfolio, self._now))
        self._table.show_rows(stock_rows(portfolio, results.problems))
        rows = min(len(portfolio.resources), _MOST_ROWS)
        self._table.keep_rows(rows)
        self._heat.keep_lines(math.ceil(_HEAT_LINES + _LINES_A_ROW * rows))
        if "plan" not in results.stale or results.provisional:
            # Without initiatives the picture is nothing but its finding.
            self._heat.show_chart(CAPACITY_HEAT, results, told=bool(portfolio.initiatives))
        else:
            self._heat.show_pale()
        self._show_buttons()

    def _lay_out(self) -> None:
        for button in (self._add, self._delete, self._add_period, self._delete_period):
            self.tools.addWidget(button)
        self._hint.setProperty("role", "muted")
        self._table.setAccessibleName("Capacity by resource and period")
        stock = card("What we have", self._table, tools=[self._hint])
        down = split(Qt.Orientation.Vertical, "down", (stock, 28), (card("", self._heat), 38))
        self.body.addWidget(down, 1)

    def _connect(self) -> None:
        self._add.clicked.connect(self._add_resource)
        self._delete.clicked.connect(self._delete_resource)
        self._add_period.clicked.connect(self._append_period)
        self._delete_period.clicked.connect(self._drop_period)
        self._table.selected.keys_selected.connect(self._show_buttons)
        self._table.header.sectionDoubleClicked.connect(self._rename_period)
        follow_exports(self._heat, self.context)

    def _now(self) -> Portfolio:
        return self.context.document.portfolio

    def _show_buttons(self, *_selected: object) -> None:
        self._delete.setEnabled(bool(self._table.selected.keys()[0]))
        self._delete_period.setEnabled(bool(self.context.document.portfolio.periods))

    def _add_resource(self) -> None:
        document, new = self.context.document, new_id("r")
        edited = add_resource(document.portfolio, new, "New resource", "units")
        document.apply("Add a resource", edited)
        self._table.edit_cell(new, "name")

    def _delete_resource(self) -> None:
        document = self.context.document
        edited = document.portfolio
        current, chosen = self._table.selected.keys()
        # Pressed again before the table has followed, none is left.
        gone = [key for key in chosen or (current,) if key in edited.resources]
        if not gone:
            return
        for key in gone:
            edited = delete_resource(edited, key)
        name = quoted(document.portfolio.resources[gone[0]].name)
        what = f"resource {name}" if len(gone) == 1 else plural(len(gone), "resource")
        document.apply(f"Delete {what}", edited)
        self.context.messages.notice(f"Deleted {what}, with the demands. Ctrl+Z undoes it.")

    def _append_period(self) -> None:
        document = self.context.document
        count = len(document.portfolio.periods) + 1
        name = self.context.messages.ask_text("Add a period", "Name", f"Period {count}")
        if name:
            document.apply(
                f"Add period {quoted(name)}", add_period(document.portfolio, new_id("p"), name)
            )

    def _drop_period(self) -> None:
        document = self.context.document
        if not document.portfolio.periods:
            return
        key, record = in_order(document.portfolio.periods)[-1]
        question = Question(
            title="Delete the last period",
            text=f"Delete {quoted(record.name)} with its capacities and demands?",
            answers=("Delete", "Keep"),
            default="Keep",
            detail="Undo brings it back.",
        )
        if self.context.messages.ask(question) == "Delete":
            edited = delete_period(document.portfolio, key)
            document.apply(f"Delete period {quoted(record.name)}", edited)

    def _rename_period(self, section: int) -> None:
        column = self._table.table.grid.columns[section].id
        if not column.startswith("period/"):
            return
        key, document = column.removeprefix("period/"), self.context.document
        before = document.portfolio.periods[key].name
        name = self.context.messages.ask_text("Rename the period", "Name", before)
        if name:
            edited = set_period(document.portfolio, key, name=name)
            document.apply(f"Rename period {quoted(before)}", edited)


def _name_of(portfolio: Portfolio, key: str) -> str:
    return portfolio.resources[key].name
