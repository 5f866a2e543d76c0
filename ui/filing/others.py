"""Files beside the open one: other versions of it to merge in, other documents to open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from portfolio.errors import PortfolioError, Tick
from ui.filing import questions
from ui.filing.desk import Desk
from ui.filing.merging import Merging
from ui.filing.names import PATTERNS
from ui.filing.theirs import Theirs, read_theirs
from ui.jobs import Outcome, Partial


class Others:
    """Reads another file and asks what is to become of it; never changes it."""

    def __init__(self, desk: Desk, merging: Merging, open_file: Callable[[Path], None]) -> None:
        self._desk = desk
        self._merging = merging
        self._open = open_file

    def ask_and_merge(self) -> None:
        """Ask for a file and merge it into the document."""
        desk = self._desk
        path = desk.messages.open_path("Merge with another file", PATTERNS, desk.folder())
        if path is not None:
            self.merge(path)

    def merge(self, path: Path) -> None:
        """Merge a version of the open document; offer to open what is another document."""

        def failed(error: PortfolioError) -> None:
            self._desk.messages.show_error(error, "Not merged")

        self._read(path, self._merge, failed)

    def offer(self, path: Path) -> None:
        """Open a file, or merge it if it is a version of the open document and that is wanted."""
        if self._desk.document.path in (None, path.absolute()):
            self._open(path)
        else:
            # What is wrong with a file that cannot be read is told by opening it.
            self._read(path, self._offer, lambda _error: self._open(path))

    def _read(
        self, path: Path, done: Callable[[Theirs], None], failed: Callable[[PortfolioError], None]
    ) -> None:
        self._desk.take_typing()

        def work(tick: Tick, _partial: Partial) -> Theirs:
            return read_theirs(path.absolute(), tick)

        outcome = Outcome(done=done, failed=failed)
        self._desk.jobs.start(f"Reading {path.name}", work, outcome)

    def _offer(self, theirs: Theirs) -> None:
        document = self._desk.document
        if theirs.opened.portfolio.id != document.portfolio.id:
            self._open(theirs.path)
            return
        answer = self._desk.messages.ask(questions.version_dropped(theirs.path, document.name))
        if answer == questions.MERGE:
            self._merge(theirs)
        elif answer == questions.OPEN:
            self._open(theirs.path)

    def _merge(self, theirs: Theirs) -> None:
        document = self._desk.document
        if theirs.path == document.path:
            self._merging.merge_stored()
        elif theirs.opened.portfolio.id == document.portfolio.id:
            self._merging.merge_read(theirs, None)
        elif self._desk.messages.ask(questions.another_document(theirs.path)) == questions.OPEN:
            self._open(theirs.path)
