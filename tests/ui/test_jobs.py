import threading

import pytest

from portfolio.errors import PortfolioError
from ui.jobs import Jobs, Outcome


@pytest.fixture
def jobs(qapp):
    jobs = Jobs()
    yield jobs
    assert jobs.stop_all(5)


def test_a_result_comes_back_on_the_gui_thread(jobs, qtbot):
    got = []
    outcome = Outcome(done=lambda value: got.append((value, threading.current_thread())))
    jobs.start("Work", lambda tick, partial: 42, outcome)
    qtbot.waitUntil(lambda: bool(got))
    assert got == [(42, threading.main_thread())]
    assert jobs.running == ()


def test_partial_results_arrive_in_order_before_the_end(jobs, qtbot):
    got = []

    def work(tick, partial):
        for n in range(5):
            partial(n)

    outcome = Outcome(done=lambda _: got.append("done"), partial=got.append)
    jobs.start("Work", work, outcome)
    qtbot.waitUntil(lambda: "done" in got)
    assert got == [0, 1, 2, 3, 4, "done"]


def test_bad_input_is_handed_to_failed(jobs, qtbot):
    got = []

    def work(tick, partial):
        raise PortfolioError("No.")

    jobs.start("Work", work, Outcome(failed=got.append))
    qtbot.waitUntil(lambda: bool(got))
    assert got[0].what == "No."


def test_bad_input_that_nobody_asked_for_is_not_swallowed(jobs, qtbot):
    def work(tick, partial):
        raise PortfolioError("No.")

    with qtbot.captureExceptions() as caught:
        jobs.start("Work", work, Outcome())
        qtbot.waitUntil(lambda: not jobs.running)
    assert [str(error) for _, error, _ in caught] == ["No."]


def test_a_cancelled_job_reports_only_that(jobs, qtbot):
    got, started = [], threading.Event()

    def work(tick, partial):
        started.set()
        while True:
            tick(-1.0, "")

    outcome = Outcome(done=got.append, cancelled=lambda: got.append("cancelled"))
    job = jobs.start("Work", work, outcome)
    assert started.wait(5)
    job.cancel()
    qtbot.waitUntil(lambda: bool(got))
    assert got == ["cancelled"]


def test_the_late_result_of_a_cancelled_job_is_dropped(jobs, qtbot):
    got, go_on = [], threading.Event()

    def work(tick, partial):
        go_on.wait(5)
        return "late"

    outcome = Outcome(done=got.append, cancelled=lambda: got.append("cancelled"))
    job = jobs.start("Work", work, outcome)
    job.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: bool(got))
    assert got == ["cancelled"]


def test_progress_reaches_the_gui_thread(jobs, qtbot):
    seen, proceed = [], threading.Event()

    def work(tick, partial):
        proceed.wait(5)
        tick(0.5, "Half way")

    job = jobs.start("Work", work, Outcome())
    job.progressed.connect(lambda fraction, text: seen.append((fraction, text)))
    proceed.set()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [(0.5, "Half way")]


def test_a_bug_in_the_work_ends_the_job_and_is_reported(jobs, qtbot, monkeypatch):
    reported = []
    monkeypatch.setattr(threading, "excepthook", lambda args: reported.append(args.exc_type))

    def work(tick, partial):
        return 1 / 0

    jobs.start("Work", work, Outcome())
    qtbot.waitUntil(lambda: not jobs.running)
    assert reported == [ZeroDivisionError]
