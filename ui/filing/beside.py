"""Looks for the copies that sync programs lay beside the open file, and tells each once."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QFile, QObject, Signal

from portfolio.errors import PortfolioError, Tick
from portfolio.files import conflict_copies, fingerprint
from portfolio.model.text import quoted
from ui.document import Document
from ui.filing.theirs import Theirs, moment_words
from ui.jobs import Job, Jobs, Outcome, Partial


@dataclass(frozen=True, slots=True)
class Copy:
    """A version that a sync program keeps beside a file.

    Attributes:
        saved: when it was last written, in local time.
    """

    path: Path
    saved: datetime

    def words(self, now: datetime) -> str:
        """Return its name and time: ``“plan (conflicted copy).portfolio” saved at 14:02``."""
        return f"{quoted(self.path.name)} saved {moment_words(self.saved, now)}"


@dataclass(frozen=True, slots=True)
class Settled:
    """A version that was merged; ``sha256`` is the fingerprint of what was merged."""

    path: Path
    sha256: str


class Beside(QObject):
    """Knows the copies beside the open file, those told already, and those that were merged.

    A copy is never changed and never removed, but for ``throw_away``.
    """

    #: copies that were not told yet; payload: tuple of Copy, the latest first
    copies_found = Signal(object)
    #: merged copies whose content is in the saved file now; payload: tuple of Settled
    copies_settled = Signal(object)
    #: copies are in the trash; payload: tuple of Settled
    copies_gone = Signal(object)
    #: a copy could not be moved to the trash; payload: PortfolioError
    copies_stayed = Signal(object)

    def __init__(self, document: Document, jobs: Jobs) -> None:
        super().__init__()
        self._document = document
        self._jobs = jobs
        self._job: Job | None = None
        self._told: set[Copy] = set()
        #: what was merged, with the undo step that did it
        self._merged: dict[Settled, tuple[int, str]] = {}
        document.document_replaced.connect(self._start_anew)

    def look(self) -> None:
        """Look now, in the background."""
        path = self._document.path
        if path is None or self._job is not None:
            return

        def work(_tick: Tick, _partial: Partial) -> tuple[Copy, ...]:
            return find_copies(path)

        outcome = Outcome(done=lambda found: self._looked(path, found), cancelled=self._ended)
        self._job = self._jobs.start("Looking for other versions", work, outcome, quiet=True)

    def remember_merged(self, theirs: Theirs) -> None:
        """Take note that a version beside the file was merged; settled once that is saved."""
        if theirs.path == self._document.path:
            return
        stack = self._document.undo_stack
        step = stack.index(), stack.text(stack.index() - 1)
        self._merged[Settled(theirs.path, theirs.opened.sha256)] = step
        if not self._document.unsaved:
            self.settle()

    def settle(self) -> None:
        """The document was saved: what was merged, and not undone, is in the file now."""
        stack, merged = self._document.undo_stack, self._merged
        self._merged = {}
        settled = tuple(
            each
            for each, (index, text) in merged.items()
            if stack.index() >= index and stack.text(index - 1) == text
        )
        if settled:
            self.copies_settled.emit(settled)

    def throw_away(self, copies: tuple[Settled, ...]) -> None:
        """Move copies to the trash of the system, at the wish of the person."""

        def work(_tick: Tick, _partial: Partial) -> list[PortfolioError | None]:
            return [_thrown_away(copy) for copy in copies]

        def done(errors: list[PortfolioError | None]) -> None:
            told = zip(copies, errors, strict=True)
            if gone := tuple(copy for copy, error in told if error is None):
                self.copies_gone.emit(gone)
            for error in filter(None, errors):
                self.copies_stayed.emit(error)

        self._jobs.start("Moving to the trash", work, Outcome(done=done))

    def _looked(self, path: Path, found: tuple[Copy, ...]) -> None:
        self._ended()
        if path != self._document.path:
            return
        new = tuple(copy for copy in found if copy not in self._told)
        self._told.update(new)
        if new:
            self.copies_found.emit(new)

    def _ended(self) -> None:
        self._job = None

    def _start_anew(self) -> None:
        self._told.clear()
        self._merged.clear()


def find_copies(path: Path) -> tuple[Copy, ...]:
    """Return the copies beside a file, the latest first."""
    return tuple(sorted(_dated(conflict_copies(path)), key=lambda copy: copy.saved, reverse=True))


def _dated(paths: Iterable[Path]) -> list[Copy]:
    found = []
    for path in paths:
        # One that is gone again is none.
        with contextlib.suppress(OSError, ValueError, OverflowError):
            moment = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            found.append(Copy(path, moment.astimezone()))
    return found


def _thrown_away(copy: Settled) -> PortfolioError | None:
    """Move a merged copy to the trash; return why it stays where it is."""
    try:
        if fingerprint(copy.path) == copy.sha256:
            to_trash(copy.path)
            return None
    except PortfolioError as error:
        return error
    return PortfolioError(
        "The copy was changed after it was merged, so it stays where it is.",
        str(copy.path),
        "Merge it once more, or leave it.",
    )


def to_trash(path: Path) -> None:
    """Move a file to the trash of the system.

    Raises:
        PortfolioError: there is no trash for it; the file stays where it is.
    """
    if not QFile(str(path)).moveToTrash():
        raise PortfolioError(
            "The copy was not moved to the trash and stays where it is.",
            str(path),
            "Its content is in your file now: remove it yourself if you like.",
        )
