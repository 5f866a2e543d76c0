"""Opens files, samples, backups and recovered work in place of the open document."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from portfolio.edit import new_portfolio
from portfolio.errors import PortfolioError, Tick
from portfolio.files import Lock, fingerprint
from portfolio.model import Portfolio, new_id
from portfolio.model.text import quoted
from ui.filing import questions
from ui.filing.arriving import Arriving, tell_not_opened
from ui.filing.desk import Desk, Then
from ui.filing.names import PATTERNS
from ui.filing.reading import Hurt, Read
from ui.filing.recovered import Recovered, claim
from ui.filing.saving import Saving
from ui.jobs import Outcome, Partial


class Opening(QObject):
    """The open document stays until the new one is whole."""

    #: a file was opened; payload: the path
    file_opened = Signal(object)
    #: the file on the disk is not the one that was opened
    file_differs = Signal()
    #: a file is shown; payload: Read
    file_shown = Signal(object)
    #: work was restored whose file somebody has saved since: the two are to be joined;
    #: payload: Recovered
    work_moved_on = Signal(object)

    def __init__(self, desk: Desk, saving: Saving) -> None:
        super().__init__()
        self._desk = desk
        self._saving = saving
        self._arriving = Arriving(desk, saving, self._offer_backup)

    def new(self) -> None:
        """Start an empty document, once the open one is settled."""
        self._saving.settle(lambda: self._replace(_empty(), None))

    def ask_and_open(self) -> None:
        """Ask for a file and open it."""
        desk = self._desk
        path = desk.messages.open_path("Open a portfolio", PATTERNS, desk.folder())
        if path is not None:
            self.open(path)

    def open(self, path: Path) -> None:
        """Read a file; when that has succeeded, settle the open document and show it."""
        self._arriving.read(path.absolute(), self._show_file)

    def ask_and_read(self) -> None:
        """Ask for a file and open it read-only: it is neither locked nor saved where it is."""
        desk = self._desk
        path = desk.messages.open_path("Open read-only", PATTERNS, desk.folder())
        if path is not None:

            def show(read: Read) -> None:
                self._show_file(replace(read, for_reading=True))

            self._arriving.read(path.absolute(), show, locking=False)

    def open_untitled(self, path: Path, *, stored: bool) -> None:
        """Open a sample or a backup as an untitled document: its file is never changed.

        Args:
            path: the file.
            stored: whether it may be closed without being saved first.
        """

        def show(read: Read) -> None:
            self._replace(read.opened.portfolio, None, stored=stored)
            self._desk.tell(read.notes)
            self.file_opened.emit(path)

        self._arriving.read(path, show, locking=False)

    def show_new(self, portfolio: Portfolio, then: Then) -> None:
        """Show a document that was made of others, untitled and unsaved."""

        def show() -> None:
            self._replace(portfolio, None, stored=False)
            then()

        self._saving.settle(show)

    def show_inputs(self, portfolio: Portfolio, leave: Then) -> None:
        """Show what a plan of record followed from, untitled and read-only.

        Args:
            portfolio: the inputs.
            leave: called once the open document is settled, before it goes.
        """

        def show() -> None:
            leave()
            self._replace(portfolio, None, read_only=True)

        self._saving.settle(show)

    def show_again(self, portfolio: Portfolio, *, stored: bool) -> None:
        """Show a document without a file that was on the screen before."""
        self._saving.settle(lambda: self._replace(portfolio, None, stored=stored))

    def restore(self, work: Recovered) -> None:
        """Bring recovered work back as an unsaved step on top of what it began with."""

        def take(_tick: Tick, _partial: Partial) -> Lock:
            return claim(work.copy.file)

        def failed(error: PortfolioError) -> None:
            self._desk.messages.show_error(error, "Not restored")

        outcome = Outcome(done=lambda lock: self._restore(work, lock), failed=failed)
        self._desk.jobs.start("Restoring unsaved work", take, outcome, quiet=True)

    def _restore(self, work: Recovered, claimed: Lock) -> None:
        def show(read: Read) -> None:
            self._show_file(read)
            if work.file_moved_on:
                self._show_base(work, read)
            self._add(work, claimed)
            if work.file_moved_on:
                self.work_moved_on.emit(work)

        def show_without_file() -> None:
            self._replace(work.base, None)
            self._add(work, claimed)

        path = work.copy.origin.path
        if path is None or work.stored is None:
            self._saving.settle(show_without_file)
        else:
            self._arriving.read(path, show)

    def _show_base(self, work: Recovered, read: Read) -> None:
        """Go back to what the work began with: what was saved since is not overwritten."""
        base = work.base if work.base_known else read.opened.portfolio
        self._desk.document.replace(
            base, read.path, sha256=work.copy.origin.base_sha256, read_only=read.read_only
        )

    def revert(self) -> None:
        """Go back to the file as it was opened or saved; undo brings the changes back."""
        document = self._desk.document
        path, known = document.path, document.sha256
        if path is None:
            return

        def work(_tick: Tick, _partial: Partial) -> str | None:
            return fingerprint(path)

        def compared(now: str | None) -> None:
            if now == known:
                document.apply("Revert to the saved version", document.saved_portfolio)
            else:
                self.file_differs.emit()

        def failed(error: PortfolioError) -> None:
            tell_not_opened(self._desk, path, error)

        outcome = Outcome(done=compared, failed=failed)
        self._desk.jobs.start(f"Reading {path.name}", work, outcome)

    def leave(self) -> None:
        """Give back what was taken for this window."""
        self._arriving.give_back()
        self._desk.locks.let_go()

    def _show_file(self, read: Read) -> None:
        desk, path = self._desk, read.path
        self._replace(read.opened.portfolio, read)
        desk.settings.remember_file(path)
        desk.tell(read.notes)
        if why := _why_read_only(read):
            desk.messages.notice(
                f"{quoted(path.name)} {why}. Save as keeps your changes in another file."
            )
        self.file_opened.emit(path)
        self.file_shown.emit(read)

    def _replace(
        self,
        portfolio: Portfolio,
        read: Read | None,
        *,
        stored: bool = True,
        read_only: bool = False,
    ) -> None:
        """Show another document; what was kept of the old one is not needed any more."""
        desk = self._desk
        desk.keeper.forget()
        if read is None:
            desk.locks.let_go()
            desk.document.replace(portfolio, None, stored=stored, read_only=read_only)
            return
        self._arriving.keep()
        if read.lock is not None:
            desk.locks.hold(read.lock, read.path)
        elif read.read_only or not desk.locks.holds(read.path):
            desk.locks.let_go()
        desk.document.replace(
            portfolio, read.path, sha256=read.opened.sha256, read_only=read.read_only
        )

    def _add(self, work: Recovered, claimed: Lock) -> None:
        self._desk.document.restore("Restore unsaved work", work.portfolio)
        self._desk.keeper.adopt(work.copy.file, claimed)

    def _offer_backup(self, hurt: Hurt) -> None:
        question = questions.damaged(hurt.path, hurt.error)
        if self._desk.messages.ask(question) == questions.OPEN_BACKUP:
            self.open_untitled(hurt.backup, stored=False)


def _empty() -> Portfolio:
    return new_portfolio(new_id, today=datetime.now(UTC).date())


def _why_read_only(read: Read) -> str:
    """Return why a file cannot be saved where it is, as the end of a sentence; empty if it can."""
    if read.refusal is not None:
        return "is read-only here: it is open elsewhere"
    if read.for_reading:
        return "is read-only here, as you asked"
    if read.read_only:
        return "was made by a newer version of the app and is read-only here"
    return ""
