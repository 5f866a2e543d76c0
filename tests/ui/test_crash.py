import sys
import threading

import pytest
from PySide6.QtCore import QAbstractTableModel, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from portfolio.errors import PortfolioError
from ui.crash import CrashHook
from ui.overrides import guarded


@pytest.fixture
def kept():
    return []


@pytest.fixture
def hook(qtbot, messages, tmp_path, kept):
    return CrashHook(messages, tmp_path / "reports", lambda: kept.append("work"))


@pytest.fixture
def install(hook):
    """Installs the hook inside the test: pytest-qt puts its own in place just before."""
    before = []

    def run():
        before.append((sys.excepthook, threading.excepthook))
        hook.install()

    yield run
    sys.excepthook, threading.excepthook = before[0]


def fail():
    return [].pop()


def test_a_bug_keeps_the_work_and_a_report_and_is_shown_once(hook, install, messages, kept, qtbot):
    install()
    for _ in range(3):
        QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: bool(messages.bugs))
    qtbot.wait(20)
    assert len(messages.bugs) == 1
    report, path = messages.bugs[0]
    assert "IndexError" in report
    assert path.read_text() == report
    assert kept == ["work"]


def test_two_bugs_are_shown_apart(hook, install, messages, qtbot):
    install()
    QTimer.singleShot(0, fail)
    QTimer.singleShot(0, lambda: 1 / 0)
    qtbot.waitUntil(lambda: len(messages.bugs) == 2)


def test_bad_input_that_nobody_handled_is_a_sentence_not_a_bug(hook, install, messages, qtbot):
    install()

    def refuse():
        raise PortfolioError("No such file.")

    QTimer.singleShot(0, refuse)
    qtbot.waitUntil(lambda: bool(messages.errors))
    assert not messages.bugs


def test_one_sentence_is_not_put_on_top_of_itself(hook, messages):
    said = []

    def report(what):
        hook._report((PortfolioError(what), ""))

    def show_error(error, title=""):
        said.append(error.what)
        if len(said) == 1:
            report("No such file.")
            report("No such folder.")

    messages.show_error = show_error
    report("No such file.")
    assert said == ["No such file.", "No such folder."]
    report("No such file.")
    assert said[2:] == ["No such file."]


def test_a_thread_reports_on_the_gui_thread(hook, install, messages, qtbot):
    install()
    threads = []
    hook._keep_work = lambda: threads.append(threading.current_thread())
    worker = threading.Thread(target=fail)
    worker.start()
    qtbot.waitUntil(lambda: bool(messages.bugs))
    worker.join()
    assert threads == [threading.main_thread()]


class Sender(QObject):
    sent = Signal()


class Model(QAbstractTableModel):
    @guarded
    def rowCount(self, parent=None):
        return fail()


class Painted(QWidget):
    @guarded
    def paintEvent(self, event):
        fail()


@pytest.mark.parametrize("kind", ["slot", "paint", "model"])
def test_errors_of_each_kind_reach_the_hook(hook, install, messages, qtbot, kind):
    install()
    if kind == "slot":
        sender = Sender()
        sender.sent.connect(fail)
        QTimer.singleShot(0, sender.sent.emit)
    elif kind == "paint":
        widget = Painted()
        qtbot.addWidget(widget)
        widget.show()
    else:
        model = Model()
        QTimer.singleShot(0, model.rowCount)
    qtbot.waitUntil(lambda: bool(messages.bugs))
    assert "IndexError" in messages.bugs[0][0]


def test_a_folder_that_cannot_be_written_still_gives_the_report(
    hook, install, messages, qtbot, tmp_path
):
    install()
    (tmp_path / "reports").write_text("a file, not a folder")
    QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: bool(messages.bugs))
    assert messages.bugs[0][1] is None
