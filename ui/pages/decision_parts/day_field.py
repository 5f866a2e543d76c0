"""A field for a day."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal

from portfolio.exchange import parse_cell
from ui.widgets.form_field import LineField


class DayField(LineField):
    """Takes ``2027-03-31``, ``31 Mar 2027`` and the like; blank for no day."""

    #: another day was entered; payload: date or None
    day_entered = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__(name, _problem)
        self.setPlaceholderText("2027-03-31")
        self.text_entered.connect(lambda _text: self.day_entered.emit(self.day))

    @property
    def day(self) -> date | None:
        """What is in the field; None while that is blank or no day."""
        value = parse_cell(self.text(), "date").value
        return value if isinstance(value, date) else None

    def show_day(self, day: date | None) -> None:
        """Show a day unless something is being typed."""
        self.show_text("" if day is None else day.isoformat())


def _problem(text: str) -> str:
    return parse_cell(text, "date").problem
