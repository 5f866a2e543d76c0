"""A save that is really killed, by strace, at each system call that touches a file."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from portfolio.files import (
    fingerprint,
    keep_backup,
    list_backups,
    remove_left_overs,
    save,
)
from portfolio.files.recovery import find_recovery, read_recovery
from tests.portfolio.files.documents import NOW, SMALL, SMALL_BYTES
from tests.portfolio.files.save_once import NEW, NEW_BYTES

ROOT = Path(__file__).parents[3]
TRACED = "trace=%file,%desc"
CALL = re.compile(r"^\d+ +(\w+)\(")
#: Calls that change what is on the drive: the short version kills at these.
CHANGING = {"openat", "write", "fsync", "fchmod", "link", "rename", "unlink"}


def can_trace():
    if shutil.which("strace") is None:
        return False
    run = subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False)
    return run.returncode == 0


needs_strace = pytest.mark.skipif(not can_trace(), reason="strace is not here, or may not trace")


class Bench:
    """Runs one work on one file under strace, and kills it where it is told to.

    The module is started as ``python -m MODULE WORK PATH MARKS``, see ``save_once``.
    """

    def __init__(self, work, folder, *, module="save_once", old=SMALL_BYTES):
        self._module = f"tests.portfolio.files.{module}" if "." not in module else module
        self._work = work
        self._old = old
        self.path = folder / "plan.portfolio"
        self._marks = folder / "marks"
        self._log = folder / "log"
        self._marks.mkdir()
        self.start_over()

    def start_over(self):
        for file in self.path.parent.glob("*plan*"):
            file.unlink()
        self.path.write_bytes(self._old)
        for mark in self._marks.iterdir():
            mark.unlink()

    def run(self, *options):
        self.start_over()
        python = [sys.executable, "-m", self._module]
        command = ["strace", "-f", "-o", self._log, *options, *python]
        settings = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"}
        return subprocess.run(
            [*command, self._work, self.path, self._marks],
            cwd=ROOT,
            env=settings,
            capture_output=True,
            check=False,
        )

    def points(self):
        """Return (name, count) of each call between the marks, counted from the start."""
        run = self.run("-e", TRACED)
        assert run.returncode == 0, run.stderr
        seen, found, inside = Counter(), [], False
        for line in self._log.read_text(errors="replace").splitlines():
            match = CALL.match(line)
            if match is None:
                continue
            seen[match[1]] += 1
            if "marks/ended" in line:
                break
            if inside:
                found.append((match[1], seen[match[1]]))
            inside = inside or "marks/begun" in line
        return found

    def kill_at(self, point):
        """Kill the work at a call; return whether that was during the work."""
        name, count = point
        self.run("-e", f"trace={name}", "-e", f"inject={name}:signal=SIGKILL:when={count}")
        return (self._marks / "begun").exists() and not (self._marks / "ended").exists()


def torn_by_kills(bench, points, whole=frozenset({SMALL_BYTES, NEW_BYTES})):
    """Return where a kill left neither the old nor the new file, and how many kills fell inside."""
    inside = [(point, bench.path.read_bytes()) for point in points if bench.kill_at(point)]
    torn = [point for point, data in inside if data not in whole]
    return torn, len(inside)


def some(points, count):
    """Return the changing calls, thinned out to about ``count``."""
    changing = [point for point in points if point[0] in CHANGING]
    return changing[:: max(1, len(changing) // count)]


@needs_strace
def test_row_1_kills_during_a_save_leave_the_old_or_the_new_file(tmp_path):
    bench = Bench("save", tmp_path)
    points = bench.points()
    assert {name for name, _ in points} >= {"write", "fsync", "link", "rename"}
    torn, inside = torn_by_kills(bench, some(points, 6))
    assert torn == []
    assert inside >= 5


@needs_strace
def test_row_1_the_same_kills_tear_a_naive_save(tmp_path):
    bench = Bench("naive", tmp_path)
    writes = [point for point in bench.points() if point[0] == "write"]
    torn, _ = torn_by_kills(bench, writes[1:3])
    assert torn


@needs_strace
def test_row_1_a_killed_save_is_cleaned_up_and_repeated(tmp_path):
    bench = Bench("save", tmp_path)
    point = next(point for point in bench.points() if point[0] == "rename")
    assert bench.kill_at(point)
    assert len(remove_left_overs(tmp_path, NOW)) >= 1
    saved = save(bench.path, NEW, expected_sha256=fingerprint(bench.path))
    assert saved.notes == ()
    assert {file.name for file in tmp_path.glob("*plan*")} == {
        "plan.portfolio",
        "plan.portfolio.bak",
    }


@pytest.mark.faults
@pytest.mark.timeout(900)
@needs_strace
def test_row_1_a_kill_at_every_call_of_a_save(tmp_path):
    bench = Bench("save", tmp_path)
    points = bench.points()
    torn, inside = torn_by_kills(bench, points)
    sys.stdout.write(f"{inside} kills\n")
    assert torn == []
    assert inside >= len(points) - 2 > 30


@pytest.mark.faults
@pytest.mark.timeout(900)
@needs_strace
def test_row_1_a_kill_at_every_call_of_an_autosave(tmp_path):
    bench = Bench("autosave", tmp_path)
    folder = tmp_path / "recovery"
    inside = 0
    for point in bench.points():
        shutil.rmtree(folder, ignore_errors=True)
        inside += bench.kill_at(point)
        assert all(read_recovery(copy) == NEW for copy in find_recovery(folder))
        assert bench.path.read_bytes() == SMALL_BYTES
    sys.stdout.write(f"{inside} kills\n")
    assert inside > 20


@pytest.mark.faults
@pytest.mark.timeout(900)
@needs_strace
def test_row_1_a_kill_at_every_call_of_an_export(tmp_path):
    bench = Bench("export", tmp_path)
    torn, inside = torn_by_kills(bench, bench.points())
    sys.stdout.write(f"{inside} kills\n")
    assert torn == []
    assert inside > 20


@pytest.mark.faults
@pytest.mark.timeout(900)
@needs_strace
def test_row_1_a_kill_at_every_call_of_a_dated_backup(tmp_path):
    bench = Bench("backup", tmp_path)
    folder = tmp_path / "backups"
    inside = 0
    for point in bench.points():
        shutil.rmtree(folder, ignore_errors=True)
        keep_backup(folder, NEW.id, SMALL_BYTES, now=NOW)
        inside += bench.kill_at(point)
        kept = [backup.file.read_bytes() for backup in list_backups(folder, NEW.id)]
        assert kept in ([SMALL_BYTES], [NEW_BYTES, SMALL_BYTES])
    sys.stdout.write(f"{inside} kills\n")
    assert inside > 20


@pytest.mark.faults
@pytest.mark.timeout(900)
@needs_strace
@pytest.mark.parametrize("name", ["ENOSPC", "EIO", "EDQUOT", "EROFS"])
def test_row_3_errors_from_the_kernel_itself_are_told(tmp_path, name):
    bench = Bench("save", tmp_path)
    points = [point for point in bench.points() if point[0] in {"write", "fsync", "rename"}]
    sys.stdout.write(f"{2 * len(points)} errors\n")
    for call, count in points:
        for lasting in ("", "+"):
            run = bench.run("-e", f"inject={call}:error={name}:when={count}{lasting}")
            data = bench.path.read_bytes()
            assert data == (NEW_BYTES if run.returncode == 0 else SMALL_BYTES)
            assert run.returncode in {0, 3, 4}, run.stderr


def test_the_small_document_is_what_the_child_saves():
    """The processes and this test agree on what is old and what is new."""
    assert SMALL_BYTES != NEW_BYTES
    assert NEW.id == SMALL.id
