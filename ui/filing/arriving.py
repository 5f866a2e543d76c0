"""A file on its way to the window: read in the background, shown once nothing can be lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from portfolio.errors import PortfolioError, Tick
from portfolio.files import Lock
from portfolio.model import Portfolio
from portfolio.model.text import quoted
from ui.filing import locks, questions
from ui.filing.desk import Desk
from ui.filing.reading import Hurt, Read, is_own_window, read_or_find_backup
from ui.filing.saving import Saving
from ui.jobs import Job, Outcome, Partial

Show = Callable[[Read], None]


class Arriving:
    """Reads one file at a time; a later one takes its place.

    What becomes of unsaved work is asked only when the file has been read: one that
    cannot be read must not cost anything.
    """

    def __init__(self, desk: Desk, saving: Saving, offer_backup: Callable[[Hurt], None]) -> None:
        self._desk = desk
        self._saving = saving
        self._offer_backup = offer_backup
        self._job: Job | None = None
        self._unused: Lock | None = None
        saving.given_up.connect(self.give_back)

    def read(
        self, path: Path, show: Show, *, locking: bool = True, settled: Portfolio | None = None
    ) -> None:
        """Read a file and show it; unless the document is still ``settled``, ask about it first."""
        needs_lock = locking and not self._desk.locks.holds(path)
        name = self._desk.author if needs_lock else None

        def find(tick: Tick) -> Read | Hurt:
            return read_or_find_backup(path, tick, name)

        self._fetch(path, find, lambda found: self._arrived(found, show, settled))

    def _fetch(
        self, path: Path, find: Callable[[Tick], Read | Hurt], then: Callable[[Read | Hurt], None]
    ) -> None:
        desk = self._desk
        if self._job is not None:
            self._job.cancel()
        self.give_back()
        results: list[Read | Hurt] = []

        def work(tick: Tick, _partial: Partial) -> None:
            results.append(find(tick))

        def done(_none: object) -> None:
            self._job = None
            then(results[0])

        def failed(error: PortfolioError) -> None:
            self._job = None
            tell_not_opened(desk, path, error)

        def cancelled() -> None:
            for found in results:
                desk.locks.give_back(found.lock if isinstance(found, Read) else None)

        outcome = Outcome(done=done, failed=failed, cancelled=cancelled)
        self._job = desk.jobs.start(f"Opening {path.name}", work, outcome)

    def _arrived(self, found: Read | Hurt, show: Show, settled: Portfolio | None) -> None:
        if isinstance(found, Hurt):
            self._offer_backup(found)
            return
        self._unused = found.lock
        if found.refusal is not None and not is_own_window(found.refusal):
            answer = self._desk.messages.ask(questions.locked(found.refusal))
            if answer == questions.ANYWAY:
                self._take_over(found, show, settled)
                return
            if answer == questions.CANCEL:
                return
            found = replace(found, waiting=answer == questions.WAIT)
        self._show_when_settled(found, show, settled)

    def _take_over(self, found: Read, show: Show, settled: Portfolio | None) -> None:
        name = self._desk.author

        def find(_tick: Tick) -> Read:
            lock = locks.take(found.path, name, anyway=True)
            return replace(found, lock=lock, refusal=None)

        self._fetch(found.path, find, lambda taken: self._arrived(taken, show, settled))

    def _show_when_settled(self, found: Read, show: Show, settled: Portfolio | None) -> None:
        """Show it once nothing unsaved would be lost; what was settled is not asked again."""
        document = self._desk.document

        def then() -> None:
            if document.path == found.path and document.sha256 != found.opened.sha256:
                # The open document was just saved there: what was read is no longer the file.
                self.read(found.path, show, settled=document.portfolio)
            else:
                show(found)

        if document.portfolio is settled:
            show(found)
        else:
            self._saving.settle(then)

    def give_back(self) -> None:
        """Give back the lock of a file that was read and not shown."""
        self._desk.locks.give_back(self._unused)
        self._unused = None

    def keep(self) -> None:
        """Leave the lock to whoever shows the file."""
        self._unused = None


def tell_not_opened(desk: Desk, path: Path, error: PortfolioError) -> None:
    """Say why a file was not opened."""
    desk.messages.show_error(error, f"{quoted(path.name)} was not opened")
