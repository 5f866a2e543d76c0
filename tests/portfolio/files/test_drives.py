"""Real drives: one that is full, and one that loses its power."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from portfolio.files import load
from tests.portfolio.files.documents import SMALL, SMALL_BYTES
from tests.portfolio.files.save_once import CUT, FULL, NEW, NEW_BYTES, SAVED

ROOT = Path(__file__).parents[3]


def run(*command):
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False)


def save_once(work, path, marks, *cut):
    module = [sys.executable, "-m", "tests.portfolio.files.save_once"]
    return run(*module, work, path, marks, *cut).returncode


class Drive:
    """A mounted file system of its own."""

    def __init__(self, folder, mount_command):
        self.mount = folder / "mount"
        self.marks = folder / "marks"
        self.mount.mkdir()
        self.marks.mkdir()
        self.path = self.mount / "plan.portfolio"
        self._command = mount_command
        self.plug_in()

    def plug_in(self):
        done = run(*self._command, self.mount)
        if done.returncode:
            pytest.skip(f"may not mount here: {done.stderr.decode().strip()}")

    def pull_out(self):
        assert run("umount", self.mount).returncode == 0


@pytest.fixture
def small_drive(tmp_path):
    drive = Drive(tmp_path, ["mount", "-t", "tmpfs", "-o", "size=48k,nr_inodes=20", "none"])
    yield drive
    drive.pull_out()


@pytest.fixture
def ext4_drive(tmp_path):
    image = tmp_path / "image"
    with image.open("wb") as file:
        file.truncate(8 * 2**20)
    if run("mkfs.ext4", "-q", image).returncode:
        pytest.skip("mkfs.ext4 is not here")
    drive = Drive(tmp_path, ["mount", "-o", "loop,noauto_da_alloc", image])
    yield drive
    drive.pull_out()


@pytest.mark.faults
def test_row_3_a_disk_that_is_really_full(small_drive):
    small_drive.path.write_bytes(SMALL_BYTES)
    # Room for the old file and a part of the new one.
    (small_drive.mount / "ballast").write_bytes(bytes(24 * 1024))
    assert save_once("save", small_drive.path, small_drive.marks) == FULL
    assert small_drive.path.read_bytes() == SMALL_BYTES
    assert {each.name for each in small_drive.mount.iterdir()} == {"plan.portfolio", "ballast"}
    (small_drive.mount / "ballast").unlink()
    assert save_once("save", small_drive.path, small_drive.marks) == SAVED
    assert small_drive.path.read_bytes() == NEW_BYTES


@pytest.mark.faults
def test_row_4_room_for_one_new_copy_is_enough(small_drive):
    """The backup is a second name for the old file, so it needs no room."""
    small_drive.path.write_bytes(SMALL_BYTES)
    page = os.statvfs(small_drive.mount).f_frsize
    needed = -(-len(NEW_BYTES) // page) * page
    free = os.statvfs(small_drive.mount).f_bavail * page
    (small_drive.mount / "ballast").write_bytes(bytes(free - needed))
    assert save_once("save", small_drive.path, small_drive.marks) == SAVED
    assert load(small_drive.path).portfolio == NEW
    assert load(small_drive.path.with_name("plan.portfolio.bak")).portfolio == SMALL


def states_after_cuts(drive, work):
    """Cut the power at each call of a save; return what is there after each, and at the end."""
    states, code, index = [], CUT, 0
    while code == CUT:
        drive.path.write_bytes(SMALL_BYTES)
        os.sync()
        code = save_once(work, drive.path, drive.marks, f"{index}", drive.mount)
        drive.pull_out()
        drive.plug_in()
        states.append(drive.path.read_bytes())
        index += 1
    assert code == SAVED
    return states


@pytest.mark.faults
@pytest.mark.timeout(900)
@pytest.mark.skipif(os.geteuid() != 0, reason="only root may stop a file system")
@pytest.mark.parametrize(("work", "least"), [("save", 25), ("export", 15)])
def test_row_2_a_power_cut_at_every_call_of_a_save_and_of_an_export(ext4_drive, work, least):
    states = states_after_cuts(ext4_drive, work)
    sys.stdout.write(f"{len(states)} cuts\n")
    assert len(states) > least
    assert set(states) == {SMALL_BYTES, NEW_BYTES}
    # The last cut came right after the save was reported.
    assert states[-1] == NEW_BYTES


@pytest.mark.faults
@pytest.mark.timeout(900)
@pytest.mark.skipif(os.geteuid() != 0, reason="only root may stop a file system")
@pytest.mark.parametrize("work", ["naive", "unsynced"])
def test_row_2_the_same_cuts_show_saves_that_do_not_wait_for_the_drive(ext4_drive, work):
    assert states_after_cuts(ext4_drive, work)[-1] != NEW_BYTES
