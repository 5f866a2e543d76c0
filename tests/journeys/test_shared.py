"""One file in two windows of two people: both edit it, and the second to save merges."""

from __future__ import annotations

import contextlib
import sys
from dataclasses import replace

import pytest

from portfolio.files import dumps, load
from portfolio.files.lock import locked_by
from tests.journeys.process import AppProcess
from tests.ui.conftest import small_portfolio

TITLE = "plan.portfolio – AI portfolio"
UNSAVED = "plan.portfolio* – AI portfolio"
pytestmark = [
    pytest.mark.timeout(240),
    pytest.mark.skipif(sys.platform != "linux", reason="keys are pressed through X"),
]


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "shared" / "plan.portfolio"
    path.parent.mkdir()
    path.write_bytes(dumps(replace(small_portfolio(), title="Plan")))
    return path


@pytest.fixture
def starts(tmp_path):
    """Start the app for somebody; it is gone when the test ends."""
    with contextlib.ExitStack() as stack:

        def start(user, *arguments):
            home = tmp_path / user
            home.mkdir()
            app = AppProcess(home, *arguments, user=user)
            stack.callback(app.stop)
            return app

        yield start


def names(path):
    return {record.name for record in load(path).portfolio.initiatives.values()}


def holder(path):
    """Who has the file locked; empty while nobody has."""
    lock = locked_by(path)
    return "" if lock is None else lock.holder.user


def works(app, added, renamed):
    """Add an initiative, and give the first one of the table another name."""
    app.waits_for_window(TITLE)
    app.rests()
    app.waits_for_window(TITLE)
    app.presses("ctrl+Return")
    app.rests()
    app.waits_for_window(UNSAVED)
    app.types(added)
    app.presses("Return")
    app.presses("ctrl+Home")
    app.presses("Right")
    app.presses("F2")
    app.presses("ctrl+a")
    app.types(renamed)
    app.presses("Return")


def saves(app):
    app.waits_for_window(UNSAVED)
    app.presses("ctrl+s")


def test_two_people_edit_one_file_and_one_conflict_is_settled_by_keyboard(starts, plan):
    ana = starts("ana", plan)
    ana.waits_for_window(TITLE)
    ana.until(lambda: holder(plan) == "ana")
    ben = starts("ben", plan)
    ben.waits_for_window("The file is open elsewhere")
    # Open read-only, wait, open anyway.
    ben.presses("Tab", "Tab", "Return")
    ben.until(lambda: holder(plan) == "ben")
    assert locked_by(plan).taken_from.startswith("ana on ")

    works(ana, "Added by Ana", "Named by Ana")
    saves(ana)
    ana.until(lambda: {"Added by Ana", "Named by Ana"} <= names(plan))

    works(ben, "Added by Ben", "Named by Ben")
    saves(ben)
    ben.waits_for_window("Not saved")
    ben.presses("Return")
    ben.waits_for_window("Merge two versions")
    ben.presses("t", "Return")
    ben.until(lambda: "Added by Ben" in names(plan))
    assert names(plan) == {
        "Named by Ana", "Fraud graph", "Chat video", "Added by Ana", "Added by Ben",
    }  # fmt: skip
    ben.waits_for_window(TITLE)
    for app in (ben, ana):
        app.presses("ctrl+q")
        assert app.ended()[0] == 0
        ana.waits_for_window(TITLE) if app is ben else None
    assert locked_by(plan) is None


def test_the_second_window_of_one_person_reads_and_edits_when_the_first_is_closed(starts, plan):
    first = starts("ana", plan)
    first.waits_for_window(TITLE)
    first.until(lambda: locked_by(plan) is not None)
    second = AppProcess(plan.parent.parent / "ana", plan, user="ana")
    try:
        second.waits_for_window("plan.portfolio (read-only) – AI portfolio")
        first.waits_for_window(TITLE)
        first.presses("ctrl+q")
        assert first.ended()[0] == 0
        second.until(lambda: locked_by(plan) is None)
        second.waits_for_window("plan.portfolio (read-only) – AI portfolio")
        second.presses("ctrl+alt+l")
        second.waits_for_window(TITLE)
        assert holder(plan) == "ana"
    finally:
        second.stop()
