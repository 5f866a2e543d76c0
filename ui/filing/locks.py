"""The lock on the open file: confirmed each minute, given back when the file is closed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from portfolio.errors import Tick
from portfolio.files import BEAT_SECONDS, Lock, acquire, beat, lock_path, release
from portfolio.files.lock import locked_by
from ui.about import app_version
from ui.jobs import Jobs, Outcome, Partial
from ui.settings import Settings


def take(path: Path, name: str = "", *, anyway: bool = False) -> Lock:
    """Lock a file for this process; for the worker thread.

    Args:
        path: the file.
        name: what the person goes by, for colleagues to read.
        anyway: take it over from whoever has it.

    Raises:
        LockedByOther: if somebody else has it open and ``anyway`` is not set.
    """
    now = datetime.now(UTC)
    return acquire(path, app=app_version(), now=now, name=name, anyway=anyway)


class Locks(QObject):
    """At most one lock, on the file that is open for editing."""

    #: somebody else took the lock over; payload: file name, who (empty if that is not known)
    lock_lost = Signal(str, str)

    def __init__(self, jobs: Jobs, settings: Settings) -> None:
        super().__init__()
        self._jobs = jobs
        self._settings = settings
        self._lock: Lock | None = None
        self._path: Path | None = None
        self._beats = QTimer(self)
        self._beats.setInterval(BEAT_SECONDS * 1000)
        self._beats.timeout.connect(self.confirm)
        settings.preferences_changed.connect(self._follow_name)

    def holds(self, path: Path) -> bool:
        """Whether this window has locked that file."""
        lock = self._lock
        return lock is not None and not lock.note and lock.path == lock_path(path)

    def hold(self, lock: Lock, path: Path) -> None:
        """Keep a lock on the file that is open now; an earlier one is given back."""
        before = self._lock
        self._lock, self._path = lock, path
        self._beats.start()
        self.give_back(before)

    def let_go(self) -> None:
        """Give the lock back: no file is open for editing."""
        before, self._lock, self._path = self._lock, None, None
        self._beats.stop()
        self.give_back(before)

    def give_back(self, lock: Lock | None) -> None:
        """Remove a lock that is not needed, unless somebody has taken it over."""
        if lock is None:
            return

        def work(_tick: Tick, _partial: Partial) -> None:
            release(lock)

        self._jobs.start("Unlocking", work, Outcome(), quiet=True)

    def confirm(self) -> None:
        """Tell colleagues that this process is still there, and learn whether it is believed."""
        lock, path = self._lock, self._path
        if lock is None or path is None:
            return
        name = self._settings.preferences.author

        def work(_tick: Tick, _partial: Partial) -> Lock | str:
            renewed = beat(lock, datetime.now(UTC), name)
            other = locked_by(path) if renewed is None else None
            return renewed or ("" if other is None else other.who)

        outcome = Outcome(done=lambda found: self._confirmed(lock, path, found))
        self._jobs.start("Confirming the lock", work, outcome, quiet=True)

    def _follow_name(self) -> None:
        name = self._settings.preferences.author
        if name and self._lock is not None and name != self._lock.content.name:
            self.confirm()

    def _confirmed(self, lock: Lock, path: Path, found: Lock | str) -> None:
        if self._lock is not lock:
            return
        if isinstance(found, Lock):
            self._lock = found
        else:
            self._lock = None
            self._beats.stop()
            self.lock_lost.emit(path.name, found)
