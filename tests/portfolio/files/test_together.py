"""Several processes at one file: nobody's save is lost, nobody reads half a file."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from portfolio.files import atomic, load, save, write_atomically
from tests.portfolio.files.documents import SMALL

ROOT = Path(__file__).parents[3]

#: Adds so many comments, one a save, starting over whenever somebody else was faster.
WRITER = """
import os, sys
from dataclasses import replace
from pathlib import Path
from portfolio.files import ChangedOnDisk, load, save
from portfolio.model import Comment
from tests.portfolio.files.documents import NOW
os.fsync = lambda descriptor: None
path, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
done = met = 0
while done < count:
    opened = load(path)
    comments = opened.portfolio.comments.with_(f"n_{name}_{done}", Comment(name, NOW))
    try:
        save(path, replace(opened.portfolio, comments=comments), expected_sha256=opened.sha256)
    except ChangedOnDisk:
        met += 1
    else:
        done += 1
sys.stdout.write(f"{met}")
"""


def write_together(path, count):
    """Let two processes save to one file; return how often they met."""
    save(path, SMALL, expected_sha256=None)
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, path, name, f"{count}"], cwd=ROOT, stdout=subprocess.PIPE
        )
        for name in ("ana", "ben")
    ]
    read = 0
    while any(writer.poll() is None for writer in writers):
        load(path)
        read += 1
    assert read > 0
    assert [writer.returncode for writer in writers] == [0, 0]
    return sum(int(writer.communicate()[0]) for writer in writers)


def test_row_14_two_processes_lose_no_save_of_each_other(tmp_path):
    path = tmp_path / "plan.portfolio"
    write_together(path, 15)
    assert len(load(path).portfolio.comments) == len(SMALL.comments) + 30


@pytest.mark.faults
@pytest.mark.timeout(600)
def test_target_4_two_processes_save_500_times_and_lose_nothing(tmp_path):
    path = tmp_path / "plan.portfolio"
    met = write_together(path, 500)
    assert met > 0
    assert len(load(path).portfolio.comments) == len(SMALL.comments) + 1000


def test_a_save_waits_for_another_but_not_for_ever(tmp_path, monkeypatch):
    waited = []
    monkeypatch.setattr(atomic, "pause", waited.append)
    other = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(other, fcntl.LOCK_EX)
    write_atomically(tmp_path / "a", b"new")
    assert waited == list(atomic.WAITS)
    os.close(other)
    waited.clear()
    write_atomically(tmp_path / "a", b"newer")
    assert waited == []


def test_drives_without_locks_are_used_without(tmp_path, monkeypatch):
    def refuse(_descriptor, _operation):
        raise OSError(38, "not implemented")

    monkeypatch.setattr(fcntl, "flock", refuse)
    write_atomically(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"
