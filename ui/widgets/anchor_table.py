"""The written anchors of one scale, editable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from portfolio.model.text import visible
from ui.overrides import guarded
from ui.theme import SPACE
from ui.theme.tooltip import plain_tooltip

_LEVEL, _POINTS, _TEXT = range(3)
_LEAST = 2
_LEAST_ROWS = 3
_NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WORDS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class AnchorRow:
    """One anchor as text: level in the criterion's unit, points 0 to 100, words."""

    level: str
    points: str
    text: str


class _Table(QTableWidget):
    removal_asked = Signal()

    @guarded
    def minimumSizeHint(self) -> QSize:
        line = self.fontMetrics().height() + SPACE
        height = self.horizontalHeader().sizeHint().height() + _LEAST_ROWS * line
        return QSize(super().minimumSizeHint().width(), height)

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        editing = self.state() == QTableWidget.State.EditingState
        if event.key() == Qt.Key.Key_Delete and not editing:
            self.removal_asked.emit()
        else:
            super().keyPressEvent(event)


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
        self._rows: tuple[AnchorRow, ...] = ()
        self._table = _Table(0, 3)
        self._add = QPushButton("Add anchor")
        self._remove = QPushButton("Remove anchor")
        self._lay_out()
        self._connect()

    @property
    def last_stop(self) -> QWidget:
        """Where the Tab key comes last."""
        return self._table

    def show_anchors(self, rows: Sequence[AnchorRow], unit: str) -> None:
        """Show the anchors of a scale whose levels are in ``unit``."""
        level = f"Level ({visible(unit)})" if unit else "Level"
        self._table.setHorizontalHeaderLabels([level, "Points", "What it looks like"])
        words = self._table.horizontalHeaderItem(_TEXT)
        if words is not None:
            words.setTextAlignment(_WORDS)
        self._remove.setEnabled(len(rows) > _LEAST)
        if tuple(rows) != self._rows:
            self._rows = tuple(rows)
            self._fill()

    def show_again(self) -> None:
        """Put back what an edit that was refused has left in a cell."""
        self._fill()

    def _fill(self) -> None:
        with QSignalBlocker(self._table):
            self._table.setRowCount(len(self._rows))
            for number, row in enumerate(self._rows):
                for column, text in enumerate((row.level, row.points, row.text)):
                    item = QTableWidgetItem(text)
                    item.setTextAlignment(_WORDS if column == _TEXT else _NUMBER)
                    item.setToolTip(plain_tooltip(text))
                    self._table.setItem(number, column, item)
        self._table.resizeRowsToContents()

    def _lay_out(self) -> None:
        self._table.setAccessibleName("Anchors of the scale")
        # The anchor that is shown as current is the one that is removed.
        self._table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self._table.setWordWrap(True)
        self._table.verticalHeader().setVisible(False)
        self._table.setTabKeyNavigation(False)
        header = self._table.horizontalHeader()
        header.setSectionResizeMode(_LEVEL, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_POINTS, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_TEXT, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        heading = QLabel("Anchors of the scale")
        heading.setProperty("role", "strong")
        buttons = QHBoxLayout()
        buttons.addWidget(heading, 1)
        for button in (self._add, self._remove):
            button.setProperty("role", "quiet")
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addLayout(buttons)
        layout.addWidget(self._table, 1)

    def _connect(self) -> None:
        self._table.cellChanged.connect(self._edited)
        self._table.removal_asked.connect(self._remove.click)
        self._add.clicked.connect(self.add_requested)
        self._remove.clicked.connect(self._ask_removal)
        header = self._table.horizontalHeader()
        header.sectionResized.connect(self._table.resizeRowsToContents)

    def _ask_removal(self) -> None:
        row = self._table.currentRow()
        self.remove_requested.emit(row if row >= 0 else self._table.rowCount() - 1)

    def _edited(self, row: int, column: int) -> None:
        item = self._table.item(row, column)
        if item is not None:
            self.cell_edited.emit(row, column, item.text())
