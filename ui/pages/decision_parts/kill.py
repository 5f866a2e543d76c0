"""What would end an initiative: metric, floor, date and action."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from portfolio.model import KillCriterion
from portfolio.model.text import visible
from ui.pages.decision_parts.day_field import DayField
from ui.theme import SPACE
from ui.widgets.form_field import LineField
from ui.widgets.unbroken import unbroken

_HINTS = {
    "metric": ("Metric", "retention on day 30"),
    "floor": ("Floor", "25 %"),
    "action": ("Action", "stop and free its people"),
}
_NOTHING = KillCriterion()


class KillFields(QWidget):
    """Blank fields are no criterion."""

    #: a field was entered; payload: KillCriterion or None
    kill_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._kill = _NOTHING
        self._lines = {
            name: LineField(f"{label} of the kill criterion", lambda _text: "")
            for name, (label, _) in _HINTS.items()
        }
        self._date = DayField("Date of the kill criterion")
        self._words = QLabel()
        self._lay_out()
        for field in (*self._lines.values(), self._date):
            field.text_entered.connect(lambda _text: self._enter())

    def show_kill(self, kill: KillCriterion | None, words: str) -> None:
        """Show a criterion, or blank fields; and what was said of one in words alone."""
        self._words.setText(unbroken(visible(words.strip())))
        self._words.setVisible(bool(words.strip()))
        self._kill = kill or _NOTHING
        for name, line in self._lines.items():
            line.show_text(getattr(self._kill, name))
        self._date.show_day(self._kill.date)

    def _enter(self) -> None:
        metric, floor, action = (self._lines[name].text().strip() for name in _HINTS)
        self._kill = replace(
            self._kill, metric=metric, floor=floor, date=self._date.day, action=action
        )
        self.kill_changed.emit(None if self._kill == _NOTHING else self._kill)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, SPACE)
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(SPACE // 4)
        fields = {"metric": (0, 0), "floor": (0, 1), "date": (2, 0), "action": (2, 1)}
        for name, (line, column) in fields.items():
            field = self._lines.get(name, self._date)
            label = QLabel(_HINTS[name][0] if name in _HINTS else "Judged on")
            label.setProperty("role", "muted")
            label.setBuddy(field)
            grid.setColumnStretch(column, 1)
            grid.addWidget(label, line, column)
            grid.addWidget(field, line + 1, column)
        for name, (_, hint) in _HINTS.items():
            self._lines[name].setPlaceholderText(hint)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setProperty("role", "muted")
        grid.addWidget(self._words, 4, 0, 1, 2)
