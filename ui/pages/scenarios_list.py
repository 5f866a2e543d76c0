"""The scenarios as a list: which are compared, and what each does in a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidgetItem

from ui.overrides import guarded
from ui.widgets.wrapped_list import WrappedList

_KEY = Qt.ItemDataRole.UserRole
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_LONGEST = 60
_DELETE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


@dataclass(frozen=True, slots=True)
class ScenarioItem:
    """One scenario: its name, what is known about its plan, and whether it is compared."""

    key: str
    name: str
    words: str
    compared: bool


class ScenarioList(WrappedList):
    """Choosing, comparing, renaming and deleting are asked for by signals."""

    #: a scenario was chosen; payload: its id
    scenario_chosen = Signal(str)
    #: a scenario is to be compared or not; payload: its id, whether
    comparison_switched = Signal(str, bool)
    #: the chosen scenario is to be renamed
    rename_requested = Signal()
    #: the chosen scenario is to be deleted
    removal_requested = Signal()

    def __init__(self) -> None:
        super().__init__("Scenarios; the box says which are compared")
        self._items: tuple[ScenarioItem, ...] = ()
        self.itemChanged.connect(self._switch)
        self.currentItemChanged.connect(self._choose)
        self.itemDoubleClicked.connect(lambda _item: self.rename_requested.emit())

    def show_scenarios(self, items: Sequence[ScenarioItem], current: str) -> None:
        """Show the scenarios; nothing is rebuilt when they are the same."""
        with QSignalBlocker(self):
            if tuple(items) != self._items:
                self._items = tuple(items)
                self.clear()
                for entry in items:
                    item = self.add_sentence(
                        f"{_short(entry.name)}\n{entry.words}", f"{entry.name}\n{entry.words}"
                    )
                    item.setData(_KEY, entry.key)
                    item.setCheckState(_ON if entry.compared else _OFF)
                self.fit()
            keys = [entry.key for entry in items]
            self.setCurrentRow(keys.index(current) if current in keys else -1)

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _DELETE:
            self.removal_requested.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.rename_requested.emit()
        else:
            super().keyPressEvent(event)

    def _switch(self, item: QListWidgetItem) -> None:
        self.comparison_switched.emit(str(item.data(_KEY)), item.checkState() == _ON)

    def _choose(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None:
            self.scenario_chosen.emit(str(item.data(_KEY)))


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
