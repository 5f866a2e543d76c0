"""Unsaved work is found again after a crash, whole, or not offered at all."""

from __future__ import annotations

import stat
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from portfolio.files import (
    Damaged,
    NotSaved,
    Origin,
    discard_recovery,
    find_recovery,
    holder,
    read_recovery,
    recovery_file,
    write_recovery,
)
from tests.portfolio.files.documents import NOW, SMALL

ROOT = Path(__file__).parents[3]


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data" / "recovery"


def test_a_copy_says_where_it_belongs(folder, tmp_path):
    origin = Origin(tmp_path / "plan.portfolio", "abc")
    file = write_recovery(folder, SMALL, origin, now=NOW)
    (copy,) = find_recovery(folder)
    assert copy.file == file == recovery_file(folder, SMALL.id, origin)
    assert (copy.origin, copy.title, copy.written, copy.sequence) == (origin, "Small", NOW, 1)
    assert read_recovery(copy) == SMALL
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_untitled_documents_have_copies_too(folder):
    write_recovery(folder, SMALL, Origin(), now=NOW)
    (copy,) = find_recovery(folder)
    assert copy.origin == Origin(None, None)


def test_a_later_copy_replaces_the_earlier_one(folder):
    for number in range(3):
        write_recovery(folder, replace(SMALL, title=f"{number}"), Origin(), now=NOW)
    (copy,) = find_recovery(folder)
    assert (copy.title, copy.sequence) == ("2", 3)


def test_row_55_a_clock_that_goes_back_does_not_hide_the_order(folder):
    write_recovery(folder, SMALL, Origin(), now=NOW)
    write_recovery(folder, replace(SMALL, title="Later"), Origin(), now=NOW - timedelta(days=3))
    (copy,) = find_recovery(folder)
    assert (copy.title, copy.sequence) == ("Later", 2)


def test_two_files_with_one_id_have_two_copies(folder, tmp_path):
    for name in ("a", "b"):
        write_recovery(folder, replace(SMALL, title=name), Origin(tmp_path / name), now=NOW)
    assert {copy.title for copy in find_recovery(folder)} == {"a", "b"}


@pytest.mark.parametrize("portfolio_id", ["../../etc/passwd", "CON", "x" * 5000, "\0/\n", ""])
def test_row_47_an_id_is_never_a_file_name(folder, portfolio_id):
    file = recovery_file(folder, portfolio_id, Origin())
    assert file.parent == folder
    assert file.name.replace("-", "").replace(".recovery", "").isalnum()
    assert len(file.name) < 60


@pytest.mark.parametrize("keep", [0, 1, 50, 400, -1])
def test_a_torn_copy_is_not_offered(folder, keep):
    file = write_recovery(folder, SMALL, Origin(), now=NOW)
    (copy,) = find_recovery(folder)
    file.write_bytes(file.read_bytes()[:keep])
    assert find_recovery(folder) == ()
    with pytest.raises(Damaged):
        read_recovery(copy)


def test_every_flipped_bit_is_noticed(folder):
    file = write_recovery(folder, SMALL, Origin(), now=NOW)
    data = file.read_bytes()
    for position in range(0, len(data), 97):
        changed = bytearray(data)
        changed[position] ^= 4
        file.write_bytes(bytes(changed))
        assert find_recovery(folder) == ()


@pytest.mark.parametrize("content", [b"", b"[]\n[]\n", b"{}\n{}\n", b"null", b"\xff", b"[" * 10**5])
def test_foreign_files_are_passed_over(folder, content):
    folder.mkdir(parents=True)
    (folder / "other.recovery").write_bytes(content)
    (folder / "folder.recovery").mkdir()
    assert find_recovery(folder) == ()


def test_a_folder_that_is_not_there_holds_nothing(folder):
    assert find_recovery(folder) == ()


def test_row_58_a_copy_goes_only_when_it_is_discarded(folder):
    file = write_recovery(folder, SMALL, Origin(), now=NOW)
    (copy,) = find_recovery(folder)
    assert read_recovery(copy) == read_recovery(copy) == SMALL
    discard_recovery(file)
    assert find_recovery(folder) == ()
    discard_recovery(file)


def test_where_no_copy_can_be_written_it_is_told(folder):
    folder.parent.mkdir(parents=True)
    folder.write_text("a file in the way")
    with pytest.raises(NotSaved):
        write_recovery(folder, SMALL, Origin(), now=NOW)


CHILD = """
import sys
from pathlib import Path
from portfolio.files import Origin, write_recovery
from tests.portfolio.files.documents import NOW, SMALL
write_recovery(Path(sys.argv[1]), SMALL, Origin(), now=NOW)
sys.stdout.write("written")
sys.stdout.flush()
sys.stdin.read()
"""


def test_row_1_the_next_start_finds_the_copy_of_a_process_that_was_killed(folder):
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, folder],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert child.stdout.read(7) == b"written"
    (copy,) = find_recovery(folder)
    assert copy.in_use
    child.kill()
    child.communicate()
    (copy,) = find_recovery(folder)
    assert not copy.in_use
    assert read_recovery(copy) == SMALL


def test_a_copy_of_an_earlier_process_with_our_number_is_offered(folder, monkeypatch):
    write_recovery(folder, SMALL, Origin(), now=NOW)
    (copy,) = find_recovery(folder)
    assert copy.in_use
    monkeypatch.setattr(holder, "_instance", lambda: "another")
    (copy,) = find_recovery(folder)
    assert not copy.in_use


def test_a_copy_of_another_machine_is_offered(folder, monkeypatch):
    write_recovery(folder, SMALL, Origin(), now=NOW)
    monkeypatch.setattr(holder, "_host_id", lambda: "another")
    (copy,) = find_recovery(folder)
    assert not copy.in_use
