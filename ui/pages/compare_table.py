"""Every difference between two versions, filtered by what it is about."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from portfolio.report.compare_rows import GROUPS, HEADS, ChangeRow, block, moving, moving_first
from ui.context import Context
from ui.tables import Column, Row, TableView
from ui.tables.cells import spreadsheet_text
from ui.tables.tsv import to_tsv
from ui.theme import SPACE
from ui.widgets.flow import Flow
from ui.widgets.still import StillCombo

_EVERYTHING = "Everything"
_SETTLE_MS = 60
_SEARCH_WIDTH = 170


class ChangeTable(QWidget):
    """A table, and above it what it is narrowed to."""

    #: an initiative was chosen; payload: its id
    initiative_chosen = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._rows: list[ChangeRow] = []
        self._group = ""
        self._field = QLineEdit()
        self._later = QTimer(self)
        self._groups = StillCombo()
        self._only = QCheckBox("Only what moves the plan")
        self._count = QLabel()
        self._copy = QPushButton("Copy table")
        self._table = TableView(_COLUMNS, context.theme)
        self._lay_out()
        self._connect()

    def show_changes(self, rows: list[ChangeRow], *, outdated: bool, final: bool) -> None:
        """Show the differences; what moves the plan is known for certain once it is ``final``."""
        self._rows = moving_first(rows)
        self._only.setEnabled(final)
        self._table.table.show_stale([column.id for column in _COLUMNS] if outdated else [])
        self._fill_groups()
        self._show()

    def shown(self) -> list[ChangeRow]:
        """Return the rows that are left by the filters and the search, as they are sorted."""
        return [row.value for row in self._table.table.grid.rows]

    def _show(self) -> None:
        rows = [row for row in self._rows if not self._group or row.group == self._group]
        if self._only.isChecked() and self._only.isEnabled():
            rows = moving(rows)
        self._table.show_rows(Row(row.key, row) for row in rows)
        self._show_count()

    def _show_count(self) -> None:
        left, total = len(self.shown()), len(self._rows)
        self._count.setText(f"{left:,} of {total:,}" if left else "Nothing of that kind differs.")
        self._count.setVisible(left != total)
        self._copy.setEnabled(left > 0)

    def _search(self) -> None:
        self._table.table.search(self._field.text())
        self._show_count()

    def _fill_groups(self) -> None:
        counts = Counter(row.group for row in self._rows)
        known = [group for group in GROUPS if counts[group]]
        if self._group not in known:
            self._group = ""
        titles = [f"{_EVERYTHING} ({len(self._rows):,})"]
        titles += [f"{group} ({counts[group]:,})" for group in known]
        with QSignalBlocker(self._groups):
            if titles != [self._groups.itemText(n) for n in range(self._groups.count())]:
                self._groups.clear()
                self._groups.addItem(titles[0], "")
                for group, title in zip(known, titles[1:], strict=True):
                    self._groups.addItem(title, group)
            self._groups.setCurrentIndex(self._groups.findData(self._group))

    def _narrow(self) -> None:
        self._group = str(self._groups.currentData() or "")
        self._show()

    def _copy_table(self) -> None:
        lines = block(self.shown())
        plain = [[spreadsheet_text(text, "text", ".") for text in line] for line in lines]
        QGuiApplication.clipboard().setText(to_tsv(plain))
        self._context.messages.notice("Copied the table: paste it into a spreadsheet.")

    def _choose(self, key: str, _chosen: tuple[str, ...]) -> None:
        row = next((row for row in self._rows if row.key == key), None)
        there = self._context.document.portfolio.initiatives
        if row is not None and row.initiative in there:
            self.initiative_chosen.emit(row.initiative)

    def _lay_out(self) -> None:
        self._table.table.editable = False
        self._table.setAccessibleName("Differences")
        self._table.header.setStretchLastSection(True)
        self._field.setPlaceholderText("Search (Ctrl+F)")
        self._field.setObjectName("search")
        self._field.setAccessibleName("Search the differences")
        self._field.setClearButtonEnabled(True)
        self._field.setFixedWidth(_SEARCH_WIDTH)
        self._later.setSingleShot(True)
        self._later.setInterval(_SETTLE_MS)
        self._count.setProperty("role", "muted")
        self._count.setAccessibleName("Number of differences shown")
        self._groups.setSizeAdjustPolicy(StillCombo.SizeAdjustPolicy.AdjustToContents)
        self._groups.setAccessibleName("What the differences are about")
        self._only.setToolTip("Records that move the plan when they alone are changed")
        self._table.header.remember_in(self._context.settings, "compare")
        across = Flow()
        for part in (self._field, self._groups, self._only, self._copy, self._count):
            across.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addLayout(across)
        layout.addWidget(self._table, 1)

    def _connect(self) -> None:
        self._field.textChanged.connect(lambda _text: self._later.start())
        self._later.timeout.connect(self._search)
        self._groups.activated.connect(self._narrow)
        self._only.toggled.connect(self._show)
        self._copy.clicked.connect(self._copy_table)
        self._table.selected.keys_selected.connect(self._choose)


def _tone(row: ChangeRow) -> str:
    return "accent" if row.effect else "muted"


_COLUMNS: tuple[Column[ChangeRow], ...] = (
    Column("group", HEADS[0], lambda row: row.group, tone=lambda _row: "muted", width=11),
    Column(
        "name",
        HEADS[1],
        lambda row: row.where,
        searched=True,
        text=lambda row: row.place,
        tip=lambda row: row.place,
        width=40,
    ),
    Column(
        "before",
        HEADS[2],
        lambda row: row.before,
        tone=lambda _row: "muted",
        width=17,
        searched=True,
    ),
    Column("after", HEADS[3], lambda row: row.after, width=17, searched=True),
    Column("effect", HEADS[4], lambda row: row.told, tone=_tone, width=20, searched=True),
)
