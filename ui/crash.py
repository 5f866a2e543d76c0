"""What happens when the program has a bug: say so once, keep the work, keep a report."""

from __future__ import annotations

import platform
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, qVersion

from portfolio.errors import PortfolioError
from ui.about import app_version
from ui.messages import Messages

_REPORTS_KEPT = 20


class CrashHook(QObject):
    """Takes every error that nobody handled, from any thread.

    One dialog for each distinct error and session; the work is kept first. A
    ``PortfolioError`` that reaches this place is shown as what it is, a sentence, and
    only once at a time: a model may be asked for a thousand cells meanwhile.
    """

    _caught = Signal(object)

    def __init__(self, messages: Messages, folder: Path, keep_work: Callable[[], None]) -> None:
        super().__init__()
        self._messages = messages
        self._folder = folder
        self._keep_work = keep_work
        self._seen: set[str] = set()
        self._shown: set[str] = set()
        self._reporting = False
        self._caught.connect(self._report, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Become the hook of this process."""
        sys.excepthook = self._hook
        threading.excepthook = lambda args: self._hook(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )

    def _hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if self._reporting or issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._caught.emit((error, "".join(traceback.format_exception(kind, error, trace))))

    def _report(self, caught: tuple[BaseException, str]) -> None:
        error, text = caught
        if isinstance(error, PortfolioError):
            self._show(error)
            return
        place = text.rstrip().rsplit("\n  File ", maxsplit=1)[-1]
        if place in self._seen:
            return
        self._seen.add(place)
        self._reporting = True
        try:
            self._keep_work()
            report = f"{_circumstances()}\n\n{text}"
            self._messages.show_bug(report, self._write(report))
        finally:
            self._reporting = False

    def _show(self, error: PortfolioError) -> None:
        """Show a sentence; while it is there, the same one is not put on top of it."""
        sentence = str(error)
        if sentence in self._shown:
            return
        self._shown.add(sentence)
        try:
            self._messages.show_error(error)
        finally:
            self._shown.discard(sentence)

    def _write(self, report: str) -> Path | None:
        name = f"report-{datetime.now(UTC):%Y%m%d-%H%M%S}-{len(self._seen)}.txt"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / name).write_text(report, encoding="utf-8")
            for old in sorted(self._folder.glob("report-*.txt"))[:-_REPORTS_KEPT]:
                old.unlink()
        except OSError:
            return None
        return self._folder / name


def _circumstances() -> str:
    """Return the versions that a developer asks for first; nothing about the user."""
    return (
        f"ai-portfolio {app_version()}, Python {platform.python_version()}, "
        f"Qt {qVersion()}, {platform.platform()}"
    )
