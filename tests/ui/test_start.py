"""Starting and ending the app, in processes of their own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from portfolio.files import dumps, find_recovery, read_recovery
from tests.ui.conftest import small_portfolio

ROOT = Path(__file__).parents[2]
SLOW = {
    "charset_normalizer",
    "defusedxml",
    "highspy",
    "matplotlib",
    "numpy",
    "openpyxl",
    "pandas",
    "platformdirs",
    "scipy",
    "skcriteria",
}
OURS_AND_QT = {
    "PySide6",
    "portfolio",
    "shiboken6",
    "shibokensupport",
    "signature_bootstrap",
    "sitecustomize",
    "ui",
    "usercustomize",
}
PREPARE = """
import os, sys, threading
import ui.__main__ as start
from ui.jobs import Outcome
"""
AT_FIRST_PAINT = """
def tell(self):
    print(",".join(sorted({name.partition(".")[0] for name in sys.modules})), flush=True)
    print(",".join(sorted(name for name in sys.modules if name.startswith("portfolio"))))
    print("Qt" in vars(sys.modules["PySide6.QtCore"]))
    sys.stdout.flush()
    os._exit(0)
start.Start._load = tell
"""
EDIT_THEN_SAY_SO = """
opened = start.Start._open
def edit(self, context):
    from portfolio.edit import set_title
    opened(self, context)
    document = context.document
    document.apply("Rename", set_title(document.portfolio, "At work"))
    print("edited", flush=True)
start.Start._open = edit
"""
DECIDE_THEN_SAY_SO = """
opened = start.Start._open
def decide(self, context):
    from PySide6.QtCore import QTimer
    from portfolio.edit import set_title
    opened(self, context)
    def settled(working):
        if working or context.analyst.results is None:
            return
        context.analyst.working_changed.disconnect(settled)
        self.window.show_page("decisions")
        document = context.document
        context.selection.select(next(iter(document.portfolio.initiatives)))
        document.apply("Rename", set_title(document.portfolio, "At work"))
        QTimer.singleShot(400, lambda: print("shown", flush=True))
    context.analyst.working_changed.connect(settled)
fall_silent = start.Start.fall_silent
def say(self):
    fall_silent(self)
    print(self.window.isVisible(), self._context.document.undo_stack.signalsBlocked(), flush=True)
start.Start.fall_silent = say
start.Start._open = decide
"""
SAY_THE_ERROR = """
from ui.messages import Messages
def say(self, error, title=""):
    print(self.parent_window.isVisible(), title, error, sep="\\n", flush=True)
    os._exit(0)
Messages.show_error = say
"""
FAULT_WHILE_LOADING = """
from ui.messages import Messages
def say(self, report, kept):
    print(self.parent_window.isVisible(), kept.is_file(), sep="\\n")
    print(started.window._waiting.text(), report.rstrip(), sep="\\n", flush=True)
    os._exit(0)
Messages.show_bug = say
def fault(name):
    raise RuntimeError("no such library")
start.import_module = fault
begin = start.Start.__init__
def remember(self, *arguments):
    global started
    started = self
    begin(self, *arguments)
start.Start.__init__ = remember
"""
STUCK_JOB = """
opened = start.Start._open
def begin(self, context):
    import ui.window.window
    ui.window.window._PATIENCE_SECONDS = 0.2
    context.jobs.start("Stuck", lambda tick, partial: threading.Event().wait(), Outcome())
    self.window.close()
start.Start._open = begin
"""


@pytest.fixture
def environment(tmp_path):
    folders = {f"XDG_{kind}_HOME": str(tmp_path / kind) for kind in ("CONFIG", "DATA", "CACHE")}
    return {
        **os.environ,
        **folders,
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(tmp_path),
        "PYTHONPATH": str(ROOT),
    }


def run_app(hook, *arguments):
    code = f"{PREPARE}\n{hook}\nsys.exit(start.main(sys.argv[1:]))"
    return [sys.executable, "-c", code, *map(str, arguments)]


def test_before_the_first_paint_only_qt_and_the_standard_library_are_loaded(environment):
    done = subprocess.run(
        run_app(AT_FIRST_PAINT),
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=40,
    )
    names, core, enumerations = done.stdout.splitlines()
    loaded = set(names.split(","))
    assert enumerations == "False"
    assert set(core.split(",")) <= {"portfolio", "portfolio.errors"}
    assert "PySide6" in loaded
    assert "ui" in loaded
    assert loaded & SLOW == set()
    others = {
        name
        for name in loaded - set(sys.stdlib_module_names)
        if not name.startswith("_") and name not in OURS_AND_QT
    }
    assert not others


def test_a_missing_file_is_told_in_a_window(environment, tmp_path):
    done = subprocess.run(
        [*run_app(SAY_THE_ERROR), str(tmp_path / "gone.portfolio")],
        env=environment,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
        timeout=40,
    )
    shown, title, sentence = done.stdout.splitlines()
    assert shown == "True"
    assert title == "“gone.portfolio” was not opened"
    assert "no such file" in sentence or "not there" in sentence


def test_a_fault_while_loading_is_told(environment):
    done = subprocess.run(
        run_app(FAULT_WHILE_LOADING),
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=40,
    )
    visible, kept, words, *report = done.stdout.splitlines()
    assert (visible, kept) == ("True", "True")
    assert words.startswith("The app could not be started.")
    assert report[-1] == "RuntimeError: no such library"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends processes without a word")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_keeps_unsaved_work_and_gives_the_lock_back(environment, tmp_path, number):
    path = tmp_path / "plan.portfolio"
    path.write_bytes(dumps(replace(small_portfolio(), title="Stored")))
    process = subprocess.Popen(
        run_app(EDIT_THEN_SAY_SO),
        env=environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout.readline() == "edited\n"
        process.send_signal(number)
        _, errors = process.communicate(timeout=30)
    finally:
        process.kill()
    assert process.returncode == 0, errors
    assert "Traceback" not in errors
    (folder,) = (tmp_path / "DATA").rglob("recovery")
    (copy,) = find_recovery(folder)
    assert read_recovery(copy).title == "At work"
    assert not copy.in_use


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends processes without a word")
def test_a_signal_in_the_middle_of_work_leaves_nothing_on_the_terminal(environment, tmp_path):
    path = tmp_path / "plan.portfolio"
    path.write_bytes(dumps(small_portfolio()))
    process = subprocess.Popen(
        run_app(DECIDE_THEN_SAY_SO, path),
        env=environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout.readline() == "shown\n"
        process.send_signal(signal.SIGTERM)
        said, errors = process.communicate(timeout=30)
    finally:
        process.kill()
    assert process.returncode == 0
    assert said == "False True\n", "pages hide and undo steps go before Python takes them down"
    assert "Error" not in errors, errors


def test_a_stuck_job_does_not_keep_the_process(environment):
    done = subprocess.run(
        run_app(STUCK_JOB),
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=40,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert "Fatal" not in done.stderr
