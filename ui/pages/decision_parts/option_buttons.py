"""The four ways to decide, side by side."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from portfolio.model import DecisionOption
from ui.widgets.flow import Flow

#: What decides from the table: one letter an option.
KEYS: Final[dict[int, DecisionOption]] = {
    int(Qt.Key.Key_F): "fund",
    int(Qt.Key.Key_C): "fund with conditions",
    int(Qt.Key.Key_D): "defer",
    int(Qt.Key.Key_X): "cut",
}
_TITLES: Final[dict[DecisionOption, str]] = {
    "fund": "Fund",
    "fund with conditions": "With conditions",
    "defer": "Defer",
    "cut": "Cut",
}


class OptionButtons(QWidget):
    """Exactly one is pressed; the arrow keys go from one to the next."""

    #: another way was chosen; payload: DecisionOption
    option_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self.buttons = {option: QPushButton(title) for option, title in _TITLES.items()}
        letters = {option: chr(key) for key, option in KEYS.items()}
        row = Flow()
        for option, button in self.buttons.items():
            button.setCheckable(True)
            button.setProperty("role", "chip")
            button.setAccessibleName(f"Decide: {option}")
            button.setToolTip(f"{option.capitalize()} ({letters[option]} in the table)")
            button.clicked.connect(lambda _on, option=option: self.option_chosen.emit(option))
            self._group.addButton(button)
            row.addWidget(button)
        self.setLayout(row)

    @property
    def pressed(self) -> QPushButton:
        """The button that is pressed."""
        return next(b for b in self.buttons.values() if b.isChecked())

    def show_option(self, option: DecisionOption) -> None:
        """Press the button of an option."""
        self.buttons[option].setChecked(True)
