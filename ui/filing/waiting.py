"""Waits for a file that somebody else has open, and opens it for editing when it is free."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from portfolio.errors import PortfolioError, Tick
from portfolio.files import Lock, LockedBy, LockedByOther
from portfolio.files.holder import is_dead
from portfolio.files.lock import locked_by
from portfolio.model.text import quoted, visible
from ui.filing import locks
from ui.filing.desk import Desk
from ui.filing.reading import Read, is_own_window
from ui.jobs import Job, Outcome, Partial


class Waiting(QObject):
    """Watches the lock of a file that is open here read-only because of that lock."""

    #: the file is free; payload: path, who had it open (part of a sentence)
    file_free = Signal(object, str)
    #: the file may be edited now; what it holds may have changed meanwhile
    editing_begun = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._path: Path | None = None
        self._who = ""
        self._at_once = False
        self._told = False
        self._newer = False
        self._job: Job | None = None

    @property
    def may_edit(self) -> bool:
        """Whether the file is read-only here for no other reason than that it is not locked."""
        document = self._desk.document
        return document.read_only and document.path is not None and not self._newer

    def watch(self, read: Read) -> None:
        """Wait for whoever has the file open; ``Read.waiting`` edits it as soon as it is free."""
        self._path, self._newer = None, read.opened.read_only
        if read.refusal is not None:
            self._path, self._at_once, self._told = read.path, read.waiting, False
            own = is_own_window(read.refusal)
            who = visible(read.refusal.locked_by.who)
            self._who = "the other window" if own else who

    def look(self) -> None:
        """Look now, in the background."""
        path = self._path
        if path is None or self._job is not None:
            return
        if path != self._desk.document.path or not self._desk.document.read_only:
            self._path = None
            return

        def work(_tick: Tick, _partial: Partial) -> LockedBy | None:
            return locked_by(path)

        outcome = Outcome(done=lambda lock: self._looked(path, lock), cancelled=self._ended)
        self._job = self._desk.jobs.start("Looking at the lock", work, outcome, quiet=True)

    def open_for_editing(self) -> None:
        """Lock the file that is shown read-only, and let it be saved where it is."""
        path = self._desk.document.path
        if path is None or not self.may_edit:
            return
        name = self._desk.author

        def work(_tick: Tick, _partial: Partial) -> Lock:
            return locks.take(path, name)

        outcome = Outcome(done=lambda lock: self._locked(path, lock), failed=self._not_locked)
        self._desk.jobs.start(f"Locking {path.name}", work, outcome)

    def _looked(self, path: Path, lock: LockedBy | None) -> None:
        self._ended()
        if lock is not None and not is_dead(lock.holder):
            self._told = False
        elif path == self._path and not self._told:
            self._told = True
            if self._at_once:
                self.open_for_editing()
            else:
                self.file_free.emit(path, self._who)

    def _locked(self, path: Path, lock: Lock) -> None:
        desk = self._desk
        if path != desk.document.path or not desk.document.read_only:
            desk.locks.give_back(lock)
            return
        self._path = None
        desk.locks.hold(lock, path)
        desk.document.may_be_saved()
        desk.messages.notice(f"{quoted(path.name)} is open for editing.")
        self.editing_begun.emit()

    def _not_locked(self, error: PortfolioError) -> None:
        self._told = False
        if isinstance(error, LockedByOther):
            self._desk.messages.notice(f"{error.what} It stays read-only here.")
        else:
            self._desk.messages.show_error(error, "Not open for editing")

    def _ended(self) -> None:
        self._job = None
