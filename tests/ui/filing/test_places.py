"""Faults 3 to 24 and 53: odd places, drives, locks and versions, as the person meets them."""

import errno
import json
import os
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from portfolio.edit import set_title
from portfolio.files import dumps, load, lock_path
from portfolio.files.disk import UNCONFIRMED
from tests.ui.conftest import edit, idle
from ui.filing import questions, reading

STORED = Path(__file__).parents[2] / "portfolio" / "files" / "stored"
posix = pytest.mark.skipif(sys.platform == "win32", reason="pipes and modes are those of POSIX")


def save(context, qtbot, *answers):
    """Save and answer what is asked; return the last question."""
    context.messages.answers.extend(answers)
    context.filing.save()
    idle(qtbot, context)
    assert not context.messages.answers
    return context.messages.questions[-1] if context.messages.questions else None


def failing(monkeypatch, number):
    """Let every write of a new file fail with an error of the system."""

    def refuse(*_file):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("portfolio.files.atomic.write_new", refuse)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "full"),
        (errno.EIO, "drive"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "Not saved"),
    ],
)
def test_rows_3_5_9_and_10_a_save_that_fails_offers_another_place(
    stored, qtbot, path, tmp_path, monkeypatch, number, words
):
    before = path.read_bytes()
    edit(stored, "Mine")
    failing(monkeypatch, number)
    question = save(stored, qtbot, questions.CANCEL)
    assert question.answers == (questions.ELSEWHERE, questions.CANCEL)
    assert words in question.text
    assert stored.document.unsaved
    assert path.read_bytes() == before
    monkeypatch.undo()
    other = tmp_path / "other.portfolio"
    stored.messages.answers.append(other)
    stored.filing.save_as()
    idle(qtbot, stored)
    assert load(other).portfolio.title == "Mine"


def test_row_6_a_drive_that_cannot_confirm_is_noted_once(stored, qtbot, monkeypatch):
    def refuse(_descriptor):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))

    monkeypatch.setattr("portfolio.files.disk.os.fsync", refuse)
    stored.messages.notices.clear()
    for title in ("One", "Two"):
        edit(stored, title)
        save(stored, qtbot)
        assert not stored.document.unsaved
    assert stored.messages.notices == [UNCONFIRMED, "Saved plan.portfolio"]


@posix
def test_row_9_a_read_only_file_is_saved_elsewhere(stored, qtbot, path):
    before = path.read_bytes()
    path.chmod(0o444)
    edit(stored, "Mine")
    question = save(stored, qtbot, questions.CANCEL)
    assert "the file is read-only" in question.text
    assert questions.ELSEWHERE in question.answers
    assert path.read_bytes() == before
    assert stored.document.unsaved


def test_row_11_a_folder_that_went_away_keeps_the_work(stored, qtbot, path, tmp_path):
    edit(stored, "Mine")
    path.parent.rename(tmp_path / "unplugged")
    save(stored, qtbot, questions.PUT_BACK, questions.CANCEL)
    gone, refused = stored.messages.questions
    assert questions.PUT_BACK in gone.answers
    assert refused.answers == (questions.ELSEWHERE, questions.CANCEL)
    assert stored.document.unsaved
    (tmp_path / "unplugged").rename(path.parent)
    save(stored, qtbot)
    assert load(path).portfolio.title == "Mine"


@posix
def test_row_12_a_link_and_the_mode_are_kept_and_the_real_file_is_watched(
    context, qtbot, path, tmp_path
):
    path.parent.mkdir()
    path.write_bytes(dumps(context.document.portfolio))
    path.chmod(0o640)
    link = tmp_path / "link.portfolio"
    link.symlink_to(path)
    context.filing.open(link)
    idle(qtbot, context)
    assert lock_path(path).exists()
    edit(context, "Mine")
    save(context, qtbot)
    assert link.is_symlink()
    assert load(path).portfolio.title == "Mine"
    assert path.stat().st_mode & 0o777 == 0o640
    new = path.with_name("new.tmp")
    new.write_bytes(dumps(set_title(context.document.portfolio, "Theirs")))
    with qtbot.waitSignal(context.filing.outside.file_changed):
        new.replace(path)


@posix
def test_row_12_a_hard_link_is_told(stored, qtbot, path, tmp_path):
    os.link(path, tmp_path / "second.portfolio")
    edit(stored, "Mine")
    save(stored, qtbot)
    assert any("second name" in notice for notice in stored.messages.notices)
    assert load(tmp_path / "second.portfolio").portfolio.title == "Small"


@pytest.fixture(params=["folder", "pipe", "device", "loop"])
def no_file(request, tmp_path):
    """Something of the right name that is no file."""
    place = tmp_path / "odd.portfolio"
    if request.param == "folder":
        place.mkdir()
    elif request.param == "pipe":
        os.mkfifo(place)
    elif request.param == "device":
        place.symlink_to("/dev/zero")
    else:
        place.symlink_to(place)
    return place


