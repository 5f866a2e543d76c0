"""What the five lessons ask first: how much of it is stated, what is missing, and its fields."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QWidget

from portfolio.model.text import visible
from portfolio.report.first_questions import FIRST_QUESTIONS, answered_words, unanswered
from portfolio.report.initiative_lines import InitiativeLine
from ui.context import Context
from ui.pages.initiatives_parts.facts_fields import chips_of, facts_of, training_id
from ui.pages.initiatives_parts.facts_part import FactsPart
from ui.pages.initiatives_parts.facts_rows import FactRows
from ui.pages.initiatives_parts.facts_sections import FIRST_COLUMNS
from ui.tables import Row
from ui.widgets.flow import Flow

if TYPE_CHECKING:
    from portfolio.analysis import Results

_USUAL = "H100"


class FirstPart(FactsPart):
    """The questions that stand nowhere else in the form, and a way to all that are open."""

    #: a question that is not answered yet was chosen; payload: its field, see ``Asked``
    question_chosen = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(context, FIRST_COLUMNS)
        self._count = QLabel()
        self._missing = {asked.field: QPushButton(asked.title) for asked in FIRST_QUESTIONS}
        self._chip = QPushButton("Training on another chip…")
        self._wanted: tuple[str, str] = ("", "")

    def lay_out(self, rows: FactRows) -> list[QWidget]:
        self._count.setProperty("role", "strong")
        self._count.setAccessibleName("How much of it is stated")
        missing = Flow()
        for field, button in self._missing.items():
            button.setProperty("role", "chip")
            button.setToolTip("Not stated yet: go to its field")
            button.setAccessibleName(f"{button.text()}, not stated yet")
            button.clicked.connect(partial(self.question_chosen.emit, field))
            missing.addWidget(button)
        self._chip.setProperty("role", "quiet")
        self._chip.clicked.connect(self._choose_chip)
        self.column.addWidget(self._count)
        self.column.addLayout(missing)
        self.column.addWidget(rows)
        self.column.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignLeft)
        return [*self._missing.values(), *rows.stops(), self._chip]

    def show_more(self, rows: FactRows, results: Results, row: Row[InitiativeLine]) -> None:
        still = {asked.field for asked in unanswered(results.portfolio, row.key)}
        self._count.setText(answered_words(len(still)))
        for field, button in self._missing.items():
            button.setVisible(field in still)
        shown = {_USUAL, *facts_of(row.value.record).training}
        shown |= {chip for key, chip in (self._wanted,) if key == row.key}
        for chip in shown:
            rows.ask(training_id(chip))
        others = set(chips_of(results.portfolio)) - shown
        rows.hide_columns([training_id(chip) for chip in others])
        self._chip.setEnabled(bool(others))

    def _choose_chip(self) -> None:
        """Offer the chips of which no training is stated yet."""
        portfolio = self.context.document.portfolio
        record = portfolio.initiatives[self.key]
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for chip in chips_of(portfolio):
            if chip != _USUAL and chip not in facts_of(record).training:
                title = visible(chip).replace("&", "&&")
                menu.addAction(title, partial(self._ask_for, chip))
        menu.popup(self._chip.mapToGlobal(self._chip.rect().bottomLeft()))

    def _ask_for(self, chip: str) -> None:
        self._wanted = (self.key, chip)
        self.refresh()
        field = self.widget(training_id(chip))
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
