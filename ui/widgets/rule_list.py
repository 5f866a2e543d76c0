"""The rules in force as sentences, each with a box to switch it off."""

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


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule as text.

    Attributes:
        active: applied to the plan.
        member: an initiative that it names, to be selected with it; may be empty.
    """

    key: str
    text: str
    active: bool
    member: str = ""


class RuleList(WrappedList):
    """Switching, choosing and removing are asked for by signals."""

    #: a rule was switched; payload: its id, on or off
    rule_switched = Signal(str, bool)
    #: a rule was chosen; payload: its id
    rule_chosen = Signal(str)
    #: the chosen rule is to be removed; payload: its id
    removal_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__("Rules that the plan must obey")
        self._rows: tuple[RuleRow, ...] = ()
        self.itemChanged.connect(self._switch)
        self.currentItemChanged.connect(self._choose)

    @property
    def current_rule(self) -> str:
        """Id of the chosen rule; empty when none is."""
        item = self.currentItem()
        return str(item.data(_KEY)) if item is not None else ""

    def show_rules(self, rows: Sequence[RuleRow]) -> None:
        """Show the rules; nothing is rebuilt when they are the same."""
        if tuple(rows) == self._rows:
            return
        self._rows, kept = tuple(rows), self.current_rule
        with QSignalBlocker(self):
            self.clear()
            for row in rows:
                item = self.add_sentence(row.text)
                item.setData(_KEY, row.key)
                item.setCheckState(_ON if row.active else _OFF)
                if row.key == kept:
                    self.setCurrentItem(item)
        self.fit()

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.current_rule:
            self.removal_requested.emit(self.current_rule)
        else:
            super().keyPressEvent(event)

    def _switch(self, item: QListWidgetItem) -> None:
        self.rule_switched.emit(str(item.data(_KEY)), item.checkState() == _ON)

    def _choose(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None:
            self.rule_chosen.emit(str(item.data(_KEY)))
