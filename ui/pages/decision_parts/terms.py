"""The conditions of a funding: each with its day and how it stands."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from PySide6.QtWidgets import QHBoxLayout

from portfolio.model import Condition, ConditionState
from ui.pages.decision_parts.day_field import DayField
from ui.pages.decision_parts.entry_rows import EntryRow, EntryRows
from ui.theme import SPACE, Theme
from ui.widgets.form_field import ChoiceField, LineField

STATES: tuple[ConditionState, ...] = get_args(ConditionState)


class TermRow(EntryRow):
    """What is to be met, until when, and whether it is."""

    def __init__(self, term: Condition) -> None:
        super().__init__()
        self._term = term
        self.text = LineField("Condition", lambda _text: "")
        self.due = DayField("Due on")
        self.state = ChoiceField("How the condition stands", STATES)
        self.fields = (self.text, self.due, self.state)
        self._lay_out()
        self.text.show_text(term.text)
        self.due.show_day(term.due)
        self.state.show_text(term.state)
        for field in (self.text, self.due, self.state):
            field.text_entered.connect(lambda _text: self.changed.emit())

    def entry(self) -> Condition:
        return replace(
            self._term,
            text=self.text.text().strip(),
            due=self.due.day,
            state=STATES[self.state.currentIndex()],
        )

    def _lay_out(self) -> None:
        self.text.setPlaceholderText("for example: the rights are cleared")
        below = QHBoxLayout()
        below.setSpacing(SPACE // 2)
        below.addWidget(self.due, 1)
        below.addWidget(self.state, 1)
        self.inside.addWidget(self.text)
        self.inside.addLayout(below)


class TermRows(EntryRows):
    """All conditions of a decision."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("condition", _row, _says, theme)


def _says(term: object) -> bool:
    return isinstance(term, Condition) and bool(term.text)


def _row(term: object) -> EntryRow:
    return TermRow(term if isinstance(term, Condition) else Condition(""))
