"""Results follow the document: at once, in full, and never out of order."""

from __future__ import annotations

import threading

import pytest

from portfolio.analysis import Results
from portfolio.errors import PortfolioError
from tests.ui.conftest import edit


class SlowAnalysis:
    """Answers at once that all is stale, and in full, or hears of a stop, when a test lets it."""

    def __init__(self):
        self.go_on = threading.Event()
        self.hear = threading.Event()
        self.hear.set()
        self.error = None

    def quick(self, portfolio, revision):
        return Results(revision, portfolio)

    def run(self, portfolio, revision, tick):
        while not self.go_on.wait(0.001):
            if self.hear.is_set():
                tick(-1.0, "")
        if self.error is not None:
            raise self.error
        yield Results(revision, portfolio, stale=frozenset())


@pytest.fixture
def analysis():
    return SlowAnalysis()


@pytest.fixture
def analyst(context, analysis):
    context.analyst._warmed(analysis)
    yield context.analyst
    analysis.hear.set()
    analysis.go_on.set()


@pytest.fixture
def working(analyst):
    """What the pages were told about the work, in order."""
    told = []
    analyst.working_changed.connect(told.append)
    return told


def under_way(qtbot, context):
    qtbot.waitUntil(lambda: context.analyst._job is not None)


def test_a_change_is_answered_at_once_and_then_in_full(qtbot, context, analyst, analysis, working):
    edit(context)
    assert analyst.results.portfolio is context.document.portfolio
    assert analyst.results.stale
    analysis.go_on.set()
    qtbot.waitUntil(lambda: not analyst.working)
    assert not analyst.results.stale
    assert working == [False]


def test_a_change_during_the_work_starts_it_anew(qtbot, context, analyst, analysis, working):
    under_way(qtbot, context)
    first = analyst._job
    edit(context)
    assert first.cancelled
    under_way(qtbot, context)
    analysis.go_on.set()
    qtbot.waitUntil(lambda: not analyst.working)
    assert analyst.results.portfolio.title == "Edited"
    assert working == [False]


def test_a_late_result_is_not_shown(context, analyst):
    late = Results(context.document.revision, context.document.portfolio, stale=frozenset())
    edit(context)
    analyst._publish(late)
    assert analyst.results.portfolio.title == "Edited"


def test_stopped_work_is_stale_and_can_be_asked_for_again(
    qtbot, context, analyst, analysis, working
):
    under_way(qtbot, context)
    analyst._job.cancel()
    qtbot.waitUntil(lambda: not analyst.working)
    assert analyst.results.stale
    analyst.analyze_again()
    analysis.go_on.set()
    qtbot.waitUntil(lambda: not analyst.working)
    assert not analyst.results.stale
    assert working == [False, True, False]


def test_stopped_work_that_ends_late_does_not_end_the_next(
    qtbot, context, analyst, analysis, working
):
    analysis.hear.clear()
    under_way(qtbot, context)
    first = analyst._job
    analyst.analyze_again()
    under_way(qtbot, context)
    assert first.running
    analysis.hear.set()
    qtbot.waitUntil(lambda: not first.running)
    assert analyst.working
    assert working == []


def test_an_analysis_that_refuses_says_so_and_ends(qtbot, context, analyst, analysis, working):
    analysis.error = PortfolioError("The rules contradict each other.")
    analysis.go_on.set()
    with qtbot.captureExceptions() as caught:
        qtbot.waitUntil(lambda: not analyst.working)
    assert [str(error) for _, error, _ in caught] == ["The rules contradict each other."]
    assert working == [False]
