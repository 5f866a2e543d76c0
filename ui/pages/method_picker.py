"""Choosing a ranking method, with the question that it answers."""

from __future__ import annotations

import html

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel

from portfolio.ranking import METHODS, Method
from ui.widgets.still import StillCombo

_KEY = Qt.ItemDataRole.UserRole
_TIP = Qt.ItemDataRole.ToolTipRole


def method_of(name: str) -> Method:
    """Return a method by name; the first of the list when there is none of that name."""
    return next((method for method in METHODS if method.name == name), METHODS[0])


class MethodPicker(StillCombo):
    """All methods under the headings of their families."""

    #: a method was chosen; payload: its name
    method_chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMaxVisibleItems(24)
        model = QStandardItemModel(self)
        for family in dict.fromkeys(method.family for method in METHODS):
            heading = QStandardItem(family)
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            model.appendRow(heading)
            for method in METHODS:
                if method.family == family:
                    model.appendRow(_entry(method))
        self.setModel(model)
        self.activated.connect(self._tell)

    def show_method(self, name: str) -> None:
        """Show the method in force."""
        with QSignalBlocker(self):
            self.setCurrentIndex(self.findData(name, _KEY))

    def _tell(self, index: int) -> None:
        name = self.itemData(index, _KEY)
        if name:
            self.method_chosen.emit(name)


def _entry(method: Method) -> QStandardItem:
    item = QStandardItem(f"  {method.title}")
    item.setData(method.name, _KEY)
    item.setData(html.escape(f"{method.question} {method.label}"), _TIP)
    return item
