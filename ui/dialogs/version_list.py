"""The backups of a document, and what going back to one of them would change."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QDialogButtonBox, QWidget

from portfolio.errors import PortfolioError
from ui.dialogs.list_beside_words import ListBesideWords
from ui.filing import Version

_TITLES = ("Versions", "What would change")
_KILOBYTE = 1024
_HINT = (
    "Restoring puts a backup in place of what is open, as one step that you can undo. "
    "Select two versions to see what changed from the earlier to the later one."
)
_MOST = 2
#: Saves are what most versions are kept for, and need no word.
_REASONS = {"saved": "", "ours": ", mine before theirs came", "theirs": ", theirs"}

#: What is looked at: one version that might be restored, or two of them, the earlier first.
Looked = tuple[Version, ...]


class VersionList(ListBesideWords):
    """A list of versions, the newest first, beside what would change with the chosen one."""

    #: the differences are wanted; payload: ``Looked``
    versions_looked_at = Signal(object)
    #: what it would do to the plan is wanted; payload: ``Looked``
    plan_requested = Signal(object)
    #: a version is to take the place of the open document; payload: Version
    restore_requested = Signal(object)
    #: a version is to be opened as a document of its own; payload: Version
    version_chosen = Signal(object)

    def __init__(self, versions: Sequence[Version], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._versions = tuple(versions)
        self._over = False
        roles = QDialogButtonBox.ButtonRole
        self._plan = self.buttons.addButton("Effect on the plan", roles.ActionRole)
        self._open = self.buttons.addButton("Open as new", roles.ActionRole)
        self._restore = self.buttons.addButton("Restore", roles.AcceptRole)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self._lay_out()
        self._connect()

    def look_at_first(self) -> None:
        """Choose the newest version."""
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def show_difference(self, looked: Looked, text: str, *, planned: bool = False) -> None:
        """Show what would change, unless something else was chosen meanwhile."""
        if self._awaits(looked):
            self.words.setPlainText(text)
            self._plan.setEnabled(not planned)

    def show_error(self, looked: Looked, error: PortfolioError) -> None:
        """Say why a version cannot be read."""
        if self._awaits(looked):
            self.words.setPlainText(str(error))
            for button in (self._plan, self._open, self._restore):
                button.setEnabled(False)

    def show_step(self, row: int, words: str) -> None:
        """Say below a version what it brought."""
        if not self._over:
            self.list.item(row).setText(f"{_title(self._versions[row])}\n{words}")

    def _lay_out(self) -> None:
        self.setWindowTitle("Restore a backup")
        self.list.setAccessibleName("Versions, newest first")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        # What each version brought comes later: a bar that comes with it would narrow the rest.
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.list.addItems([_title(version) for version in self._versions])
        self.words.setAccessibleName("What would change")
        self._restore.setProperty("role", "primary")
        self._restore.setDefault(True)
        self.arrange(_HINT, _TITLES)

    def _connect(self) -> None:
        self.list.itemSelectionChanged.connect(self._look)
        self.list.itemActivated.connect(self.accept)
        self._plan.clicked.connect(self._ask_for_plan)
        self._open.clicked.connect(self._ask_to_open)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.accepted.connect(self._ask_to_restore)
        self.finished.connect(self._end)

    def _end(self) -> None:
        self._over = True

    def _awaits(self, looked: Looked) -> bool:
        """Whether an answer is still wanted: the window may be gone."""
        return not self._over and looked == self._looked()

    def _looked(self) -> Looked:
        rows = sorted((self.list.row(item) for item in self.list.selectedItems()), reverse=True)
        return tuple(self._versions[row] for row in rows[:_MOST])

    def _look(self) -> None:
        looked = self._looked()
        for button in (self._open, self._restore):
            button.setEnabled(len(looked) == 1)
        self._plan.setEnabled(bool(looked))
        self.words.setPlainText("Comparing…" if looked else "")
        if looked:
            self.versions_looked_at.emit(looked)

    def _ask_for_plan(self) -> None:
        self._plan.setEnabled(False)
        self.plan_requested.emit(self._looked())

    def _ask_to_open(self) -> None:
        (version,) = self._looked()
        self.reject()
        self.version_chosen.emit(version)

    def _ask_to_restore(self) -> None:
        looked = self._looked()
        if len(looked) == 1 and self._restore.isEnabled():
            self.restore_requested.emit(looked[0])


def _title(version: Version) -> str:
    """Return for example ``Mon 2 Mar 2026, 14:05:31`` over ``41 kB, beside the file``."""
    size = f"{max(1, round(version.size / _KILOBYTE)):,} kB"
    place = f", beside the file ({version.file.suffix})" if version.beside else ""
    return f"{moment_of(version)}\n{size}{place}{_REASONS[version.reason]}"


def moment_of(version: Version) -> str:
    """Return when a version was made: ``Mon 2 Mar 2026, 14:05:31``."""
    moment = QDateTime.fromSecsSinceEpoch(int(version.made.timestamp()))
    return QLocale().toString(moment, "ddd d MMM yyyy, HH:mm:ss")
