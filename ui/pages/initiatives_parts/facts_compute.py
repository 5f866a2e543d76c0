"""Compute and use: its figures, and whether the demand of compute follows from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QWidget

from portfolio.edit import derivation_text, set_facts
from portfolio.edit.derived import derived_cells
from portfolio.model import Portfolio
from portfolio.model.text import quoted, visible
from portfolio.report.compute_words import assumption_words
from portfolio.report.initiative_lines import InitiativeLine
from ui.context import Context
from ui.pages.initiatives_parts.facts_fields import answer_id, facts_of
from ui.pages.initiatives_parts.facts_part import FactsPart
from ui.pages.initiatives_parts.facts_rows import FactRows
from ui.pages.initiatives_parts.facts_sections import COMPUTE_COLUMNS
from ui.tables import Row
from ui.theme.restyle import restyle
from ui.widgets.unbroken import unbroken

if TYPE_CHECKING:
    from portfolio.analysis import Results

_ASSUMPTIONS = "edit.compute"


class ComputePart(FactsPart):
    """The figures, a switch, and how the demand of the first period came about."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, COMPUTE_COLUMNS)
        self._derived = QCheckBox("Compute demand follows from use")
        self._words = QLabel()
        self._assumed = QLabel()
        self._change = QPushButton("Compute assumptions…")

    def lay_out(self, rows: FactRows) -> list[QWidget]:
        self._derived.setToolTip("From its training and use, and kept so with every edit")
        for label in (self._words, self._assumed):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setProperty("role", "muted")
        self._words.setAccessibleName("How the demand of compute follows")
        self._assumed.setAccessibleName("What the portfolio assumes about compute")
        self._change.setProperty("role", "quiet")
        for part in (self._derived, self._words, rows, self._assumed):
            self.column.addWidget(part)
        self.column.addWidget(self._change, 0, Qt.AlignmentFlag.AlignLeft)
        self._derived.clicked.connect(self._derive)
        self._change.clicked.connect(
            lambda: self.context.requests.action_requested.emit(_ASSUMPTIONS)
        )
        return [self._derived, *rows.stops(), self._change]

    def show_more(self, rows: FactRows, results: Results, row: Row[InitiativeLine]) -> None:
        derived = facts_of(row.value.record).derived
        with QSignalBlocker(self._derived):
            self._derived.setChecked(derived)
        mark = row.marks.get(answer_id("derived"))
        words = mark.text if mark is not None else derived_words(results.portfolio, row.key)
        self._words.setText(unbroken(visible_lines(words)))
        restyle(self._words, "role", "muted" if mark is None else mark.severity)
        self._assumed.setText(unbroken(assumption_words(results.portfolio.settings)))

    def _derive(self, derived: bool) -> None:
        document = self.context.document
        name = quoted(document.portfolio.initiatives[self.key].name)
        verb = "Derive" if derived else "Type"
        document.apply(
            f"{verb} the compute demand of {name}",
            set_facts(document.portfolio, self.key, derived=derived),
        )


def derived_words(portfolio: Portfolio, key: str) -> str:
    """Return how the demand of compute of one initiative comes about, for its first period."""
    if not facts_of(portfolio.initiatives[key]).derived:
        return "Its demand of compute is typed."
    basis, cells = derived_cells(portfolio, key)
    if not cells:
        return "Nothing follows yet: state its training, or its use."
    first = cells[0].slot
    head = f"{portfolio.resources[basis.counted].name} in {first.name}"
    return f"{head}\n{derivation_text(portfolio, key, (basis.counted, first.id))}"


def visible_lines(text: str) -> str:
    """Return a text with hidden characters marked, its lines kept."""
    return "\n".join(visible(line) for line in text.splitlines())
