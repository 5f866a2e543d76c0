"""The raters' own weights as a table: a criterion a row, and what they make together."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from portfolio.model.text import quoted
from portfolio.report.rater_weight_rows import RaterWeights
from ui.theme.tooltip import plain_tooltip

_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_KEY: Final = Qt.ItemDataRole.UserRole
_FIXED: Final = ("Criterion", "Together")
_LETTERS, _NAME_LETTERS = 12, 24


class RaterWeightTable(QTableWidget):
    """To be read, and to choose a criterion from."""

    #: a criterion was chosen; payload: its id
    criterion_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Weights that the raters gave")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().setVisible(False)
        self.itemSelectionChanged.connect(self._choose)

    def show_weights(self, weights: RaterWeights, current: str) -> None:
        """Show who gave what."""
        with QSignalBlocker(self):
            self.setColumnCount(len(_FIXED) + len(weights.raters))
            self.setRowCount(len(weights.rows))
            for column, name in enumerate((*_FIXED, *weights.raters)):
                head = QTableWidgetItem(quoted(name)[1:-1] if name.strip() else "(no name)")
                head.setToolTip(plain_tooltip(name))
                self.setHorizontalHeaderItem(column, head)
            for row, (key, name, joined, given) in enumerate(weights.rows):
                self._show_row(row, key, (name, joined, *given))
                if key == current:
                    self.selectRow(row)
        self._make_room()

    def _show_row(self, row: int, key: str, texts: tuple[str, ...]) -> None:
        for column, text in enumerate(texts):
            item = QTableWidgetItem(quoted(text)[1:-1] if text.strip() else "(no name)")
            item.setData(_KEY, key)
            item.setToolTip(plain_tooltip(text))
            if column:
                item.setTextAlignment(_RIGHT)
            self.setItem(row, column, item)

    def _make_room(self) -> None:
        header = self.horizontalHeader()
        # They share what room there is, and scroll sideways when it is too little for names.
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(self.fontMetrics().averageCharWidth() * _LETTERS)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(0, self.fontMetrics().averageCharWidth() * _NAME_LETTERS)

    def _choose(self) -> None:
        items = self.selectedItems()
        if items:
            self.criterion_chosen.emit(items[0].data(_KEY))
