"""Dated backups: what is kept, for how long, and that nothing else is touched."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.files import NotSaved, keep_backup, list_backups, thin_backups
from portfolio.files.backups import ALWAYS_KEPT, Backup, _within, _worth_keeping
from tests.portfolio.files.documents import NOW


def keep(folder, *ages):
    """Store one backup for each age in days, the oldest first."""
    for number, age in enumerate(sorted(ages, reverse=True)):
        keep_backup(folder, "p", f"{number}".encode(), now=NOW - timedelta(days=age))


def ages(folder):
    return [(NOW - backup.made) / timedelta(days=1) for backup in list_backups(folder, "p")]


def test_backups_are_listed_the_newest_first(tmp_path):
    keep(tmp_path, 3, 1, 2)
    assert ages(tmp_path) == [1, 2, 3]
    newest = list_backups(tmp_path, "p")[0]
    assert newest.file.read_bytes() == b"2"
    assert (newest.sequence, newest.size) == (3, 1)
    assert list_backups(tmp_path, "other") == ()


def test_an_unchanged_file_is_stored_once(tmp_path):
    assert keep_backup(tmp_path, "p", b"same", now=NOW) is not None
    assert keep_backup(tmp_path, "p", b"same", now=NOW) is None
    assert keep_backup(tmp_path, "p", b"other", now=NOW) is not None
    assert keep_backup(tmp_path, "p", b"same", now=NOW) is not None
    assert len(list_backups(tmp_path, "p")) == 3


def test_row_55_the_order_follows_the_sequence_not_the_clock(tmp_path):
    keep_backup(tmp_path, "p", b"first", now=NOW)
    keep_backup(tmp_path, "p", b"second", now=NOW - timedelta(days=400))
    assert [each.file.read_bytes() for each in list_backups(tmp_path, "p")] == [b"second", b"first"]


def test_two_days_all_then_daily_weekly_monthly(tmp_path):
    recent = [number / 10 for number in range(20)]
    keep(tmp_path, 500)
    own = list_backups(tmp_path, "p")[0].file.parent
    for number, age in enumerate([*recent, *(number / 4 for number in range(9, 400 * 4))]):
        made = NOW - timedelta(days=age)
        (own / f"{9000 - number:06}-{made:%Y%m%dT%H%M%S}Z-0123456789ab.portfolio").touch()
    thin_backups(tmp_path, "p", now=NOW)
    left = ages(tmp_path)
    assert [age for age in left if age < 2] == recent
    assert 10 <= sum(2 < age <= 14 for age in left) <= 13
    assert 5 <= sum(14 < age <= 56 for age in left) <= 8
    assert 9 <= sum(56 < age <= 366 for age in left) <= 12
    assert max(left) <= 366
    assert thin_backups(tmp_path, "p", now=NOW) == ()


def test_the_three_newest_are_always_kept(tmp_path):
    keep(tmp_path, 1000, 1001, 1002, 1003)
    removed = thin_backups(tmp_path, "p", now=NOW, cap_bytes=0)
    assert ages(tmp_path) == [1000, 1001, 1002]
    assert len(removed) == 1


def test_a_limit_in_bytes_removes_the_oldest(tmp_path):
    for number in range(8):
        keep_backup(tmp_path, "p", bytes([number]) * 100, now=NOW + timedelta(minutes=number))
    thin_backups(tmp_path, "p", now=NOW + timedelta(hours=1), cap_bytes=550)
    assert [backup.sequence for backup in list_backups(tmp_path, "p")] == [8, 7, 6, 5, 4]


def test_foreign_files_in_the_folder_are_left_alone(tmp_path):
    keep(tmp_path, 900, 800, 700, 600, 500)
    own = list_backups(tmp_path, "p")[0].file.parent
    (own / "notes.txt").write_text("mine")
    (own / "000001-20270101T000000Z-zz.portfolio").write_text("no fingerprint")
    (own / "000009-20279901T000000Z-0123456789ab.portfolio").write_text("no such month")
    thin_backups(tmp_path, "p", now=NOW)
    assert len(list(own.iterdir())) == ALWAYS_KEPT + 3


def test_row_47_an_id_never_leads_out_of_the_folder(tmp_path):
    file = keep_backup(tmp_path / "backups", "../../evil", b"x", now=NOW)
    assert file.parent.parent == tmp_path / "backups"


def test_where_no_backup_can_be_stored_it_is_told(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(NotSaved):
        keep_backup(tmp_path / "file", "p", b"x", now=NOW)


@given(
    st.lists(st.tuples(st.floats(-5, 900), st.integers(1, 10**6)), min_size=1, max_size=60),
    st.integers(0, 10**7),
)
def test_thinning_keeps_the_newest_and_settles_at_once(stored, cap):
    backups = [
        Backup(None, len(stored) - number, NOW - timedelta(days=age), size)
        for number, (age, size) in enumerate(stored)
    ]
    kept = _within(cap, _worth_keeping(backups, NOW))
    assert kept[:ALWAYS_KEPT] == backups[:ALWAYS_KEPT]
    assert _within(cap, _worth_keeping(kept, NOW)) == kept
    assert sum(backup.size for backup in kept[ALWAYS_KEPT:]) <= cap
