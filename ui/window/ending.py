"""The system ends the app: by a signal, or because the person logs off."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QApplication

_SIGNALS = ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK")


class Ending(QObject):
    """Keeps unsaved work when there is no time for a question.

    Qt's event loop never lets Python look for signals, so each wakes it through a
    socket.
    """

    def __init__(
        self,
        application: QApplication,
        keep: Callable[[], None],
        leave: Callable[[], object],
    ) -> None:
        super().__init__(application)
        self._application = application
        self._keep = keep
        self._leave = leave
        self._reading, self._writing = socket.socketpair()
        for end in (self._reading, self._writing):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._reading.fileno(), QSocketNotifier.Type.Read, self)
        self._connect()

    def _connect(self) -> None:
        signal.set_wakeup_fd(self._writing.fileno(), warn_on_full_buffer=False)
        for name in _SIGNALS:
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), _take_note)
        self._notifier.activated.connect(self._end)
        # The session waits for the answer: a log-off must find the work kept.
        self._application.commitDataRequest.connect(lambda _session: self._keep())

    def _end(self) -> None:
        with suppress(BlockingIOError):
            self._reading.recv(64)
        self._leave()
        self._application.exit(0)


def _take_note(_number: int, _frame: object) -> None:
    """Let the socket wake the event loop; the work is done there."""
