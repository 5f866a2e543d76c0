"""Saving on a real file system: links, modes, places, and what others did in the meantime."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import replace

import pytest

from portfolio.errors import Cancelled
from portfolio.files import (
    ChangedOnDisk,
    Emptied,
    Gone,
    NotWritable,
    Unreadable,
    Unsavable,
    dumps,
    fingerprint,
    load,
    save,
    saving,
    write_atomically,
)
from portfolio.model import Comment, FrozenMap
from tests.portfolio.files.documents import NOW, SMALL, SMALL_BYTES

NEW = replace(SMALL, title="The new one")


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "plan.portfolio"
    file.write_bytes(SMALL_BYTES)
    return file


def names(folder):
    return {each.name for each in folder.iterdir()}


def save_new(path):
    return save(path, NEW, expected_sha256=fingerprint(path))


def test_a_save_is_read_back_equal_and_backed_up(path):
    opened = load(path)
    saved = save(path, NEW, expected_sha256=opened.sha256)
    assert load(path).portfolio == NEW
    assert load(path).sha256 == saved.sha256 == fingerprint(path)
    assert saved.size == path.stat().st_size
    assert saved.notes == ()
    assert path.with_name("plan.portfolio.bak").read_bytes() == SMALL_BYTES
    assert names(path.parent) == {"plan.portfolio", "plan.portfolio.bak"}


def test_a_new_file_gets_the_usual_mode(tmp_path):
    path = tmp_path / "new.portfolio"
    save(path, SMALL, expected_sha256=None)
    other = tmp_path / "other"
    other.touch()
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(other.stat().st_mode)
    assert names(tmp_path) == {"new.portfolio", "other"}


def test_saving_twice_changes_no_byte(path):
    first = save_new(path)
    before = path.read_bytes()
    save(path, NEW, expected_sha256=first.sha256)
    assert path.read_bytes() == before


# Row 9, 10, 13: places that take no file


def test_row_9_a_read_only_file_is_refused_although_a_rename_could_replace_it(path):
    path.chmod(0o444)
    with pytest.raises(NotWritable) as caught:
        save_new(path)
    assert "read-only" in caught.value.what
    assert "another name" in caught.value.remedy
    assert path.read_bytes() == SMALL_BYTES
    assert names(path.parent) == {"plan.portfolio"}


def test_row_9_a_file_that_may_not_be_written_is_refused(path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    with pytest.raises(NotWritable):
        save_new(path)


@pytest.mark.parametrize("kind", ["folder", "fifo", "device", "circle", "no folder", "long name"])
def test_row_13_what_is_no_file_is_refused_at_once(tmp_path, kind):
    path = tmp_path / "place"
    if kind == "folder":
        path.mkdir()
    elif kind == "fifo":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to(os.devnull)
    elif kind == "circle":
        path.symlink_to(path)
    elif kind == "no folder":
        path = tmp_path / "gone" / "plan.portfolio"
    else:
        path = tmp_path / ("x" * 300)
    before = names(tmp_path)
    with pytest.raises(NotWritable) as caught:
        save(path, SMALL, expected_sha256=None)
    assert caught.value.what.startswith("Not saved")
    assert names(tmp_path) == before


# Row 11, 14, 19, 20: what others did


def test_row_11_a_file_that_went_away_is_asked_about(path):
    opened = load(path)
    path.rename(path.with_name("moved.portfolio"))
    with pytest.raises(Gone) as caught:
        save(path, NEW, expected_sha256=opened.sha256)
    assert "moved, renamed or deleted" in caught.value.what
    save(path, NEW, expected_sha256=None)
    assert load(path).portfolio == NEW


def test_row_14_the_second_of_two_people_is_told_and_overwrites_nothing(path):
    ana, ben = load(path), load(path)
    save(path, replace(ana.portfolio, title="Ana's"), expected_sha256=ana.sha256)
    with pytest.raises(ChangedOnDisk) as caught:
        save(path, replace(ben.portfolio, title="Ben's"), expected_sha256=ben.sha256)
    said = r"changed by somebody else \(\d+ \w+ 20\d\d, \d\d:\d\d\) since it was opened"
    assert re.search(said, caught.value.what)
    assert "Merge" in caught.value.remedy
    assert load(path).portfolio.title == "Ana's"


def test_row_14_a_change_during_the_save_is_seen_just_before_the_rename(path, monkeypatch):
    opened = load(path)
    theirs = dumps(replace(SMALL, title="Theirs"))

    def meanwhile(*arguments):
        path.write_bytes(theirs)
        return keep(*arguments)

    keep = saving._Save._keep
    monkeypatch.setattr(saving._Save, "_keep", meanwhile)
    with pytest.raises(ChangedOnDisk):
        save(path, NEW, expected_sha256=opened.sha256)
    assert path.read_bytes() == theirs
    assert not [name for name in names(path.parent) if name.endswith(".tmp")]


def test_row_14_a_new_file_never_replaces_one_that_is_there(path):
    with pytest.raises(ChangedOnDisk) as caught:
        save(path, NEW, expected_sha256=None)
    assert "already" in caught.value.what
    assert path.read_bytes() == SMALL_BYTES


@pytest.mark.parametrize("content", [b"", bytes(100)])
def test_row_19_an_empty_file_is_not_saved_over(path, content):
    opened = load(path)
    path.write_bytes(content)
    with pytest.raises(Emptied) as caught:
        save(path, NEW, expected_sha256=opened.sha256)
    assert "empty" in caught.value.what
    assert path.read_bytes() == content


def test_row_20_a_change_with_equal_size_and_time_is_seen(path):
    opened, status = load(path), path.stat()
    path.write_bytes(SMALL_BYTES.replace(b"Small", b"Smell"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert path.stat().st_size == status.st_size
    assert path.stat().st_mtime_ns == status.st_mtime_ns
    assert fingerprint(path) != opened.sha256
    with pytest.raises(ChangedOnDisk):
        save(path, NEW, expected_sha256=opened.sha256)


def test_the_fingerprint_is_that_of_the_file_now(path):
    assert fingerprint(path) == load(path).sha256
    path.unlink()
    assert fingerprint(path) is None
    path.mkdir()
    with pytest.raises(Unreadable):
        fingerprint(path)


def test_an_unreadable_file_may_have_changed_and_is_not_replaced(path, monkeypatch):
    opened = load(path)

    def read(*_arguments):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "read", read)
    with pytest.raises(NotWritable) as caught:
        save(path, NEW, expected_sha256=opened.sha256)
    assert "may have changed it" in caught.value.what


# Row 12: links and modes


def test_row_12_a_link_is_kept_and_the_real_file_replaced(tmp_path):
    real, link = tmp_path / "real" / "plan.portfolio", tmp_path / "link.portfolio"
    real.parent.mkdir()
    real.write_bytes(SMALL_BYTES)
    link.symlink_to(real)
    save(link, NEW, expected_sha256=load(link).sha256)
    assert link.is_symlink()
    assert load(real).portfolio == NEW
    assert names(real.parent) == {"plan.portfolio", "plan.portfolio.bak"}


def test_row_12_a_dangling_link_is_filled(tmp_path):
    link = tmp_path / "link.portfolio"
    link.symlink_to(tmp_path / "real.portfolio")
    save(link, SMALL, expected_sha256=None)
    assert link.is_symlink()
    assert load(tmp_path / "real.portfolio").portfolio == SMALL


@pytest.mark.parametrize("mode", [0o640, 0o600, 0o664, 0o606])
def test_row_12_the_mode_is_kept(path, mode):
    path.chmod(mode)
    save_new(path)
    assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
def test_row_12_owner_and_group_are_kept(path):
    os.chown(path, 1234, 2345)
    save_new(path)
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 2345)


def test_row_12_a_hard_link_is_told(path):
    other = path.with_name("other name")
    other.hardlink_to(path)
    saved = save_new(path)
    assert len(saved.notes) == 1
    assert "hard link" in saved.notes[0]
    assert other.read_bytes() == SMALL_BYTES
    assert save(path, SMALL, expected_sha256=saved.sha256).notes == ()


def test_row_12_the_link_that_a_killed_save_made_is_not_told(path):
    path.with_name("plan.portfolio.bak").hardlink_to(path)
    assert save_new(path).notes == ()
    assert names(path.parent) == {"plan.portfolio", "plan.portfolio.bak"}


# Row 4, 22: backups


def test_row_4_where_no_backup_can_be_made_the_save_says_so(path):
    path.with_name("plan.portfolio.bak").mkdir()
    saved = save_new(path)
    assert "no backup" in saved.notes[0]
    assert load(path).portfolio == NEW


def test_row_22_a_damaged_file_does_not_push_out_a_good_backup(path):
    save_new(path)
    path.write_bytes(SMALL_BYTES[:500])
    saved = save_new(path)
    assert "no backup of it was made" in saved.notes[0]
    assert path.with_name("plan.portfolio.bak").read_bytes() == SMALL_BYTES


# What cannot be saved


def test_what_would_not_read_back_is_not_written(path):
    naive = replace(SMALL, comments=FrozenMap({"n_1": Comment("Hi", NOW.replace(tzinfo=None))}))
    with pytest.raises(Unsavable) as caught:
        save(path, naive, expected_sha256=fingerprint(path))
    assert "Comment “n_1”, at" in caught.value.where
    odd = replace(SMALL, extra=FrozenMap({"title": "two titles"}), title="Untitled portfolio")
    with pytest.raises(Unsavable):
        save(path, odd, expected_sha256=fingerprint(path))
    assert path.read_bytes() == SMALL_BYTES
    assert names(path.parent) == {"plan.portfolio"}


def test_a_save_can_be_cancelled_until_the_file_is_replaced(path):
    for stop_at in range(3):
        ticks = []

        def tick(share, text, stop_at=stop_at, ticks=ticks):
            ticks.append((share, text))
            if len(ticks) > stop_at:
                raise Cancelled

        with pytest.raises(Cancelled):
            save(path, NEW, expected_sha256=fingerprint(path), tick=tick)
        assert path.read_bytes() == SMALL_BYTES
        assert names(path.parent) == {"plan.portfolio"}
        assert [share for share, _ in ticks] == sorted(share for share, _ in ticks)


def test_opening_a_large_file_can_be_cancelled(tmp_path):
    path = tmp_path / "large.portfolio"
    path.write_bytes(SMALL_BYTES + b" " * 3 * 2**20)
    shares = []

    def tick(share, _text):
        shares.append(share)
        if len(shares) == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        load(path, tick)
    assert 0 < shares[0] < shares[1] < 1


def test_any_file_can_be_written_as_a_whole(tmp_path):
    path = tmp_path / "chart.png"
    assert write_atomically(path, b"\x89PNG") == ()
    assert write_atomically(path, b"") == ()
    assert path.read_bytes() == b""
    assert names(tmp_path) == {"chart.png"}
    with pytest.raises(NotWritable):
        write_atomically(tmp_path / "gone" / "chart.png", b"")
