"""What the flag board shows: one lesson or all, only reds, only gaps, only what is going on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from portfolio.lessons import LESSONS, Lesson
from portfolio.report.flag_rows import MARKS, FlagRow, lesson_counts
from ui.theme import SPACE
from ui.widgets.flow import Flow

_CHIPS = (
    ("red", f"{MARKS['red']} With a red light"),
    ("missing", f"{MARKS['missing']} With a missing number"),
    ("active", "Running or funded"),
)
_SETTLE_MS = 60
_SEARCH_WIDTH = 170


class FlagFilters(QWidget):
    """Chips: a lesson (at most one), and what a row must have; words are searched for.

    A lesson narrows the columns; the other chips look at the lights that are shown.
    """

    #: another lesson was chosen
    lesson_changed = Signal()
    #: what is kept changed
    filter_changed = Signal()
    #: the words changed; payload: text
    search_changed = Signal(str)
    #: the limits are asked for
    thresholds_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lessons = {lesson: QPushButton() for lesson in LESSONS}
        self._chips = {name: QPushButton(title) for name, title in _CHIPS}
        self._field = QLineEdit()
        self._thresholds = QPushButton("Thresholds…")
        self._later = QTimer(self)
        self._lay_out()
        self._connect()

    @property
    def lesson(self) -> Lesson | None:
        """The lesson that is chosen; None for all."""
        return next((key for key, chip in self._lessons.items() if chip.isChecked()), None)

    def keep(self) -> Callable[[FlagRow], bool] | None:
        """Return whether a row has what the chips ask for; None while they ask for nothing."""
        wanted = {name for name, chip in self._chips.items() if chip.isChecked()}
        lesson, active = self.lesson, "active" in wanted
        statuses = [status for status in ("red", "missing") if status in wanted]
        if not wanted:
            return None

        def keeps(row: FlagRow) -> bool:
            lights = row.of(lesson)
            return (row.active or not active) and all(status in lights for status in statuses)

        return keeps

    def show_rows(self, rows: Sequence[FlagRow]) -> None:
        """Count the red lights of each lesson."""
        counts = lesson_counts(rows)
        for number, (lesson, chip) in enumerate(self._lessons.items(), start=1):
            reds = f"  {MARKS['red']} {counts[lesson]:,}" if counts[lesson] else ""
            text = f"{number} {LESSONS[lesson]}{reds}"
            if chip.text() != text:
                chip.setText(text)
                said = f"{counts[lesson]:,} red lights" if reds else "no red light"
                chip.setAccessibleName(f"Only {LESSONS[lesson].lower()}, {said}")

    def _choose(self, chosen: QPushButton) -> None:
        for chip in self._lessons.values():
            if chip is not chosen:
                chip.setChecked(False)
        self.lesson_changed.emit()

    def _lay_out(self) -> None:
        self._field.setPlaceholderText("Search (Ctrl+F)")
        self._field.setObjectName("search")
        self._field.setClearButtonEnabled(True)
        self._field.setAccessibleName("Search the board")
        self._field.setFixedWidth(_SEARCH_WIDTH)
        self._thresholds.setProperty("role", "quiet")
        self._thresholds.setToolTip("Where each light turns amber and red (Ctrl+Shift+T)")
        self._later.setSingleShot(True)
        self._later.setInterval(_SETTLE_MS)
        row = Flow()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        for chip in (*self._lessons.values(), *self._chips.values()):
            chip.setCheckable(True)
            chip.setProperty("role", "chip")
            row.addWidget(chip)
        for part in (self._field, self._thresholds):
            row.addWidget(part)
        self.setLayout(row)

    def _connect(self) -> None:
        for chip in self._lessons.values():
            chip.clicked.connect(lambda _checked, chip=chip: self._choose(chip))
        for chip in self._chips.values():
            chip.toggled.connect(self.filter_changed)
        self._field.textChanged.connect(self._later.start)
        self._later.timeout.connect(lambda: self.search_changed.emit(self._field.text()))
        self._thresholds.clicked.connect(self.thresholds_requested)
