"""Fields with their labels above them, two a line; those that are hidden leave no gap."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from ui.theme import SPACE
from ui.widgets.tab_order import tab_through

_ACROSS = 2


class FieldPairs(QWidget):
    """Takes the fields once, and shows those that are asked for."""

    def __init__(self, fields: Mapping[str, tuple[str, QWidget]]) -> None:
        super().__init__()
        self._labels = {name: QLabel(title) for name, (title, _) in fields.items()}
        self._shown: tuple[str, ...] = ()
        self._pairs: dict[str, QWidget] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE)
        self._grid.setVerticalSpacing(SPACE // 2)
        for column in range(_ACROSS):
            self._grid.setColumnStretch(column, 1)
        for name, (_, field) in fields.items():
            self._pairs[name] = _pair(self._labels[name], field)
        self.show_only(fields)
        tab_through(None, [field for _, field in fields.values()])

    def show_only(self, names: Collection[str]) -> None:
        """Show these fields, in the order in which they were given."""
        shown = tuple(name for name in self._pairs if name in names)
        if shown == self._shown:
            return
        self._shown = shown
        for pair in self._pairs.values():
            self._grid.removeWidget(pair)
        for number, name in enumerate(shown):
            self._grid.addWidget(self._pairs[name], number // _ACROSS, number % _ACROSS)
        # Not before they stand in the form: a part that has no parent would be a window.
        for name, pair in self._pairs.items():
            pair.setVisible(name in shown)

    def call(self, name: str, title: str) -> None:
        """Give a field another label."""
        self._labels[name].setText(title)


def _pair(label: QLabel, field: QWidget) -> QWidget:
    label.setProperty("role", "muted")
    label.setBuddy(field)
    pair = QWidget()
    down = QVBoxLayout(pair)
    down.setContentsMargins(0, 0, 0, 0)
    down.setSpacing(SPACE // 4)
    down.addWidget(label)
    down.addWidget(field)
    return pair
