"""The table of decisions: a letter decides about the rows that are selected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent

from portfolio.model import DecisionOption
from portfolio.report.decision_rows import DecisionRow
from ui.overrides import guarded
from ui.pages.decision_parts.columns import PLAN_COLUMNS, decision_columns
from ui.pages.decision_parts.option_buttons import KEYS
from ui.tables import Row, TableView
from ui.theme import SPACE, Theme

#: The first ones are the last to be left out.
_BY_WORTH = ("name", "decision", "plan", "owner", "money", "terms", "review", "votes")
#: How many letters the widest texts of a column have; who is cut most comes first.
_GROWS = {"owner": 18, "votes": 18, "name": 34, "decision": 24, "plan": 24}
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


def with_draft(row: DecisionRow, option: DecisionOption | None) -> DecisionRow:
    """Return a row with the option that was entered and is not recorded; None for nothing."""
    return row if row.draft == option else replace(row, draft=option)


class DecisionTable(TableView):
    """One row an initiative, in the order of a session until another is asked for."""

    #: a letter was pressed; payload: DecisionOption
    option_pressed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(decision_columns(), theme)
        self.table.editable = False
        theme.theme_changed.connect(self._fit)
        self.setAccessibleName("Decisions, one initiative a row")
        self.setAccessibleDescription(
            "F funds, C funds with conditions, D defers, X cuts; Enter goes to the form"
        )

    def show_decisions(self, rows: Iterable[DecisionRow], *, stale: bool) -> None:
        """Show every initiative; what the plan says is pale while it is out of date."""
        self.table.show_stale(PLAN_COLUMNS if stale else ())
        self.show_rows(Row(row.key, row) for row in rows)

    def next_undecided(self) -> str:
        """Return the next undecided row below the current one, as sorted; empty without."""
        grid, at = self.table.grid, self.currentIndex().row()
        below = [*range(at + 1, len(grid.keys)), *range(max(at, 0))]
        return next((grid.keys[n] for n in below if grid.rows[n].value.decision is None), "")

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        option = KEYS.get(event.key()) if event.modifiers() in _PLAIN else None
        if option is None or not self.selected.keys()[0]:
            super().keyPressEvent(event)
        else:
            self.option_pressed.emit(option)

    def _fit(self) -> None:
        """Show as many columns as there is room for; what is left is for names and decisions.

        That is a matter of the window alone: while decisions come in, no column comes or goes.
        """
        letter, columns = self.fontMetrics().averageCharWidth(), self.table.grid.columns
        bold = QFontMetrics(self.header.bold)
        widths = {
            column.id: max(column.width * letter, bold.horizontalAdvance(column.title) + SPACE)
            + 2 * SPACE
            for column in columns
        }
        shown, room = _fitting(_BY_WORTH, widths, self.viewport().width())
        for name, most in _GROWS.items():
            wanted = max(0, most * letter + 2 * SPACE - widths[name])
            added = min(room, wanted) if name in shown else 0
            widths[name] += added
            room -= added
        widths["name"] += room
        self.header.fit(widths, set(_BY_WORTH) - set(shown))


def _fitting(names: Iterable[str], widths: Mapping[str, int], room: int) -> tuple[list[str], int]:
    """Return the first columns that there is room for, and the room that is left."""
    shown = []
    for name in names:
        if widths[name] > room:
            break
        room -= widths[name]
        shown.append(name)
    return shown, room
