"""The item model of every table: an adapter over a ``Grid``, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QIcon

from portfolio.model import Severity
from ui.overrides import guarded
from ui.tables.announcing import announce, repaint
from ui.tables.column import Column, Mark, Row
from ui.tables.grid import Change, Filter, Grid, one_line
from ui.theme import Tokens, icon
from ui.theme.tooltip import plain_tooltip

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex

# Looked up once: an enum member looked up inside ``data`` costs more than the rest of it.
_DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
_EDIT: Final = int(Qt.ItemDataRole.EditRole)
_TOOLTIP: Final = int(Qt.ItemDataRole.ToolTipRole)
_ALIGN: Final = int(Qt.ItemDataRole.TextAlignmentRole)
_FOREGROUND: Final = int(Qt.ItemDataRole.ForegroundRole)
_BACKGROUND: Final = int(Qt.ItemDataRole.BackgroundRole)
_DECORATION: Final = int(Qt.ItemDataRole.DecorationRole)
_SPOKEN: Final = int(Qt.ItemDataRole.AccessibleTextRole)
_LEFT: Final = int((Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value)
_RIGHT: Final = int((Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter).value)
_CENTER: Final = int(Qt.AlignmentFlag.AlignCenter.value)
_READ: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_WRITE: Final = _READ | Qt.ItemFlag.ItemIsEditable
_NO_FLAGS: Final = Qt.ItemFlag.NoItemFlags
_HORIZONTAL: Final = Qt.Orientation.Horizontal
_ASCENDING: Final = Qt.SortOrder.AscendingOrder
_DESCENDING: Final = Qt.SortOrder.DescendingOrder
_ALIGNED: Final = {"number": _RIGHT, "mark": _CENTER}
_MARKED: Final[tuple[Severity, ...]] = ("error", "warning")


class TableModel(QAbstractTableModel, Generic[R]):
    """Shows a ``Grid``; a typed cell is handed on, never written here."""

    #: a cell was typed into; payload: row key, column id, text
    cell_typed = Signal(str, str, str)
    #: the visible rows, or their order, changed
    rows_changed = Signal()

    def __init__(self, columns: Sequence[Column[R]], tokens: Tokens) -> None:
        super().__init__()
        self.grid: Grid[R] = Grid(columns)
        self.editable = True
        self._stale: frozenset[int] = frozenset()
        self._stale_ids: frozenset[str] = frozenset()
        self._aligned: list[int] = []
        self._tones: list[Callable[[R], str] | None] = []
        self._titles: list[str] = []
        self._colors: dict[str, QColor] = {}
        self._icons: dict[str, QIcon] = {}
        self._soft: dict[str, QColor] = {}
        self._muted = QColor()
        self._take_columns()
        self.show_theme(tokens)

    def show_columns(self, columns: Sequence[Column[R]]) -> None:
        """Show other columns."""
        self.beginResetModel()
        self.grid.show_columns(columns)
        self._take_columns()
        self.endResetModel()
        self.rows_changed.emit()

    def show_rows(self, rows: Iterable[Row[R]]) -> None:
        """Bring the rows up to date; cells that did not change are not touched."""
        self._settle(self.grid.show_rows(rows))

    def show_stale(self, columns: Collection[str]) -> None:
        """Pale the columns that are older than the document."""
        if self._stale_ids != frozenset(columns):
            self._stale_ids = frozenset(columns)
            self._stale = self._places(columns)
            self._repaint_all()

    def show_theme(self, tokens: Tokens) -> None:
        """Take colors and icons from a theme."""
        names = (name for name in Tokens.__dataclass_fields__ if name not in ("name", "series"))
        self._colors = {name: QColor(getattr(tokens, name)) for name in names}
        self._muted = self._colors["muted"]
        self._soft = {name: self._colors[f"{name}_soft"] for name in _MARKED}
        self._icons = {name: icon("warning", getattr(tokens, name)) for name in _MARKED}
        self._repaint_all()

    def search(self, text: str) -> None:
        """Show the rows that hold all words."""
        self._settle(self.grid.search(text))

    def filter(self, keep: Filter[R] | None) -> None:
        """Show the rows that ``keep`` accepts; None shows all."""
        self._settle(self.grid.filter(keep))

    @guarded
    def sort(self, column: int, order: Qt.SortOrder = _ASCENDING) -> None:
        name = self.grid.columns[column].id if 0 <= column < len(self.grid.columns) else ""
        self._settle(self.grid.sort(name, descending=order == _DESCENDING))

    @guarded
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.grid.keys)

    @guarded
    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.grid.columns)

    @guarded
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return _NO_FLAGS
        column = self.grid.columns[index.column()]
        if not self.editable or column.write is None:
            return _READ
        locked = column.locked is not None and column.locked(self.grid.rows[index.row()].value)
        return _READ if locked else _WRITE

    @guarded
    def data(self, index: Index, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - Qt's own type
        answer = _ANSWERS.get(role)
        if answer is None or (row := index.row()) < 0:
            return None
        return answer(self, row, index.column())

    @guarded
    def setData(self, index: Index, value: object, role: int = _EDIT) -> bool:
        if role != _EDIT or not index.isValid():
            return False
        column = self.grid.columns[index.column()]
        if column.write is not None:
            self.cell_typed.emit(self.grid.keys[index.row()], column.id, str(value))
        return column.write is not None

    @guarded
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        if orientation != _HORIZONTAL:
            return section + 1 if role == _DISPLAY else None
        if not 0 <= section < len(self._titles):
            return None
        if role == _DISPLAY:
            return self._titles[section]
        if role == _ALIGN:
            return self._aligned[section]
        if role == _TOOLTIP:
            column = self.grid.columns[section]
            return plain_tooltip(column.explained)
        return None

    def _shown(self, row: int, column: int) -> str:
        text = self.grid.texts[row][column]
        return self.grid.text(row, column) if text is None else text

    def _align(self, _row: int, column: int) -> int:
        return self._aligned[column]

    def _color(self, row: int, column: int) -> QColor | None:
        if column in self._stale:
            return self._muted
        tone = self._tones[column]
        return None if tone is None else self._colors.get(tone(self.grid.rows[row].value))

    def _background(self, row: int, column: int) -> QColor | None:
        shown, tint = self.grid.rows[row], self.grid.columns[column].tint
        soft = self._soft.get(self._severity(shown.marks, column)) if shown.marks else None
        return soft or (None if tint is None else self._colors.get(tint(shown.value)))

    def _decoration(self, row: int, column: int) -> QIcon | None:
        marks = self.grid.rows[row].marks
        return self._icons.get(self._severity(marks, column)) if marks else None

    def _severity(self, marks: Mapping[str, Mark], column: int) -> str:
        mark = marks.get(self.grid.columns[column].id)
        return "" if mark is None else mark.severity

    def _edited(self, row: int, column: int) -> str:
        return self.grid.columns[column].edit_text(self.grid.rows[row].value)

    def _tip(self, row: int, column: int) -> str:
        shown, record = self.grid.columns[column], self.grid.rows[row]
        mark = record.marks.get(shown.id)
        words = ["" if mark is None else mark.text, (shown.tip or shown.read)(record.value)]
        return plain_tooltip("\n".join(word for word in words if word))

    def _said(self, row: int, column: int) -> str:
        mark = self.grid.rows[row].marks.get(self.grid.columns[column].id)
        text = self._shown(row, column)
        return text if mark is None else f"{text}. {mark.text}"

    def _take_columns(self) -> None:
        columns = self.grid.columns
        self._tones = [column.tone for column in columns]
        self._aligned = [_ALIGNED.get(column.kind, _LEFT) for column in columns]
        self._titles = ["\n".join(map(one_line, column.header_lines)) for column in columns]
        self._stale = self._places(self._stale_ids)

    def _places(self, columns: Collection[str]) -> frozenset[int]:
        return frozenset(n for n, one in enumerate(self.grid.columns) if one.id in columns)

    def _settle(self, change: Change) -> None:
        announce(self, change)
        if change.kind != "cells":
            self.rows_changed.emit()

    def _repaint_all(self) -> None:
        repaint(self, range(len(self.grid.keys)))


# Bound methods kept in the model would make it part of a cycle, which outlives the application.
_ANSWERS: Final[dict[int, Callable[[TableModel[Any], int, int], Any]]] = {
    _DISPLAY: TableModel._shown,  # noqa: SLF001 - the class's own table
    _EDIT: TableModel._edited,  # noqa: SLF001
    _TOOLTIP: TableModel._tip,  # noqa: SLF001
    _ALIGN: TableModel._align,  # noqa: SLF001
    _FOREGROUND: TableModel._color,  # noqa: SLF001
    _BACKGROUND: TableModel._background,  # noqa: SLF001
    _DECORATION: TableModel._decoration,  # noqa: SLF001
    _SPOKEN: TableModel._said,  # noqa: SLF001
}
