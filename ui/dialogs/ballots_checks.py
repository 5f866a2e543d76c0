"""A list of records to tick, with quick choices above it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from portfolio.model.text import quoted, visible
from ui.theme import SPACE
from ui.theme.tooltip import plain_tooltip
from ui.widgets.still import OpeningCombo

_CHECKED: Final = Qt.CheckState.Checked
_PARTLY: Final = Qt.CheckState.PartiallyChecked
_UNCHECKED: Final = Qt.CheckState.Unchecked
_KEY: Final = Qt.ItemDataRole.UserRole
_SPOKEN: Final = Qt.ItemDataRole.AccessibleTextRole


class CheckList(QWidget):
    """Ticks are shown as they are told, and every tick by hand is told."""

    #: a tick was set or taken; payload: id, whether it is set
    ticked = Signal(str, bool)
    #: a quick choice was made; payload: the ids that are wanted
    chosen = Signal(object)

    def __init__(self, title: str, choices: Sequence[tuple[str, tuple[str, ...]]] = ()) -> None:
        super().__init__()
        self._title = title
        self._choices = choices
        self._heading = QLabel(title)
        self._quick = OpeningCombo()
        self.list = QListWidget()
        self._lay_out()
        self.list.itemChanged.connect(
            lambda item: self.ticked.emit(item.data(_KEY), item.checkState() == _CHECKED)
        )
        self._quick.activated.connect(self._choose)

    def show_records(self, names: Mapping[str, str]) -> None:
        """Show what there is to tick."""
        with QSignalBlocker(self.list):
            self.list.clear()
            for key, name in names.items():
                item = QListWidgetItem(quoted(name)[1:-1] if name.strip() else "(no name)")
                item.setData(_KEY, key)
                item.setData(_SPOKEN, visible(name))
                item.setToolTip(plain_tooltip(name))
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(_UNCHECKED)
                self.list.addItem(item)

    def show_ticks(self, ticked: Collection[str], partly: Collection[str] = ()) -> None:
        """Show what is ticked, and what is for some only."""
        with QSignalBlocker(self.list):
            for row in range(self.list.count()):
                item = self.list.item(row)
                key = item.data(_KEY)
                state = _CHECKED if key in ticked else _PARTLY if key in partly else _UNCHECKED
                if item.checkState() != state:
                    item.setCheckState(state)
        self._heading.setText(f"{self._title}: {len(ticked):,} of {self.list.count():,}")

    def _choose(self, place: int) -> None:
        if place > 0:
            self.chosen.emit(self._choices[place - 1][1])
        self._quick.setCurrentIndex(0)

    def _lay_out(self) -> None:
        self._heading.setProperty("role", "strong")
        self.list.setAccessibleName(self._title)
        self.list.setProperty("role", "roomy")
        self.list.setUniformItemSizes(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._quick.addItems(["Choose…", *(title for title, _ in self._choices)])
        self._quick.setAccessibleName(f"{self._title}: quick choice")
        self._quick.setVisible(bool(self._choices))
        above = QHBoxLayout()
        above.setSpacing(SPACE)
        above.addWidget(self._heading, 1)
        above.addWidget(self._quick)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(SPACE // 2)
        down.addLayout(above)
        down.addWidget(self.list, 1)
