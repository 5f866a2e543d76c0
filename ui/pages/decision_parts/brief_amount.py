"""A field for an amount that says it in a few letters until one types into it."""

from __future__ import annotations

from PySide6.QtGui import QFocusEvent

from portfolio.model.amounts import amount_text
from ui.overrides import guarded
from ui.widgets.amount_field import AmountField

_MOST_LETTERS, _DIGITS = 5, 3


class BriefAmount(AmountField):
    """Shows ``22.1M`` for 22141000: a narrow field would cut digits off and show a lie."""

    def __init__(self, name: str, unit: str) -> None:
        super().__init__(name, unit)
        self._value: float | None = None
        self.amount_entered.connect(self._remember)

    def show_amount(self, value: float | None, unit: str, hint: str = "") -> None:
        """Show a number in a unit; in full on the tooltip, and while one types."""
        self._value = value
        full = "" if value is None else amount_text(value, unit)
        super().show_amount(value, unit, hint or full)
        self._shorten()

    @guarded
    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._is_settled():
            self.setText("" if self._value is None else f"{self._value:.12g}")
        super().focusInEvent(event)

    @guarded
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._shorten()

    def _remember(self, value: float | None) -> None:
        self._value = value

    def _shorten(self) -> None:
        if self.hasFocus() or not self._is_settled() or self._value is None:
            return
        if len(self.text()) > _MOST_LETTERS:
            self.setText(amount_text(float(f"{self._value:.{_DIGITS}g}"), ""))
        self.setCursorPosition(0)

    def _is_settled(self) -> bool:
        return not self.isModified() and self.property("invalid") != "true"
