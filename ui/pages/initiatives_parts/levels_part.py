"""The sizes at which one initiative can be funded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from portfolio.edit import set_level
from portfolio.exchange import Parsed, parse_cell
from portfolio.model import FundingLevel, Portfolio, in_order, key_after_all, new_id
from portfolio.model.amounts import percent_text
from portfolio.model.text import quoted
from portfolio.report.initiative_lines import InitiativeLine
from ui.context import Context
from ui.pages.initiatives_parts.fields import typed
from ui.pages.initiatives_parts.small_table import SmallTable
from ui.tables import Column, Hints, Mark, Row
from ui.theme import SPACE

if TYPE_CHECKING:
    from portfolio.analysis import Results

_FIRST = (("Pilot", 0.25), ("Lean", 0.6), ("Full", 1.0))
Share = Literal["demand_share", "benefit_share"]


class LevelsPart(QWidget):
    """Funding levels as shares of the full size."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._key = ""
        self._none = QLabel("Funded at full size or not at all.")
        self._add = QPushButton("Add a size")
        self._remove = QPushButton("Remove the size")
        self.table = SmallTable(context, "size", self._name)
        self._lay_out()
        self.table.show_columns(
            [
                self._name_column(),
                self._share_column("demand_share", "Demand"),
                self._share_column("benefit_share", "Benefit"),
            ]
        )
        self._add.clicked.connect(self._add_level)
        self._remove.clicked.connect(self._remove_level)

    def show_row(self, results: Results, row: Row[InitiativeLine]) -> None:
        """Show the funding levels of one initiative."""
        self._key = row.key
        levels = in_order(row.value.record.levels)
        marked = [mark for name, mark in row.marks.items() if name == "levels"]
        marks: dict[str, Mark] = {"name": marked[0]} if marked else {}
        self._none.setVisible(not levels)
        self.table.setVisible(bool(levels))
        self._remove.setVisible(bool(levels))
        self.table.show_table(None, [Row(key, level, marks) for key, level in levels])

    def _name_column(self) -> Column[FundingLevel]:
        return Column(
            "name",
            "Size",
            lambda level: level.name,
            parse=typed("text"),
            write=self._writer("name", lambda value: value or ""),
            width=14,
        )

    def _share_column(self, name: Share, title: str) -> Column[FundingLevel]:
        return Column(
            name,
            title,
            lambda level: percent_text(getattr(level, name)),
            kind="number",
            unit="%",
            sort=lambda level: getattr(level, name),
            text=lambda level: f"{getattr(level, name) * 100:.12g}",
            parse=_read_share,
            write=self._writer(name, float),
            about=f"Share of the {title.lower()} at full size",
            width=12,
        )

    def _writer(self, name: str, clean: Callable[[Any], object]) -> Callable[..., Portfolio]:
        def write(portfolio: Portfolio, level: str, value: object) -> Portfolio:
            record = portfolio.initiatives[self._key].levels[level]
            changed: dict[str, Any] = {name: clean(value)}
            return set_level(portfolio, self._key, level, replace(record, **changed))

        return write

    def _add_level(self) -> None:
        portfolio = self._context.document.portfolio
        levels = portfolio.initiatives[self._key].levels
        name, share = _FIRST[min(len(levels), len(_FIRST) - 1)]
        level = FundingLevel(name, key_after_all(levels), share, share)
        label = f"Add a size of {quoted(portfolio.initiatives[self._key].name)}"
        self._context.document.apply(label, set_level(portfolio, self._key, new_id("l"), level))

    def _remove_level(self) -> None:
        current, _ = self.table.selected.keys()
        portfolio = self._context.document.portfolio
        levels = portfolio.initiatives[self._key].levels
        if not current:
            self._context.messages.notice("Select the size to remove first.")
            return
        label = f"Remove the size {quoted(levels[current].name)}"
        self._context.document.apply(label, set_level(portfolio, self._key, current, None))

    def _name(self, portfolio: Portfolio, level: str) -> str:
        record = portfolio.initiatives.get(self._key)
        found = record.levels.get(level) if record is not None else None
        return found.name if found is not None else ""

    def _lay_out(self) -> None:
        self.table.setAccessibleName("Funding levels")
        self._none.setProperty("role", "muted")
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self._add)
        row.addWidget(self._remove)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(self._none)
        layout.addWidget(self.table)
        layout.addLayout(row)


def _read_share(text: str, hints: Hints) -> Parsed:
    """Read a share of the full size in percent, with or without its sign."""
    if not text.strip():
        return Parsed(problem="The share cannot be empty.")
    parsed = parse_cell(text, "amount", unit="%", decimal=hints.decimal)
    if parsed.problem or not isinstance(parsed.value, float):
        return parsed
    return Parsed(parsed.value / 100)
