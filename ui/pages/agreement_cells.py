"""The cells worth discussing, one after the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListWidgetItem, QPushButton, QVBoxLayout

from portfolio.report.agreement_rows import CellLine
from ui.pages.frontier_strip import StudyStrip
from ui.theme import SPACE
from ui.widgets.points_field import PointsField
from ui.widgets.wrapped_list import WrappedList

_CELL = Qt.ItemDataRole.UserRole


class CellList(QFrame):
    """What to discuss in which order; Up and Down, or two buttons, go from one to the next."""

    #: another cell was chosen; payload: (initiative id, criterion id)
    cell_chosen = Signal(object)
    #: cells are to be listed from another spread on; payload: 0 to 100 points
    limit_entered = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.strip = StudyStrip("what the cells could change")
        self._lines: tuple[CellLine, ...] = ()
        self._none = QLabel()
        self._limit = PointsField()
        self._list = WrappedList("Cells worth discussing")
        self._previous = QPushButton("&Previous")
        self._next = QPushButton("&Next")
        self._lay_out()
        self._connect()

    def show_limit(self, points: float) -> None:
        """Show from which spread on cells are listed."""
        self._limit.show_points(points, "")

    def show_lines(self, lines: Sequence[CellLine], nothing: str) -> None:
        """Show the cells; ``nothing`` is said where there is none. The chosen one stays chosen."""
        if tuple(lines) == self._lines and self._none.text() == nothing:
            return
        chosen = self.chosen
        self._lines = tuple(lines)
        with QSignalBlocker(self._list):
            self._list.clear()
            for number, line in enumerate(lines, start=1):
                mark = "▲ " if line.moves else ""
                text = f"{number}.  {mark}{line.title}\n{line.words}"
                self._list.add_sentence(text).setData(_CELL, line.cell)
            self._list.fit()
        self._none.setText(nothing)
        self._none.setVisible(not lines)
        self._list.setVisible(bool(lines))
        self.show_chosen(chosen)

    @property
    def chosen(self) -> tuple[str, str] | None:
        """The cell that is looked at, when it is one of the list."""
        item = self._list.currentItem()
        return None if item is None else _cell_of(item)

    def show_chosen(self, cell: tuple[str, str] | None) -> None:
        """Mark a cell that was chosen elsewhere; none when it is not in the list."""
        cells = [line.cell for line in self._lines]
        row = cells.index(cell) if cell in cells else -1
        with QSignalBlocker(self._list):
            self._list.setCurrentRow(row)
        self._enable()

    def step(self, by: int) -> None:
        """Go on by so many cells, from the first when none is chosen."""
        row = self._list.currentRow()
        self._list.setCurrentRow(max(0, min(row + by, self._list.count() - 1)))

    def _choose(self, item: QListWidgetItem | None) -> None:
        self._enable()
        if item is not None:
            self.cell_chosen.emit(_cell_of(item))

    def _enable(self) -> None:
        row, count = self._list.currentRow(), self._list.count()
        self._previous.setEnabled(row > 0)
        self._next.setEnabled(row < count - 1)

    def _lay_out(self) -> None:
        above = QLabel("Spread over")
        tip = (
            "Interquartile range: how many points the middle half of the ratings spans. A cell "
            "with more than this is worth discussing"
        )
        self._limit.setAccessibleName(tip)
        self._limit.setToolTip(tip)
        self._none.setWordWrap(True)
        self._none.setProperty("role", "muted")
        self._none.setTextFormat(Qt.TextFormat.PlainText)
        for button, what in ((self._previous, "Previous cell"), (self._next, "Next cell")):
            button.setAccessibleName(what)
            button.setToolTip(f"{what} (Alt+{what[0]})")
        top = QHBoxLayout()
        top.addWidget(above)
        top.addWidget(self._limit)
        top.addWidget(QLabel("points"), 1)
        top.addWidget(self._previous)
        top.addWidget(self._next)
        self.setProperty("role", "card")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 2, SPACE, SPACE * 2, SPACE)
        layout.setSpacing(SPACE)
        layout.addLayout(top)
        layout.addWidget(self._none)
        layout.addWidget(self._list, 1)
        layout.addWidget(self.strip)
        layout.addStretch(0)

    def _connect(self) -> None:
        self._limit.points_entered.connect(self.limit_entered)
        self._list.currentItemChanged.connect(lambda item, _old: self._choose(item))
        self._previous.clicked.connect(lambda: self.step(-1))
        self._next.clicked.connect(lambda: self.step(1))


def _cell_of(item: QListWidgetItem) -> tuple[str, str]:
    initiative, criterion = item.data(_CELL)
    return initiative, criterion
