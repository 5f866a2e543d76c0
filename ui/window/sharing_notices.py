"""What waits for a decision because others have the file too: offered in the bar."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from portfolio.model.text import capitalized, in_quotes, listed, quoted, visible
from ui.actions.sharing_actions import show_copies
from ui.context import Context
from ui.filing import Copy, Heed, Left, SavedBy, Settled, questions
from ui.widgets.notice_bar import NoticeBar
from ui.window.standing import Answers, Standing

_PUT_BACK = "Put it back"
_ELSEWHERE = "Save elsewhere…"
_EDIT = "Open for editing"
_MERGE_COPY = "Merge it…"
_CHOOSE = "Choose what to merge…"
_TRASH = "Move it to the trash"
_LEAVE = "Leave it"
_SHOW = "Show"
#: So many of the things to know stand in the bar.
_MOST = 3
_KEY = "Alt+Left leads back."
_LONGEST = 32
#: What the notices that wait for a decision are about.
_FILE, _LOCK, _COPIES, _SETTLED, _INPUTS = "file", "lock", "copies", "settled", "inputs"
_HEED = "heed"


class SharingNotices(QObject):
    """The file was saved or moved by others, is free again, or has copies beside it."""

    def __init__(self, context: Context, bar: NoticeBar) -> None:
        super().__init__(bar)
        self._context = context
        self._standing = Standing(bar)
        #: copies that were merged and saved, and that nobody has decided about
        self._merged: tuple[Settled, ...] = ()
        #: what became of the file outside, and whether there was unsaved work when it was told
        self._told: tuple[Path, SavedBy, bool] | None = None
        self._connect()

    def _connect(self) -> None:
        context, filing = self._context, self._context.filing
        context.document.document_replaced.connect(self._start_anew)
        context.document.state_changed.connect(self._follow_work)
        filing.file_saved.connect(self._saved)
        filing.outside.file_changed.connect(self._changed)
        filing.outside.file_gone.connect(self._gone)
        filing.outside.file_settled.connect(self._forget_file)
        filing.merging.merged.connect(self._forget_file)
        filing.merging.heed_wanted.connect(self._heed)
        filing.waiting.file_free.connect(self._free)
        filing.waiting.editing_begun.connect(self._forget_lock)
        filing.beside.copies_found.connect(self._copies)
        filing.beside.copies_settled.connect(self._settled)
        filing.beside.copies_gone.connect(self._copies_gone)
        filing.beside.copies_stayed.connect(context.messages.show_error)

    def _start_anew(self) -> None:
        self._standing.clear()
        self._told, self._merged = None, ()
        if self._context.filing.inputs.left is not None:
            self._inputs(self._context.filing.inputs.left)

    def _saved(self) -> None:
        self._forget_file()
        self._forget_lock()
        self._standing.withdraw(_INPUTS)

    def _forget_file(self) -> None:
        self._told = None
        self._standing.withdraw(_FILE)

    def _forget_lock(self) -> None:
        self._standing.withdraw(_LOCK)

    def _follow_work(self) -> None:
        """Offer anew: what is offered depends on whether there is something to merge."""
        if self._told is not None and self._told[2] != self._context.document.unsaved:
            self._changed(*self._told[:2])

    def _changed(self, path: Path, saved: SavedBy) -> None:
        filing = self._context.filing
        when = replace(saved, by=saved.by or "somebody else").words(datetime.now(UTC))
        name = quoted(path.name)
        if self._context.document.unsaved:
            text = f"{name} was saved {when} while you were working on it."
            ways: Answers = {
                questions.MERGE: filing.merge_stored,
                questions.KEEP_BOTH: filing.keep_both,
                questions.RELOAD: filing.reload,
            }
        else:
            text = f"{name} was saved {when}: what you see is an earlier version."
            ways = {questions.RELOAD: filing.reload}
        self._told = path, saved, self._context.document.unsaved
        self._standing.show(_FILE, text, {label: self._once(way) for label, way in ways.items()})

    def _once(self, way: Callable[[], None]) -> Callable[[], None]:
        """Return a way on that ends the notice, whatever comes of it."""

        def go() -> None:
            self._told = None
            way()

        return go

    def _gone(self, path: Path) -> None:
        self._told = None
        filing = self._context.filing
        text = f"{quoted(path.name)} was moved, renamed or deleted. Your work is still here."
        ways = {_PUT_BACK: filing.put_back, _ELSEWHERE: filing.save_as}
        self._standing.show(_FILE, text, ways)

    def _heed(self, heed: Heed) -> None:
        """Keep in sight what nobody was asked about, until it was seen."""
        more = len(heed.sentences) - _MOST
        rest = [f"And {more:,} more: see the notices at the foot."] if more > 0 else []
        text = "\n".join([*heed.sentences[:_MOST], *rest])
        show = partial(self._show_decisions, heed.initiatives)
        self._standing.show(_HEED, text, {_SHOW: show} if heed.initiatives else {})

    def _show_decisions(self, initiatives: tuple[str, ...]) -> None:
        there = [key for key in initiatives if key in self._context.document.portfolio.initiatives]
        self._context.requests.page_requested.emit("decisions")
        self._context.requests.decision_requested.emit("decide")
        if there:
            self._context.selection.select(there[0])

    def _inputs(self, left: Left) -> None:
        """Offer the way back from the inputs of a plan of record for as long as they are shown."""

        def go_back() -> None:
            # Opening may fail, or be cancelled: then the way back is still needed.
            self._inputs(left)
            self._context.filing.inputs.go_back()

        shown = f"You are looking at the inputs of {in_quotes(left.plan)} (read-only)."
        name = visible(left.name)
        short = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"
        self._standing.show(_INPUTS, f"{shown} {_KEY}", {f"Back to {short}": go_back})

    def _free(self, path: Path, who: str) -> None:
        text = f"{capitalized(who)} has closed {quoted(path.name)}: you can edit it now."
        self._standing.show(_LOCK, text, {_EDIT: self._context.filing.waiting.open_for_editing})

    def _copies(self, copies: tuple[Copy, ...]) -> None:
        now = datetime.now(UTC)
        told = listed((copy.words(now) for copy in copies), most=3)
        text = f"A sync program keeps {_versions(len(copies))} of this file beside it: {told}."
        ways: Answers = {_MERGE_COPY: partial(self._context.filing.others.merge, copies[0].path)}
        if len(copies) > 1:
            ways = {_CHOOSE: partial(show_copies, self._context)}
        self._standing.show(_COPIES, text, ways)

    def _settled(self, copies: tuple[Settled, ...]) -> None:
        self._merged += copies
        names = _names(self._merged)
        verb = "is" if len(self._merged) == 1 else "are"
        text = f"{names} {verb} merged into your file and saved."
        ways: Answers = {_TRASH: partial(self._leave, throw_away=True), _LEAVE: self._leave}
        self._standing.show(_SETTLED, text, ways)

    def _leave(self, *, throw_away: bool = False) -> None:
        """Have done with the copies that were merged."""
        copies, self._merged = self._merged, ()
        if throw_away:
            self._context.filing.beside.throw_away(copies)

    def _copies_gone(self, copies: tuple[Settled, ...]) -> None:
        self._context.messages.notice(f"Moved to the trash: {_names(copies)}")


def _names(copies: tuple[Settled, ...]) -> str:
    return listed(quoted(copy.path.name) for copy in copies)


def _versions(count: int) -> str:
    return "another version" if count == 1 else f"{count} other versions"
