"""The person logs off, or the system ends the app: the work is kept before anything else."""

from __future__ import annotations

import os
import signal

import pytest
from PySide6.QtCore import QObject, Signal

from portfolio.edit import set_title
from portfolio.files import find_recovery, read_recovery
from ui.window.ending import Ending


class Session(QObject):
    """Stands in for the application: what Qt says at a log-off cannot be said by a test."""

    commitDataRequest = Signal(object)  # noqa: N815  Qt's name

    def __init__(self):
        super().__init__()
        self.codes = []

    def exit(self, code):
        self.codes.append(code)


@pytest.fixture
def session(context):
    """An app at work that can be ended, with the signals of this process put back after."""
    names = [name for name in ("SIGTERM", "SIGINT", "SIGHUP") if hasattr(signal, name)]
    before = {name: signal.getsignal(getattr(signal, name)) for name in names}
    wake = signal.set_wakeup_fd(-1)
    session = Session()
    filing = context.filing
    ending = Ending(session, filing.keep_now, lambda: filing.leave(settled=False))
    yield session
    signal.set_wakeup_fd(wake)
    for name, handler in before.items():
        signal.signal(getattr(signal, name), handler)
    assert ending.parent() is session


def kept(context):
    return [read_recovery(copy).title for copy in find_recovery(context.filing.keeper.folder)]


def test_a_log_off_keeps_unsaved_work_at_once(session, context):
    context.document.apply("Rename", set_title(context.document.portfolio, "Not saved yet"))
    session.commitDataRequest.emit(None)
    assert kept(context) == ["Not saved yet"]
    assert session.codes == []


def test_a_log_off_without_unsaved_work_keeps_nothing(session, context):
    session.commitDataRequest.emit(None)
    assert kept(context) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows ends processes without a word")
def test_a_signal_keeps_the_work_and_ends_the_app(qtbot, session, context):
    context.document.apply("Rename", set_title(context.document.portfolio, "Not saved yet"))
    os.kill(os.getpid(), signal.SIGTERM)
    qtbot.waitUntil(lambda: session.codes == [0])
    assert kept(context) == ["Not saved yet"]
