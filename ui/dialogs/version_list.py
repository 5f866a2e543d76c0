"""The backups of a document, and how each differs from what is open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDateTime, QLocale, Signal
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from portfolio.errors import PortfolioError
from ui.dialogs.list_beside_words import ListBesideWords
from ui.filing import Version

_TITLES = ("Versions", "What changed since")
_KILOBYTE = 1024
_HINT = "A backup opens as a new, unsaved document. Nothing is overwritten."


class VersionList(ListBesideWords):
    """A list of versions, the newest first, beside the changes made since the chosen one."""

    #: the changes since a version are wanted; payload: Version
    version_looked_at = Signal(object)
    #: a version is to be opened; payload: Version
    version_chosen = Signal(object)

    def __init__(self, versions: Sequence[Version], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._versions = tuple(versions)
        self._over = False
        self.buttons.setStandardButtons(QDialogButtonBox.StandardButton.Cancel)
        self._open = self.buttons.addButton("Open", QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out()
        self._connect()

    def look_at_first(self) -> None:
        """Choose the newest version."""
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def show_difference(self, version: Version, lines: Sequence[str]) -> None:
        """Show what changed since a version, unless another one was chosen meanwhile."""
        if self._awaits(version):
            same = "This version is the same as the open document."
            self.words.setPlainText("\n".join(lines) if lines else same)

    def show_error(self, version: Version, error: PortfolioError) -> None:
        """Say why a version cannot be opened."""
        if self._awaits(version):
            self.words.setPlainText(str(error))
            self._open.setEnabled(False)

    def _lay_out(self) -> None:
        self.setWindowTitle("Restore a backup")
        self.list.setAccessibleName("Versions, newest first")
        self.list.addItems([_title(version) for version in self._versions])
        self.words.setAccessibleName("Changes since this version")
        self._open.setProperty("role", "primary")
        self.arrange(_HINT, _TITLES)

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._look)
        self.list.itemActivated.connect(self.accept)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.accepted.connect(self._choose)
        self.finished.connect(self._end)

    def _end(self) -> None:
        self._over = True

    def _awaits(self, version: Version) -> bool:
        """Whether an answer about a version is still wanted: the window may be gone."""
        return not self._over and version == self._current()

    def _current(self) -> Version | None:
        row = self.list.currentRow()
        return self._versions[row] if row >= 0 else None

    def _look(self) -> None:
        self._open.setEnabled(self._current() is not None)
        self.words.setPlainText("Comparing…")
        self.version_looked_at.emit(self._current())

    def _choose(self) -> None:
        version = self._current()
        if version is not None and self._open.isEnabled():
            self.version_chosen.emit(version)


def _title(version: Version) -> str:
    """Return for example ``Mon 2 Mar 2026, 14:05`` over ``41 kB, beside the file``."""
    moment = QDateTime.fromSecsSinceEpoch(int(version.made.timestamp()))
    when = QLocale().toString(moment, "ddd d MMM yyyy, HH:mm")
    size = f"{max(1, round(version.size / _KILOBYTE)):,} kB"
    place = f", beside the file ({version.file.suffix})" if version.beside else ""
    return f"{when}\n{size}{place}"
