"""A window's services with a person who answers from a script."""

from __future__ import annotations

import gc
from collections import deque
from dataclasses import replace
from datetime import date
from itertools import count

import pytest

from portfolio.edit import (
    add_initiatives,
    add_rater,
    new_portfolio,
    set_benefit,
    set_capacity,
    set_criterion,
    set_demand,
    set_rating,
    set_title,
)
from portfolio.model import Anchor, Estimate, Rating, in_order
from ui.app import make_application, make_context
from ui.messages import Messages
from ui.window import MainWindow
from ui.window.furnishing import Furnishing


class ScriptedMessages(Messages):
    """Answers from a script and remembers what was said; never opens a dialog."""

    def __init__(self):
        super().__init__()
        self.answers = deque()
        self.errors = []
        self.bugs = []
        self.questions = []
        self.notices = []
        self.noticed.connect(self.notices.append)

    def show_error(self, error, title="That did not work"):
        self.errors.append(error)

    def show_bug(self, report, kept):
        self.bugs.append((report, kept))

    def ask(self, question):
        self.questions.append(question)
        return self.answers.popleft()

    def ask_text(self, title, label, text=""):
        self.questions.append(title)
        return self.answers.popleft()

    def ask_text_and(self, title, label, offers):
        self.questions.append((title, *offers))
        return self.answers.popleft()

    def open_path(self, title, patterns, folder=None):
        self.questions.append(title)
        return self.answers.popleft()

    def open_paths(self, title, patterns, folder=None):
        self.questions.append(title)
        return self.answers.popleft()

    def folder_path(self, title, folder=None):
        self.questions.append(title)
        return self.answers.popleft()

    def save_path(self, title, patterns, suggestion=None):
        self.questions.append(title)
        return self.answers.popleft()


@pytest.fixture(scope="session", autouse=True)
def _collect_cycles_by_hand():
    """The collector may run in any thread, such as that of pytest's time limit.

    There it would destroy the Qt objects of earlier tests, which belong to this thread.
    """
    gc.collect()
    gc.freeze()
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def _collect_cycles_here(_collect_cycles_by_hand):
    yield
    gc.collect()


@pytest.fixture(scope="session")
def qapp():
    return make_application(["ai-portfolio"])


_PLAIN = (Anchor(0.0, 0.0), Anchor(100.0, 100.0))


def small_portfolio(names=("Claims triage", "Fraud graph", "Chat video"), capacity=100.0):
    """Initiatives with readable ids (i0, i1 …), demands and ratings, in four quarters."""
    numbers = count()
    portfolio = new_portfolio(lambda prefix: f"{prefix}{next(numbers)}", today=date(2026, 11, 22))
    ids = [f"i{n}" for n in range(len(names))]
    portfolio = add_initiatives(portfolio, dict(zip(ids, names, strict=True)))
    portfolio = add_rater(portfolio, "u0", "Ada")
    for criterion in portfolio.criteria:
        # All on one plain scale, so that a rating is the points that it earns.
        portfolio = set_criterion(
            portfolio, criterion, unit="points", direction="max", anchors=_PLAIN
        )
    for resource in portfolio.resources:
        for period in portfolio.periods:
            portfolio = set_capacity(portfolio, resource, period, capacity)
    for n, initiative in enumerate(ids):
        portfolio = set_benefit(
            portfolio, initiative, amount=Estimate(10.0 + n, 5.0, 20.0 + n), probability=0.5
        )
        for resource in portfolio.resources:
            for period in portfolio.periods:
                portfolio = set_demand(portfolio, initiative, resource, period, Estimate(40.0))
        for c, (criterion, _) in enumerate(in_order(portfolio.criteria)):
            rating = Rating(float((n * 37 + c * 11) % 101))
            portfolio = set_rating(portfolio, "u0", initiative, criterion, rating)
    return replace(portfolio, title="Small")


def idle(qtbot, context):
    qtbot.waitUntil(lambda: not context.jobs.running)


def edit(context, title="Edited"):
    context.document.apply("Rename", set_title(context.document.portfolio, title))


@pytest.fixture
def messages():
    return ScriptedMessages()


@pytest.fixture
def context(qapp, tmp_path, messages):
    # Widgets of earlier tests that hang in cycles must not be collected by a worker's thread.
    gc.collect()
    context = make_context(small_portfolio(), tmp_path / "preferences.json", messages)
    context.settings.change(author="Ada")
    assert context.jobs.stop_all(10)
    qapp.processEvents()
    yield context
    assert context.jobs.stop_all(10), "a job was left running"
    qapp.processEvents()


@pytest.fixture
def window(qtbot, context):
    window = MainWindow(context.theme, context.settings)
    Furnishing(window, context)
    window.show_start_page()
    yield window
    context.jobs.stop_all(10)
    context.document.replace(context.document.portfolio, None)
    window.close()
    window.deleteLater()


@pytest.fixture
def analyzed(qtbot, context):
    """The context, when the first analysis is complete."""
    context.analyst.warm_up()
    qtbot.waitUntil(
        lambda: context.analyst.results is not None and not context.analyst.working, timeout=30_000
    )
    return context
