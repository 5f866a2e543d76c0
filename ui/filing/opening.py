"""Opens files, samples, backups and recovered work in place of the open document."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from portfolio.edit import new_portfolio
from portfolio.errors import PortfolioError, Tick
from portfolio.files import fingerprint
from portfolio.model import Portfolio, new_id
from portfolio.model.text import quoted
from ui.filing import questions
from ui.filing.arriving import Arriving, tell_not_opened
from ui.filing.desk import Desk
from ui.filing.names import PATTERNS
from ui.filing.reading import Hurt, Read
from ui.filing.recovered import Recovered
from ui.filing.saving import Saving
from ui.jobs import Outcome, Partial


class Opening(QObject):
    """The open document stays until the new one is whole."""

    #: a file was opened; payload: the path
    file_opened = Signal(object)
    #: the file on the disk is not the one that was opened
    file_differs = Signal()

    def __init__(self, desk: Desk, saving: Saving) -> None:
        super().__init__()
        self._desk = desk
        self._saving = saving
        self._arriving = Arriving(desk, saving, self._offer_backup)
        saving.theirs_wanted.connect(self._read_settled)

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

    def restore(self, work: Recovered) -> None:
        """Bring recovered work back as an unsaved step on top of its file."""

        def show(read: Read) -> None:
            self._show_file(read)
            # A file that somebody has saved since must not be overwritten in silence.
            self._desk.document.sha256 = work.copy.origin.base_sha256
            self._add(work)

        def show_without_file() -> None:
            self._replace(work.base, None)
            self._add(work)

        path = work.copy.origin.path
        if path is None or work.stored is None:
            self._saving.settle(show_without_file)
        else:
            self._arriving.read(path, show)

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

    def open_theirs(self) -> None:
        """Open what is on the disk now in place of what was opened from there."""
        document = self._desk.document
        path = document.path
        if path is None:
            return
        self._desk.take_typing()
        if not document.unsaved:
            self._read_settled(path)
            return
        answer = self._desk.messages.ask(questions.mine_or_theirs(document.name))
        if answer == questions.ELSEWHERE:
            self._saving.save_as(then=lambda: self._read_settled(path))
        elif answer == questions.DISCARD:
            self._read_settled(path)

    def leave(self) -> None:
        """Give back what was taken for this window."""
        self._arriving.give_back()
        self._desk.locks.let_go()

    def _read_settled(self, path: Path) -> None:
        """Open a file in place of the document as it is now: it was saved, or given up."""
        self._arriving.read(path, self._show_file, settled=self._desk.document.portfolio)

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

    def _replace(self, portfolio: Portfolio, read: Read | None, *, stored: bool = True) -> None:
        """Show another document; what was kept of the old one is not needed any more."""
        desk = self._desk
        desk.keeper.forget()
        if read is None:
            desk.locks.let_go()
            desk.document.replace(portfolio, None, stored=stored)
            return
        self._arriving.keep()
        if read.lock is not None:
            desk.locks.hold(read.lock, read.path)
        elif read.read_only or not desk.locks.holds(read.path):
            desk.locks.let_go()
        desk.document.replace(
            portfolio, read.path, sha256=read.opened.sha256, read_only=read.read_only
        )

    def _add(self, work: Recovered) -> None:
        self._desk.document.restore("Restore unsaved work", work.portfolio)
        self._desk.keeper.adopt(work.copy.file)

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
    if read.read_only:
        return "was made by a newer version of the app and is read-only here"
    return ""
