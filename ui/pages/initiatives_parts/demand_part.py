"""What one initiative needs: periods down, resources across."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from portfolio.model import Initiative, Portfolio, in_order
from portfolio.report.initiative_lines import InitiativeLine
from ui.context import Context
from ui.pages.initiatives_parts.columns import demand_field
from ui.pages.initiatives_parts.facts_derived import DerivedCells
from ui.pages.initiatives_parts.fields import Field, Part
from ui.pages.initiatives_parts.small_table import SmallTable
from ui.tables import Column, Mark, Row
from ui.theme import SPACE

if TYPE_CHECKING:
    from portfolio.analysis import Results

_PARTS: tuple[Part, ...] = ("low", "likely", "high")
_TITLES: dict[Part, str] = {"low": "low", "likely": "", "high": "high"}


@dataclass(frozen=True, slots=True)
class _Period:
    key: str
    name: str
    record: Initiative


class DemandPart(QWidget):
    """The likely demand, and its range when asked for."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._key = ""
        self._derived = DerivedCells(lambda: context.document.portfolio)
        self._results: Results | None = None
        self._made: tuple[object, ...] = ()
        self._marks: Mapping[str, Mark] = {}
        self._range = QCheckBox("Low and high")
        self.table = SmallTable(context, "period", self._name)
        self.table.setAccessibleName("Demand: periods down, resources across")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, SPACE)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(self._range)
        layout.addWidget(self.table)
        self._range.toggled.connect(self._show)

    def show_row(self, results: Results, row: Row[InitiativeLine]) -> None:
        """Show the demand of one initiative."""
        self._results, self._key = results, row.key
        self._marks = row.marks
        self._show()

    def _show(self) -> None:
        if self._results is None or self._key not in self._results.portfolio.initiatives:
            return
        portfolio = self._results.portfolio
        resources, periods = in_order(portfolio.resources), in_order(portfolio.periods)
        made = (
            tuple((key, r.name, r.unit) for key, r in resources),
            tuple((key, p.name) for key, p in periods),
            self._range.isChecked(),
        )
        columns = None if made == self._made else self._columns(portfolio)
        self._made = made
        record = portfolio.initiatives[self._key]
        rows = [
            Row(key, _Period(key, period.name, record), self._cell_marks(key))
            for key, period in periods
        ]
        self.table.show_table(columns, rows)

    def _cell_marks(self, period: str) -> dict[str, Mark]:
        """Return the marks of the large table that are about one period."""
        ends = f"/{period}"
        return {
            name.removesuffix(ends): mark
            for name, mark in self._marks.items()
            if name.startswith("demand/") and name.endswith(ends)
        }

    def _columns(self, portfolio: Portfolio) -> list[Column[_Period]]:
        parts = _PARTS if self._range.isChecked() else ("likely",)
        columns: list[Column[_Period]] = [
            Column("period", "Period", lambda period: period.name, width=10)
        ]
        # Without a period there is no row, and nothing that a column could read.
        resources = in_order(portfolio.resources) if portfolio.periods else ()
        for resource in resources:
            for part in parts:
                fields = {
                    key: demand_field(resource, (key, period), part, self._derived)
                    for key, period in portfolio.periods.items()
                }
                columns.append(self._column(resource[0], resource[1].name, part, fields))
        return columns

    def _column(
        self, resource: str, name: str, part: Part, fields: dict[str, Field]
    ) -> Column[_Period]:
        """Return a column that reads and writes through the field of the row's period."""
        any_field = next(iter(fields.values()))

        def line(period: _Period) -> InitiativeLine:
            return InitiativeLine(self._key, period.record)

        def write(portfolio: Portfolio, period: str, value: Any) -> Portfolio:  # noqa: ANN401
            set_it = fields[period].write
            return portfolio if set_it is None else set_it(portfolio, self._key, value)

        return Column(
            f"demand/{resource}" + ("" if part == "likely" else f"/{part}"),
            f"{name}, {_TITLES[part]}" if _TITLES[part] else name,
            lambda period: fields[period.key].read(line(period)),
            kind="number",
            unit=any_field.unit,
            sort=lambda period: fields[period.key].sort_key(line(period)),
            text=lambda period: fields[period.key].edit_text(line(period)),
            tip=lambda period: _tip(fields[period.key], line(period)),
            parse=any_field.parse,
            write=write,
            locked=lambda period: _is_locked(fields[period.key], line(period)),
            about=f"{part.capitalize()} demand for {name}, in {any_field.unit}",
            width=11,
        )

    def _name(self, portfolio: Portfolio, period: str) -> str:
        record, when = portfolio.initiatives.get(self._key), portfolio.periods.get(period)
        name = record.name if record is not None else ""
        return f"{name}, {when.name}" if when is not None else name


def _tip(field: Field, line: InitiativeLine) -> str:
    return field.read(line) if field.tip is None else field.tip(line)


def _is_locked(field: Field, line: InitiativeLine) -> bool:
    return field.locked is not None and field.locked(line)
