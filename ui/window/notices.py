"""What the window says without being asked: notices, the state of the file, changes outside."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTime

from portfolio.errors import PortfolioError
from portfolio.model.text import capitalized, listed, quoted
from ui.context import Context
from ui.dialogs.text_dialog import TextDialog
from ui.filing import Copy, SavedBy, questions
from ui.filing.desk import nothing
from ui.widgets.foot import Foot
from ui.widgets.notice_bar import NoticeBar
from ui.window.standing import Answers, Standing

_REMEMBERED = 50
_PUT_BACK = "Put it back"
_ELSEWHERE = "Save elsewhere…"
_EDIT = "Open for editing"
_MERGE_COPY = "Merge it…"
_MERGE_LATEST = "Merge the latest…"
_TRASH = "Move it to the trash"
_LEAVE = "Leave it"
#: What the notices that wait for a decision are about.
_FILE, _LOCK, _COPIES, _SETTLED = "file", "lock", "copies", "settled"


class Notices(QObject):
    """Brief notices go to the foot; what waits for a decision goes to the bar."""

    def __init__(self, context: Context, foot: Foot, bar: NoticeBar) -> None:
        super().__init__(foot)
        self._context = context
        self._foot = foot
        self._standing = Standing(bar)
        self._past: deque[str] = deque(maxlen=_REMEMBERED)
        self._kept = ""
        self._failure = ""
        #: what became of the file outside, and whether there was unsaved work when it was told
        self._told: tuple[Path, SavedBy, bool] | None = None
        self._connect()
        self._show_state()

    def _connect(self) -> None:
        context, outside = self._context, self._context.filing.outside
        context.messages.noticed.connect(self._notice)
        context.document.state_changed.connect(self._show_state)
        context.document.portfolio_changed.connect(self._foot.hide_notice)
        context.document.document_replaced.connect(self._start_anew)
        context.filing.file_saved.connect(self._saved)
        context.filing.keeper.work_kept.connect(self._keep)
        context.filing.keeper.keeping_failed.connect(self._not_kept)
        context.filing.locks.lock_lost.connect(self._lock_lost)
        outside.file_changed.connect(self._changed)
        outside.file_gone.connect(self._gone)
        outside.file_unreadable.connect(self._unreadable)
        outside.file_settled.connect(self._forget_file)
        context.filing.merging.merged.connect(self._forget_file)
        context.filing.waiting.file_free.connect(self._free)
        context.filing.waiting.editing_begun.connect(lambda: self._standing.withdraw(_LOCK))
        context.filing.beside.copies_found.connect(self._copies)
        context.filing.beside.copies_settled.connect(self._settled)
        context.filing.beside.copies_gone.connect(self._copies_gone)
        context.filing.beside.copies_stayed.connect(context.messages.show_error)
        self._foot.notices_clicked.connect(self._show_past)

    def _notice(self, text: str) -> None:
        self._past.append(f"{QTime.currentTime().toString('HH:mm')}  {text}")
        self._foot.show_notice(text)

    def _show_past(self) -> None:
        text = "\n".join(reversed(self._past)) or "There were no notices yet."
        TextDialog("Recent notices", text, self._context.messages.parent_window).open()

    def _start_anew(self) -> None:
        self._standing.clear()
        self._saved()

    def _saved(self) -> None:
        self._kept = ""
        self._forget_file()
        self._standing.withdraw(_LOCK)
        self._show_state()

    def _forget_file(self) -> None:
        self._told = None
        self._standing.withdraw(_FILE)

    def _show_state(self) -> None:
        document = self._context.document
        if document.unsaved:
            words = f"Unsaved changes{self._kept}"
        elif document.path is None:
            words = "Not saved to a file yet"
        else:
            words = f"All changes are saved in {document.path.name}"
        if document.read_only:
            words = f"Read-only: Save as keeps your changes in another file · {words}"
        self._foot.show_state(words)
        if self._told is not None and self._told[2] != document.unsaved:
            # What is offered depends on whether there is something to merge.
            self._changed(*self._told[:2])

    def _keep(self, moment: datetime) -> None:
        self._kept = f" · a recovery copy was made at {moment.astimezone():%H:%M}"
        self._failure = ""
        self._show_state()

    def _not_kept(self, error: PortfolioError) -> None:
        self._kept = ""
        self._show_state()
        if error.what != self._failure:
            self._failure = error.what
            folder = self._context.filing.keeper.folder
            self._context.messages.notice(
                f"No recovery copy of unsaved work could be made in {folder}. Save often; check "
                "that there is room there, and that you may write."
            )

    def _lock_lost(self, name: str) -> None:
        self._context.messages.notice(
            f"Somebody else has opened {quoted(name)} for editing. Whoever saves second is told; "
            "nothing is overwritten."
        )

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

    def _unreadable(self, path: Path) -> None:
        self._context.messages.notice(
            f"{quoted(path.name)} cannot be reached at present. Your work is still here."
        )

    def _free(self, path: Path, who: str) -> None:
        text = f"{capitalized(who)} has closed {quoted(path.name)}: you can edit it now."
        self._standing.show(_LOCK, text, {_EDIT: self._context.filing.waiting.open_for_editing})

    def _copies(self, copies: tuple[Copy, ...]) -> None:
        now = datetime.now(UTC)
        told = listed((copy.words(now) for copy in copies), most=3)
        text = f"A sync program keeps {_versions(len(copies))} of this file beside it: {told}."
        label = _MERGE_COPY if len(copies) == 1 else _MERGE_LATEST
        self._standing.show(_COPIES, text, {label: lambda: self._merge_copy(copies)})

    def _merge_copy(self, copies: tuple[Copy, ...]) -> None:
        self._context.filing.others.merge(copies[0].path)
        if copies[1:]:
            self._copies(copies[1:])

    def _settled(self, paths: tuple[Path, ...]) -> None:
        names = listed(quoted(path.name) for path in paths)
        text = f"{names} {'is' if len(paths) == 1 else 'are'} merged into your file and saved."
        throw_away = self._context.filing.beside.throw_away
        self._standing.show(_SETTLED, text, {_TRASH: lambda: throw_away(paths), _LEAVE: nothing})

    def _copies_gone(self, paths: tuple[Path, ...]) -> None:
        names = listed(quoted(path.name) for path in paths)
        self._context.messages.notice(f"Moved to the trash: {names}")


def _versions(count: int) -> str:
    return "another version" if count == 1 else f"{count} other versions"
