"""The view of every table: keys as in a spreadsheet, one frame around the current cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QWidget

from ui.overrides import guarded
from ui.tables.cell_delegate import CellDelegate
from ui.tables.clipboard import clipboard_cells, copy_cells
from ui.tables.column import Column, Row
from ui.tables.header import Header
from ui.tables.leaving import leaves
from ui.tables.selecting_table import MOVES, SelectingTable
from ui.tables.table_model import TableModel
from ui.theme import SPACE, Theme

_Hint: Final = QAbstractItemDelegate.EndEditHint
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TAB: Final = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_CLEAR: Final = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_NONE: Final = Qt.KeyboardModifier.NoModifier
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_KEYPAD: Final = Qt.KeyboardModifier.KeypadModifier
_NAMES: Final = "name"
_FRAME: Final = 2


class TableView(SelectingTable):
    """A fast table over a ``TableModel``.

    F2 or typing starts an edit, Enter goes down, Tab right (Enter then returns to the
    column where the Tabs began). What changes the document is asked for by signals.
    """

    #: the selected cells are to be emptied; payload: the verb for the undo step
    clear_requested = Signal(str)
    #: text is to be laid over the cells from the current one on; payload: tab separated
    #: text, whether it was copied from this app
    paste_requested = Signal(str, bool)
    #: the first selected row is to be copied into the others
    fill_requested = Signal()
    #: Enter or a double click in a table that cannot be edited; payload: key
    row_activated = Signal(str)

    def __init__(self, columns: Sequence[Column[Any]], theme: Theme) -> None:
        super().__init__(TableModel(columns, theme.tokens), theme)
        self.header = Header(self)
        self._held: list[Row[Any]] | None = None
        self._tab_start = -1
        self._scale = theme.scale
        self.setHorizontalHeader(self.header)
        self.setItemDelegate(CellDelegate(self))
        self._set_up()
        self.pressed.connect(self._end_tabs)
        self.doubleClicked.connect(self._activate)
        theme.theme_changed.connect(self.show_theme)
        self.show_theme()
        self.header.lay_out()

    @property
    def sticky_column(self) -> int:
        """The column of names, or the first one that is shown."""
        named = self.table.grid.column_of(_NAMES)
        return named if named >= 0 else self.header.first_column()

    def show_rows(self, rows: Iterable[Row[Any]]) -> None:
        """Bring the rows up to date; while a cell is typed in no row moves until that is over.

        When the row that is typed in is no longer there, it is over at once.
        """
        rows = list(rows)
        if not self.editing or self.table.grid.keeps_places(rows):
            self._held = None
            self.table.show_rows(rows)
            return
        self._held = rows
        at, keys = self.currentIndex(), self.table.grid.keys
        if keys[at.row()] not in {row.key for row in self._held}:
            editor = self.indexWidget(at)
            if editor is not None:
                self.closeEditor(editor, _Hint.RevertModelCache)

    def show_columns(self, columns: Sequence[Column[Any]]) -> None:
        """Show other columns, laid out as remembered."""
        self.table.show_columns(columns)
        self.header.lay_out()

    def show_theme(self) -> None:
        """Take colors and heights from the theme."""
        self.table.show_theme(self._theme.tokens)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + SPACE + _FRAME)
        if self._scale != self._theme.scale:
            self._scale = self._theme.scale
            self.header.lay_out()
        self.viewport().update()

    def edit_cell(self, key: str, column: str) -> None:
        """Go to a cell and start typing in it."""
        at = self.table.index(self.table.grid.row_of(key), self.table.grid.column_of(column))
        if at.isValid():
            self.setFocus()
            self.go_to(at)
            self.scrollTo(at)
            self.edit(at)

    def end_editing(self) -> None:
        """Take what is being typed into a cell, if anything is."""
        editor = self.indexWidget(self.currentIndex()) if self.editing else None
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, _Hint.NoHint)

    def copy(self) -> None:
        """Put the selected cells on the clipboard."""
        copy_cells(self)

    def cut(self) -> None:
        """Copy the selected cells and ask to empty them."""
        copy_cells(self)
        self.clear_requested.emit("Cut")

    def paste(self) -> None:
        """Ask to lay what is on the clipboard over the cells."""
        self.paste_requested.emit(*clipboard_cells())

    def fill_down(self) -> None:
        """Ask to copy the first selected row into the others."""
        self.fill_requested.emit()

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers() & ~_KEYPAD
        if self.editing:
            # What a cell's editor has no use for arrives here as well.
            super().keyPressEvent(event)
        elif event.key() in _ENTER and modifiers in (_NONE, _SHIFT):
            self._enter(-1 if modifiers == _SHIFT else 1)
        elif event.key() in _CLEAR and modifiers == _NONE:
            self.clear_requested.emit("Clear")
        elif not self._clipboard_key(event) and not self._leaves(event):
            if event.key() in MOVES:
                self._tab_start = -1
            elif event.key() in _TAB and self._tab_start < 0:
                self._tab_start = self.currentIndex().column()
            super().keyPressEvent(event)

    @guarded
    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        stay = hint in (_Hint.NoHint, _Hint.RevertModelCache)
        super().closeEditor(editor, hint if stay else _Hint.NoHint)
        if self._held is not None:
            held, self._held = self._held, None
            self.show_rows(held)
        if hint == _Hint.SubmitModelCache:
            self._enter(1)
        elif not stay:
            self._step(1 if hint == _Hint.EditNextItem else -1)

    def _leaves(self, event: QKeyEvent) -> bool:
        # Where nothing can be typed, Tab has no business in the cells; the arrows have.
        cells = self.header.visible_columns() if self.table.editable else []
        return leaves(self, cells, event)

    def _clipboard_key(self, event: QKeyEvent) -> bool:
        """Copy, cut or paste where no menu does, as in a dialog."""
        for key, run in (
            (QKeySequence.StandardKey.Copy, self.copy),
            (QKeySequence.StandardKey.Cut, self.cut),
            (QKeySequence.StandardKey.Paste, self.paste),
        ):
            if event.matches(key):
                run()
                return True
        return False

    def _enter(self, down: int) -> None:
        index = self.currentIndex()
        if not index.isValid():
            return
        if not self.table.editable:
            self._activate(index)
            return
        column = self._tab_start if self._tab_start >= 0 else index.column()
        self._tab_start = -1
        row = min(max(0, index.row() + down), self.table.rowCount() - 1)
        self.go_to(self.table.index(row, column))

    def _step(self, right: int) -> None:
        index = self.currentIndex()
        if self._tab_start < 0:
            self._tab_start = index.column()
        column = self.header.neighbor(index.column(), right)
        self.go_to(self.table.index(index.row(), column))

    def _end_tabs(self) -> None:
        self._tab_start = -1

    def _activate(self, index: QModelIndex) -> None:
        if not self.table.editable:
            self.row_activated.emit(self.table.grid.keys[index.row()])

    def _set_up(self) -> None:
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setCornerButtonEnabled(False)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(rows.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)
