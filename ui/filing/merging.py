"""Merges what somebody else has stored with the open document, as one undo step."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from portfolio.errors import PortfolioError, Tick
from portfolio.model import Portfolio
from portfolio.model.text import quoted, visible
from ui.filing.desk import Desk, Then, nothing
from ui.filing.joining import Decided, Heed, Joined, decide, heed_of_reload, join, keep_both
from ui.filing.theirs import Theirs, read_theirs
from ui.jobs import Job, Outcome, Partial

_AGAIN_MS = 200
_NOT_KEPT = (
    "Merged, but no backups of the two versions could be kept. Save under another name before "
    "you go on if you may want them apart again."
)


@dataclass(frozen=True, slots=True)
class Pending:
    """A merge under way, and what follows it.

    Attributes:
        joined: what was worked out; a person may have to settle conflicts.
        label: of the undo step.
        into_file: whether theirs is the document's own file, which the result may replace.
        done: what follows when it is merged; given_up: when it is not.
    """

    joined: Joined
    label: str
    into_file: bool
    done: Then
    given_up: Then


class Merging(QObject):
    """Reads, joins and applies in turn; one merge at a time.

    Where both sides changed one value a person is asked: whoever hears ``conflicts_found``
    calls ``settle``, or what follows when it is given up.
    """

    #: both sides changed the same values; payload: Pending
    conflicts_found = Signal(object)
    #: the document and another version are one; payload: Theirs
    merged = Signal(object)
    #: something has to be known of what was merged or reloaded; payload: Heed
    heed_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._job: Job | None = None
        self._unknown: str | None = None

    def forget_base(self) -> None:
        """What the document began with is not known, until its file is read or saved again."""
        self._unknown = self._desk.document.sha256

    def merge_stored(self, done: Then = nothing, given_up: Then = nothing) -> None:
        """Merge what the document's own file holds now."""
        document = self._desk.document
        path = document.path
        if path is None:
            given_up()
            return
        unknown = self._unknown is not None and self._unknown == document.sha256
        base = None if unknown else document.saved_portfolio
        self._desk.take_typing()
        self._read(path, lambda theirs: self.merge_read(theirs, base, done, given_up), given_up)

    def merge_read(
        self,
        theirs: Theirs,
        base: Portfolio | None,
        done: Then = nothing,
        given_up: Then = nothing,
    ) -> None:
        """Merge a version that was read; the document's own file or another one.

        Args:
            theirs: the version of somebody else.
            base: what both began with; None when that is not known.
            done: what follows when it is merged.
            given_up: what follows when it is not.
        """
        error = not_of_one_kind(self._desk.document.portfolio, theirs)
        if error is not None:
            self._desk.messages.show_error(error, "Not merged")
            given_up()
            return
        ours = self._desk.document.portfolio
        label = f"Merge the changes of {visible(theirs.saved.by) or quoted(theirs.path.name)}"
        into_file = theirs.path == self._desk.document.path

        def work(_tick: Tick, _partial: Partial) -> tuple[Joined, bool]:
            kept = keep_both(self._desk.backups, ours, theirs.opened.portfolio)
            return join(theirs, base, ours), kept

        def joined(result: tuple[Joined, bool]) -> None:
            self._job = None
            if not result[1]:
                self._desk.messages.notice(_NOT_KEPT)
            pending = Pending(result[0], label, into_file, done, given_up)
            self._once_free(lambda: self._joined(pending))

        self._start(f"Merging {theirs.path.name}", work, joined, given_up)

    def reload(self, done: Then = nothing, given_up: Then = nothing) -> None:
        """Show what the file holds now; undo brings back what was on the screen."""
        document = self._desk.document
        if document.path is None:
            given_up()
            return
        self._desk.take_typing()
        self._read(document.path, lambda theirs: self._reload(theirs, done, given_up), given_up)

    def settle(self, pending: Pending, theirs: Collection[int]) -> None:
        """Apply a merge in which these conflicts take their side."""

        def work(_tick: Tick, _partial: Partial) -> Decided:
            return decide(pending.joined, theirs)

        def done(decided: Decided) -> None:
            self._job = None
            self._once_free(lambda: self._apply(pending, decided))

        title = f"Merging {pending.joined.theirs.path.name}"
        self._start(title, work, done, pending.given_up)

    def _reload(self, theirs: Theirs, done: Then, given_up: Then) -> None:
        desk, ours = self._desk, self._desk.document.portfolio
        error = not_of_one_kind(ours, theirs)
        if error is not None:
            desk.messages.show_error(error, "Not opened")
            given_up()
            return

        def work(_tick: Tick, _partial: Partial) -> Heed:
            keep_both(desk.backups, ours, theirs.opened.portfolio)
            return heed_of_reload(ours, theirs.opened.portfolio)

        def kept(heed: Heed) -> None:
            self._job = None
            self._once_free(lambda: show(heed))

        def show(heed: Heed) -> None:
            if desk.document.path != theirs.path:
                given_up()
                return
            stored, sha256 = theirs.opened.portfolio, theirs.opened.sha256
            label = f"Reload {quoted(theirs.path.name)}"
            desk.document.take_in(label, stored, stored, sha256)
            desk.tell((*heed.sentences, f"{label}: undo brings back what was here."))
            self._merged(theirs, heed)
            done()

        self._start(f"Reading {theirs.path.name}", work, kept, given_up)

    def _read(self, path: Path, then: Callable[[Theirs], None], given_up: Then) -> None:
        def work(tick: Tick, _partial: Partial) -> Theirs:
            return read_theirs(path, tick)

        def arrived(theirs: Theirs) -> None:
            self._job = None
            if self._desk.document.path == path:
                then(theirs)
            else:
                given_up()

        self._start(f"Reading {path.name}", work, arrived, given_up)

    def _start(
        self,
        title: str,
        work: Callable[[Tick, Partial], object],
        done: Callable[..., None],
        given_up: Then,
    ) -> None:
        if self._job is not None:
            self._job.cancel()

        def failed(error: PortfolioError) -> None:
            self._job = None
            self._desk.messages.show_error(error, f"{title}: nothing was changed")
            given_up()

        outcome = Outcome(done=done, failed=failed, cancelled=given_up)
        self._job = self._desk.jobs.start(title, work, outcome)

    def _once_free(self, then: Then) -> None:
        """Wait for an open dialog: it holds what it began with, and would write over a merge."""
        if QApplication.activeModalWidget() is None:
            then()
        else:
            QTimer.singleShot(_AGAIN_MS, self, lambda: self._once_free(then))

    def _joined(self, pending: Pending) -> None:
        if pending.joined.merge.conflicts:
            self.conflicts_found.emit(pending)
        else:
            self.settle(pending, ())

    def _apply(self, pending: Pending, decided: Decided) -> None:
        desk, joined = self._desk, pending.joined
        theirs = joined.theirs
        if pending.into_file and desk.document.path != theirs.path:
            pending.given_up()  # Another document was opened meanwhile.
            return
        if desk.document.portfolio is not joined.ours:
            # Something was changed while the merge was worked out: it belongs into it.
            self.merge_read(theirs, joined.base, pending.done, pending.given_up)
            return
        if pending.into_file:
            stored = theirs.opened
            desk.document.take_in(pending.label, decided.portfolio, stored.portfolio, stored.sha256)
        else:
            desk.document.apply(pending.label, decided.portfolio)
        desk.tell((*decided.heed.sentences, decided.came))
        self._merged(theirs, decided.heed)
        pending.done()

    def _merged(self, theirs: Theirs, heed: Heed) -> None:
        self.merged.emit(theirs)
        if heed.sentences:
            self.heed_wanted.emit(heed)


def not_of_one_kind(ours: Portfolio, theirs: Theirs) -> PortfolioError | None:
    """Return why two documents cannot be merged; None when they are versions of one."""
    name = theirs.path.name
    if theirs.opened.read_only:
        return PortfolioError(
            "This version was saved by a newer version of the app, which stores what this one "
            "does not know.",
            name,
            "Keep both, or install that version of the app.",
        )
    if theirs.opened.portfolio.id != ours.id:
        return PortfolioError(
            "This file holds another document, not another version of this one.",
            name,
            "Open it by itself, or keep both.",
        )
    return None
