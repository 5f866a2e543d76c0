"""The lines of a merge as a table: a heading for each record, a row for each value."""

from __future__ import annotations

from itertools import groupby
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from portfolio.model.text import visible
from ui.dialogs.merge_choices import Choices, Line, Side
from ui.overrides import guarded
from ui.theme.tooltip import plain_tooltip

Index = QModelIndex | QPersistentModelIndex

FIELD, BEFORE, MINE, THEIRS, STATE = range(5)
TITLES: Final = ("What", "Before", "Mine", "Theirs", "Settled")

_DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
_TOOLTIP: Final = int(Qt.ItemDataRole.ToolTipRole)
_SPOKEN: Final = int(Qt.ItemDataRole.AccessibleTextRole)
_ALIGN: Final = int(Qt.ItemDataRole.TextAlignmentRole)
_LEFT: Final = int((Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value)
_ROW: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
#: Headings are passed over by the arrow keys.
_HEADING: Final = Qt.ItemFlag.NoItemFlags
_SHOWN_LETTERS: Final = 300


class MergeModel(QAbstractTableModel):
    """Shows ``Choices``; a change of them is told with ``choose``, ``choose_all`` and ``look``."""

    def __init__(self, choices: Choices) -> None:
        super().__init__()
        self.choices = choices
        #: a line number for each row, or the text of a heading
        self.entries: list[int | str] = []
        for record, lines in groupby(range(len(choices.lines)), lambda n: choices.lines[n].record):
            self.entries += [record, *lines]

    def line_of(self, row: int) -> int | None:
        """Return the line that a row shows; None for a heading."""
        entry = self.entries[row] if 0 <= row < len(self.entries) else ""
        return entry if isinstance(entry, int) else None

    def headings(self) -> list[int]:
        """Return the rows that are headings."""
        return [row for row, entry in enumerate(self.entries) if isinstance(entry, str)]

    def look(self, row: int) -> None:
        """Take note that a row is seen."""
        line = self.line_of(row)
        if line is not None and self.choices.look(line):
            self._repaint(row, row)

    def choose(self, row: int, side: Side) -> None:
        """Take one side for the value in a row."""
        line = self.line_of(row)
        if line is not None:
            self.choices.choose(line, side)
            self._repaint(row, row)

    def choose_all(self, side: Side) -> None:
        """Take one side for all."""
        self.choices.choose_all(side)
        self._repaint(0, len(self.entries) - 1)

    @guarded
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    @guarded
    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(TITLES)

    @guarded
    def flags(self, index: Index) -> Qt.ItemFlag:
        return _HEADING if self.line_of(index.row()) is None else _ROW

    @guarded
    def data(self, index: Index, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - Qt's own type
        if not index.isValid():
            return None
        line = self.line_of(index.row())
        if line is None:
            return self._of_heading(index.row(), index.column(), role)
        if role == _DISPLAY:
            return _one_line(self._text(line, index.column()))
        if role == _TOOLTIP:
            return plain_tooltip(self._text(line, index.column()))
        if role == _SPOKEN:
            return self._spoken(line)
        return _LEFT if role == _ALIGN else None

    @guarded
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(TITLES):
            return None
        return {_DISPLAY: TITLES[section], _ALIGN: _LEFT}.get(role)

    def _of_heading(self, row: int, column: int, role: int) -> str | None:
        text = str(self.entries[row])
        if role == _TOOLTIP:
            return plain_tooltip(text)
        return _one_line(text) if role == _DISPLAY and column == FIELD else None

    def _text(self, number: int, column: int) -> str:
        line = self.choices.lines[number]
        texts = (line.field, line.before, line.mine, line.theirs, self.choices.state(number))
        return texts[column]

    def _spoken(self, number: int) -> str:
        line = self.choices.lines[number]
        return spoken(line, self.choices.state(number))

    def _repaint(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, STATE))


def spoken(line: Line, state: str) -> str:
    """Return a line as a screen reader says it."""
    values = (("before", line.before), ("mine", line.mine), ("theirs", line.theirs))
    told = "; ".join(f"{name}: {visible(text) or 'nothing'}" for name, text in values)
    return f"{visible(line.record)}, {visible(line.field)}. {told}. {state}."


def _one_line(text: str) -> str:
    return visible(" ".join(text[:_SHOWN_LETTERS].split()))
