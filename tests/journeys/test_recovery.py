"""The app is ended in the middle of its work, as a process in a real window; nothing is lost."""

from __future__ import annotations

import contextlib
import json
import signal
import sys
from dataclasses import replace

import pytest

from portfolio.files import dumps, find_recovery, load, read_recovery
from tests.journeys.process import AppProcess
from tests.portfolio.files.test_kills import needs_strace
from tests.ui.conftest import small_portfolio

TITLE = "plan.portfolio – AI portfolio"
UNSAVED = "plan.portfolio* – AI portfolio"
ADDED = "New initiative"
pytestmark = [
    pytest.mark.timeout(180),
    pytest.mark.skipif(sys.platform != "linux", reason="keys are pressed through X"),
]


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "plan.portfolio"
    path.write_bytes(dumps(replace(small_portfolio(), title="Plan")))
    return path


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "CONFIG" / "ai-portfolio"
    folder.mkdir(parents=True)
    (folder / "preferences.json").write_text(json.dumps({"autosave_seconds": 2}))
    return tmp_path


@pytest.fixture
def starts(home):
    """Start the app for the same person; it is gone when the test ends."""
    with contextlib.ExitStack() as stack:

        def start(*arguments):
            app = AppProcess(home, *arguments)
            stack.callback(app.stop)
            return app

        yield start


def kept(home):
    """Return the names in each whole recovery copy."""
    folders = list((home / "DATA").rglob("recovery"))
    copies = find_recovery(folders[0]) if folders else ()
    return [{r.name for r in read_recovery(copy).initiatives.values()} for copy in copies]


def edited(app, home):
    """Add an initiative by keyboard, and wait until it is safe from a crash."""
    app.waits_for_window(TITLE)
    app.presses("ctrl+Return")
    app.waits_for_window(UNSAVED)
    app.until(lambda: any(ADDED in names for names in kept(home)))


def restored(app, plan):
    """Accept what is offered at the start, save it, and leave."""
    app.waits_for_window("Unsaved work was found")
    app.presses("Return")
    app.waits_for_window(UNSAVED)
    app.presses("ctrl+s")
    app.waits_for_window(TITLE)
    app.presses("ctrl+q")
    assert app.ended()[0] == 0
    assert ADDED in {r.name for r in load(plan).portfolio.initiatives.values()}


@needs_strace
@pytest.mark.parametrize(("call", "count"), [("fsync", 1), ("link", 1), ("rename", 2)])
def test_a_save_killed_half_way_loses_nothing(starts, home, plan, call, count):
    before = plan.read_bytes()
    app = starts(plan)
    edited(app, home)
    tracer = app.killed_at(call, count)
    app.presses("ctrl+s")
    assert app.ended()[0] == -signal.SIGKILL
    tracer.communicate(timeout=20)
    assert plan.read_bytes() == before
    again = starts()
    restored(again, plan)
    assert not kept(home)
    assert [file.name for file in plan.parent.glob(".plan*")] == []


def test_a_signal_with_unsaved_work_loses_nothing(starts, home, plan):
    before = plan.read_bytes()
    app = starts(plan)
    edited(app, home)
    app.presses("ctrl+shift+d")
    app.sends(signal.SIGTERM)
    assert app.ended()[0] == 0
    assert plan.read_bytes() == before
    restored(starts(), plan)
