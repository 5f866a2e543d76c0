"""Locks tell who has a file open; they never stop anybody from working."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from portfolio.files import LockedByOther, acquire, beat, describe, release
from portfolio.files.holder import is_dead, is_running, this_process
from portfolio.files.lock import BEAT_SECONDS, colleague, lock_path, locked_by
from tests.portfolio.files.documents import NOW

ROOT = Path(__file__).parents[3]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "plan.portfolio"


def lock(path, **options):
    return acquire(path, app="0.1", now=NOW, **options)


def held_by(path, holder):
    """Leave a lock of another process beside the file."""
    mine = lock(path)
    place = lock_path(path)
    tree = json.loads(place.read_text())
    tree.update(
        {name: getattr(holder, name) for name in ("user", "host", "host_id", "pid", "boot")}
    )
    tree.update({"started": holder.started, "instance": holder.instance, "token": "theirs"})
    place.write_text(json.dumps(tree))
    assert mine.content.token != "theirs"
    return place


ELSEWHERE = replace(this_process(), user="Ben", host="LAPTOP-3", host_id="other", instance="x")


def dead_process():
    """Return this machine's view of a process that has ended."""
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return replace(this_process(), pid=child.pid, instance="dead")


def test_a_lock_names_user_machine_and_process(path):
    made = lock(path)
    assert made.note == ""
    assert lock_path(path).name == ".~lock.plan.portfolio#"
    found = locked_by(path)
    assert found == made.content
    assert found.holder.pid == os.getpid()
    assert (found.since, found.beat, found.app) == (NOW, NOW, "0.1")
    release(made)
    assert not lock_path(path).exists()
    assert locked_by(path) is None


def test_row_15_the_second_window_of_one_person_is_told(path):
    lock(path)
    with pytest.raises(LockedByOther) as caught:
        lock(path)
    assert caught.value.locked_by.holder == this_process()


def test_row_16_a_lock_of_another_machine_is_described_and_kept(path):
    place = held_by(path, ELSEWHERE)
    before = place.read_bytes()
    with pytest.raises(LockedByOther) as caught:
        acquire(path, app="0.1", now=NOW + timedelta(minutes=12))
    assert caught.value.what == (
        "Ben on LAPTOP-3 has had the file open for 12 minutes, "
        "but was last heard of 12 minutes ago."
    )
    assert "read-only" in caught.value.remedy
    assert place.read_bytes() == before


def test_row_16_a_lock_of_a_dead_process_is_taken_over_silently(path):
    held_by(path, dead_process())
    taken = lock(path)
    assert (taken.note, taken.content.taken_from) == ("", "")
    assert locked_by(path) == taken.content


def test_row_16_a_lock_from_before_the_machine_started_is_taken_over(path):
    held_by(path, replace(this_process(), pid=1, boot="earlier", instance="x"))
    assert locked_by(path).holder.boot == "earlier"
    assert lock(path).note == ""


def test_row_16_a_lock_that_is_taken_over_on_purpose_says_from_whom(path):
    held_by(path, ELSEWHERE)
    taken = lock(path, anyway=True)
    assert locked_by(path).taken_from == "Ben on LAPTOP-3"
    release(taken)
    assert not lock_path(path).exists()


def test_a_person_goes_by_the_name_that_they_gave(path):
    made = lock(path, name="Ann Fischer")
    assert locked_by(path).who == "Ann Fischer"
    assert describe(locked_by(path), NOW).startswith("Ann Fischer on ")
    renewed = beat(made, NOW, "Ann F.")
    assert locked_by(path).who == "Ann F."
    assert beat(renewed, NOW).content.who == "Ann F."


def test_a_name_without_end_does_not_make_the_lock_unreadable(path):
    lock(path, name="n" * 10_000)
    assert locked_by(path).who == "n" * 80


def test_without_a_name_a_person_goes_by_the_login(path):
    lock(path)
    assert locked_by(path).who == this_process().user


def test_a_lock_of_a_version_that_stored_no_name_is_read(path):
    place = held_by(path, ELSEWHERE)
    tree = json.loads(place.read_text())
    del tree["name"]
    place.write_text(json.dumps(tree))
    assert locked_by(path).who == "Ben"


