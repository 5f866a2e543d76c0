"""Files that are no portfolio, or cannot be read or written, through the window."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication

from portfolio.edit import add_initiatives
from portfolio.exchange import FORMATS, table_of
from portfolio.files import dumps, fingerprint, load
from tests.journeys.conftest import sample_path
from ui.dialogs.import_preview import ImportPreview
from ui.filing import questions

WHOLE = sample_path("tutorial_8").read_bytes()
CONFLICT = WHOLE.replace(b"{\n", b"{\n<<<<<<< ours\n=======\n>>>>>>> theirs\n", 1)
NOBODY = 65534
#: name, content, a word of what is wrong, a word of what to do
WRONG = (
    ("page.portfolio", b"<!DOCTYPE html><html><body>Sign in</body></html>", "web page", "again"),
    ("paper.portfolio", b"%PDF-1.7\n%\xe2\xe3\n", "PDF", "made from"),
    ("empty.portfolio", b"", "empty", "backup"),
    ("torn.portfolio", WHOLE[: len(WHOLE) // 2], "cut off", "backup"),
    ("merged.portfolio", CONFLICT, "unfinished git merge", "merge"),
)


@pytest.fixture
def at_work(person):
    """Somebody with an initiative that is not saved, and what must stay as it is."""
    document = person.context.document
    added = add_initiatives(document.portfolio, {"i0": "Unsaved idea"})
    document.apply("Add an initiative", added)
    person.context.messages.answers.append(questions.DISCARD)
    return person


@pytest.fixture
def shared():
    """Return a folder that everybody may enter."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@contextmanager
def somebody_without_rights():
    """For this while, be nobody in particular: root may read and write anything."""
    if sys.platform == "win32":
        pytest.skip("Windows has other rights")
    root = os.geteuid() == 0
    if root:
        os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        if root:
            os.setresuid(0, 0, 0)


def state(person):
    document = person.context.document
    stack = document.undo_stack
    return document.portfolio, document.path, document.unsaved, stack.count(), stack.index()


def opens(person, path):
    """Choose a file with File, Open."""
    person.context.messages.answers.appendleft(path)
    person.presses(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)


def drops(person, *paths):
    """Let files fall on the middle of the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place = QPointF(person.window.rect().center())
    action, keys = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(place, action, data, Qt.MouseButton.LeftButton, keys)
    QApplication.sendEvent(person.window.windowHandle(), event)
    assert event.isAccepted()


def told(person):
    """Wait for the sentence about what is wrong."""
    errors = person.context.messages.errors
    person.waits_for(lambda: bool(errors))
    (error,) = errors
    assert error.what.endswith(".")
    assert "Traceback" not in str(error)
    return error


@pytest.mark.parametrize("way", [opens, drops])
@pytest.mark.parametrize(("name", "content", "wrong", "remedy"), WRONG)
def test_a_wrong_file_is_named_and_changes_nothing(
    at_work, tmp_path, way, name, content, wrong, remedy
):
    path = tmp_path / name
    path.write_bytes(content)
    before = state(at_work)
    way(at_work, path)
    error = told(at_work)
    assert wrong in error.what
    assert remedy in error.remedy
    assert state(at_work) == before
    assert path.read_bytes() == content


@pytest.mark.parametrize("way", [opens, drops])
def test_a_folder_is_named_and_changes_nothing(at_work, tmp_path, way):
    before = state(at_work)
    way(at_work, tmp_path)
    error = told(at_work)
    assert "folder" in error.what
    assert error.remedy
    assert state(at_work) == before


def test_a_file_that_may_not_be_read_changes_nothing(at_work, shared):
    path = shared / "secret.portfolio"
    path.write_bytes(WHOLE)
    path.chmod(0)
    before = state(at_work)
    with somebody_without_rights():
        opens(at_work, path)
        error = told(at_work)
    assert "permission" in str(error) or "may not" in str(error)
    assert state(at_work) == before


def test_a_newer_file_opens_read_only_and_says_so(person, tmp_path):
    path = tmp_path / "newer.portfolio"
    path.write_bytes(WHOLE.replace(b'"schema": [\n  1', b'"schema": [\n  9', 1))
    assert path.read_bytes() != WHOLE
    opens(person, path)
    person.waits_for(lambda: person.context.document.path == path)
    assert person.context.document.read_only
    assert "(read-only)" in person.window.windowTitle()
    person.waits_for(
        lambda: any("newer version" in text for text in person.context.messages.notices)
    )


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_dropped_table_opens_the_preview(person, tmp_path, suffix):
    portfolio = load(sample_path("tutorial_8")).portfolio
    written = next(one for one in FORMATS if one.suffix == suffix).write(table_of(portfolio))
    path = tmp_path / f"table{suffix}"
    path.write_bytes(written.data)
    before = state(person)
    drops(person, path)
    person.waits_for(lambda: bool(person.window.findChildren(ImportPreview)))
    (preview,) = person.window.findChildren(ImportPreview)
    person.waits_for(preview.isVisible)
    preview.reject()
    assert state(person) == before


def test_two_tables_at_once_are_refused(at_work, tmp_path):
    before = state(at_work)
    drops(at_work, tmp_path / "a.csv", tmp_path / "b.csv")
    assert "one is opened at a time" in told(at_work).what
    assert state(at_work) == before


def save_fails(person, path):
    """Save where that cannot work; return what was asked then."""
    person.context.document.mark_saved(person.portfolio, path, fingerprint(path))
    added = add_initiatives(person.portfolio, {"i1": "One more"})
    person.context.document.apply("Add an initiative", added)
    messages = person.context.messages
    messages.answers.clear()
    messages.answers.append(questions.CANCEL)
    person.presses(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    person.waits_for(lambda: bool(messages.questions))
    (question,) = messages.questions
    assert person.context.document.unsaved
    assert "i1" in person.portfolio.initiatives
    return question


def test_a_folder_that_may_not_be_written_offers_another_place(person, shared):
    path = shared / "plan.portfolio"
    shared.chmod(0o555)
    with somebody_without_rights():
        question = save_fails(person, path)
    assert question.answers[0] == questions.ELSEWHERE
    assert "You may not write here." in question.text
    assert not path.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a small disk")
def test_a_full_disk_keeps_the_old_file_and_offers_another_place(person, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=400k", "none", str(disk)]
    done = subprocess.run(mount, capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"may not mount here: {done.stderr.decode().strip()}")
    try:
        path = disk / "plan.portfolio"
        old = dumps(person.portfolio)
        path.write_bytes(old)
        # As much as there is room for.
        subprocess.run(
            ["dd", "if=/dev/zero", f"of={disk / 'rest'}"], capture_output=True, check=False
        )
        question = save_fails(person, path)
        assert "full" in question.text
        assert path.read_bytes() == old
        assert [file.name for file in disk.glob(".plan*")] == []
    finally:
        subprocess.run(["umount", str(disk)], check=True)
