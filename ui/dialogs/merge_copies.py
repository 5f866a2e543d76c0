"""Copies of one file that sync programs made: which of them are to be merged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QListWidgetItem, QWidget

from portfolio.model.text import plural, visible
from ui.dialogs.list_beside_words import ListBesideWords
from ui.filing import ReadCopy, moment_words
from ui.theme.tooltip import plain_tooltip

_TITLES = ("Versions", "What differs from the open document")
_HINT = (
    "A sync program keeps these versions beside your file. Those with a check mark are merged "
    "with what is open, the earliest first; each is a step that you can undo. No file is "
    "changed or deleted."
)
_MOST = 300
_CHECKED = Qt.CheckState.Checked


class MergeCopies(ListBesideWords):
    """A list of copies to choose from, beside what differs in the current one."""

    #: versions are to be merged; payload: tuple of paths, the earliest first
    merge_requested = Signal(object)

    def __init__(self, copies: Sequence[ReadCopy], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._copies = tuple(copies)
        roles = QDialogButtonBox.ButtonRole
        self._merge = self.buttons.addButton("Merge", roles.AcceptRole)
        self.buttons.addButton("Later", roles.RejectRole)
        self._lay_out()
        self._connect()
        self._follow_choice()
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _lay_out(self) -> None:
        self.setWindowTitle("Other versions beside the file")
        self.list.setAccessibleName("Versions beside the file, the latest first")
        self.words.setAccessibleName(_TITLES[1])
        now = datetime.now(UTC)
        for copy in self._copies:
            self.list.addItem(_item(copy, now))
        self._merge.setProperty("role", "primary")
        self._merge.setDefault(True)
        self.arrange(_HINT, _TITLES)

    def _connect(self) -> None:
        self.list.itemChanged.connect(self._follow_choice)
        self.list.currentRowChanged.connect(self._show_current)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.accepted.connect(self._ask_to_merge)

    def _chosen(self) -> list[ReadCopy]:
        rows = range(len(self._copies))
        return [self._copies[row] for row in rows if self.list.item(row).checkState() == _CHECKED]

    def _follow_choice(self) -> None:
        count = len(self._chosen())
        self._merge.setText(f"Merge {plural(count, 'version')}" if count else "Merge")
        self._merge.setEnabled(bool(count))

    def _show_current(self, row: int) -> None:
        self.words.setPlainText(about(self._copies[row]) if row >= 0 else "")

    def _ask_to_merge(self) -> None:
        earliest_first = sorted(self._chosen(), key=lambda each: each.copy.saved)
        if earliest_first:
            self.merge_requested.emit(tuple(each.copy.path for each in earliest_first))


def about(copy: ReadCopy) -> str:
    """Return what differs in a copy, in lines."""
    more = len(copy.differs) - _MOST
    lines = [f"• {visible(sentence)}" for sentence in copy.differs[:_MOST]]
    return "\n".join([copy.summary, "", *lines, *([f"… and {more:,} more"] if more > 0 else [])])


def _item(copy: ReadCopy, now: datetime) -> QListWidgetItem:
    by = f" by {visible(copy.by)}" if copy.by else ""
    name = visible(copy.copy.path.name)
    text = f"{name}\nsaved {moment_words(copy.copy.saved, now)}{by}\n{copy.summary}"
    item = QListWidgetItem(text)
    item.setToolTip(plain_tooltip(text))
    if copy.can_be_merged:
        item.setCheckState(_CHECKED)
    else:
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Unchecked)
    return item
