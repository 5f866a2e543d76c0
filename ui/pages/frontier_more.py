"""The third view: what one more block of each capacity buys, and what trades for what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from portfolio.charts.squeeze_rows import EVERY_PERIOD, SqueezeRow, exchange_words, squeeze_rows
from portfolio.model.amounts import number_text
from ui.pages.frontier_copy import copy_table
from ui.pages.frontier_picture import StudyPicture
from ui.pages.views import Views
from ui.tables import Column, Row, TableView
from ui.widgets.card import card

if TYPE_CHECKING:
    from portfolio.insight import Squeeze
    from portfolio.model import Portfolio
    from ui.context import Context

_ABOUT = "Value of the best plan with one more block, less that of today's plan"


def more_columns(unit: str) -> list[Column[SqueezeRow]]:
    """Return the columns; amounts of value are copied as numbers in ``unit``."""
    return [
        Column("resource", "Capacity", lambda row: row.resource, width=22, searched=True),
        Column("when", "When", lambda row: row.when, width=13),
        Column("block", "One more", lambda row: row.block, "number", width=14),
        Column(
            "buys",
            "Buys",
            lambda row: row.buys,
            "number",
            text=lambda row: number_text(row.gain),
            unit=unit,
            head=("Buys",),
            sort=lambda row: (row.gain, row.when == EVERY_PERIOD),
            tone=lambda row: "funded" if row.gain > 0 else "muted",
            about=_ABOUT,
            width=12,
        ),
        Column("up_to", "Helps up to", lambda row: row.up_to, "number", width=15),
        Column("then", "Then", lambda row: row.then, width=24),
        Column(
            "less",
            "One less costs",
            lambda row: row.less,
            "number",
            text=lambda row: "" if row.loss is None else number_text(row.loss),
            unit=unit,
            head=("One less costs",),
            width=14,
        ),
        Column("enters", "Comes in", lambda row: row.enters, width=24),
        Column("leaves", "Goes", lambda row: row.leaves, width=20),
    ]


class MoreOfEach(QFrame):
    """A picture of every capacity, the same as a table with each period, exchange rates below."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._views = Views("What one more buys, as a picture or a table")
        self._picture = StudyPicture(context)
        self._table = TableView(more_columns(""), context.theme)
        self._unit = ""
        self._copy = QPushButton("Copy table")
        self._rates = QLabel()
        self._lay_out()
        self._copy.clicked.connect(lambda: copy_table(self._table, self._context))

    def show_squeeze(
        self, portfolio: Portfolio | None, squeeze: Squeeze | None, *, pale: bool
    ) -> None:
        """Show what is known; ``pale`` when the document has changed since."""
        rows: list[SqueezeRow] = []
        words: list[str] = []
        if portfolio is not None and squeeze is not None:
            rows, words = squeeze_rows(portfolio, squeeze), exchange_words(portfolio, squeeze)
            self._show_picture(portfolio, squeeze, pale=pale)
        if squeeze is not None and squeeze.value_unit != self._unit:
            self._unit = squeeze.value_unit
            self._table.show_columns(more_columns(self._unit))
        names = [column.id for column in self._table.table.grid.columns]
        self._table.table.show_stale(names if pale else ())
        self._table.show_rows(Row(row.key, row) for row in rows)
        self._rates.setText("\n".join(words))
        self._rates.setVisible(bool(words))
        self._copy.setEnabled(bool(rows))

    def _show_picture(self, portfolio: Portfolio, squeeze: Squeeze, *, pale: bool) -> None:
        from portfolio.charts import SQUEEZE, SqueezeView

        self._picture.show_value(SQUEEZE, SqueezeView(portfolio, squeeze, pale))

    def _lay_out(self) -> None:
        self._table.table.editable = False
        self._table.setAccessibleName("What one more of each capacity buys")
        self._table.header.setStretchLastSection(True)
        self._rates.setTextFormat(Qt.TextFormat.PlainText)
        self._rates.setWordWrap(True)
        self._rates.setAccessibleName("Exchange rates")
        self._copy.setToolTip("Copy all rows, with their titles, for a spreadsheet")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._views.add_view(card("", self._picture), "Picture")
        self._views.add_view(card("One more block", self._table, tools=[self._copy]), "Table")
        layout.addWidget(self._views, 1)
        layout.addWidget(self._rates)
