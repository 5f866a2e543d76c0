"""A section of what the five lessons ask: made when it is first opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from portfolio.edit import restated, set_figure, set_training
from portfolio.model import Figure, Portfolio
from portfolio.model.text import quoted, uncapitalized
from portfolio.report.initiative_lines import InitiativeLine
from ui.context import Context
from ui.dialogs.figure_details import FigureDetails
from ui.pages.initiatives_parts.facts_fields import FACTS, figure_of, kind_of
from ui.pages.initiatives_parts.facts_rows import FactRows
from ui.pages.initiatives_parts.fields import Field
from ui.tables import Row
from ui.theme import SPACE

if TYPE_CHECKING:
    from portfolio.analysis import Results


class FactsPart(QWidget):
    """Fields for some columns of facts; while its section is folded it does nothing."""

    #: a field was typed into, or an answer chosen; payload: column id, text
    field_typed = Signal(str, str)

    def __init__(self, context: Context, columns: Sequence[str]) -> None:
        super().__init__()
        self.context = context
        self.key = ""
        self._columns = columns
        self._open = False
        self._fields: Mapping[str, Field] = {}
        self._shown: tuple[Results, Row[InitiativeLine]] | None = None
        self._before: QToolButton | None = None
        self._rows: FactRows | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, SPACE)
        self.column.setSpacing(SPACE)

    def open(self, shown: bool) -> None:
        """Show the fields, or stop keeping them up to date."""
        self._open = shown
        if shown:
            self.refresh()

    def follow(self, before: QToolButton) -> None:
        """Take the place after the heading of the section in the order of the Tab key."""
        self._before = before

    def show_fields(self, fields: Mapping[str, Field]) -> None:
        """Take other columns."""
        self._fields = fields
        if self._rows is not None:
            self._rows.show_fields(fields, self._currency())

    def show_row(self, results: Results, row: Row[InitiativeLine]) -> None:
        """Show one initiative, now or once the section is opened."""
        self.key, self._shown = row.key, (results, row)
        if self._open:
            self.refresh()

    def asks(self, column: str) -> bool:
        """Whether a column is among the fields."""
        return column in self._columns

    def widget(self, column: str) -> QWidget | None:
        """Return the field of a column; None while the section has not been opened."""
        return None if self._rows is None else self._rows.widget(column)

    def show_more(self, rows: FactRows, results: Results, row: Row[InitiativeLine]) -> None:
        """Show what a section has beside its fields."""

    def lay_out(self, rows: FactRows) -> list[QWidget]:
        """Put the fields on the section; return what Tab goes through."""
        self.column.addWidget(rows)
        return rows.stops()

    def refresh(self) -> None:
        """Bring the fields up to date; they are made when there is something to show."""
        if self._shown is None or not self._fields:
            return
        if self._rows is None:
            self._rows = self._made()
        self.show_more(self._rows, *self._shown)
        self._rows.show_row(self._shown[1])

    def _made(self) -> FactRows:
        rows = FactRows(self._columns)
        rows.show_fields(self._fields, self._currency())
        rows.field_typed.connect(self.field_typed)
        rows.details_requested.connect(self._open_details)
        before: QWidget | None = self._before
        for stop in self.lay_out(rows):
            if before is not None:
                QWidget.setTabOrder(before, stop)
            before = stop
        return rows

    def _currency(self) -> str:
        return self.context.document.portfolio.settings.currency

    def _open_details(self, column: str) -> None:
        """Ask for everything about a figure: its range, its date, where it comes from."""
        record = self.context.document.portfolio.initiatives[self.key]
        title, currency = self._fields[column].title, self._currency()
        dialog = FigureDetails(title, kind_of(column), currency, self.window())
        dialog.show_figure(record.name, figure_of(record, column))
        key = self.key
        dialog.figure_stated.connect(lambda figure: self._state(key, column, figure))
        dialog.open()

    def _state(self, key: str, column: str, figure: Figure | None) -> None:
        document = self.context.document
        if key not in document.portfolio.initiatives:
            return
        title = uncapitalized(self._fields[column].title)
        name = quoted(document.portfolio.initiatives[key].name)
        label = f"Set {title} of {name}"
        document.apply(label, with_figure(document.portfolio, key, column, figure))


def with_figure(portfolio: Portfolio, key: str, column: str, figure: Figure | None) -> Portfolio:
    """Return the portfolio with a figure of a column stated as in the dialog; None clears it.

    Earlier readings that were taken away there are gone; what it was until now becomes one
    when the new one is of a later day.
    """
    table, _, name = column.removeprefix(FACTS).partition("/")
    put = set_training if table == "training" else set_figure
    before = figure_of(portfolio.initiatives[key], column)
    if figure is not None and before is not None:
        figure = restated(replace(before, earlier=figure.earlier), figure)
    return put(portfolio, key, name, figure)
