"""One value of a merge in full: what it was, what each side made of it, who and when."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from portfolio.model.text import visible
from ui.dialogs.merge_choices import Line, Side
from ui.theme import SPACE
from ui.widgets.elided_label import ElidedLabel

_LINES = 4
_NOTHING = "(nothing)"


class _Version(QWidget):
    """A title, who and when, and the whole text."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self._heading = QLabel(title)
        self._by = ElidedLabel()
        self._text = QPlainTextEdit()
        self._heading.setProperty("role", "strong")
        self._by.setProperty("role", "muted")
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName(title)
        self._text.setFixedHeight(self._text.fontMetrics().lineSpacing() * (_LINES + 1))
        self._heading.setBuddy(self._text)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE // 2)
        for widget in (self._heading, self._by, self._text):
            self.column.addWidget(widget)

    def show_version(self, text: str, by: str, *, taken: bool) -> None:
        """Show a text, who wrote it and whether it is the one that is taken."""
        self._heading.setText(f"✓ {self._title}" if taken else self._title)
        self._by.show_text(by)
        shown = visible_lines(text) or _NOTHING
        if shown != self._text.toPlainText():
            self._text.setPlainText(shown)


class MergeDetail(QWidget):
    """The three versions of one value side by side."""

    #: one side is to be taken for this value; payload: ``mine`` or ``theirs``
    side_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._place = ElidedLabel()
        self._versions = {name: _Version(name) for name in ("Before", "Mine", "Theirs")}
        self.mine = QPushButton("Take mine (M)")
        self.theirs = QPushButton("Take theirs (T)")
        self._lay_out()
        self._connect()

    def show_line(self, line: Line, side: Side) -> None:
        """Show a value, and which side it takes."""
        self._place.show_text(f"{line.field} · {line.record}")
        before, mine, theirs = self._versions.values()
        before.show_version(line.before, "", taken=False)
        mine.show_version(line.mine, line.mine_by, taken=side == "mine")
        theirs.show_version(line.theirs, line.theirs_by, taken=side == "theirs")

    def _lay_out(self) -> None:
        self._place.setProperty("role", "muted")
        down, across = QVBoxLayout(self), QHBoxLayout()
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(SPACE // 2)
        across.setSpacing(SPACE * 2)
        down.addWidget(self._place)
        down.addLayout(across)
        for version in self._versions.values():
            across.addWidget(version, 1)
        self._versions["Before"].column.addStretch(1)
        self._versions["Mine"].column.addWidget(self.mine)
        self._versions["Theirs"].column.addWidget(self.theirs)

    def _connect(self) -> None:
        self.mine.clicked.connect(lambda: self.side_chosen.emit("mine"))
        self.theirs.clicked.connect(lambda: self.side_chosen.emit("theirs"))


def visible_lines(text: str) -> str:
    """Return a text of several lines with every hidden character as a mark."""
    return "\n".join(visible(line) for line in text.splitlines())
