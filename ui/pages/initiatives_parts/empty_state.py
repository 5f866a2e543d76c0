"""What is shown while there is nothing: what to do, with buttons that do it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ui.theme import SPACE
from ui.widgets.flow import Flow

_BUTTONS = (
    ("initiative.add", "Add an initiative"),
    ("file.import_pasted", "Paste a table"),
    ("file.import", "Import a file…"),
    ("samples", "Open a sample"),
)


class EmptyState(QWidget):
    """No initiatives yet."""

    #: an action was asked for; payload: its id
    action_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        heading = QLabel("No initiatives yet")
        heading.setProperty("role", "answer")
        words = QLabel(
            "Type them in, paste a table from a spreadsheet, or import a CSV or Excel file."
        )
        words.setProperty("role", "question")
        words.setWordWrap(True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = Flow(centered=True)
        for number, (action, title) in enumerate(_BUTTONS):
            button = QPushButton(title)
            button.setProperty("role", "primary" if number == 0 else "")
            button.clicked.connect(lambda _checked=False, a=action: self.action_requested.emit(a))
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setSpacing(SPACE * 2)
        column.addStretch(2)
        column.addWidget(heading, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(words)
        column.addLayout(row)
        column.addStretch(3)
