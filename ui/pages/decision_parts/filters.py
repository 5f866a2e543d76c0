"""What the table of decisions shows: chips that add up, and words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from portfolio.report.decision_rows import DecisionRow, state_counts
from ui.widgets.flow import Flow

_CHIPS = (
    ("undecided", "Undecided"),
    ("decided", "Decided"),
    ("no longer holds", "No longer holds"),
    ("due", "Dates due"),
    ("apart", "Decided twice"),
    ("draft", "Drafts"),
)
_TIPS = {
    "due": "With a condition, a kill criterion or a review that is past or due in 30 days",
    "apart": "In two versions of the file that were merged since",
    "draft": "Something was entered, and waits to be recorded or discarded",
    "no longer holds": "What is planned now is not what was decided",
}
_HINT = "F fund · C with conditions · D defer · X cut · Enter form"
_SETTLE_MS = 60


class DecisionFilters(QWidget):
    """A row is shown when it is in one of the states whose chips are pressed; all without any."""

    #: what is kept changed; payload: predicate of DecisionRow, or None for everything
    filter_changed = Signal(object)
    #: the words changed; payload: text
    search_changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.chips = {name: QPushButton(title) for name, title in _CHIPS}
        self._field = QLineEdit()
        self._shown, self._hint = QLabel(), QLabel(_HINT)
        self._later = QTimer(self)
        self._lay_out()
        self._field.textChanged.connect(lambda _text: self._later.start())
        self._later.timeout.connect(lambda: self.search_changed.emit(self._field.text()))
        for chip in self.chips.values():
            chip.toggled.connect(self._tell)

    def show_rows(self, rows: Sequence[DecisionRow]) -> None:
        """Count what each chip would show; one that would show nothing is left out."""
        counts = state_counts(rows)
        for name, title in _CHIPS:
            chip = self.chips[name]
            chip.setText(f"{title} {counts[name]:,}")
            chip.setVisible(bool(counts[name]) or chip.isChecked() or name == "undecided")

    def show_count(self, shown: int, total: int) -> None:
        """Say how many rows are visible where it is not all of them."""
        self._shown.setText(f"{shown:,} of {total:,}")
        self._shown.setVisible(shown != total)

    def show_hint(self, *, shown: bool) -> None:
        """Say which letters decide, where there is room for it."""
        self._hint.setVisible(shown)

    def _tell(self) -> None:
        states = {name for name, chip in self.chips.items() if chip.isChecked()}

        def keeps(row: DecisionRow) -> bool:
            return not states.isdisjoint(row.signs)

        self.filter_changed.emit(keeps if states else None)

    def _lay_out(self) -> None:
        self._field.setPlaceholderText("Search (Ctrl+F)")
        self._field.setObjectName("search")
        self._field.setAccessibleName("Search the decisions")
        self._field.setClearButtonEnabled(True)
        for label in (self._shown, self._hint):
            label.setProperty("role", "muted")
        self._shown.setAccessibleName("Number of initiatives shown")
        self._later.setSingleShot(True)
        self._later.setInterval(_SETTLE_MS)
        row = Flow()
        row.addWidget(self._field)
        for name, chip in self.chips.items():
            chip.setCheckable(True)
            chip.setProperty("role", "chip")
            chip.setToolTip(_TIPS.get(name, ""))
            # One that is shown at first and then left out would have the hint jump.
            chip.setVisible(False)
            row.addWidget(chip)
        row.addWidget(self._shown)
        row.addWidget(self._hint)
        self.setLayout(row)
