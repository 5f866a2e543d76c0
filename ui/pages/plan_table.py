"""The plan line by line, the best one or one by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal

from portfolio.funding import Judged
from portfolio.report import FundingRow, funding_rows
from ui.pages.funding_table import plan_columns, plan_rows
from ui.pages.plan_by_hand import as_results
from ui.tables.table_view import TableView
from ui.theme import Theme

if TYPE_CHECKING:
    from portfolio.analysis import Results

_SWITCHED = {True: "Switched on by hand", False: "Switched off by hand"}
_OLD = (
    ("plan", ("fate",)),
    ("waterline", ("waterline",)),
    ("lines", ("reason", "price")),
    ("ranking", ("rank",)),
)


class PlanTable(TableView):
    """Cannot be typed into; while a plan is edited by hand its marks are switches."""

    #: the mark of a line was pressed while editing by hand; payload: initiative id
    switch_requested = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__([], theme)
        self._shown = ("", "", False)
        self.table.editable = False
        self.setAccessibleName("The plan, line by line")
        self.header.setStretchLastSection(True)
        self.clicked.connect(self._press)
        self.row_activated.connect(self._activate_row)

    def show_plan(self, results: Results, judged: Judged | None) -> None:
        """Show the best plan, or one by hand beside it."""
        plan = results.plan
        if plan is not None and self._shown != (plan.unit, plan.objective_name, judged is not None):
            self._shown = (plan.unit, plan.objective_name, judged is not None)
            title = "Benefit" if plan.objective == "benefit" else "Value"
            self.show_columns(plan_columns(plan.unit, title, by_hand=judged is not None))
        stale = [c for part, columns in _OLD if part in results.stale for c in columns]
        self.table.show_stale(stale if judged is None else [])
        rows = funding_rows(results) if judged is None else rows_by_hand(results, judged)
        self.show_rows(plan_rows(rows))

    def _press(self, index: QModelIndex) -> None:
        if self._shown[2] and self.table.grid.columns[index.column()].id == "fate":
            self.switch_requested.emit(self.table.grid.keys[index.row()])

    def _activate_row(self, key: str) -> None:
        if self._shown[2]:
            self.switch_requested.emit(key)


def rows_by_hand(results: Results, judged: Judged) -> list[FundingRow]:
    """Return the lines in the order of the best plan, which stands beside what is by hand."""
    by_hand = {row.key: row for row in funding_rows(as_results(results, judged))}
    return [
        replace(by_hand[row.key], waterline=row.fate, reason=_switched(by_hand[row.key], row))
        for row in funding_rows(results)
        if row.key in by_hand
    ]


def _switched(by_hand: FundingRow, best: FundingRow) -> str:
    on = by_hand.fate != "cut"
    if best.fate is None or on == (best.fate != "cut"):
        return "Another size or start" if _differs(by_hand, best) else "As in the best plan"
    return _SWITCHED[on]


def _differs(by_hand: FundingRow, best: FundingRow) -> bool:
    return by_hand.fated.words != best.fated.words
