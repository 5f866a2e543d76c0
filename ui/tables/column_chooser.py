"""A dialog to choose which columns a table shows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.tables.table_view import TableView
from ui.theme import SPACE
from ui.theme.tooltip import plain_tooltip

_SIZE = (360, 480)
_KEY = Qt.ItemDataRole.UserRole


class ColumnChooser(QDialog):
    """Changes take effect at once; columns are moved by dragging their headers."""

    def __init__(self, view: TableView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._field = QLineEdit()
        self._list = QListWidget()
        self._all = QPushButton("Show all")
        self._reset = QPushButton("As at the start")
        self._close = QPushButton("Close")
        self._lay_out()
        self._show_columns()
        self._connect()

    def _lay_out(self) -> None:
        self.setWindowTitle("Columns")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self._field.setPlaceholderText("Search columns")
        self._field.setAccessibleName("Search columns")
        self._list.setAccessibleName("Columns; a check mark means shown")
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._close.setDefault(True)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self._all)
        row.addWidget(self._reset)
        row.addStretch(1)
        row.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        layout.addWidget(self._field)
        layout.addWidget(self._list)
        layout.addLayout(row)

    def _connect(self) -> None:
        self._field.textChanged.connect(self._narrow)
        self._list.itemChanged.connect(self._toggle)
        self._all.clicked.connect(self._show_all)
        self._reset.clicked.connect(self._start_over)
        self._close.clicked.connect(self.accept)

    def _show_columns(self) -> None:
        self._list.blockSignals(True)
        self._list.clear()
        header, columns = self._view.header, self._view.table.grid.columns
        for place in (header.logicalIndex(n) for n in range(header.count())):
            column = columns[place]
            item = QListWidgetItem(column.heading)
            item.setToolTip(plain_tooltip(column.about or column.heading))
            item.setData(_KEY, column.id)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsSelectable)
            shown = not header.isSectionHidden(place)
            item.setCheckState(Qt.CheckState.Checked if shown else Qt.CheckState.Unchecked)
            self._list.addItem(item)
        self._list.blockSignals(False)

    def _toggle(self, item: QListWidgetItem) -> None:
        shown = item.checkState() == Qt.CheckState.Checked
        self._view.header.show_column(item.data(_KEY), shown=shown)

    def _show_all(self) -> None:
        for n in range(self._list.count()):
            self._view.header.show_column(self._list.item(n).data(_KEY), shown=True)
        self._show_columns()

    def _start_over(self) -> None:
        self._view.header.forget()
        self._show_columns()

    def _narrow(self, typed: str) -> None:
        for n in range(self._list.count()):
            item = self._list.item(n)
            item.setHidden(typed.casefold() not in item.text().casefold())
