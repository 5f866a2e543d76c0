"""Notices when somebody else changes, moves or deletes the open file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from portfolio.errors import Tick
from portfolio.files import fingerprint
from portfolio.files.disk import sha256_of
from ui.document import Document
from ui.filing.theirs import SavedBy, saved_by
from ui.jobs import Job, Jobs, Outcome, Partial

_SETTLE_MS = 300
_EVERY_MS = 30_000
_UNREADABLE = "?"
_EMPTY = sha256_of(b"")


class Outside(QObject):
    """Compares the file with what was last read or written, by content.

    It looks after events on the file and on its folder (a watch on the file alone
    goes deaf when the file is replaced as a whole), every 30 seconds since network
    drives send no events, and whenever ``look`` is called. Each state of the disk
    is told once.
    """

    #: the file holds something else than what was read or written; payload: path, SavedBy
    file_changed = Signal(object, object)
    #: the file is not there any more; payload: path
    file_gone = Signal(object)
    #: the file is empty at present: a sync program may be about to fill it; payload: path
    file_emptied = Signal(object)
    #: the file cannot be read at present; payload: path
    file_unreadable = Signal(object)
    #: the file is again what was last read or written
    file_settled = Signal()
    #: it is time to look, at what stands beside the file as well
    looked_at = Signal()

    def __init__(self, document: Document, jobs: Jobs, busy: Callable[[], bool]) -> None:
        super().__init__()
        self._document = document
        self._jobs = jobs
        self._busy = busy
        self._job: Job | None = None
        self._finding: Job | None = None
        self._again = False
        self._told: str | None = None
        self._followed: tuple[Path | None, str | None] = (None, None)
        self._watcher = QFileSystemWatcher(self)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._every = QTimer(self)
        self._every.setInterval(_EVERY_MS)
        self._connect()

    def look(self) -> None:
        """Compare now, in the background."""
        path, known = self._document.path, self._document.sha256
        if path is None or known is None or self._busy():
            return
        self.looked_at.emit()
        if self._job is not None:
            self._again = True
            return

        def work(_tick: Tick, _partial: Partial) -> tuple[str | None, SavedBy]:
            now = fingerprint(path)
            return now, SavedBy() if now in (None, known) else saved_by(path)

        outcome = Outcome(
            done=lambda found: self._looked(path, known, *found),
            failed=lambda _error: self._looked(path, known, _UNREADABLE),
            cancelled=self._ended,
        )
        self._job = self._jobs.start("Looking at the file", work, outcome, quiet=True)

    def tell_again(self) -> None:
        """Look now, and tell what was told before and came to nothing."""
        self._told = None
        self.look()

    def _connect(self) -> None:
        self._watcher.fileChanged.connect(self._settle.start)
        self._watcher.directoryChanged.connect(self._settle.start)
        self._settle.timeout.connect(self._look_after_event)
        self._every.timeout.connect(self.look)
        self._document.state_changed.connect(self._follow)

    def _look_after_event(self) -> None:
        self._watch()
        self.look()

    def _follow(self) -> None:
        """Watch the file of the document; what was told of another one is forgotten."""
        path = self._document.path
        if self._followed == (path, self._document.sha256):
            return
        self._followed = (path, self._document.sha256)
        self._told = None
        if path is None:
            self._every.stop()
        elif not self._every.isActive():
            self._every.start()
        self._watch()

    def _watch(self) -> None:
        """Watch file and folder; the file anew after it was replaced.

        Whether they are there is found out in a job: a drive that hangs must not hold up
        the window.
        """
        wanted, watched = self._wanted(), self._watched()
        if watched - wanted:
            self._watcher.removePaths(sorted(watched - wanted))
        missing = sorted(wanted - watched)
        if not missing or self._finding is not None:
            return

        def work(_tick: Tick, _partial: Partial) -> list[str]:
            return [name for name in missing if Path(name).exists()]

        outcome = Outcome(
            done=lambda there: self._found(wanted, there), cancelled=self._not_looked_for
        )
        self._finding = self._jobs.start("Looking for the file", work, outcome, quiet=True)

    def _found(self, wanted: set[str], there: list[str]) -> None:
        self._finding = None
        if wanted != self._wanted():
            self._watch()
        elif new := sorted({*there} - self._watched()):
            self._watcher.addPaths(new)

    def _not_looked_for(self) -> None:
        self._finding = None

    def _wanted(self) -> set[str]:
        path = self._document.path
        return set() if path is None else {str(path), str(path.parent)}

    def _watched(self) -> set[str]:
        return {*self._watcher.files(), *self._watcher.directories()}

    def _looked(
        self, path: Path, known: str, now: str | None, saved: SavedBy | None = None
    ) -> None:
        self._ended()
        document = self._document
        if self._busy() or (document.path, document.sha256) != (path, known):
            self._told = None
            self._settle.start()
            return
        state = f"{path}/{known}/{now}"
        if state != self._told:
            before, self._told = self._told, state
            if now is None:
                self.file_gone.emit(path)
            elif now == _UNREADABLE:
                self.file_unreadable.emit(path)
            elif now == _EMPTY:
                self.file_emptied.emit(path)
            elif now != known:
                self.file_changed.emit(path, saved)
            elif before is not None:
                self.file_settled.emit()

    def _ended(self) -> None:
        self._job = None
        if self._again:
            self._again = False
            self._settle.start()
