"""Saves the document, and asks before anything could be lost or overwritten."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from portfolio.errors import PortfolioError, Tick
from portfolio.files import fingerprint
from portfolio.model import Portfolio
from ui.filing import questions
from ui.filing.desk import Desk, Then, nothing
from ui.filing.names import PATTERNS, with_suffix
from ui.filing.tried import content, only_tried, what_if_left
from ui.filing.writing import LockRule, Order, Said, Written, write
from ui.jobs import Outcome, Partial

_BUSY = "One moment: the file is being saved."


class Saving(QObject):
    """Saves snapshots as jobs, one at a time.

    What should happen after a save (open another file, close the window) is handed
    over as ``then``, and happens only when the save is confirmed.
    """

    #: the document was stored; payload: the path
    file_saved = Signal(object)
    #: the file has changed, and both versions are to be joined; payload: what follows when
    #: they are, what follows when they are not
    merge_wanted = Signal(object, object)
    #: the file has changed, and is wanted as it is now; payload: what follows
    reload_wanted = Signal(object)
    #: nothing was saved, and what should have happened after it does not
    given_up = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._waiting: Then = nothing
        self._said = Said()
        self.busy = False

    def save(self, then: Then = nothing) -> None:
        """Save to the document's own file, or ask where if it has none."""
        document = self._desk.document
        path, known = document.path, document.sha256
        if path is None or document.read_only:
            self.save_as(then)
            return
        wanted = content(self._desk)
        if wanted is None:
            self.given_up.emit()
        else:
            self._write(self._order(path, lambda: known, "tried", wanted), then)

    def save_as(self, then: Then = nothing, *, beside: bool = False) -> None:
        """Ask for a place and save there; ``beside`` suggests another name in the same folder."""
        wanted = content(self._desk)
        path = None if wanted is None else self._ask_where("Save the portfolio", beside=beside)
        if path is None or wanted is None:
            self.given_up.emit()
        elif path == self._desk.document.path and not self._desk.document.read_only:
            self.save(then)  # Of what somebody saved there since, nobody has agreed to anything.
        else:
            # The person has agreed to replace what is there at this moment.
            self._write(self._order(path, lambda: fingerprint(path), "needed", wanted), then)

    def save_copy(self) -> None:
        """Ask for a place and save there, while the document stays where it is."""
        path = self._ask_where("Save a copy")
        if path is None:
            return
        if path == self._desk.document.path or self._desk.locks.holds(path):
            self.save()  # A copy onto the open file itself, perhaps through a link.
            return
        wanted = content(self._desk)
        if wanted is not None:
            order = self._order(path, lambda: fingerprint(path), "needed", wanted)
            self._run(order, self._copied, self._not_copied)

    def put_back(self, then: Then = nothing) -> None:
        """Save to the document's own place, from where its file has vanished."""
        path = self._desk.document.path
        wanted = None if path is None else content(self._desk)
        if path is None or wanted is None:
            self.given_up.emit()
        else:
            self._write(self._order(path, lambda: None, "tried", wanted), then)

    def settle(self, then: Then) -> None:
        """Do ``then`` when nothing unsaved would be lost: saved, discarded, or nothing to save."""
        desk = self._desk
        if self.busy:
            desk.messages.notice(_BUSY)
            self._waiting = then
            return
        desk.take_typing()
        if not desk.document.unsaved:
            then()
            return
        if only_tried(desk.document):
            answer = what_if_left(desk)
        else:
            answer = desk.messages.ask(questions.unsaved(desk.document.name))
        if answer in (questions.SAVE, questions.KEEP_TRIED):
            self.save(then)
        elif answer in (questions.DISCARD, questions.LEAVE_TRIED):
            then()
        else:
            self.given_up.emit()

    def _stop_waiting(self) -> None:
        """Forget what should have happened after a save that has failed."""
        waiting, self._waiting = self._waiting, nothing
        if waiting is not nothing:
            self.given_up.emit()

    def _ask_where(self, title: str, *, beside: bool = False) -> Path | None:
        suggestion = self._desk.suggestion(beside=beside)
        path = self._desk.messages.save_path(title, PATTERNS, suggestion)
        return None if path is None else with_suffix(path)

    def _order(
        self,
        path: Path,
        expected: Callable[[], str | None],
        lock: LockRule,
        wanted: Portfolio,
    ) -> Order:
        desk = self._desk
        rule: LockRule = "held" if desk.locks.holds(path) else lock
        return Order(path, wanted, expected, rule, desk.backups, desk.author)

    def _write(self, order: Order, then: Then) -> None:
        self._run(
            order,
            lambda written: self._written(written, then),
            lambda error: self._not_saved(order, error, then),
        )

    def _run(
        self,
        order: Order,
        done: Callable[[Written], None],
        failed: Callable[[PortfolioError], None],
    ) -> None:
        if self.busy:
            self._desk.messages.notice(_BUSY)
            return
        self.busy = True
        results: list[Written] = []

        def work(tick: Tick, _partial: Partial) -> None:
            results.append(write(order, tick))

        def end() -> None:
            # Stopping comes too late once the file has been replaced: then it is saved.
            self.busy = False
            if results:
                done(results[0])
            else:
                self._stop_waiting()
                self._desk.messages.notice("Not saved: the saving was stopped.")
                self.given_up.emit()

        def fail(error: PortfolioError) -> None:
            self.busy = False
            self._stop_waiting()
            failed(error)

        outcome = Outcome(done=lambda _none: end(), failed=fail, cancelled=end)
        self._desk.jobs.start(f"Saving {order.path.name}", work, outcome)

    def _written(self, written: Written, then: Then) -> None:
        desk, order = self._desk, written.order
        if written.lock is not None:
            desk.locks.hold(written.lock, order.path)
        desk.document.mark_saved(order.portfolio, order.path, written.saved.sha256)
        desk.settings.remember_file(order.path)
        desk.tell(self._said.news(written) or (f"Saved {order.path.name}",))
        desk.keeper.renew()
        self.file_saved.emit(order.path)
        waiting, self._waiting = self._waiting, nothing
        for step in (then, waiting):
            if step is not nothing and only_tried(desk.document):
                step()  # Whoever saved without the what-if has let it go.
            elif step is not nothing:
                # Something may have been changed while the file was written.
                self.settle(step)

    def _copied(self, written: Written) -> None:
        self._desk.locks.give_back(written.lock)
        copied = f"Saved a copy as {written.order.path.name}"
        self._desk.tell(self._said.news(written) or (copied,))

    def _not_copied(self, error: PortfolioError) -> None:
        if self._desk.messages.ask(questions.not_saved(error)) == questions.ELSEWHERE:
            self.save_copy()

    def _not_saved(self, order: Order, error: PortfolioError, then: Then) -> None:
        def merge() -> None:
            self.merge_wanted.emit(lambda: self.save(then), self.given_up.emit)

        ways: dict[str, Then] = {
            questions.MERGE: merge,
            questions.TRY_AGAIN: lambda: self._write(order, then),
            questions.RELOAD: lambda: self.reload_wanted.emit(then),
            questions.KEEP_BOTH: lambda: self.save_as(then, beside=True),
            questions.ELSEWHERE: lambda: self.save_as(then),
            questions.PUT_BACK: lambda: self.put_back(then),
            questions.SAVE_ANYWAY: lambda: self._write(replace(order, lock="taken"), then),
        }
        own = order.path == self._desk.document.path
        answer = self._desk.messages.ask(questions.refused(order.path, error, own=own))
        ways.get(answer, self.given_up.emit)()
