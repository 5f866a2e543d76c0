"""Preferences are the old ones or the new ones, whatever ends the app or fills the drive."""

from __future__ import annotations

import sys

import pytest

from tests.portfolio.files.test_kills import Bench, needs_strace, some, torn_by_kills
from ui.settings import Preferences, Settings

pytestmark = needs_strace
OLD = b'{\n "author": "Bo"\n}'
MODULE = "tests.ui.settings_once"


@pytest.fixture
def bench(tmp_path):
    return Bench("settings", tmp_path, module=MODULE, old=OLD)


def stored(bench):
    """Return the bytes that a change leaves when nothing goes wrong."""
    assert bench.run().returncode == 0
    return bench.path.read_bytes()


def left_over(bench):
    return [file.name for file in bench.path.parent.glob("*plan*.tmp")]


def test_row_1_kills_during_a_change_leave_the_old_or_the_new_preferences(bench):
    points = some(bench.points(), 3)
    torn, inside = torn_by_kills(bench, points, {OLD, stored(bench)})
    assert torn == []
    assert inside >= 2


@pytest.mark.faults
@pytest.mark.timeout(900)
def test_row_1_a_kill_at_every_call_of_a_change(bench):
    points = bench.points()
    torn, inside = torn_by_kills(bench, points, {OLD, stored(bench)})
    sys.stdout.write(f"{inside} kills\n")
    assert torn == []
    assert inside > 8


@pytest.mark.faults
@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", ["ENOSPC", "EIO", "EDQUOT", "EROFS", "EACCES"])
def test_row_3_errors_are_told_and_leave_the_old_preferences(bench, name):
    new, tried = stored(bench), 0
    points = [point for point in bench.points() if point[0] in {"write", "rename", "openat"}]
    for call, count in points:
        run = bench.run("-e", f"inject={call}:error={name}:when={count}")
        if b"/marks/" in run.stderr:
            continue  # The files that a process opens first are not always as many.
        tried += 1
        assert run.returncode in {0, 3}, run.stderr
        assert bench.path.read_bytes() == (new if run.returncode == 0 else OLD)
        assert left_over(bench) == []
    sys.stdout.write(f"{tried} errors\n")
    assert tried >= 3


def test_row_54_what_a_power_cut_left_empty_gives_defaults_and_is_kept(tmp_path):
    path = tmp_path / "preferences.json"
    path.write_bytes(b"")
    settings = Settings(path)
    assert settings.preferences == Preferences()
    assert path.with_suffix(".damaged.json").exists()
