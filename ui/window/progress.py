"""Shows the jobs that a person should know of, without flicker."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from ui.jobs import Job, Jobs
from ui.widgets.foot import Foot

_SHOW_AFTER_MS = 300
_HIDE_AFTER_MS = 200


class Progress(QObject):
    """Speaks of the job that has run longest, once work has gone on for a while.

    Short analyses while a slider moves never show; a short gap between two jobs
    does not hide what is shown.
    """

    def __init__(self, jobs: Jobs, foot: Foot) -> None:
        super().__init__(foot)
        self._jobs = jobs
        self._foot = foot
        self._shown = False
        self._latest: dict[Job, tuple[str, float]] = {}
        self._ears: dict[Job, _Ear] = {}
        self._appear = _timer(self, _SHOW_AFTER_MS)
        self._vanish = _timer(self, _HIDE_AFTER_MS)
        self._connect()

    def _connect(self) -> None:
        self._jobs.job_started.connect(self._follow)
        self._jobs.job_ended.connect(self._unfollow)
        self._foot.stop_clicked.connect(self._stop)
        self._appear.timeout.connect(self._show)
        self._vanish.timeout.connect(self._hide)

    def _follow(self, job: Job) -> None:
        if job.quiet:
            return
        self._latest[job] = (job.title, -1.0)
        self._ears[job] = _Ear(self, job)
        self._vanish.stop()
        if not self._shown and not self._appear.isActive():
            self._appear.start()

    def take(self, job: Job, fraction: float, text: str) -> None:
        """Take what a job says of itself."""
        if job in self._latest:
            self._latest[job] = (text or job.title, fraction)
            if self._shown:
                self._show()

    def _unfollow(self, job: Job) -> None:
        self._latest.pop(job, None)
        ear = self._ears.pop(job, None)
        if ear is not None:
            ear.deleteLater()
        if self._latest:
            return
        self._appear.stop()
        if self._shown:
            self._vanish.start()

    def _show(self) -> None:
        title, fraction = next(iter(self._latest.values()), ("", -1.0))
        if title:
            self._shown = True
            self._foot.show_progress(title, fraction)

    def _hide(self) -> None:
        self._shown = False
        self._foot.hide_progress()

    def _stop(self) -> None:
        for job in self._jobs.running:
            if not job.quiet:
                job.cancel()


class _Ear(QObject):
    """Listens to one job; goes with the window, when that is closed before the job ends."""

    def __init__(self, progress: Progress, job: Job) -> None:
        super().__init__(progress)
        self._progress = progress
        self._job = job
        job.progressed.connect(self._hear)

    def _hear(self, fraction: float, text: str) -> None:
        self._progress.take(self._job, fraction, text)


def _timer(parent: QObject, interval: int) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(interval)
    return timer
