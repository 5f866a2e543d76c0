"""What is selected in a table, by record key, since rows move."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, Signal

if TYPE_CHECKING:
    from ui.tables.selecting_table import SelectingTable

_Flag: Final = QItemSelectionModel.SelectionFlag


class TableSelection(QObject):
    """The selected cells of a view, and the rows they are in."""

    #: the current row or the selected rows changed; payload: current key, all keys
    keys_selected = Signal(str, tuple)

    def __init__(self, view: SelectingTable) -> None:
        super().__init__(view)
        self._view = view
        self._wanted: tuple[str, tuple[str, ...]] | None = None
        self._quiet = False
        self._place = ("", "")
        model = view.selectionModel()
        model.selectionChanged.connect(self._tell)
        model.currentChanged.connect(self._tell)
        view.table.modelAboutToBeReset.connect(self._remember)
        view.table.modelReset.connect(self._restore)
        view.table.rows_changed.connect(self._catch_up)

    def select(self, current: str, chosen: tuple[str, ...] | None = None) -> None:
        """Select rows without telling so; a row that is not there yet, when it comes."""
        chosen = chosen if chosen is not None else ((current,) if current else ())
        row = self._view.table.grid.row_of(current)
        self._wanted = (current, chosen) if current and row < 0 else None
        selected = self.keys()
        if current == selected[0] and set(chosen) == set(selected[1]):
            return
        self._quiet = True
        if row < 0:
            self._view.selectionModel().clear()
        else:
            self._go_to(row, [key for key in chosen if key != current])
        self._quiet = False
        self._view.table.grid.pinned = current
        self._view.viewport().update()

    def settle(self) -> None:
        """Bring the current row and the selected ones together again.

        The nearest of the selected rows becomes current; the current one is selected when
        none is.
        """
        at, rows = self._view.currentIndex(), self.rows()
        if not at.isValid() or at.row() in rows:
            return
        if rows:
            nearest = at.siblingAtRow(min(rows, key=lambda row: abs(row - at.row())))
            self._view.selectionModel().setCurrentIndex(nearest, _Flag.NoUpdate)
        else:
            self._view.go_to(at)

    def keys(self) -> tuple[str, tuple[str, ...]]:
        """Return the current key and the keys of all rows with a selected cell."""
        keys = self._view.table.grid.keys
        current = self._view.currentIndex()
        return (
            keys[current.row()] if current.isValid() else "",
            tuple(keys[row] for row in self.rows()),
        )

    def rows(self) -> list[int]:
        """Return the rows with a selected cell, from top to bottom."""
        rows: set[int] = set()
        for part in self._view.selectionModel().selection().toList():
            rows.update(range(part.top(), part.bottom() + 1))
        return sorted(row for row in rows if 0 <= row < len(self._view.table.grid.keys))

    def columns(self) -> list[int]:
        """Return the visible columns with a selected cell, from left to right."""
        columns: set[int] = set()
        for part in self._view.selectionModel().selection().toList():
            columns.update(range(part.left(), part.right() + 1))
        return [column for column in self._view.header.visible_columns() if column in columns]

    def start(self) -> tuple[int, list[int]] | None:
        """Return the first selected row and the columns from the first selected one on.

        An empty table starts at its first cell; None when nothing is selected.
        """
        shown, columns = self._view.header.visible_columns(), self.columns()
        if not self._view.table.grid.keys:
            return 0, shown
        if not columns:
            return None
        return self.rows()[0], shown[shown.index(columns[0]) :]

    def _go_to(self, row: int, others: Sequence[str]) -> None:
        table, first = self._view.table, self._view.header.first_column()
        column = self._view.currentIndex().column()
        at = table.index(row, column if column >= 0 else first)
        self._view.go_to(at)
        self._view.scrollTo(at)
        places = {key: place for place, key in enumerate(table.grid.keys)}
        added = QItemSelection()
        for place in sorted(places[key] for key in others if key in places):
            added.select(table.index(place, first), table.index(place, first))
        self._view.selectionModel().select(added, _Flag.Select)

    def _tell(self) -> None:
        self._view.viewport().update()
        current, chosen = self.keys()
        # Qt moves the two one after the other: in between there is nothing to tell.
        if not self._quiet and (not current or current in chosen):
            self._view.table.grid.pinned = current
            self.keys_selected.emit(current, chosen)

    def _remember(self) -> None:
        index, grid = self._view.currentIndex(), self._view.table.grid
        if index.isValid():
            self._place = (grid.keys[index.row()], grid.columns[index.column()].id)
        self._quiet = True

    def _restore(self) -> None:
        grid = self._view.table.grid
        row, column = grid.row_of(self._place[0]), grid.column_of(self._place[1])
        if row >= 0:
            self._view.go_to(self._view.table.index(row, max(0, column)))
        self._quiet = False

    def _catch_up(self) -> None:
        """Select what was asked for before its row was there, or what took a lost row's place."""
        if self._wanted is not None:
            self.select(*self._wanted)
        else:
            self.settle()
