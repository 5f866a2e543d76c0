"""A dialog with a list, and words about what is chosen in it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ui.theme import PAGE_MARGIN, SPACE

_SIZE = QSize(760, 460)


class ListBesideWords(QDialog):
    """What recovery copies and backups have in common.

    Attributes:
        list: at the left; words: at the right, to be read only; buttons: below.
    """

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.list = QListWidget()
        self.words = QPlainTextEdit()
        self.buttons = QDialogButtonBox()

    def arrange(self, hint: str, titles: tuple[str, str]) -> None:
        """Lay the parts out, once their roles are set.

        Args:
            hint: what happens to the files, above everything.
            titles: of the list and of the words.
        """
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(_SIZE)
        above = QLabel(hint)
        above.setProperty("role", "muted")
        above.setWordWrap(True)
        self.list.setWordWrap(True)
        self.list.setSpacing(SPACE // 4)
        self.words.setReadOnly(True)
        across = QHBoxLayout()
        across.setSpacing(SPACE * 2)
        across.addLayout(_titled(titles[0], self.list), 2)
        across.addLayout(_titled(titles[1], self.words), 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN)
        layout.setSpacing(SPACE + SPACE // 2)
        layout.addWidget(above)
        layout.addLayout(across, 1)
        layout.addWidget(self.buttons)


def _titled(title: str, widget: QWidget) -> QVBoxLayout:
    label = QLabel(title)
    label.setProperty("role", "strong")
    label.setBuddy(widget)
    layout = QVBoxLayout()
    layout.setSpacing(SPACE // 2)
    layout.addWidget(label)
    layout.addWidget(widget)
    return layout
