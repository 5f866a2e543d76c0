"""A desktop for the journeys: an X server and a window manager on a display that was free."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from portfolio.edit import new_portfolio
from portfolio.files import samples
from portfolio.model import new_id
from tests.journeys.hands import Hands
from tests.journeys.person import Person
from tests.ui.conftest import ScriptedMessages
from ui.app import make_application, make_context, open_window

SCREEN = "1600x1000x24"
SECONDS_TO_START = 20


@dataclass(frozen=True)
class Desktop:
    """Where windows open; name is empty where the machine's own screen is used (macOS)."""

    name: str

    def screenshot(self, path: Path) -> Path:
        """Save what the screen shows, frames included."""
        assert QGuiApplication.primaryScreen().grabWindow(0).save(str(path))
        return path


@pytest.fixture(scope="session", autouse=True)
def desktop(tmp_path_factory):
    """One desktop a process, so that two workers never fight for the keyboard."""
    if sys.platform != "linux":
        yield Desktop("")
        return
    with contextlib.ExitStack() as stack, pytest.MonkeyPatch.context() as patch:
        name = _start_x_server(stack)
        patch.setenv("DISPLAY", name)
        patch.setenv("QT_QPA_PLATFORM", "xcb")
        patch.delenv("WAYLAND_DISPLAY", raising=False)
        _start_window_manager(stack, tmp_path_factory.mktemp("desktop") / "ready")
        # Qt ends the whole process when its X server goes away first.
        stack.callback(_shut_down_qt)
        yield Desktop(name)


@pytest.fixture(scope="session")
def qapp(desktop):
    return make_application(["ai-portfolio"])


@pytest.fixture
def person(qapp, qtbot, tmp_path):
    """Somebody in front of an empty document in a real window."""
    empty = new_portfolio(new_id, today=date(2026, 11, 22))
    context = make_context(empty, tmp_path / "preferences.json", ScriptedMessages())
    window = open_window(context)
    qtbot.waitExposed(window)
    qtbot.waitUntil(lambda: context.analyst.results is not None, timeout=30_000)
    yield Person(qtbot, window, context)
    assert context.jobs.stop_all(20), "a job was left running"
    context.document.replace(context.document.portfolio, None)
    assert context.jobs.stop_all(20), "an analysis of the last state was left running"
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    window.deleteLater()
    qapp.processEvents()


@pytest.fixture
def hands(person):
    """The hands of that person, on a keyboard whose keys go to the window."""
    hands = Hands(person)
    person.window.activateWindow()
    person.waits_for(person.window.isActiveWindow)
    yield hands
    hands.put_down()


def sample_path(stem):
    """Where a sample is stored."""
    return next(sample.path for sample in samples() if sample.path.stem == stem)


def _shut_down_qt():
    if app := QGuiApplication.instance():
        app.shutdown()


def _start_x_server(stack):
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", SCREEN, "-nolisten", "tcp"]
    _start(stack, command, pass_fds=[writing])
    os.close(writing)
    with os.fdopen(reading, encoding="ascii") as answer:
        number = answer.readline().strip()
    assert number, "Xvfb did not start"
    return f":{number}"


def _start_window_manager(stack, ready):
    process = _start(stack, ["openbox", "--startup", f"touch {ready}"])
    for _ in range(SECONDS_TO_START * 50):
        if ready.exists():
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.02)
            break
    pytest.fail("openbox did not start")


def _start(stack, command, **how):
    """Start a program that ends with the desktop, it alone, by its own process id."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, **quiet, **how)
    stack.callback(process.wait, SECONDS_TO_START)
    stack.callback(process.terminate)
    return process
