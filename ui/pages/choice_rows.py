"""Sentences, each with a button that does what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from ui.theme import SPACE
from ui.widgets.filling import show_parts


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """One choice.

    Attributes:
        text: the sentence.
        aside: what follows from it, shown muted; may be empty.
        button: what the button says; empty for a sentence that nothing can be done about.
    """

    text: str
    aside: str = ""
    button: str = "Try it"


class ChoiceRows(QWidget):
    """A sentence a line, its button at the right; what follows from it in muted type below."""

    #: a button was pressed; payload: its number
    choice_made = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._rows: tuple[ChoiceRow, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE)
        self._grid.setVerticalSpacing(SPACE // 4)
        self._grid.setColumnStretch(0, 1)
        self._buttons: list[QPushButton] = []
        self.setAccessibleName(name)

    def show_rows(self, rows: Sequence[ChoiceRow], *, enabled: bool = True) -> None:
        """Show the choices; the widgets stay while the choices are the same."""
        if tuple(rows) != self._rows:
            self._rows = tuple(rows)
            self._build()
        for button in self._buttons:
            button.setEnabled(enabled)
        self.setVisible(bool(rows))

    def _build(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._buttons = []
        for number, row in enumerate(self._rows):
            self._grid.addWidget(_words(row), number, 0)
            if not row.button:
                continue
            button = QPushButton(row.button.replace("&", "&&"))
            button.setProperty("role", "foot")
            button.setAccessibleName(f"{row.button}: {row.text}")
            button.clicked.connect(lambda _checked, number=number: self.choice_made.emit(number))
            self._grid.addWidget(button, number, 1, Qt.AlignmentFlag.AlignTop)
            self._buttons.append(button)
        show_parts(self._grid)


def _words(row: ChoiceRow) -> QLabel:
    label = QLabel(f"{row.text}\n{row.aside}" if row.aside else row.text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return label
