"""Unsaved work that was found at start: restore it, discard it, or decide later."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDateTime, QLocale, Signal
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from portfolio.model.text import quoted
from ui.dialogs.list_beside_words import ListBesideWords
from ui.filing import Recovered

_TITLES = ("Unsaved documents", "What each holds")
_HINT = (
    "The app ended before this work was saved. Restored work opens as an unsaved change "
    "that you can undo; its recovery copy stays until you save."
)


class RecoveryList(ListBesideWords):
    """A list of unsaved documents beside what each holds that its file does not."""

    #: work is to be restored; payload: Recovered
    restore_requested = Signal(object)
    #: work is not wanted any more; payload: Recovered
    discard_requested = Signal(object)

    def __init__(self, found: Sequence[Recovered], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found = list(found)
        roles = QDialogButtonBox.ButtonRole
        self._restore = self.buttons.addButton("Restore", roles.AcceptRole)
        self._discard = self.buttons.addButton("Discard…", roles.DestructiveRole)
        self._later = self.buttons.addButton("Later", roles.RejectRole)
        self._lay_out()
        self._connect()
        self.list.setCurrentRow(0)

    def remove(self, work: Recovered) -> None:
        """Take one off the list; the dialog closes when none is left."""
        row = self._found.index(work)
        del self._found[row]
        self.list.takeItem(row)
        if not self._found:
            self.reject()

    def _lay_out(self) -> None:
        self.setWindowTitle("Unsaved work was found")
        self.list.setAccessibleName("Unsaved documents, latest first")
        self.list.addItems([_title(work) for work in self._found])
        self.words.setAccessibleName("What the unsaved work holds")
        self._restore.setProperty("role", "primary")
        self._restore.setDefault(True)
        self.arrange(_HINT, _TITLES)

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._show_about)
        self.list.itemActivated.connect(self._ask_to_restore)
        self._restore.clicked.connect(self._ask_to_restore)
        self._discard.clicked.connect(self._ask_to_discard)
        self._later.clicked.connect(self.reject)

    def _current(self) -> Recovered | None:
        row = self.list.currentRow()
        return self._found[row] if 0 <= row < len(self._found) else None

    def _show_about(self) -> None:
        work = self._current()
        self.words.setPlainText("" if work is None else about(work))

    def _ask_to_restore(self) -> None:
        work = self._current()
        if work is not None:
            self.accept()
            self.restore_requested.emit(work)

    def _ask_to_discard(self) -> None:
        work = self._current()
        if work is not None:
            self.discard_requested.emit(work)


def about(work: Recovered) -> str:
    """Return where the work belongs and what it holds, in lines."""
    path = work.copy.origin.path
    if path is None:
        place = ["It was never saved to a file."]
    elif work.stored is None:
        place = [f"Its file cannot be opened now: {path}", "It is restored as a new document."]
    else:
        place = [f"It belongs to {path}"]
    if work.file_moved_on:
        place.append("That file has been saved since; the two are merged when it is restored.")
    changes = work.differs or ("It holds no changes.",)
    return "\n".join([*place, "", "Not saved yet:", *(f"• {line}" for line in changes)])


def _title(work: Recovered) -> str:
    moment = QDateTime.fromSecsSinceEpoch(int(work.copy.written.timestamp()))
    when = QLocale().toString(moment, "ddd d MMM, HH:mm")
    path = work.copy.origin.path
    return f"{quoted(work.copy.title) if path is None else quoted(path.name)}\n{when}"
