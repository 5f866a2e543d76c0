"""Progress is told while there is a window to tell it in, and no longer."""

import threading

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

from ui.jobs import Jobs, Outcome
from ui.widgets.foot import Foot
from ui.window.progress import Progress


def started(jobs, go):
    """Start a job that tells its progress once it may."""

    def work(tick, _partial):
        assert go.wait(20)
        tick(0.5, "Half way")

    return jobs.start("Long work", work, Outcome())


def test_the_longest_job_is_named_after_a_while(qtbot):
    jobs, go = Jobs(), threading.Event()
    foot = Foot()
    qtbot.addWidget(foot)
    foot.show()
    progress = Progress(jobs, foot)
    job = started(jobs, go)
    qtbot.waitUntil(lambda: progress._shown)
    go.set()
    qtbot.waitUntil(lambda: not job.running)
    qtbot.waitUntil(lambda: not progress._shown)
    assert progress._ears == {}


def test_a_job_that_outlives_the_window_is_not_heard(qtbot):
    jobs, go = Jobs(), threading.Event()
    window = QWidget()
    foot = Foot()
    foot.setParent(window)
    progress = Progress(jobs, foot)
    job = started(jobs, go)
    qtbot.waitUntil(lambda: progress._shown)
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    go.set()
    qtbot.waitUntil(lambda: not job.running)
