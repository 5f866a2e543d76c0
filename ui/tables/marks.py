"""Columns of marks painted as a heat map: a tinted tile a cell, a gap between groups."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from ui.overrides import guarded
from ui.tables.cell_delegate import CellDelegate
from ui.tables.table_model import TableModel
from ui.theme import RADIUS, SPACE, Tokens

Index = QModelIndex | QPersistentModelIndex

#: Pixels before the first column of a group.
GROUP_GAP: Final = SPACE
_BACKGROUND: Final = int(Qt.ItemDataRole.BackgroundRole)
_FOREGROUND: Final = int(Qt.ItemDataRole.ForegroundRole)
_SELECTED: Final = QStyle.StateFlag.State_Selected
_CENTER: Final = Qt.AlignmentFlag.AlignCenter
_HINTS: Final = QPainter.RenderHint.Antialiasing
_WASH: Final = 70


class MarkDelegate(CellDelegate):
    """Paints columns of marks as tiles, and all others as usual."""

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model: TableModel[Any] = index.model()  # type: ignore[assignment] # no other is used
        column = model.grid.columns[index.column()]
        if column.kind != "mark":
            super().paint(painter, option, index)
            return
        tile = _inside(option.rect, gap=column.starts_group)
        tint, color = index.data(_BACKGROUND), index.data(_FOREGROUND)
        painter.save()
        painter.setRenderHint(_HINTS)
        if tint is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tint)
            painter.drawRoundedRect(tile, RADIUS, RADIUS)
        if option.state & _SELECTED:
            wash = QColor(option.palette.highlight().color())
            wash.setAlpha(_WASH if tint is not None else 255)
            painter.fillRect(tile, wash)
        if color is not None:
            painter.setPen(color)
        painter.drawText(tile, _CENTER, str(index.data()))
        painter.restore()


def paint_mark_heading(
    painter: QPainter, rect: QRect, lines: tuple[str, ...], tokens: Tokens, gap: bool
) -> None:
    """Paint the heading of a column of marks: lines of type, the last one a sorting arrow."""
    painter.save()
    painter.fillRect(rect, QColor(tokens.window))
    painter.setPen(QPen(QColor(tokens.strong_border)))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    painter.setPen(QColor(tokens.text if lines[-1] else tokens.muted))
    text = "\n".join(line for line in lines if line)
    painter.drawText(_inside(rect, gap=gap), _CENTER, text)
    painter.restore()


def _inside(rect: QRect, *, gap: bool) -> QRectF:
    return QRectF(rect.adjusted(GROUP_GAP + 1 if gap else 1, 1, -1, -1))
