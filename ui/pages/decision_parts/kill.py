"""What would end an initiative: metric, floor, date and action."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from portfolio.model import KillCriterion
from portfolio.model.text import visible
from ui.pages.decision_parts.day_field import DayField
from ui.theme import SPACE
from ui.widgets.form_field import TextField
from ui.widgets.unbroken import unbroken

_HINTS = {
    "metric": ("Metric", "retention on day 30"),
    "floor": ("Floor", "25 %"),
    "action": ("Action", "stop and free its people"),
}
_NOTHING = KillCriterion()
#: Lines of a text that are seen at once.
_SEEN = 2


class KillFields(QWidget):
    """Blank fields are no criterion. They stand one below the other: this is read aloud."""

    #: a field was entered; payload: KillCriterion or None
    kill_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._kill = _NOTHING
        self._lines = {
            name: TextField(f"{label} of the kill criterion") for name, (label, _) in _HINTS.items()
        }
        self._date = DayField("Date of the kill criterion")
        self._words = QLabel()
        self._lay_out()
        self._date.text_entered.connect(lambda _text: self._enter())
        for line in self._lines.values():
            line.text_entered.connect(lambda _text: self._enter())

    def show_kill(self, kill: KillCriterion | None, words: str) -> None:
        """Show a criterion, or blank fields; and what was said of one in words alone."""
        self._words.setText(unbroken(visible(words.strip())))
        self._words.setVisible(bool(words.strip()))
        before, self._kill = self._kill, kill or _NOTHING
        for name, line in self._lines.items():
            # What was entered is shown as it was typed, with the spaces at its end.
            if getattr(before, name) != getattr(self._kill, name):
                line.show_text(getattr(self._kill, name))
        self._date.show_day(self._kill.date)

    def _enter(self) -> None:
        metric, floor, action = (
            " ".join(self._lines[name].toPlainText().split()) for name in _HINTS
        )
        self._kill = replace(
            self._kill, metric=metric, floor=floor, date=self._date.day, action=action
        )
        self.kill_changed.emit(None if self._kill == _NOTHING else self._kill)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, SPACE)
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(SPACE // 2)
        grid.setColumnStretch(1, 1)
        fields: list[tuple[str, QWidget]] = [
            (title, self._lines[name]) for name, (title, _) in _HINTS.items()
        ]
        fields.insert(2, ("Judged on", self._date))
        for row, (title, field) in enumerate(fields):
            label = QLabel(title)
            label.setProperty("role", "muted")
            label.setBuddy(field)
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(field, row, 1)
        for name, (_, hint) in _HINTS.items():
            line = self._lines[name]
            line.setPlaceholderText(hint)
            line.setFixedHeight(line.fontMetrics().lineSpacing() * _SEEN + 3 * SPACE)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setProperty("role", "muted")
        grid.addWidget(self._words, len(fields), 0, 1, 2)