def test_a_colleague_is_whoever_has_the_file_open_besides_this_process(path):
    assert colleague(path) == ""
    release(lock(path))
    held_by(path, ELSEWHERE)
    assert colleague(path) == "Ben"
    lock(path, anyway=True)
    assert colleague(path) == "Ben"


def test_whoever_has_a_file_open_alone_has_no_colleague(path):
    held_by(path, dead_process())
    lock(path)
    assert colleague(path) == ""


@pytest.mark.parametrize(
    ("since", "silent", "words"),
    [
        (timedelta(seconds=20), timedelta(seconds=5), "less than a minute"),
        (timedelta(minutes=1), timedelta(0), "1 minute"),
        (timedelta(hours=5), timedelta(seconds=30), "5 hours"),
        (timedelta(days=3), timedelta(days=2), "3 days, but was last heard of 2 days ago"),
        (timedelta(hours=-1), timedelta(hours=-1), "clock there is ahead"),
    ],
)
def test_row_16_age_and_silence_are_told_whatever_the_clock_says(path, since, silent, words):
    content = replace(lock(path).content, since=NOW - since, beat=NOW - silent, holder=ELSEWHERE)
    assert words in describe(content, NOW)


def test_row_16_names_from_a_lock_file_cannot_deceive(path):
    holder = replace(ELSEWHERE, user="\N{RIGHT-TO-LEFT OVERRIDE}neB", host="<b>x</b>\n" * 50)
    held_by(path, holder)
    text = describe(locked_by(path), NOW)
    assert "⟨U+202E⟩" in text
    assert "\n" not in text
    assert len(text) < 400


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe", b"[]", b"{}", b"nothing", b'{"pid": "x"}', b"[" * 5000, b"x" * 10_000],
)
def test_row_17_a_damaged_lock_does_not_stop_the_work(path, content):
    lock_path(path).write_bytes(content)
    made = lock(path)
    assert "could not be locked" in made.note
    release(made)
    assert lock_path(path).read_bytes() == content
    assert lock(path, anyway=True).note == ""


def test_row_17_where_no_lock_can_be_made_work_goes_on(tmp_path):
    made = lock(tmp_path / "gone" / "plan.portfolio")
    assert "could not be locked" in made.note
    assert beat(made, NOW) == made
    release(made)


def test_a_beat_shows_that_the_lock_is_alive(path):
    made = lock(path)
    later = NOW + timedelta(seconds=BEAT_SECONDS)
    renewed = beat(made, later)
    assert locked_by(path).beat == later
    assert locked_by(path).since == NOW
    release(renewed)
    assert not lock_path(path).exists()


def test_a_lock_that_was_taken_over_is_neither_renewed_nor_removed(path):
    made = lock(path)
    held_by_other = lock(path, anyway=True)
    assert beat(made, NOW) is None
    release(made)
    assert locked_by(path) == held_by_other.content
    lock_path(path).unlink()
    assert beat(held_by_other, NOW) is None


def test_a_lock_stands_beside_the_real_file(tmp_path):
    real = tmp_path / "real" / "plan.portfolio"
    real.parent.mkdir()
    real.touch()
    link = tmp_path / "link.portfolio"
    link.symlink_to(real)
    lock(link)
    assert lock_path(real).exists()


def test_of_many_who_lock_at_once_one_succeeds(path):
    held_by(path, dead_process())
    outcomes = []
    barrier = threading.Barrier(8)

    def try_to_lock():
        barrier.wait()
        try:
            outcomes.append(lock(path).note)
        except LockedByOther:
            outcomes.append("held")

    threads = [threading.Thread(target=try_to_lock) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("") <= 1
    assert len(outcomes) == 8


def test_processes_are_told_apart():
    here = this_process()
    assert not is_dead(here)
    assert is_dead(replace(here, instance="an earlier process with the same number"))
    assert is_dead(dead_process())
    assert not is_dead(ELSEWHERE)
    assert not is_dead(replace(here, pid=1, instance="init", started=""))
    assert is_dead(replace(here, pid=1, instance="another", started="0.5"))
    assert is_running(os.getpid())
    assert not is_running(-1)
    assert not is_running(0)


@pytest.mark.skipif(not hasattr(os, "waitid"), reason="POSIX alone keeps ended processes")
def test_a_killed_process_that_nobody_has_noticed_is_not_running():
    process = subprocess.Popen([sys.executable, "-c", ""])
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    assert not is_running(process.pid)
    process.wait()
