"""Whose chart is shown: the initiatives by name, one of them chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal

from portfolio.model.text import visible
from ui.theme.tooltip import plain_tooltip
from ui.widgets.still import StillCombo

if TYPE_CHECKING:
    from portfolio.lessons import Board

_LONGEST = 44
_TIP = Qt.ItemDataRole.ToolTipRole


class InitiativeChooser(StillCombo):
    """Every initiative that was judged, in the order of the screen."""

    #: an initiative was chosen by hand; payload: its id
    initiative_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._keys: tuple[str, ...] = ()
        self._names: list[str] = []
        self.setPlaceholderText("Choose an initiative")
        self.setAccessibleName("Initiative shown")
        self.setToolTip("The initiative that is shown; it is selected everywhere")
        self.activated.connect(lambda place: self.initiative_chosen.emit(self._keys[place]))

    def show_board(self, board: Board | None, current: str) -> None:
        """Show whom the board judges, and which of them is current (empty: none)."""
        keys = () if board is None else board.ids
        names = [] if board is None else [board.portfolio.initiatives[key].name for key in keys]
        with QSignalBlocker(self):
            if names != self._names:
                self.clear()
                self.addItems([_short(name) for name in names])
                for place, name in enumerate(names):
                    self.setItemData(place, plain_tooltip(name), _TIP)
            self._keys, self._names = keys, names
            self.setCurrentIndex(keys.index(current) if current in keys else -1)
        self.setVisible(bool(keys))


def _short(name: str) -> str:
    line = visible(" ".join(name.split())) or "(no name)"
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
