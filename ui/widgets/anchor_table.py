"""The written anchors of one scale, editable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.theme import SPACE

_LEVEL, _POINTS, _TEXT = range(3)
_LEAST = 2


@dataclass(frozen=True, slots=True)
class AnchorRow:
    """One anchor as text: level in the criterion's unit, points 0 to 100, words."""

    level: str
    points: str
    text: str


class AnchorTable(QWidget):
    """Level, points, and what an initiative at this level looks like."""

    #: a cell was edited; payload: row, column (0 level, 1 points, 2 text), text
    cell_edited = Signal(int, int, str)
    #: an anchor is to be added
    add_requested = Signal()
    #: an anchor is to be removed; payload: row
    remove_requested = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._table = QTableWidget(0, 3)
        self._add = QPushButton("Add anchor")
        self._remove = QPushButton("Remove anchor")
        self._lay_out()
        self._connect()

    def show_anchors(self, rows: Sequence[AnchorRow], unit: str) -> None:
        """Show the anchors of a scale whose levels are in ``unit``."""
        self._table.setHorizontalHeaderLabels(
            [f"Level ({unit})" if unit else "Level", "Points", "What it looks like"]
        )
        with QSignalBlocker(self._table):
            self._table.setRowCount(len(rows))
            for number, row in enumerate(rows):
                for column, text in enumerate((row.level, row.points, row.text)):
                    item = QTableWidgetItem(text)
                    if column != _TEXT:
                        item.setTextAlignment(
                            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
                        )
                    self._table.setItem(number, column, item)
        self._table.resizeRowsToContents()
        self._remove.setEnabled(len(rows) > _LEAST)

    def _lay_out(self) -> None:
        self._table.setAccessibleName("Anchors of the scale")
        self._table.setWordWrap(True)
        self._table.verticalHeader().setVisible(False)
        header = self._table.horizontalHeader()
        header.setSectionResizeMode(_LEVEL, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_POINTS, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_TEXT, QHeaderView.ResizeMode.Stretch)
        buttons = QHBoxLayout()
        buttons.addWidget(self._add)
        buttons.addWidget(self._remove)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self._table, 1)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self._table.cellChanged.connect(self._edited)
        self._add.clicked.connect(self.add_requested)
        self._remove.clicked.connect(
            lambda: self.remove_requested.emit(
                max(0, self._table.currentRow())
                if self._table.currentRow() >= 0
                else self._table.rowCount() - 1
            )
        )
        header = self._table.horizontalHeader()
        header.sectionResized.connect(self._table.resizeRowsToContents)

    def _edited(self, row: int, column: int) -> None:
        item = self._table.item(row, column)
        if item is not None:
            self.cell_edited.emit(row, column, item.text())
