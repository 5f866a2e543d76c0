"""A document at home in a file, and other processes that meddle with it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from portfolio.files import dumps
from tests.ui.conftest import idle

#: Take the lock, say so, hold it until the pipe is closed, and give it back.
_HOLD_LOCK = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from portfolio.files import acquire, release
lock = acquire(Path(sys.argv[1]), app="test", now=datetime.now(UTC), name=sys.argv[2])
print("note" if lock.note else "locked", flush=True)
sys.stdin.read()
release(lock)
"""
#: Write a recovery copy of a file with another title, and end as a crash would: without a word.
_CRASH = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from portfolio.edit import set_title
from portfolio.files import Origin, load, write_recovery
folder, path, base = map(Path, sys.argv[1:4])
opened = load(base)
origin = Origin(path, opened.sha256) if path.name != "untitled" else Origin()
work = set_title(opened.portfolio, "Unsaved work")
print(write_recovery(folder, work, origin, now=datetime.now(UTC)), flush=True)
os._exit(9)
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "shared" / "plan.portfolio"


@pytest.fixture
def stored(context, qtbot, path):
    """The context, its document saved at ``path``."""
    path.parent.mkdir()
    context.messages.answers.append(path)
    context.filing.save()
    idle(qtbot, context)
    context.messages.questions.clear()
    assert not context.messages.answers
    return context


@pytest.fixture
def hold_lock():
    """Locks a file from another process, until the test ends."""
    processes = []

    def hold(path, name=""):
        command = [sys.executable, "-c", _HOLD_LOCK, str(path), name]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        process = subprocess.Popen(command, text=True, **pipes)
        processes.append(process)
        assert process.stdout.readline() == "locked\n"
        return process

    yield hold
    for process in processes:
        process.communicate(timeout=20)


@pytest.fixture
def crash(context):
    """Leaves unsaved work of a process that is gone, as a crash would."""

    def run(path, base):
        folder = context.filing.keeper.folder
        command = [sys.executable, "-c", _CRASH, str(folder), str(path), str(base)]
        ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=20)
        assert ended.returncode == 9, ended.stderr
        return ended.stdout.strip()

    return run


@pytest.fixture
def theirs(stored, path):
    """Saves the file as a colleague does: an edit of what the file held; returns the content."""

    def save_as_colleague(change):
        content = change(stored.document.saved_portfolio)
        path.write_bytes(dumps(content))
        return content

    return save_as_colleague


@pytest.fixture
def conflicts(stored):
    """What a person is asked to settle."""
    found = []
    stored.filing.merging.conflicts_found.connect(found.append)
    return found
