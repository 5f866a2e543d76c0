"""Background work: the only place with threads. Results come back on the GUI thread."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, Signal

from portfolio.errors import Cancelled, PortfolioError, Tick

Partial = Callable[[Any], None]
Work = Callable[[Tick, Partial], object]


def _ignore(_value: object) -> None:
    """Take a result that nobody asked for."""


def _raise(error: PortfolioError) -> None:
    """Leave an error that nobody asked for to the hook, which shows it."""
    raise error


@dataclass(frozen=True, slots=True)
class Outcome:
    """What to call, on the GUI thread, when a job reports.

    Attributes:
        done: with what the work returned.
        partial: with each intermediate result.
        failed: with a ``PortfolioError``; without it the error is shown as it stands.
        cancelled: when the user stopped it, or a bug did.
    """

    done: Callable[[Any], None] = _ignore
    partial: Callable[[Any], None] = _ignore
    failed: Callable[[PortfolioError], None] = _raise
    cancelled: Callable[[], None] = lambda: None


class Job(QObject):
    """One piece of work under way; a cancelled job reports nothing any more."""

    #: fraction 0 to 1 (below 0: unknown), and what is being done
    progressed = Signal(float, str)

    def __init__(self, title: str, *, quiet: bool) -> None:
        super().__init__()
        self.title = title
        self.quiet = quiet
        self.running = True
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next tick."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked it to stop."""
        return self._stop.is_set()

    def tick(self, fraction: float, text: str = "") -> None:
        """Report progress from the worker; raises ``Cancelled`` when asked to stop."""
        if self._stop.is_set():
            raise Cancelled
        if text or fraction >= 0:
            self.progressed.emit(fraction, text)


class Jobs(QObject):
    """Starts jobs, knows which run, and stops them all when the window closes.

    While a job runs, Python's collector of reference cycles rests: it works in
    whatever thread makes objects, and there it would destroy Qt objects that belong
    to the thread of the window.
    """

    #: a job that the user should see began; payload: Job
    job_started = Signal(object)
    #: a job ended, whatever the outcome; payload: Job
    job_ended = Signal(object)
    _posted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._threads: dict[Job, threading.Thread] = {}
        self._collecting = gc.isenabled()
        # Queued, since it is emitted in another thread than this object lives in.
        self._posted.connect(self._run_posted)

    def start(self, title: str, work: Work, outcome: Outcome, *, quiet: bool = False) -> Job:
        """Run ``work(tick, partial)`` in a thread.

        Args:
            title: shown beside the progress bar.
            work: pure core work on an immutable snapshot.
            outcome: callbacks, called on the GUI thread.
            quiet: not shown to the user, as for the analysis after each edit.
        """
        job = Job(title, quiet=quiet)
        job.moveToThread(self.thread())
        thread = threading.Thread(
            target=self._work, args=(job, work, outcome), name=title, daemon=True
        )
        if not self._threads:
            self._collecting = gc.isenabled()
            gc.disable()
        self._threads[job] = thread
        self.job_started.emit(job)
        thread.start()
        return job

    @property
    def running(self) -> tuple[Job, ...]:
        """Jobs that have not reported their end."""
        return tuple(self._threads)

    def stop_all(self, seconds: float) -> bool:
        """Cancel everything and wait at most so long; return whether all ended.

        Threads are daemons, so one that does not end cannot keep the process alive,
        and its late result is dropped.
        """
        pending = list(self._threads.items())
        for job, _ in pending:
            job.cancel()
        deadline = monotonic() + seconds
        for _, thread in pending:
            thread.join(max(0.0, deadline - monotonic()))
        return not any(thread.is_alive() for _, thread in pending)

    def _work(self, job: Job, work: Work, outcome: Outcome) -> None:
        def partial(value: object) -> None:
            self._post(lambda: None if job.cancelled else outcome.partial(value))

        end: Callable[[], None] | None = None
        try:
            result = work(job.tick, partial)
            end = _later(outcome.done, result)
        except Cancelled:
            end = outcome.cancelled
        except PortfolioError as error:
            end = _later(outcome.failed, error)
        finally:
            # Without an ``end`` the work has a bug, which the thread's excepthook reports.
            self._post(lambda: self._finish(job, outcome, end))

    def _finish(self, job: Job, outcome: Outcome, end: Callable[[], None] | None) -> None:
        # The thread is about to end. Were it to outlive this call, it would drop the last
        # references to Qt objects and so destroy them where they do not belong.
        self._threads[job].join()
        self._end(job)
        if job.cancelled or end is None:
            outcome.cancelled()
        else:
            end()

    def _end(self, job: Job) -> None:
        job.running = False
        self._threads.pop(job, None)
        if not self._threads and self._collecting:
            gc.enable()
        self.job_ended.emit(job)

    def _post(self, call: Callable[[], None]) -> None:
        self._posted.emit(call)

    def _run_posted(self, call: Callable[[], None]) -> None:
        call()


def _later(call: Callable[[Any], None], value: object) -> Callable[[], None]:
    return lambda: call(value)