@posix
@pytest.mark.timeout(20)
def test_row_13_what_is_no_file_is_neither_opened_nor_saved_over(context, qtbot, no_file):
    before = context.document.portfolio
    context.filing.open(no_file)
    idle(qtbot, context)
    assert len(context.messages.errors) == 1
    assert context.document.portfolio is before
    save(context, qtbot, no_file, questions.CANCEL)
    assert context.document.unsaved is False
    assert context.document.path is None
    assert not lock_path(no_file).exists() or no_file.is_symlink()


@pytest.fixture
def locked_elsewhere(context, path):
    """Writes a lock of another machine, begun and confirmed so long ago (negative: ahead)."""
    path.parent.mkdir()
    path.write_bytes(dumps(set_title(context.document.portfolio, "Shared")))

    def lock(since, heard):
        now = datetime.now(UTC)
        content = {
            "user": "ben", "host": "PC-3", "host_id": "another", "pid": 1, "boot": "",
            "started": "", "instance": "x", "app": "1.0", "token": "t", "taken_from": "",
            "name": "Ben",
            "since": (now - since).isoformat(), "beat": (now - heard).isoformat(),
        }  # fmt: skip
        lock_path(path).write_text(json.dumps(content), encoding="utf-8")

    return lock


@pytest.mark.parametrize(
    ("since", "heard", "words"),
    [
        (timedelta(hours=3), timedelta(0), "Ben on PC-3 has had the file open for 3 hours"),
        (timedelta(days=3), timedelta(days=2), "but was last heard of 2 days ago"),
        (-timedelta(days=400), -timedelta(days=400), "the clock there is ahead of the one here"),
    ],
)
def test_row_16_the_lock_of_another_machine_is_asked_about_whatever_its_clock_says(
    context, qtbot, path, locked_elsewhere, since, heard, words
):
    locked_elsewhere(since, heard)
    context.messages.answers.append(questions.ANYWAY)
    context.filing.open(path)
    idle(qtbot, context)
    (question,) = context.messages.questions
    assert words in question.text
    assert context.document.portfolio.title == "Shared"
    edit(context, "Mine")
    save(context, qtbot)
    assert load(path).portfolio.title == "Mine"


@pytest.mark.parametrize("content", [b"", b"{", b"\0" * 300, b'{"user": 3}', b"[" * 3000])
def test_row_17_a_damaged_lock_is_noted_and_does_not_stop_the_work(context, qtbot, path, content):
    path.parent.mkdir()
    path.write_bytes(dumps(context.document.portfolio))
    lock_path(path).write_bytes(content)
    context.filing.open(path)
    idle(qtbot, context)
    assert not context.document.read_only
    assert any("could not be locked" in notice for notice in context.messages.notices)
    edit(context, "Mine")
    save(context, qtbot)
    assert load(path).portfolio.title == "Mine"
    assert lock_path(path).read_bytes() == content
    edit(context, "Again")
    save(context, qtbot)
    assert context.messages.notices[-1] == "Saved plan.portfolio"


@pytest.mark.parametrize("data", [b"", b"\0" * 4096])
def test_row_19_an_empty_file_is_not_opened_and_its_backup_is_offered(stored, qtbot, path, data):
    edit(stored, "Later")
    save(stored, qtbot)
    stored.filing.new()
    idle(qtbot, stored)
    path.write_bytes(data)
    stored.messages.answers.append(questions.OPEN_BACKUP)
    stored.filing.open(path)
    idle(qtbot, stored)
    assert stored.document.portfolio.title == "Small"
    assert stored.document.path is None
    assert path.read_bytes() == data


def test_row_53_a_drive_that_hangs_holds_nothing_up(stored, qtbot, tmp_path, monkeypatch):
    other, go = tmp_path / "other.portfolio", threading.Event()
    other.write_bytes(dumps(stored.document.portfolio))

    def hang(path, tick):
        while not go.wait(0.02):
            tick(0.1, "Reading the file")
        return load(path, tick)

    monkeypatch.setattr(reading, "load", hang)
    stored.filing.open(other)
    edit(stored, "Mine")
    assert stored.document.portfolio.title == "Mine"
    (job,) = stored.jobs.running
    job.cancel()
    idle(qtbot, stored)
    go.set()
    assert stored.document.portfolio.title == "Mine"
    assert not lock_path(other).exists()


def test_rows_23_and_24_an_older_file_keeps_its_original_and_a_newer_one_its_fields(
    context, qtbot, path
):
    path.parent.mkdir()
    original = (STORED / "schema_0.portfolio").read_bytes()
    path.write_bytes(original)
    context.filing.open(path)
    idle(qtbot, context)
    assert any("older format" in notice for notice in context.messages.notices)
    assert not context.document.unsaved
    edit(context, "Mine")
    save(context, qtbot)
    assert path.with_name("plan.portfolio.v0.bak").read_bytes() == original
    tree = json.loads(path.read_text(encoding="utf-8"))
    tree["schema"][1] += 1
    tree["of a later version"] = {"kept": 1}
    path.write_text(json.dumps(tree), encoding="utf-8")
    context.filing.open(path)
    idle(qtbot, context)
    edit(context, "Again")
    save(context, qtbot)
    stored = json.loads(path.read_text(encoding="utf-8"))
    assert stored["of a later version"] == {"kept": 1}
    assert (stored["schema"], stored["title"]) == (tree["schema"], "Again")
