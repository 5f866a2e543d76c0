"""Gaps and memory of one run of the app, printed as JSON.

``python -m tests.benchmarks.startup.probe heartbeat|libraries|stress``
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import psutil
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

import ui.__main__ as program
from ui.window.application import make_application

SAMPLE = Path(__file__).parents[3] / "sample_portfolios" / "stress_1200.portfolio"
LIBRARY = "skcriteria.core.data"
BEAT_MS = 1
#: For charts to be drawn after the last result.
AFTER_SECONDS = 5.0


def tell(**numbers):
    print(json.dumps(numbers), flush=True)
    os._exit(0)


class Heart:
    """Beats in the event loop; the longest time between two beats is the longest gap."""

    def __init__(self):
        self.beats = []
        self._timer = QTimer()
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(lambda: self.beats.append(time.monotonic()))
        self._timer.start()

    def longest(self, begin, end):
        """Return the longest gap in seconds, and how long after ``begin`` it began."""
        beats = [begin, *(beat for beat in self.beats if begin < beat < end), end]
        return max((b - a, a - begin) for a, b in pairwise(beats))


def wait(condition, seconds):
    """Let the event loop run until the condition holds."""
    loop = QEventLoop()
    check = QTimer()
    check.timeout.connect(lambda: loop.quit() if condition() else None)
    check.start(20)
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    if not condition():
        loop.exec()


def begun():
    """Start the app; return the start and the list that its context will be in."""
    contexts = []
    opened = program.Start._open

    def open_and_note(start, context):
        contexts.append(context)
        opened(start, context)

    program.Start._open = open_and_note
    start = program.Start(make_application(["app"]), None)
    start.window.resize(1280, 800)
    start.window.show()
    return start, contexts


def warmed(contexts):
    wait(lambda: contexts, 60)
    (context,) = contexts
    wait(lambda: analyzed(context), 60)
    wait(lambda: LIBRARY in sys.modules and not context.jobs.running, 60)
    return context


def analyzed(context):
    results = context.analyst.results
    return results is not None and not context.analyst.working


def open_sample(context):
    context.filing.open(SAMPLE)
    wait(lambda: context.document.path is not None, 60)
    wait(lambda: analyzed(context), 120)
    wait(lambda: not context.jobs.running, 60)
    wait(lambda: False, AFTER_SECONDS)


def heartbeat():
    """Gaps while warming up, then while the large sample is opened, analyzed and drawn."""
    start, contexts = begun()
    painted = []
    start.window.first_painted.connect(lambda: painted.append(time.monotonic()))
    wait(lambda: painted, 20)
    heart = Heart()
    context = warmed(contexts)
    warm = time.monotonic()
    open_sample(context)
    warming, warming_at = heart.longest(painted[0], warm)
    opening, opening_at = heart.longest(warm, time.monotonic())
    tell(warming=warming, warming_at=warming_at, opening=opening, opening_at=opening_at)


def libraries():
    """An empty window with the same libraries loaded."""
    application = QApplication(["libraries"])
    window = QMainWindow()
    window.setCentralWidget(QLabel("Nothing"))
    window.resize(1280, 800)
    window.show()
    for name in (*program._REST, "ui.window.warming"):
        import_module(name)
    for name in (*sys.modules["ui.window.warming"].NEEDED, LIBRARY, "highspy"):
        import_module(name)
    wait(lambda: False, 1.0)
    gc.collect()
    tell(bytes=resident())
    del application


def stress():
    """The app with the large sample open, analyzed and drawn."""
    _start, contexts = begun()
    open_sample(warmed(contexts))
    gc.collect()
    tell(bytes=resident())


def resident():
    return psutil.Process().memory_info().rss


if __name__ == "__main__":
    {probe.__name__: probe for probe in (heartbeat, libraries, stress)}[sys.argv[1]]()
