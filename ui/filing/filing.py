"""Opens and saves in the background, and asks before anything could be lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from portfolio.edit import new_portfolio
from portfolio.errors import PortfolioError
from portfolio.files import (
    ChangedOnDisk,
    Gone,
    Opened,
    Saved,
    fingerprint,
    load,
    save,
)
from portfolio.model import new_id
from ui.document import Document
from ui.filing import questions
from ui.jobs import Jobs, Outcome, Partial, Tick
from ui.messages import Messages
from ui.settings import Settings

SUFFIX = ".portfolio"
PATTERNS = f"Portfolios (*{SUFFIX});;All files (*)"

Then = Callable[[], None]


def _nothing() -> None:
    """Stand in for a next step that there is not."""


class Filing(QObject):
    """Where the document comes from and goes to.

    Everything that touches a disk runs as a job on a snapshot. What should happen
    after a save (open another file, close the window) is handed over as ``then``,
    and happens only when the save is confirmed.
    """

    #: the document was stored; payload: the path
    file_saved = Signal(object)
    #: a file was opened; payload: the path
    file_opened = Signal(object)

    def __init__(
        self, document: Document, jobs: Jobs, messages: Messages, settings: Settings
    ) -> None:
        super().__init__()
        self._document = document
        self._jobs = jobs
        self._messages = messages
        self._settings = settings
        self._sha256: str | None = None
        self._saving = False

    @property
    def sha256(self) -> str | None:
        """Fingerprint of the file as last read or written; None for an untitled document."""
        return self._sha256

    def new(self) -> None:
        """Start an empty document, once the open one is settled."""
        self.settle(self._start_new)

    def ask_and_open(self) -> None:
        """Ask for a file and open it, once the open document is settled."""
        path = self._messages.open_path("Open a portfolio", PATTERNS, self._folder())
        if path is not None:
            self.open(path)

    def open(self, path: Path) -> None:
        """Open a file, once the open document is settled."""
        self.settle(lambda: self._read(path, self._opened))

    def open_sample(self, path: Path) -> None:
        """Open a sample as an untitled document, so that saving never changes the sample."""
        self.settle(lambda: self._read(path, self._sample_opened))

    def save(self, then: Then = _nothing) -> None:
        """Save to the document's own file, or ask where if it has none."""
        path = self._document.path
        if path is None or self._document.read_only:
            self.save_as(then)
        else:
            known = self._sha256
            self._write(path, lambda: known, then)

    def save_as(self, then: Then = _nothing) -> None:
        """Ask for a place and save there."""
        path = self._messages.save_path("Save the portfolio", PATTERNS, self._suggestion())
        if path is None:
            return
        if not path.suffix:
            path = path.with_suffix(SUFFIX)
        # The person has agreed to replace what is there at this moment.
        self._write(path, lambda: fingerprint(path), then)

    def settle(self, then: Then) -> None:
        """Do ``then`` when nothing unsaved would be lost: saved, discarded, or nothing to save."""
        if self._saving:
            self._messages.notice("One moment: the file is being saved.")
            return
        if not self._document.unsaved:
            then()
            return
        name = self._document.path.name if self._document.path else self._document.portfolio.title
        answer = self._messages.ask(questions.unsaved(name))
        if answer == questions.SAVE:
            self.save(then)
        elif answer == questions.DISCARD:
            then()

    def _start_new(self) -> None:
        self._sha256 = None
        today = datetime.now(UTC).date()
        self._document.replace(new_portfolio(new_id, today=today), None)

    def _read(self, path: Path, done: Callable[[Path, Opened], None]) -> None:
        def work(tick: Tick, _partial: Partial) -> Opened:
            return load(path, tick)

        outcome = Outcome(
            done=lambda opened: done(path, opened),
            failed=lambda error: self._not_opened(path, error),
        )
        self._jobs.start(f"Opening {path.name}", work, outcome)

    def _opened(self, path: Path, opened: Opened) -> None:
        self._sha256 = opened.sha256
        self._document.replace(opened.portfolio, path, read_only=opened.read_only)
        self._settings.remember_file(path)
        self._tell(opened.notes)
        self.file_opened.emit(path)

    def _sample_opened(self, path: Path, opened: Opened) -> None:
        self._sha256 = None
        self._document.replace(opened.portfolio, None)
        self._tell(opened.notes)
        self.file_opened.emit(path)

    def _not_opened(self, path: Path, error: PortfolioError) -> None:
        if str(path) in self._settings.preferences.recent and not path.exists():
            self._settings.forget_file(path)
        self._messages.show_error(error, f"“{path.name}” was not opened")

    def _write(self, path: Path, expected: Callable[[], str | None], then: Then) -> None:
        if self._saving:
            return
        portfolio = self._document.portfolio
        self._saving = True

        def work(tick: Tick, _partial: Partial) -> Saved:
            return save(path, portfolio, expected_sha256=expected(), tick=tick)

        def done(saved: Saved) -> None:
            self._saving = False
            self._sha256 = saved.sha256
            self._document.mark_saved(portfolio, path)
            self._settings.remember_file(path)
            self._tell(saved.notes or (f"Saved {path.name}",))
            self.file_saved.emit(path)
            then()

        def failed(error: PortfolioError) -> None:
            self._saving = False
            self._not_saved(path, error, then)

        outcome = Outcome(done=done, failed=failed, cancelled=self._save_cancelled)
        self._jobs.start(f"Saving {path.name}", work, outcome)

    def _save_cancelled(self) -> None:
        self._saving = False
        self._messages.notice("Not saved: the saving was stopped.")

    def _not_saved(self, path: Path, error: PortfolioError, then: Then) -> None:
        if isinstance(error, ChangedOnDisk):
            self._changed_on_disk(path, error)
        elif isinstance(error, Gone):
            self._gone(path, error, then)
        else:
            self._offer_elsewhere(error, then)

    def _changed_on_disk(self, path: Path, error: PortfolioError) -> None:
        answer = self._messages.ask(questions.changed_on_disk(error))
        if answer == questions.KEEP_BOTH:
            self.save_as()
        elif answer == questions.OPEN_OTHER:
            self.save_as(then=lambda: self._read(path, self._opened))

    def _gone(self, path: Path, error: PortfolioError, then: Then) -> None:
        answer = self._messages.ask(questions.gone(path, error))
        if answer == questions.PUT_BACK:
            self._write(path, lambda: None, then)
        elif answer == questions.ELSEWHERE:
            self.save_as(then)

    def _offer_elsewhere(self, error: PortfolioError, then: Then) -> None:
        if self._messages.ask(questions.not_saved(error)) == questions.ELSEWHERE:
            self.save_as(then)

    def _tell(self, notes: tuple[str, ...]) -> None:
        for note in notes:
            self._messages.notice(note)

    def _folder(self) -> Path | None:
        path = self._document.path
        if path is not None:
            return path.parent
        recent = self._settings.preferences.recent
        return Path(recent[0]).parent if recent else None

    def _suggestion(self) -> Path:
        if self._document.path is not None:
            return self._document.path
        kept = [c if c.isalnum() or c in " -_." else "_" for c in self._document.portfolio.title]
        stem = "".join(kept).strip(" .")[:80] or "portfolio"
        return (self._folder() or Path.home()) / f"{stem}{SUFFIX}"
