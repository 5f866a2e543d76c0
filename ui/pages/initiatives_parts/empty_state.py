"""What is shown while there is nothing: what to do, with buttons that do it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.widgets.beginning import beginning

_NOTHING = "Type them in, paste a table from a spreadsheet, or import a CSV or Excel file."
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
        buttons = []
        for action, title in _BUTTONS:
            button = QPushButton(title)
            button.clicked.connect(lambda _checked=False, a=action: self.action_requested.emit(a))
            buttons.append(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(beginning("No initiatives yet", _NOTHING, buttons))
