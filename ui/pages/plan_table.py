"""The plan line by line, the best one or one by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal

from portfolio.funding import Judged
from portfolio.report import Fated, FundingRow, fated, funding_rows
from ui.pages.funding_table import plan_columns, plan_rows
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
        self._results: Results | None = None
        self._rows: list[FundingRow] = []
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
        rows = self._best_rows(results)
        if judged is not None:
            rows = rows_by_hand(results, judged, rows)
        self.show_rows(plan_rows(rows))

    def _best_rows(self, results: Results) -> list[FundingRow]:
        """Return the lines of the best plan, the same while only the plan by hand changes."""
        if self._results is not results:
            self._results, self._rows = results, funding_rows(results)
        return self._rows

    def _press(self, index: QModelIndex) -> None:
        if self._shown[2] and self.table.grid.columns[index.column()].id == "fate":
            self.switch_requested.emit(self.table.grid.keys[index.row()])

    def _activate_row(self, key: str) -> None:
        if self._shown[2]:
            self.switch_requested.emit(key)


def rows_by_hand(results: Results, judged: Judged, best: Sequence[FundingRow]) -> list[FundingRow]:
    """Return the lines in the order of the best plan, which stands beside what is by hand."""
    rows = []
    for row in best:
        now = fated(results.portfolio, judged.plan, row.key)
        rows.append(replace(row, fated=now, waterline=row.fate, reason=_switched(now, row.fated)))
    return rows


def _switched(now: Fated, best: Fated) -> str:
    on = now.fate != "cut"
    if best.fate is not None and on != (best.fate != "cut"):
        return _SWITCHED[on]
    return "As in the best plan" if now == best else "Another size or start"
