"""Files beside the open one: versions of it to merge in, other documents to open or combine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from portfolio.edit import rederived
from portfolio.errors import PortfolioError, Tick
from portfolio.files import load
from portfolio.files.holder import this_process
from portfolio.files.journal import taken_in
from portfolio.files.merging import Combined, combine
from portfolio.model import Portfolio
from portfolio.model.text import quoted
from ui.filing import questions
from ui.filing.ancestry import Begun, begun_with
from ui.filing.desk import Desk, Then, nothing
from ui.filing.merging import Merging
from ui.filing.names import PATTERNS
from ui.filing.opening import Opening
from ui.filing.theirs import Theirs, moment_words, read_theirs
from ui.jobs import Outcome, Partial


class Others(QObject):
    """Reads other files and asks what is to become of them; never changes them."""

    #: several portfolios are one new document now; payload: Combined
    combined = Signal(object)

    def __init__(self, desk: Desk, merging: Merging, opening: Opening, bases: Path) -> None:
        super().__init__()
        self._desk = desk
        self._bases = bases
        self._merging = merging
        self._opening = opening

    def ask_and_merge(self) -> None:
        """Ask for a file and merge it into the document."""
        desk = self._desk
        path = desk.messages.open_path("Merge with another file", PATTERNS, desk.folder())
        if path is not None:
            self.merge(path)

    def merge(self, path: Path, done: Then = nothing) -> None:
        """Merge a version of the open document; another document can be opened or combined.

        Args:
            path: of the version.
            done: what follows when it is merged.
        """

        def failed(error: PortfolioError) -> None:
            self._desk.messages.show_error(error, "Not merged")

        self._read(path, lambda theirs: self._merge(theirs, done), failed)

    def merge_several(self, paths: Sequence[Path]) -> None:
        """Merge versions one after the other; when one is given up, so are those after it."""
        if paths:
            self.merge(paths[0], lambda: self.merge_several(paths[1:]))

    def offer(self, path: Path) -> None:
        """Open a file, or merge it if it is a version of the open document and that is wanted."""
        if self._desk.document.path in (None, path.absolute()):
            self._opening.open(path)
        else:
            # What is wrong with a file that cannot be read is told by opening it.
            self._read(path, self._offer, lambda _error: self._opening.open(path))

    def ask_and_combine(self) -> None:
        """Ask for portfolios and make one new document of them; the open one is not among them."""
        title, folder = "Combine portfolios into a new one", self._desk.folder()
        paths = self._desk.messages.open_paths(title, PATTERNS, folder)
        if paths:
            self._combine_files(paths)

    def offer_several(self, paths: tuple[Path, ...]) -> None:
        """Combine several portfolios into a new document, if that is wanted."""
        if self._desk.messages.ask(questions.several_dropped(paths)) == questions.COMBINE:
            self._combine_files(paths)

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
            self._opening.open(theirs.path)
            return
        answer = self._desk.messages.ask(questions.version_dropped(theirs.path, document.name))
        if answer == questions.MERGE:
            self._merge(theirs, nothing)
        elif answer == questions.OPEN:
            self._opening.open(theirs.path)

    def _merge(self, theirs: Theirs, done: Then) -> None:
        document = self._desk.document
        if theirs.path == document.path:
            self._merging.merge_stored(done)
        elif theirs.opened.portfolio == document.portfolio:
            name = quoted(theirs.path.name)
            self._desk.messages.notice(f"{name} holds the same as the open document.")
            self._merging.merged.emit(theirs)
            done()
        elif theirs.opened.portfolio.id == document.portfolio.id:
            self._look_for_base(theirs, done)
        else:
            self._ask_about_another(theirs)

    def _look_for_base(self, theirs: Theirs, done: Then) -> None:
        ours = self._desk.document.portfolio

        def work(tick: Tick, _partial: Partial) -> Begun | None:
            return begun_with(self._bases, ours, theirs.opened.portfolio, tick)

        outcome = Outcome(done=lambda begun: self._merge_from(theirs, begun, done))
        self._desk.jobs.start(f"Comparing with {theirs.path.name}", work, outcome)

    def _merge_from(self, theirs: Theirs, begun: Begun | None, done: Then) -> None:
        """Merge from the version that both began with; ask about one that only may be it."""
        if begun is None:
            self._merging.merge_read(theirs, None, done)
            return
        answer = questions.BEGUN
        if begun.proven:
            when = moment_words(begun.used, datetime.now(UTC))
            self._desk.messages.notice(f"Both began with the version that you had {when}.")
        else:
            answer = self._desk.messages.ask(questions.begun(theirs.path, begun.used))
        if answer != questions.CANCEL:
            base = begun.portfolio if answer == questions.BEGUN else None
            self._merging.merge_read(theirs, base, done)

    def _ask_about_another(self, theirs: Theirs) -> None:
        ours = self._desk.document.portfolio
        if theirs.opened.portfolio.paper is not None:
            error = PortfolioError(
                "This is a ballot, not another version of the open document.",
                theirs.path.name,
                "Take it in with File, Ballots, Take in ballots.",
            )
            self._desk.messages.show_error(error, "Not merged")
            return
        answer = self._desk.messages.ask(questions.another_document(theirs.path))
        if answer == questions.OPEN:
            self._opening.open(theirs.path)
        elif answer == questions.COMBINE:
            self._combine(lambda _tick: [ours, theirs.opened.portfolio])

    def _combine_files(self, paths: tuple[Path, ...]) -> None:
        self._combine(lambda tick: [load(path, tick).portfolio for path in paths])

    def _combine(self, read: Callable[[Tick], list[Portfolio]]) -> None:
        who = self._desk.settings.preferences.author or this_process().user

        def work(tick: Tick, _partial: Partial) -> Combined:
            found = combine(read(tick))
            logged = taken_in(rederived(found.portfolio), who, datetime.now(UTC))
            return replace(found, portfolio=logged)

        def done(combined: Combined) -> None:
            self._opening.show_new(combined.portfolio, lambda: self.combined.emit(combined))

        def failed(error: PortfolioError) -> None:
            self._desk.messages.show_error(error, "Not combined")

        outcome = Outcome(done=done, failed=failed)
        self._desk.jobs.start("Combining portfolios", work, outcome)
