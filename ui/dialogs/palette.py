"""The command palette: type a few letters, press Enter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from portfolio.model.text import quoted
from ui.overrides import guarded
from ui.theme import SPACE

_SHOWN = 50
_TRY = "Try fewer letters, the name of a page such as “Funding”, or that of an initiative."
_SIZE = (620, 420)
_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the palette.

    Attributes:
        key: handed back when it is chosen.
        title: what is searched and shown.
        hint: shown at the right: the menu, a shortcut, the kind of thing.
    """

    key: str
    title: str
    hint: str = ""


def matching(entries: Sequence[Entry], typed: str) -> list[Entry]:
    """Return entries that hold all typed words, best first.

    Titles that start with the first word come before titles that hold it at the
    start of a word, and these before the rest; the given order decides ties.
    """
    words = typed.casefold().split()
    ranked = []
    for number, entry in enumerate(entries):
        title = entry.title.casefold()
        text = f"{title} {entry.hint.casefold()}"
        if all(word in text for word in words):
            first = words[0] if words else ""
            grade = 0 if title.startswith(first) else 1 if f" {first}" in title else 2
            ranked.append((grade, number, entry))
    return [entry for _, _, entry in sorted(ranked, key=lambda item: item[:2])]


class Palette(QDialog):
    """A search field over a list; it goes when the keyboard goes elsewhere.

    It does not block the window below: the system would still send that window what is
    typed until the palette has the keyboard, and Qt would drop it.
    """

    #: an entry was chosen; payload: its key
    entry_chosen = Signal(str)

    def __init__(self, entries: Sequence[Entry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries = entries
        self._field = QLineEdit()
        self._list = QListWidget()
        self._nothing = QLabel()
        self._stack = QStackedWidget()
        self._had_keyboard = False
        self._lay_out()
        self._connect()
        self._show_matches("")

    def pop_up(self) -> None:
        """Show it; what the window below is sent until it has the keyboard is its own."""
        below = self.parentWidget()
        handle = below.windowHandle() if below is not None else None
        if handle is not None:
            handle.installEventFilter(self)
        self.show()

    @guarded
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and self._takes(watched, event):
            return True
        return super().eventFilter(watched, event)

    @guarded
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() != QEvent.Type.ActivationChange or not self.isVisible():
            return
        if self.isActiveWindow():
            self._had_keyboard = True
        elif self._had_keyboard:
            QTimer.singleShot(0, self, self.reject)

    def _takes(self, watched: QObject, event: QKeyEvent) -> bool:
        if watched is self._field:
            return self._moved(event)
        if self._had_keyboard or not self.isVisible():
            return False
        copy = QKeyEvent(event.type(), event.key(), event.modifiers(), event.text())
        QApplication.sendEvent(self._field, copy)
        return True

    def _moved(self, event: QKeyEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or event.key() not in _MOVES:
            return False
        self._list.keyPressEvent(event)
        return True

    def _lay_out(self) -> None:
        self.setWindowTitle("Commands")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self._field.setPlaceholderText("Type a command, a page or the name of an initiative")
        self._field.setAccessibleName("Search commands, pages and initiatives")
        self._list.setAccessibleName("Matches")
        self._list.setUniformItemSizes(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._nothing.setTextFormat(Qt.TextFormat.PlainText)
        self._nothing.setWordWrap(True)
        self._nothing.setProperty("role", "muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._nothing.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._nothing)
        layout = QVBoxLayout(self)
        layout.addWidget(self._field)
        layout.addWidget(self._stack)

    def _connect(self) -> None:
        self._field.installEventFilter(self)
        self._field.textChanged.connect(self._show_matches)
        self._field.returnPressed.connect(self._choose)
        self._list.itemActivated.connect(self._choose)

    def _show_matches(self, typed: str) -> None:
        self._list.clear()
        for entry in matching(self._entries, typed)[:_SHOWN]:
            text = f"{entry.title}    {entry.hint}" if entry.hint else entry.title
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, entry.key)
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        none = not self._list.count()
        sentence = f"Nothing is called {quoted(typed.strip())}. {_TRY}" if none else ""
        self._nothing.setText(sentence)
        self._field.setAccessibleDescription(sentence)
        self._stack.setCurrentWidget(self._nothing if none else self._list)

    def _choose(self) -> None:
        item = self._list.currentItem()
        if item is not None:
            self.accept()
            self.entry_chosen.emit(item.data(Qt.ItemDataRole.UserRole))
