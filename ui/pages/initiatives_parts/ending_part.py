"""What stopping a running effort costs, and what it has used so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from portfolio.model import Initiative, Portfolio, in_order
from portfolio.model.text import visible
from portfolio.report.initiative_lines import InitiativeLine
from ui.context import Context
from ui.pages.initiatives_parts.fields import Field
from ui.pages.initiatives_parts.small_table import SmallTable
from ui.pages.initiatives_parts.timing_fields import ending_fields, stop_cost_field
from ui.tables import Column, Mark, Row
from ui.theme import SPACE

if TYPE_CHECKING:
    from portfolio.analysis import Results

_HINT = (
    "What it has used so far is sunk: it is shown, and never counted. What stopping it would "
    "still need is counted when the plan does not continue it."
)


@dataclass(frozen=True, slots=True)
class _Stock:
    """One resource as a row of one initiative."""

    key: str
    name: str
    record: Initiative


class EndingPart(QWidget):
    """Resources down; spent so far, then the stop cost in each period, across."""

    #: whether the part concerns the initiative shown; payload: it does
    wanted = Signal(bool)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._key = ""
        self._made: tuple[object, ...] = ()
        self._hint = QLabel(_HINT)
        self.table = SmallTable(context, "resource", self._name)
        self._lay_out()

    def show_row(self, results: Results, row: Row[InitiativeLine]) -> None:
        """Show the amounts of one initiative; a candidate without any needs none."""
        record, portfolio = row.value.record, results.portfolio
        self._key = row.key
        wanted = bool(record.status == "running" or record.stop_cost or record.spent)
        self.wanted.emit(wanted)
        if not wanted:
            return
        resources, periods = in_order(portfolio.resources), in_order(portfolio.periods)
        made = (
            tuple((key, r.name, r.unit) for key, r in resources),
            tuple((key, p.name) for key, p in periods),
        )
        columns = None if made == self._made else self._columns(portfolio)
        self._made = made
        rows = [
            Row(key, _Stock(key, f"{r.name}, {r.unit}", record), _marks(row, key))
            for key, r in resources
        ]
        self.table.show_table(columns, rows)

    def _columns(self, portfolio: Portfolio) -> list[Column[_Stock]]:
        spent = {
            column.id.removeprefix("spent/"): column
            for column in ending_fields(portfolio)
            if column.id.startswith("spent/")
        }
        columns: list[Column[_Stock]] = [
            Column("resource", "Resource", lambda stock: visible(stock.name), width=22),
            self._column("spent", "Spent so far", spent),
        ]
        for period, when in in_order(portfolio.periods):
            cells = {
                resource[0]: stop_cost_field(resource, (period, when.name))
                for resource in portfolio.resources.items()
            }
            columns.append(self._column(f"stop/{period}", when.name, cells))
        return columns

    def _column(self, name: str, title: str, fields: dict[str, Field]) -> Column[_Stock]:
        """Return a column that reads and writes through the field of the row's resource."""

        def line(stock: _Stock) -> InitiativeLine:
            return InitiativeLine(self._key, stock.record)

        def write(portfolio: Portfolio, resource: str, value: Any) -> Portfolio:  # noqa: ANN401
            set_it = fields[resource].write
            return portfolio if set_it is None else set_it(portfolio, self._key, value)

        return Column(
            name,
            title,
            lambda stock: fields[stock.key].read(line(stock)),
            kind="number",
            sort=lambda stock: fields[stock.key].sort_key(line(stock)),
            text=lambda stock: fields[stock.key].edit_text(line(stock)),
            parse=next((field.parse for field in fields.values()), None),
            write=write,
            about=f"{title}, in the unit of the resource"
            if name == "spent"
            else f"What stopping it needs in {title}, in the unit of the resource",
            width=12,
        )

    def _name(self, portfolio: Portfolio, resource: str) -> str:
        record, what = portfolio.initiatives.get(self._key), portfolio.resources.get(resource)
        name = record.name if record is not None else ""
        return f"{name}, {what.name}" if what is not None else name

    def _lay_out(self) -> None:
        self.table.setAccessibleName("Spent so far and stop cost: resources down, periods across")
        self._hint.setProperty("role", "muted")
        self._hint.setWordWrap(True)
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, SPACE)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(self._hint)
        layout.addWidget(self.table)


def _marks(row: Row[InitiativeLine], resource: str) -> dict[str, Mark]:
    mark = row.marks.get(f"spent/{resource}")
    found = {} if mark is None else {"spent": mark}
    stop = row.marks.get(f"stop_cost/{resource}")
    return found if stop is None else {**found, "resource": stop}
