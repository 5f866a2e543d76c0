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
    It is removed at once then: after a crash nobody asks for what was undone.
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
        self._outdated: set[Path] = set()
        self._claimed: list[Lock] = []
        self._writing = threading.Lock()
        #: Copies are numbered: which was the last of each file, and the last not wanted.
        self._last = 0
        self._written: dict[Path, int] = {}
        self._forgotten = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.keep)
        document.state_changed.connect(self._follow)

    def keep(self) -> None:
        """Write a recovery copy in the background, if there is unsaved work."""
        if self._job is not None:
            self._schedule()
            return
        if not self._document.work_unsaved:
            return
        portfolio, number, origin = self._snapshot()

        def work(_tick: Tick, _partial: Partial) -> Path | None:
            return self._write(portfolio, number, origin)

        outcome = Outcome(
            done=lambda file: self._kept(file, number),
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
        portfolio, number, origin = self._snapshot()
        try:
            written = self._write(portfolio, number, origin)
        except NotSaved:
            return
        if written is not None:
            self._files.add(written)

    def adopt(self, file: Path, claimed: Lock) -> None:
        """Answer for a copy of another process, whose content is now the open document."""
        self._files.add(file)
        self._claimed.append(claimed)

    def renew(self) -> None:
        """Write a copy at once: those that there are hold less than was saved since."""
        self._outdated |= self._files
        self.keep()

    def forget(self) -> None:
        """Remove the copies of this document: it was saved, discarded, or all was undone."""
        self._timer.stop()
        self._forgotten = self._last
        files, self._files = self._files, set()
        claimed, self._claimed = self._claimed, []
        self._outdated.clear()
        if files or claimed:
            self._remove(files, self._forgotten, claimed)

    def discard(self, files: set[Path]) -> None:
        """Remove recovery copies in the background, at the wish of the person."""
        self._remove(files, self._last)

    def _remove(self, files: set[Path], last: int, claimed: Sequence[Lock] = ()) -> None:
        """Remove copies up to the number ``last``, and then the claims on them."""

        def work(_tick: Tick, _partial: Partial) -> None:
            with self._writing:
                for file in files:
                    if self._written.get(file, 0) <= last:
                        discard_recovery(file)
            for lock in claimed:
                release(lock)

        self._jobs.start("Removing recovery copies", work, Outcome(), quiet=True)

    def _follow(self) -> None:
        """Plan the next copy; without unsaved work, remove what was kept of it."""
        document = self._document
        kept = self._files or self._job is not None
        if document.unsaved and (not kept or document.work_unsaved):
            self._schedule()
        else:
            self.forget()

    def _schedule(self) -> None:
        if not self._timer.isActive() and self._document.unsaved:
            seconds = self._settings.preferences.autosave_seconds
            self._timer.start(seconds * 1000 - _HEAD_START_MS)

    def _snapshot(self) -> tuple[Portfolio, int, Origin]:
        document = self._document
        origin = Origin(document.path, document.sha256)
        self._last += 1
        return document.without_tried(), self._last, origin

    def _write(self, portfolio: Portfolio, number: int, origin: Origin) -> Path | None:
        """Write a copy unless a later one is there, or the work has been settled since."""
        if not self._writing.acquire(timeout=_PATIENCE_SECONDS):
            return None
        try:
            if number <= max([self._forgotten, *self._written.values()]):
                return None
            file = write_recovery(self.folder, portfolio, origin, now=datetime.now(UTC))
            self._written[file] = number
            return file
        finally:
            self._writing.release()

    def _kept(self, file: Path | None, number: int) -> None:
        self._ended()
        if file is None:
            return
        if number <= self._forgotten:
            self._remove({file}, number)
            return
        self._files.add(file)
        others, self._outdated = self._outdated - {file}, set()
        if others:
            self._files -= others
            self._remove(others, number)
        self.work_kept.emit(datetime.now(UTC))

    def _failed(self, error: PortfolioError) -> None:
        self._ended()
        self._schedule()
        self.keeping_failed.emit(error)

    def _ended(self) -> None:
        self._job = None
