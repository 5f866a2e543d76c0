"""Look at a whole portfolio's sheets before they are imported: every row, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.dialogs.import_parts import first_notes, foot_of, row_columns
from ui.tables import Column, Row, TableView
from ui.theme import SPACE, Theme

if TYPE_CHECKING:
    from portfolio.exchange.book import BookPlan, BookRow

_SIZE = (900, 620)
_LISTED = 6


class BookPreview(QDialog):
    """The rows of all sheets with what would happen to each."""

    #: the sheets are to be imported as shown; payload: BookPlan
    import_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: BookPlan | None = None
        self._rows = TableView(_columns(), theme)
        self._only_changes = QCheckBox("Only rows that are new, changed or skipped")
        self._problems = QLabel()
        self._summary = QLabel()
        self._import = QPushButton("Import")
        self._cancel = QPushButton("Cancel")
        self._lay_out()
        self._connect()

    def show_plan(self, plan: BookPlan) -> None:
        """Show what the import would do."""
        self._plan = plan
        self._rows.show_rows([Row(str(at), row) for at, row in enumerate(plan.rows)])
        told = [*(f"{one.where}: {one.what}" for one in plan.problems), *plan.notes]
        self._problems.setText(first_notes(told, _LISTED))
        self._problems.setVisible(bool(told))
        self._summary.setText(plan.summary)
        self._import.setEnabled(bool(plan.count("add") or plan.count("update")))

    def _narrow(self, only: bool) -> None:
        self._rows.table.filter(_is_change if only else None)

    def _request(self) -> None:
        self.import_requested.emit(self._plan)

    def _connect(self) -> None:
        self._only_changes.toggled.connect(self._narrow)
        self._import.clicked.connect(self._request)
        self._cancel.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Import a portfolio’s sheets")
        self.resize(*_SIZE)
        self._rows.table.editable = False
        self._rows.setAccessibleName("Rows of the sheets and what happens to them")
        self._problems.setProperty("role", "muted")
        self._problems.setTextFormat(Qt.TextFormat.PlainText)
        self._problems.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE * 2)
        layout.setSpacing(SPACE)
        layout.addWidget(self._only_changes)
        layout.addWidget(self._rows, 1)
        layout.addWidget(self._problems)
        layout.addLayout(foot_of(self._summary, self._cancel, self._import))


def _columns() -> list[Column[BookRow]]:
    return [
        Column("sheet", "Sheet", lambda row: row.sheet, width=16, searched=True),
        *row_columns(lambda row: row.number, lambda row: row.action),
        Column("says", "It says", lambda row: row.says, width=40, searched=True),
        Column("reason", "Because", lambda row: row.reason, width=36, searched=True),
    ]


def _is_change(row: BookRow) -> bool:
    return row.action != "same" and row.reason != "Header."
