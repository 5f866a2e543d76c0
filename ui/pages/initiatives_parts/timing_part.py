"""When the selected initiative may start, and what a later start means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from portfolio.edit import set_initiative
from portfolio.model import Portfolio, in_order
from portfolio.model.text import quoted, visible
from portfolio.report.initiative_lines import InitiativeLine
from ui.context import Context
from ui.pages.initiatives_parts.field_grid import FieldGrid, Place
from ui.tables import Mark, Row
from ui.theme import SPACE
from ui.theme.restyle import restyle
from ui.theme.tooltip import plain_tooltip
from ui.widgets.emptying import empty
from ui.widgets.flow import Flow
from ui.widgets.tab_order import tab_through

if TYPE_CHECKING:
    from portfolio.analysis import Results

TIMING = (
    Place("duration", "Lasts (periods)"),
    Place("late_loss", "A later period costs (%)"),
)
_LONGEST = 24


class TimingPart(QWidget):
    """A box for each period in which it may start, then the fields of ``grid``."""

    def __init__(self, context: Context, grid: FieldGrid) -> None:
        super().__init__()
        self._context = context
        self._key = ""
        self._before: QWidget | None = None
        self._made: tuple[tuple[str, str], ...] = ()
        self._boxes: dict[str, QCheckBox] = {}
        self._title = QLabel("May start in")
        self._said = QLabel()
        self._wrong = QLabel()
        self._open_ended = QCheckBox("May go on after the last period")
        self._flow = Flow()
        self._lay_out(grid)
        self._open_ended.clicked.connect(self._set_open_ended)

    def show_row(self, results: Results, row: Row[InitiativeLine]) -> None:
        """Show when one initiative may start."""
        self._key, record = row.key, row.value.record
        self._offer(results.portfolio)
        for period, box in self._boxes.items():
            with QSignalBlocker(box):
                box.setChecked(period in record.starts)
        with QSignalBlocker(self._open_ended):
            self._open_ended.setChecked(record.open_ended)
        known = any(period in self._boxes for period in record.starts)
        self._said.setVisible(not known)
        self._show_problem(row.marks.get("starts"))
        tab_through(self._before, (*self._boxes.values(), self._open_ended))

    def follow(self, before: QWidget) -> None:
        """Take the place after a widget in the order of the Tab key."""
        self._before = before

    def _show_problem(self, mark: Mark | None) -> None:
        self._wrong.setText("" if mark is None else mark.text)
        self._wrong.setVisible(mark is not None)
        role = "error" if mark is not None and mark.severity == "error" else "warning"
        restyle(self._wrong, "role", role)

    def _offer(self, portfolio: Portfolio) -> None:
        """Make a box for each period, unless they are there already."""
        periods = tuple((key, period.name) for key, period in in_order(portfolio.periods))
        if periods == self._made:
            return
        self._made = periods
        empty(self._flow)
        self._boxes = {key: self._box(key, name) for key, name in periods}

    def _box(self, period: str, name: str) -> QCheckBox:
        words = visible(name) or "(no name)"
        short = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
        box = QCheckBox(short.replace("&", "&&"))
        box.setAccessibleName(f"May start in {words}")
        box.setToolTip(plain_tooltip(words))
        box.clicked.connect(lambda chosen, period=period: self._set_start(period, chosen))
        self._flow.addWidget(box)
        return box

    def _set_start(self, period: str, chosen: bool) -> None:
        portfolio = self._context.document.portfolio
        starts = set(portfolio.initiatives[self._key].starts)
        starts = starts | {period} if chosen else starts - {period}
        ordered = tuple(sorted(starts))
        self._apply("Set the starts of", starts=ordered)

    def _set_open_ended(self, chosen: bool) -> None:
        self._apply("Set the end of", open_ended=chosen)

    def _apply(self, phrase: str, **fields: object) -> None:
        document = self._context.document
        name = quoted(document.portfolio.initiatives[self._key].name)
        document.apply(f"{phrase} {name}", set_initiative(document.portfolio, self._key, **fields))

    def _lay_out(self, grid: FieldGrid) -> None:
        self._title.setProperty("role", "muted")
        self._said.setProperty("role", "muted")
        self._said.setText("None checked: only as stated, in the first period with a demand.")
        for label in (self._said, self._wrong):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(self._title)
        layout.addLayout(self._flow)
        layout.addWidget(self._said)
        layout.addWidget(self._wrong)
        layout.addWidget(self._open_ended)
        layout.addWidget(grid)
