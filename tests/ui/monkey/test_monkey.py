"""Nothing that a person can press, in any order, breaks the app or loses work."""

from __future__ import annotations

import os
import random
import sys
import threading
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from portfolio.files import load, samples
from portfolio.model import ids
from tests.ui.monkey.monkey import CarelessMessages, Monkey, SteadyMonkey
from ui import jobs
from ui.analyst import Analyst
from ui.app import make_context, open_window
from ui.filing.keeper import Keeper

SHORT_EVENTS, TWICE_EVENTS = 500, 250
LONG_EVENTS = int(os.environ.get("MONKEY_EVENTS", "50000"))
LONG_SEEDS = range(int(os.environ.get("MONKEY_FIRST", "100")), 120)
SAMPLES = ("tutorial_8", "northlight_ai_lab")
PATHS = {sample.path.stem: sample.path for sample in samples()}
LONGEST_SECONDS = 1.0

#: What the screen that is none cannot do, and a key that reaches the field of a cell that
#: the table has let go of: Qt takes no notice of it.
pytestmark = pytest.mark.qt_log_ignore(
    "^This plugin does not support",
    "editor that does not belong to this view$",
    extend=True,
)


class AtOnce:
    """In place of a thread: the work is done when it is started."""

    def __init__(self, target, args, name, daemon):
        self._work = lambda: target(*args)

    def start(self):
        self._work()

    def join(self, timeout=None):
        """Wait for nothing."""

    def is_alive(self):
        return False


@pytest.fixture
def playground(qapp, qtbot, tmp_path):
    """Return a function that lets a monkey loose on a sample."""
    contexts = []

    def begin(seed, kind=Monkey):
        dice = random.Random(seed)
        QLocale.setDefault(QLocale.c())
        sample = load(PATHS[dice.choice(SAMPLES)]).portfolio
        messages = CarelessMessages(dice)
        context = make_context(sample, tmp_path / f"{len(contexts)}.json", messages)
        window = open_window(context)
        contexts.append((context, window))
        qtbot.waitUntil(lambda: context.analyst.results is not None, timeout=30_000)
        return kind(window, context, dice, tmp_path)

    yield begin
    for context, window in contexts:
        context.document.replace(context.document.portfolio, None)
        qtbot.waitUntil(lambda context=context: not context.analyst.working, timeout=30_000)
        assert context.jobs.stop_all(20), "a job was left running"
        window.close()
        window.deleteLater()
    qapp.processEvents()


@pytest.fixture
def repeatable(playground, monkeypatch):
    """Return a function that lets loose a monkey whose every step depends on the seed alone.

    Ids come from dice of their own, jobs end where they begin, and the full analysis, whose
    end nobody can foresee, does not begin: pages show the quick one. Neither double clicks
    nor words typed into a list depend on how fast they come.
    """

    def quick(analyst):
        if analyst._analysis is not None:
            document = analyst._document
            analyst._publish(analyst._analysis.quick(document.portfolio, document.revision))

    monkeypatch.setattr(Analyst, "_answer", quick)
    monkeypatch.setattr(Keeper, "keep", lambda _keeper: None)
    monkeypatch.setattr(jobs, "threading", SimpleNamespace(Thread=AtOnce, Event=threading.Event))
    clicks, keys = QApplication.doubleClickInterval(), QApplication.keyboardInputInterval()
    QApplication.setDoubleClickInterval(0)
    QApplication.setKeyboardInputInterval(-1)

    def begin(seed):
        monkey = playground(seed, SteadyMonkey)
        monkeypatch.setattr(ids, "secrets", random.Random(seed))
        return monkey

    yield begin
    QApplication.setDoubleClickInterval(clicks)
    QApplication.setKeyboardInputInterval(keys)


@pytest.mark.parametrize("seed", [1, 2])
def test_five_hundred_random_events_lose_nothing(repeatable, seed):
    monkey = repeatable(seed)
    monkey.play(SHORT_EVENTS)
    assert len(monkey.trail) == SHORT_EVENTS


def test_a_seed_does_the_same_each_time(repeatable):
    trails = []
    for _ in range(2):
        monkey = repeatable(4)
        monkey.play(TWICE_EVENTS)
        monkey.window.hide()
        trails.append(monkey.trail)
    assert trails[0] == trails[1]
    assert len({label for _, label in trails[0]}) > 2, "hardly anything was done"


@pytest.mark.fuzz
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("seed", LONG_SEEDS)
def test_a_million_random_events_on_twenty_seeds(playground, seed):
    monkey = playground(seed)
    monkey.play(LONG_EVENTS)
    sys.stdout.write(f"seed {seed}: {LONG_EVENTS} events, longest {monkey.longest}\n")
    assert monkey.longest[0] < LONGEST_SECONDS
