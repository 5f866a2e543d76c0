"""Tells views what changed in a grid, around the moment when it takes effect."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QModelIndex

from ui.tables.grid import Change

if TYPE_CHECKING:
    from ui.tables.table_model import TableModel

_SPELLED_CHANGES: Final = 40


def announce(model: TableModel[Any], change: Change) -> None:
    """Let a change take effect, as Qt wants it told; then repaint what differs."""
    if change.kind == "insert":
        model.beginInsertRows(QModelIndex(), change.first, change.last)
        model.grid.settle()
        model.endInsertRows()
    elif change.kind == "remove":
        model.beginRemoveRows(QModelIndex(), change.first, change.last)
        model.grid.settle()
        model.endRemoveRows()
    elif change.kind == "order":
        _reorder(model)
    elif change.kind == "all":
        model.beginResetModel()
        model.grid.settle()
        model.endResetModel()
    else:
        model.grid.settle()
    repaint(model, change.rows)


def repaint(model: TableModel[Any], rows: Sequence[int]) -> None:
    """Tell that rows differ: each alone when they are few, else the block that holds them."""
    last = len(model.grid.columns) - 1
    if not rows or last < 0:
        return
    blocks = [(row, row) for row in rows]
    if len(rows) > _SPELLED_CHANGES:
        blocks = [(rows[0], rows[-1])]
    for first, end in blocks:
        model.dataChanged.emit(model.index(first, 0), model.index(end, last))


def _reorder(model: TableModel[Any]) -> None:
    """Move rows, and what points at them, to their new places."""
    model.layoutAboutToBeChanged.emit()
    before = model.persistentIndexList()
    kept = [(model.grid.keys[index.row()], index.column()) for index in before]
    model.grid.settle()
    place = {key: row for row, key in enumerate(model.grid.keys)}
    after = [model.index(place[key], column) for key, column in kept]
    model.changePersistentIndexList(before, after)
    model.layoutChanged.emit()
