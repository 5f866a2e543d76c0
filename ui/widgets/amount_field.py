"""A field for one number with a unit: takes what people type, says why when it cannot."""

from __future__ import annotations

import html
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ui.overrides import guarded
from ui.widgets.form_field import mark_invalid
from ui.widgets.undo_keys import share_undo


class AmountField(QLineEdit):
    """Reads ``1.2M``, ``3 FTE``, ``12 %`` or ``1,5``; keeps the text when it cannot be read."""

    #: a number was entered, in the field's unit; payload: float or None (left empty)
    amount_entered = Signal(object)

    def __init__(self, name: str, unit: str = "") -> None:
        super().__init__()
        self._unit = unit
        self._shown = ""
        self._hint = ""
        self.setAccessibleName(f"{name} ({unit})" if unit else name)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.editingFinished.connect(self._read)
        share_undo(self)

    def show_amount(self, value: float | None, unit: str, hint: str = "") -> None:
        """Show a number in a unit; what is being typed at this moment stays."""
        self._unit, self._hint = unit, hint
        text = "" if value is None else f"{value:.12g}"
        if text == self._shown and self.property("invalid") == "true":
            return
        if self.hasFocus() and self.isModified():
            return
        self._shown = text
        self.setText(text)
        self.setToolTip(html.escape(hint))
        self._mark(problem="")

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.setText(self._shown)
            self.setModified(False)
            self._mark(problem="")
            return
        super().keyPressEvent(event)

    def _read(self) -> None:
        if not self.isModified():
            return
        from portfolio.exchange import parse_cell

        parsed = parse_cell(self.text(), "amount", unit=self._unit, decimal=_decimal(self.text()))
        if parsed.problem:
            self._mark(problem=parsed.problem)
            return
        self.setModified(False)
        self._mark(problem="")
        value = parsed.value
        number = float(value) if isinstance(value, int | float) else None
        self._shown = "" if number is None else f"{number:.12g}"
        self.setText(self._shown)
        self.amount_entered.emit(number)

    def _mark(self, *, problem: str) -> None:
        self.setToolTip(html.escape(problem or self._hint))
        mark_invalid(self, problem)


def _decimal(text: str) -> Literal["."] | None:
    """Return the point, as in what the field shows; with a comma the parser weighs the text."""
    return None if "," in text else "."
