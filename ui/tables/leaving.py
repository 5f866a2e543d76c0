"""The way out of a table by keyboard: Tab leaves it at its last cell, Shift+Tab at its first.

Inside, Tab goes from cell to cell as in a spreadsheet; without a way out nothing
behind the table could be reached without a mouse.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

_WAYS = {Qt.Key.Key_Tab: True, Qt.Key.Key_Backtab: False}


def leaves(view: QAbstractItemView, columns: list[int], event: QKeyEvent) -> bool:
    """Whether a key moved the keyboard out of a table, to the next or the previous widget.

    Args:
        view: the table.
        columns: those that Tab goes through, from left to right; none to leave at once.
        event: the key; anything but Tab and Shift+Tab stays inside.
    """
    forward = _WAYS.get(Qt.Key(event.key()))
    if forward is None or not _at_end(view.currentIndex(), columns, forward=forward):
        return False
    # While Tab walks the cells, a view takes each step of the keyboard for one of those.
    view.setTabKeyNavigation(False)
    moved: bool = view.focusNextChild() if forward else view.focusPreviousChild()
    view.setTabKeyNavigation(True)
    return moved


def _at_end(at: QModelIndex | QPersistentModelIndex, columns: list[int], *, forward: bool) -> bool:
    if not at.isValid() or not columns:
        return True
    row = at.model().rowCount() - 1 if forward else 0
    return (at.row(), at.column()) == (row, columns[-1 if forward else 0])
