"""What the window says without being asked: brief notices, and the state of the file."""

from __future__ import annotations

from collections import deque
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTime

from portfolio.errors import PortfolioError
from portfolio.model.text import quoted, visible
from ui.context import Context
from ui.dialogs.text_dialog import TextDialog
from ui.filing import SavedBy
from ui.widgets.foot import Foot

_REMEMBERED = 50


class Notices(QObject):
    """Brief notices at the foot, beside what is saved and what is not."""

    def __init__(self, context: Context, foot: Foot) -> None:
        super().__init__(foot)
        self._context = context
        self._foot = foot
        self._past: deque[str] = deque(maxlen=_REMEMBERED)
        self._kept = ""
        #: what others have done to the file since it was read or saved
        self._outside = ""
        self._failure = ""
        self._connect()
        self._show_state()

    def _connect(self) -> None:
        context = self._context
        context.messages.noticed.connect(self._notice)
        context.document.state_changed.connect(self._show_state)
        context.document.portfolio_changed.connect(self._foot.hide_notice)
        context.document.document_replaced.connect(self._start_anew)
        context.filing.file_saved.connect(self._start_anew)
        context.filing.keeper.work_kept.connect(self._keep)
        context.filing.keeper.keeping_failed.connect(self._not_kept)
        context.filing.locks.lock_lost.connect(self._lock_lost)
        context.filing.merging.merged.connect(self._settled)
        context.filing.outside.file_settled.connect(self._settled)
        context.filing.outside.file_changed.connect(self._changed)
        context.filing.outside.file_gone.connect(self._gone)
        context.filing.outside.file_unreadable.connect(self._unreadable)
        context.filing.outside.file_emptied.connect(self._emptied)
        self._foot.notices_clicked.connect(self._show_past)

    def _notice(self, text: str) -> None:
        self._past.append(f"{QTime.currentTime().toString('HH:mm')}  {text}")
        self._foot.show_notice(text)

    def _show_past(self) -> None:
        text = "\n".join(reversed(self._past)) or "There were no notices yet."
        TextDialog("Recent notices", text, self._context.messages.parent_window).open()

    def _start_anew(self) -> None:
        self._kept = ""
        self._settled()

    def _settled(self) -> None:
        self._outside = ""
        self._show_state()

    def _changed(self, path: Path, _saved: SavedBy) -> None:
        self._outside = f"{path.name} holds a newer version"
        self._show_state()

    def _gone(self, path: Path) -> None:
        self._outside = f"{path.name} is not there any more"
        self._show_state()

    def _show_state(self) -> None:
        document = self._context.document
        if document.unsaved:
            words = "Unsaved changes"
        elif self._outside:
            words = ""
        elif document.path is None:
            words = "Not saved to a file yet"
        else:
            words = f"All changes are saved in {document.path.name}"
        first, last = "Read-only", "Save as keeps your changes in another file"
        kept = self._kept if document.unsaved else ""
        parts = [words, self._outside, kept]
        if document.read_only:
            parts = [first, *parts, last]
        self._foot.show_state(*(part for part in parts if part))

    def _keep(self, moment: datetime) -> None:
        self._kept = f"a recovery copy was made at {moment.astimezone():%H:%M}"
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

    def _lock_lost(self, name: str, who: str) -> None:
        self._context.messages.notice(
            f"{visible(who) or 'Somebody else'} has opened {quoted(name)} for editing. Whoever "
            "saves second merges; nothing is overwritten."
        )

    def _emptied(self, path: Path) -> None:
        self._context.messages.notice(
            f"{quoted(path.name)} is empty at present: a sync program may be about to fill it. "
            "Your work is still here."
        )

    def _unreadable(self, path: Path) -> None:
        self._context.messages.notice(
            f"{quoted(path.name)} cannot be reached at present. Your work is still here."
        )
