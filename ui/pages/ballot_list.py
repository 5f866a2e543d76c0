"""The initiatives of a ballot, with what is still open on each: to jump to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from portfolio.model.text import plural, quoted, visible
from portfolio.report.ballot_view import Entry
from ui.overrides import guarded
from ui.theme.tooltip import plain_tooltip

Index = QModelIndex | QPersistentModelIndex

_SHOWN: Final = Qt.ItemDataRole.DisplayRole
_TIP: Final = Qt.ItemDataRole.ToolTipRole
_SPOKEN: Final = Qt.ItemDataRole.AccessibleTextRole
_NOWHERE: Final = QModelIndex()
_CHOOSE: Final = QItemSelectionModel.SelectionFlag.ClearAndSelect


class EntryModel(QAbstractListModel):
    """An adapter over a list of entries, and nothing more."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: Sequence[Entry] = ()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show entries; only those that changed are told while all are the same ones."""
        before, same = self.entries, [e.key for e in self.entries] == [e.key for e in entries]
        if not same:
            self.beginResetModel()
        self.entries = entries
        if not same:
            self.endResetModel()
            return
        for row, (old, new) in enumerate(zip(before, entries, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(row), self.index(row))

    @guarded
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.entries)

    @guarded
    def data(self, index: Index, role: int = int(_SHOWN)) -> Any:  # noqa: ANN401 - as Qt has it
        if not index.isValid() or role not in (_SHOWN, _TIP, _SPOKEN):
            return None
        entry = self.entries[index.row()]
        if role == _SHOWN:
            return f"{'○' if entry.open else '✓'}  {quoted(entry.name)[1:-1]}"
        left = f"{plural(entry.open, 'rating')} open" if entry.open else "done"
        text = f"{visible(entry.name)}: {left}"
        return text if role == _SPOKEN else plain_tooltip(text)


class BallotList(QListView):
    """Jumps to what is chosen."""

    #: an entry was chosen; payload: its key
    entry_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = EntryModel()
        self.setModel(self._model)
        self.setAccessibleName("Initiatives on this ballot")
        self.setProperty("role", "plain")
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.selectionModel().currentChanged.connect(self._choose)

    def show_entries(self, entries: Sequence[Entry], current: str) -> None:
        """Show what there is to rate, and where the rater is."""
        self._model.show_entries(entries)
        row = next((n for n, entry in enumerate(entries) if entry.key == current), -1)
        if row >= 0 and self.currentIndex().row() != row:
            index = self._model.index(row)
            chooser = self.selectionModel()
            chooser.blockSignals(True)
            chooser.setCurrentIndex(index, _CHOOSE)
            chooser.blockSignals(False)
            self.scrollTo(index)
            self.viewport().update()

    def _choose(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self.entry_chosen.emit(self._model.entries[index.row()].key)
