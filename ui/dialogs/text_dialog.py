"""A dialog with text to read and copy."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

_SIZE = (640, 520)


class TextDialog(QDialog):
    """Shows plain text: sentences in the type of the window, columns in a fixed width."""

    def __init__(
        self, title: str, text: str, parent: QWidget | None = None, *, columns: bool = False
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        field = QPlainTextEdit(text)
        field.setReadOnly(True)
        if columns:
            field.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        field.setAccessibleName(title)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(field)
        layout.addWidget(buttons)
