"""A section of a form that folds."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ui.theme import SPACE


class FormSection(QFrame):
    """A heading that shows or hides what is below it."""

    #: the section was folded or opened; payload: whether it is open
    toggled = Signal(bool)

    def __init__(self, title: str, content: QWidget) -> None:
        super().__init__()
        self._content = content
        self._button = QToolButton()
        self._button.setText(title)
        self._button.setAccessibleName(f"{title}, section")
        self._button.setProperty("role", "section")
        self._button.setCheckable(True)
        self._button.setChecked(True)
        self._button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(self._button)
        layout.addWidget(content)
        self._button.toggled.connect(self._fold)
        self._show_arrow()

    @property
    def head(self) -> QToolButton:
        """What is clicked to fold or open; Tab goes from it into the content."""
        return self._button

    @property
    def is_open(self) -> bool:
        """Whether the content is shown."""
        return self._button.isChecked()

    def open(self, *, shown: bool) -> None:
        """Show or hide the content."""
        self._button.setChecked(shown)

    def note(self, text: str) -> None:
        """Say something beside the title, such as how many entries there are."""
        title = self._button.accessibleName().removesuffix(", section")
        self._button.setText(f"{title}   {text}".rstrip())

    def _fold(self, shown: bool) -> None:
        self._content.setVisible(shown)
        self._show_arrow()
        self.toggled.emit(shown)

    def _show_arrow(self) -> None:
        arrow = Qt.ArrowType.DownArrow if self.is_open else Qt.ArrowType.RightArrow
        self._button.setArrowType(arrow)
