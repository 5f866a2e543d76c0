"""Entries of a few fields each: one is added at the end, each can be taken out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from ui.theme import SPACE, Theme, icon
from ui.widgets.emptying import empty
from ui.widgets.filling import show_parts
from ui.widgets.tab_order import tab_through


class EntryRow(QFrame):
    """The fields of one entry, and what takes it out.

    Attributes:
        fields: in the order of the Tab key.
        inside: the layout that a subclass puts them into.
        remove: the button at the right.
    """

    #: a field was changed
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields: tuple[QWidget, ...] = ()
        self.inside = QVBoxLayout()
        self.remove = QToolButton()
        self.inside.setSpacing(SPACE // 2)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(SPACE // 2)
        across.addLayout(self.inside, 1)
        across.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)

    def entry(self) -> object:
        """Return what is in the fields."""
        raise NotImplementedError


class EntryRows(QWidget):
    """The rows of some entries, and a button to add one.

    Args:
        noun: for one entry.
        make: makes the row of an entry.
        says: whether an entry says anything; one that does not is no part of the decision.
        theme: for the icons.
    """

    #: an entry was changed, added or taken out; payload: tuple of those that say something
    entries_changed = Signal(object)

    def __init__(
        self,
        noun: str,
        make: Callable[[object], EntryRow],
        says: Callable[[object], bool],
        theme: Theme,
    ) -> None:
        super().__init__()
        self._noun, self._make, self._says, self._theme = noun, make, says, theme
        self._before: QWidget | None = None
        self._shown: tuple[object, ...] = ()
        self._rows: list[EntryRow] = []
        self._column = QVBoxLayout()
        self.add = QPushButton(f"Add a {noun}")
        self._lay_out()
        self.add.clicked.connect(self._add_blank)
        theme.theme_changed.connect(self._tint)

    @property
    def count(self) -> int:
        """How many rows there are, blank ones included."""
        return len(self._rows)

    @property
    def first(self) -> QWidget:
        """The first field; what adds a row while there is none."""
        return self._rows[0].fields[0] if self._rows else self.add

    def follow(self, before: QWidget) -> None:
        """Let Tab go from a widget to the first row."""
        self._before = before
        tab_through(before, [self.add])

    def show_entries(self, entries: Sequence[object], *, anew: bool) -> None:
        """Show entries; rows stay as they are while these are what they hold.

        Args:
            entries: to be shown.
            anew: rows that say nothing yet are gone.
        """
        if tuple(entries) == (self._shown if anew else self._stated()):
            return
        self._shown = tuple(entries)
        empty(self._column)
        self._rows = []
        for entry in entries:
            self._append(entry)

    def _append(self, entry: object) -> EntryRow:
        row = self._make(entry)
        number = len(self._rows) + 1
        row.remove.setAccessibleName(f"Take out {self._noun} {number}")
        row.remove.setToolTip(f"Take this {self._noun} out")
        row.remove.clicked.connect(lambda: self._drop(row))
        row.changed.connect(self._tell)
        before = self._rows[-1].remove if self._rows else self._before
        self._rows.append(row)
        self._column.addWidget(row)
        show_parts(self._column)
        tab_through(before, (*row.fields, row.remove, self.add))
        self._tint()
        return row

    def _add_blank(self) -> None:
        row = self._append(None)
        row.fields[0].setFocus()
        self._tell()

    def _drop(self, row: EntryRow) -> None:
        entries = [each.entry() for each in self._rows if each is not row]
        place = min(self._rows.index(row), len(entries) - 1)
        self.show_entries(entries, anew=True)
        (self._rows[place].fields[0] if self._rows else self.add).setFocus()
        self.entries_changed.emit(self._stated())

    def _stated(self) -> tuple[object, ...]:
        return tuple(entry for entry in self._shown if self._says(entry))

    def _tell(self) -> None:
        self._shown = tuple(row.entry() for row in self._rows)
        self.entries_changed.emit(self._stated())

    def _lay_out(self) -> None:
        self.add.setProperty("role", "foot")
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addLayout(self._column)
        layout.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def _tint(self) -> None:
        for row in self._rows:
            row.remove.setIcon(icon("close", self._theme.tokens.muted))
