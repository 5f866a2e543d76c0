"""Two solves side by side, on two cores; HiGHS does not hold the interpreter while it works."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from threading import Event
from typing import TypeVar

from portfolio.errors import Cancelled
from portfolio.funding.solver import Control

Result = TypeVar("Result")

#: Between two looks at who has asked to stop.
_LOOK_S = 0.02


class _Worker:
    """The control of one task: stops when told to, keeps the most that was said."""

    def __init__(self, deadline: float, said: tuple[float, str]) -> None:
        self.stop = Event()
        self.said = said
        self.control = Control(self._hear, deadline)

    def _hear(self, fraction: float, text: str) -> None:
        self.said = max(self.said, (fraction, text))
        if self.stop.is_set():
            raise Cancelled


def led_by_first(
    tasks: Sequence[Callable[[Control], Result]], control: Control, said: tuple[float, str]
) -> list[Result]:
    """Return what the tasks return, each run in a thread of its own.

    Once the first task is done, the others are told to stop. ``control.tick`` is called from
    this thread only, again and again, with what the first task said last once that is more
    than ``said``; when it raises, all are told to stop, and what they then return is
    returned, with ``control.cancelled`` set.

    Args:
        tasks: each gets a control of its own, and returns soon after that has raised.
        control: deadline and progress.
        said: how far the search is.
    """
    workers = [_Worker(control.deadline, said) for _ in tasks]
    with ThreadPoolExecutor(len(tasks)) as pool:
        pairs = zip(tasks, workers, strict=True)
        futures = [pool.submit(task, worker.control) for task, worker in pairs]
        try:
            _watch(futures[0], workers[0], control)
        finally:
            for worker in workers:
                worker.stop.set()
        return [future.result() for future in futures]


def _watch(leader: Future[Result], worker: _Worker, control: Control) -> None:
    with suppress(Cancelled):
        while wait([leader], _LOOK_S).not_done:
            control.say(*worker.said)
