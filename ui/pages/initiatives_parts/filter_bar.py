"""The search box over the table, and chips that narrow it down."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from portfolio.report.initiative_lines import InitiativeLine
from ui.tables import Row
from ui.theme import SPACE, Theme, icon
from ui.widgets.flow import Flow

Keep = Callable[[InitiativeLine], bool]

_SETTLE_MS = 60
_SEARCH_WIDTH = 200
_CHIPS = (
    ("funded", "Funded"),
    ("deferred", "Deferred"),
    ("cut", "Cut"),
    ("forced", "Forced"),
    ("problems", "With problems"),
)
# What is funded from a later start is funded, and is deferred.
_FATES = {"funded": ("fund", "defer"), "deferred": ("defer",), "cut": ("cut",)}


class FilterBar(QWidget):
    """What to show; chips add up (funded or cut), words and chips must both hold.

    The chip of what is deferred is there only when a plan defers anything.
    """

    #: the words changed; payload: text
    search_changed = Signal(str)
    #: the chips changed; payload: what to keep, or None for everything
    filter_changed = Signal(object)
    #: the user wants to choose columns
    columns_clicked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._troubled: frozenset[str] = frozenset()
        self._field = QLineEdit()
        self._chips = {name: QPushButton(title) for name, title in _CHIPS}
        self._updating = QLabel("updating…")
        self._count = QLabel()
        self._columns = QToolButton()
        self._later = QTimer(self)
        self._lay_out()
        self._connect()
        self._show_theme()

    def show_rows(self, rows: Iterable[Row[InitiativeLine]], *, updating: bool) -> None:
        """Count what each chip would show; say when the plan is older than the document."""
        rows = list(rows)
        troubled = frozenset(row.key for row in rows if row.marks)
        changed = troubled != self._troubled
        self._troubled = troubled
        for name, title in _CHIPS:
            count = sum(self._holds(name, row.value) for row in rows)
            chip = self._chips[name]
            chip.setText(f"{title} {count:,}")
            chip.setVisible(count > 0 or chip.isChecked() or name != "deferred")
        self._updating.setVisible(updating)
        if changed and self._chips["problems"].isChecked():
            self._tell_filter()

    def show_count(self, shown: int, total: int) -> None:
        """Say how many rows are visible."""
        self._count.setText(f"{shown:,} of {total:,}" if shown != total else f"{total:,}")

    def clear(self) -> None:
        """Show everything again."""
        self._field.clear()
        for chip in self._chips.values():
            chip.setChecked(False)
        self._later.stop()
        self.search_changed.emit("")
        self._tell_filter()

    def _holds(self, name: str, line: InitiativeLine) -> bool:
        if name == "problems":
            return line.key in self._troubled
        if name == "forced":
            return bool(line.origin)
        return line.fate in _FATES[name]

    def _tell_filter(self) -> None:
        names = [name for name, chip in self._chips.items() if chip.isChecked()]
        keep: Keep | None = None
        if names:

            def keep(line: InitiativeLine) -> bool:
                return any(self._holds(name, line) for name in names)

        self.filter_changed.emit(keep)

    def _lay_out(self) -> None:
        self._field.setPlaceholderText("Search (Ctrl+F)")
        self._field.setObjectName("search")
        self._field.setAccessibleName("Search initiatives")
        self._field.setClearButtonEnabled(True)
        self._field.setFixedWidth(_SEARCH_WIDTH)
        self._updating.setProperty("role", "muted")
        self._updating.setVisible(False)
        self._count.setProperty("role", "muted")
        self._count.setAccessibleName("Number of initiatives shown")
        self._columns.setText("Columns")
        self._columns.setToolTip("Choose which columns are shown (Ctrl+Shift+C)")
        self._columns.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._later.setSingleShot(True)
        self._later.setInterval(_SETTLE_MS)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        chips = Flow()
        chips.addWidget(self._field)
        for chip in self._chips.values():
            chip.setCheckable(True)
            chip.setProperty("role", "chip")
            chips.addWidget(chip)
        row.addLayout(chips, 1)
        row.addWidget(self._updating)
        row.addWidget(self._count)
        row.addWidget(self._columns)

    def _connect(self) -> None:
        self._field.textChanged.connect(lambda _text: self._later.start())
        self._later.timeout.connect(lambda: self.search_changed.emit(self._field.text()))
        for chip in self._chips.values():
            chip.toggled.connect(self._tell_filter)
        self._columns.clicked.connect(self.columns_clicked)
        self._theme.theme_changed.connect(self._show_theme)

    def _show_theme(self) -> None:
        self._columns.setIcon(icon("columns", self._theme.tokens.muted))
