"""A table whose selection goes where the current row goes, as in a spreadsheet."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent

from ui.overrides import guarded
from ui.tables.header import Header
from ui.tables.painted_table import PaintedTable
from ui.tables.table_model import TableModel
from ui.tables.table_selection import TableSelection
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

#: Keys that move the current cell; with Ctrl, Qt would leave the selection where it was.
MOVES: Final = (
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right),
    *(Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
)
_Flag: Final = QItemSelectionModel.SelectionFlag
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier


class SelectingTable(PaintedTable):
    """What is shown as current is always among what commands act on."""

    header: Header

    def __init__(self, model: TableModel[Any], theme: Theme) -> None:
        super().__init__(model, theme)
        self.selected = TableSelection(self)

    def go_to(self, index: Index) -> None:
        """Make a cell the only one that is selected, whatever keys are down."""
        self.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect)

    @guarded
    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        if isinstance(event, QKeyEvent) and event.key() in MOVES:
            return _Flag.SelectCurrent if event.modifiers() & _SHIFT else _Flag.ClearAndSelect
        return super().selectionCommand(index, event)

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        self.selected.settle()

    @guarded
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.selected.settle()

    @guarded
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selected.settle()
