"""A dialog with a list, and words about what is chosen in it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ui.dialogs.roomy_dialog import RoomyDialog
from ui.theme import SPACE

_LETTERS, _LINES, _LIST_LINES = 110, 30, 10


class ListBesideWords(RoomyDialog):
    """What recovery copies and backups have in common.

    Attributes:
        list: at the left; words: at the right, to be read only; buttons: below.
    """

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(_LETTERS, _LINES, parent)
        self.list = QListWidget()
        self.words = QPlainTextEdit()
        self.buttons = QDialogButtonBox()

    def arrange(self, hint: str, titles: tuple[str, str]) -> None:
        """Lay the parts out, once their roles are set.

        Args:
            hint: what happens to the files, above everything.
            titles: of the list and of the words.
        """
        above = QLabel(hint)
        above.setProperty("role", "muted")
        above.setWordWrap(True)
        self.list.setWordWrap(True)
        self.list.setProperty("role", "roomy")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSpacing(SPACE // 4)
        self.words.setReadOnly(True)
        across = QHBoxLayout()
        across.setSpacing(SPACE * 2)
        across.addLayout(_titled(titles[0], self.list), 2)
        across.addLayout(_titled(titles[1], self.words), 3)
        self.keep_lines(self.list, _LIST_LINES)
        self.content.addWidget(above)
        self.content.addLayout(across, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.buttons)
        self.set_foot(foot)


def _titled(title: str, widget: QWidget) -> QVBoxLayout:
    label = QLabel(title)
    label.setProperty("role", "strong")
    label.setBuddy(widget)
    layout = QVBoxLayout()
    layout.setSpacing(SPACE // 2)
    layout.addWidget(label)
    layout.addWidget(widget)
    return layout
