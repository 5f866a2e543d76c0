"""Keeps unsaved work safe from a crash: recovery copies in the app's own folder."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from portfolio.errors import PortfolioError, Tick
from portfolio.files import Lock, NotSaved, Origin, discard_recovery, release, write_recovery
from portfolio.model import Portfolio
from ui.document import Document
from ui.jobs import Job, Jobs, Outcome, Partial
from ui.settings import Settings

_PATIENCE_SECONDS = 3.0
#: So long a copy may take, so that it is whole by the time that the preferences promise.
_HEAD_START_MS = 1000


class Keeper(QObject):
    """Writes a recovery copy some seconds after a change, and removes it after a save.

    A copy is removed when its content has been saved and confirmed, or when the
    person has discarded or undone it; never before, so that a second crash loses nothing.
    """

    #: unsaved work is safe in a recovery copy; payload: when it was written (datetime, UTC)
    work_kept = Signal(object)
    #: unsaved work could not be kept; payload: PortfolioError
    keeping_failed = Signal(object)

    def __init__(self, document: Document, jobs: Jobs, settings: Settings, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self._document = document
        self._jobs = jobs
        self._settings = settings
        self._job: Job | None = None
        self._files: set[Path] = set()
        self._claimed: list[Lock] = []
        self._writing = threading.Lock()
        self._written = -1
        self._forgotten = -1
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.keep)
        document.portfolio_changed.connect(self._schedule)

    def keep(self) -> None:
        """Write a recovery copy in the background; without unsaved work, remove what is there.

        Work that was undone is not unsaved: after a crash nobody asks for it back. Work
        that another process left stays until it is saved or discarded.
        """
        if self._job is not None:
            self._schedule()
            return
        if not self._document.work_unsaved:
            if not self._claimed:
                self.forget()
            return
        portfolio, revision, origin = self._snapshot()

        def work(_tick: Tick, _partial: Partial) -> Path | None:
            return self._write(portfolio, revision, origin)

        outcome = Outcome(
            done=lambda file: self._kept(file, revision),
            failed=self._failed,
            cancelled=self._ended,
        )
        self._job = self._jobs.start("Keeping unsaved work", work, outcome, quiet=True)

    def keep_now(self) -> None:
        """Write a recovery copy before returning: the process may be about to end.

        What goes wrong is passed over; nobody is there to be told, or something
        worse is being told.
        """
        if not self._document.work_unsaved:
            return
        portfolio, revision, origin = self._snapshot()
        try:
            written = self._write(portfolio, revision, origin)
        except NotSaved:
            return
        if written is not None:
            self._files.add(written)

    def adopt(self, file: Path, claimed: Lock) -> None:
        """Answer for a copy of another process, whose content is now the open document."""
        self._files.add(file)
        self._claimed.append(claimed)

    def forget(self) -> None:
        """Remove the copies of this document: it was saved, or discarded by the person."""
        self._timer.stop()
        self._forgotten = self._document.revision
        files, self._files = self._files, set()
        claimed, self._claimed = self._claimed, []
        if files:
            self.discard(files, claimed)

    def discard(self, files: set[Path], claimed: Sequence[Lock] = ()) -> None:
        """Remove recovery copies in the background, and then the claims on them."""

        def work(_tick: Tick, _partial: Partial) -> None:
            for file in files:
                discard_recovery(file)
            for lock in claimed:
                release(lock)

        self._jobs.start("Removing recovery copies", work, Outcome(), quiet=True)

    def _schedule(self) -> None:
        if not self._timer.isActive() and (self._document.unsaved or self._files):
            seconds = self._settings.preferences.autosave_seconds
            self._timer.start(seconds * 1000 - _HEAD_START_MS)

    def _snapshot(self) -> tuple[Portfolio, int, Origin]:
        document = self._document
        origin = Origin(document.path, document.sha256)
        return document.without_tried(), document.revision, origin

    def _write(self, portfolio: Portfolio, revision: int, origin: Origin) -> Path | None:
        """Write a copy unless a later one is there, or the work has been settled since."""
        if not self._writing.acquire(timeout=_PATIENCE_SECONDS):
            return None
        try:
            if revision <= max(self._written, self._forgotten):
                return None
            file = write_recovery(self.folder, portfolio, origin, now=datetime.now(UTC))
            self._written = revision
            return file
        finally:
            self._writing.release()

    def _kept(self, file: Path | None, revision: int) -> None:
        self._ended()
        if file is None:
            return
        if revision <= self._forgotten:
            self.discard({file})
            return
        self._files.add(file)
        self.work_kept.emit(datetime.now(UTC))

    def _failed(self, error: PortfolioError) -> None:
        self._ended()
        self._schedule()
        self.keeping_failed.emit(error)

    def _ended(self) -> None:
        self._job = None
