"""What the window says without being asked: notices, the state of the file, changes outside."""

from __future__ import annotations

from collections import deque
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTime

from portfolio.errors import PortfolioError
from portfolio.model.text import quoted
from ui.context import Context
from ui.dialogs.text_dialog import TextDialog
from ui.widgets.foot import Foot
from ui.widgets.notice_bar import NoticeBar

_REMEMBERED = 50
_THEIRS = "Open theirs"
_MINE = "Keep mine…"
_PUT_BACK = "Put it back"
_ELSEWHERE = "Save elsewhere…"


class Notices(QObject):
    """Brief notices go to the foot; what waits for a decision goes to the bar."""

    def __init__(self, context: Context, foot: Foot, bar: NoticeBar) -> None:
        super().__init__(foot)
        self._context = context
        self._foot = foot
        self._bar = bar
        self._past: deque[str] = deque(maxlen=_REMEMBERED)
        self._kept = ""
        self._failure = ""
        self._connect()
        self._show_state()

    def _connect(self) -> None:
        context, outside = self._context, self._context.filing.outside
        context.messages.noticed.connect(self._notice)
        context.document.state_changed.connect(self._show_state)
        context.document.portfolio_changed.connect(self._foot.hide_notice)
        context.document.document_replaced.connect(self._start_anew)
        context.filing.file_saved.connect(self._start_anew)
        context.filing.keeper.work_kept.connect(self._keep)
        context.filing.keeper.keeping_failed.connect(self._not_kept)
        context.filing.locks.lock_lost.connect(self._lock_lost)
        outside.file_changed.connect(self._changed)
        outside.file_gone.connect(self._gone)
        outside.file_unreadable.connect(self._unreadable)
        outside.file_settled.connect(self._bar.clear)
        self._bar.answer_chosen.connect(self._answer)
        self._foot.notices_clicked.connect(self._show_past)

    def _notice(self, text: str) -> None:
        self._past.append(f"{QTime.currentTime().toString('HH:mm')}  {text}")
        self._foot.show_notice(text)

    def _show_past(self) -> None:
        text = "\n".join(reversed(self._past)) or "There were no notices yet."
        TextDialog("Recent notices", text, self._context.messages.parent_window).open()

    def _start_anew(self) -> None:
        self._kept = ""
        self._bar.clear()
        self._show_state()

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

    def _changed(self, path: Path) -> None:
        text = f"{quoted(path.name)} was changed by somebody else since you opened it."
        self._bar.show_notice(text, (_THEIRS, _MINE))

    def _gone(self, path: Path) -> None:
        text = f"{quoted(path.name)} was moved, renamed or deleted. Your work is still here."
        self._bar.show_notice(text, (_PUT_BACK, _ELSEWHERE))

    def _unreadable(self, path: Path) -> None:
        self._context.messages.notice(
            f"{quoted(path.name)} cannot be reached at present. Your work is still here."
        )

    def _answer(self, label: str) -> None:
        filing = self._context.filing
        if label == _THEIRS:
            filing.open_theirs()
        elif label == _PUT_BACK:
            filing.put_back()
        else:
            filing.save_as()
