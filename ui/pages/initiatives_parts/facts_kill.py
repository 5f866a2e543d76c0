"""How the kill criterion was judged, below the criterion itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from portfolio.model.text import visible
from portfolio.report.fact_words import kill_words
from portfolio.report.initiative_lines import InitiativeLine
from ui.context import Context
from ui.pages.initiatives_parts.facts_fields import facts_of
from ui.pages.initiatives_parts.facts_part import FactsPart
from ui.pages.initiatives_parts.facts_rows import FactRows
from ui.pages.initiatives_parts.facts_sections import KILL_COLUMNS
from ui.tables import Row

if TYPE_CHECKING:
    from portfolio.analysis import Results


class KillPart(FactsPart):
    """The criterion in words, and its outcome."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, KILL_COLUMNS)
        self._words = QLabel()

    def lay_out(self, rows: FactRows) -> list[QWidget]:
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setProperty("role", "muted")
        self._words.setAccessibleName("The kill criterion")
        self.column.addWidget(self._words)
        return super().lay_out(rows)

    def show_more(self, rows: FactRows, results: Results, row: Row[InitiativeLine]) -> None:
        self._words.setText(visible(kill_words(facts_of(row.value.record).kill)))
