"""Dated backups: what is kept, for how long, and that nothing else is touched."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
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


def test_why_a_version_was_kept_is_told(tmp_path):
    for reason in ("theirs", "ours", "saved"):
        keep_backup(tmp_path, "p", reason.encode(), now=NOW, reason=reason)
    kept = list_backups(tmp_path, "p")
    assert [each.reason for each in kept] == ["saved", "ours", "theirs"]
    assert [each.file.read_bytes() for each in kept] == [b"saved", b"ours", b"theirs"]
    assert keep_backup(tmp_path, "p", b"saved", now=NOW, reason="ours") is None


def test_row_55_the_order_follows_the_sequence_not_the_clock(tmp_path):
    keep_backup(tmp_path, "p", b"first", now=NOW)
    keep_backup(tmp_path, "p", b"second", now=NOW - timedelta(days=400))
    assert [each.file.read_bytes() for each in list_backups(tmp_path, "p")] == [b"second", b"first"]


def test_two_days_all_then_14_days_8_weeks_12_months(tmp_path):
    recent = [number / 10 for number in range(20)]
    keep(tmp_path, 1500)
    own = list_backups(tmp_path, "p")[0].file.parent
    for number, age in enumerate([*recent, *(number / 2 for number in range(5, 600 * 2))]):
        made = NOW - timedelta(days=age)
        (own / f"{9000 - number:06}-{made:%Y%m%dT%H%M%S}Z-0123456789ab.portfolio").touch()
    thin_backups(tmp_path, "p", now=NOW)
    left = ages(tmp_path)
    assert left[:20] == recent
    assert len(left) == 20 + 14 + 8 + 12
    assert left[33] - left[20] == pytest.approx(13, abs=0.5)
    assert sum(left[33] < age <= left[33] + 8 * 7 for age in left) in (8, 9, 10)
    assert 366 <= left[-1] <= 440
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
    thin_backups(tmp_path, "p", now=NOW, cap_bytes=0)
    assert len(list(own.iterdir())) == ALWAYS_KEPT + 3


def test_row_47_an_id_never_leads_out_of_the_folder(tmp_path):
    file = keep_backup(tmp_path / "backups", "../../evil", b"x", now=NOW)
    assert file.parent.parent == tmp_path / "backups"


def test_where_no_backup_can_be_stored_it_is_told(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(NotSaved):
        keep_backup(tmp_path / "file", "p", b"x", now=NOW)


def test_row_55_a_clock_that_was_wrong_once_costs_no_history(tmp_path):
    days = [NOW - timedelta(days=age) for age in range(30, 0, -1)]
    for number, moment in enumerate(days):
        keep_backup(tmp_path, "p", f"{number}".encode(), now=moment)
    wrong = NOW + timedelta(days=30_000)
    keep_backup(tmp_path, "p", b"in 2109", now=wrong)
    thin_backups(tmp_path, "p", now=wrong)
    left = {backup.made for backup in list_backups(tmp_path, "p")}
    assert left >= set(days[-14:])


def thinned_by_age(backups, now):
    """A known bad way: what is older than a year goes."""
    return [
        backup
        for place, backup in enumerate(backups)
        if place < ALWAYS_KEPT or now - backup.made < timedelta(days=366)
    ]


def test_row_55_thinning_by_age_would_have_cost_it():
    backups = [stored(30 - age, NOW - timedelta(days=age), 1) for age in range(30)]
    wrong = NOW + timedelta(days=30_000)
    assert len(thinned_by_age(backups, wrong)) == ALWAYS_KEPT
    assert len(_worth_keeping(backups, wrong)) > 14


def stored(sequence, made, size):
    return Backup(None, sequence, made, size)


#: Hours from one save to the next; below zero where the clock was set back.
steps = st.one_of(
    st.floats(0, 30), st.floats(0, 2000), st.floats(-50, 0), st.sampled_from([9e5, -9e5])
)


@settings(max_examples=60)
@given(st.lists(st.tuples(steps, st.integers(1, 10**6)), min_size=1, max_size=80))
def test_any_history_of_saves_keeps_what_is_promised_at_each_step(history):
    """Thinned after each save, as the app does it, whatever the clock says."""
    backups, now = [], NOW
    for number, (hours, size) in enumerate(history, 1):
        now += timedelta(hours=hours)
        before = [stored(number, now, size), *backups]
        backups = _worth_keeping(before, now)
        assert backups[:ALWAYS_KEPT] == before[:ALWAYS_KEPT]
        recent = [one for one in before if now - one.made <= timedelta(days=2)]
        assert all(one in backups for one in recent)
        for count, span_of in (
            (14, lambda moment: moment.date()),
            (8, lambda moment: moment.isocalendar()[:2]),
            (12, lambda moment: (moment.year, moment.month)),
        ):
            last = {}
            for one in before:
                last.setdefault(span_of(one.made), one)
            assert all(one in backups for one in list(last.values())[:count])
        assert len(backups) <= max(ALWAYS_KEPT, len(recent)) + ALWAYS_KEPT + 14 + 8 + 12
        assert _worth_keeping(backups, now) == backups


@given(
    st.lists(st.tuples(st.floats(-5, 900), st.integers(1, 10**6)), min_size=1, max_size=60),
    st.integers(0, 10**7),
)
def test_a_limit_in_bytes_is_kept_but_for_the_newest(listed, cap):
    backups = [
        stored(len(listed) - number, NOW - timedelta(days=age), size)
        for number, (age, size) in enumerate(listed)
    ]
    kept = _within(cap, _worth_keeping(backups, NOW))
    assert kept[:ALWAYS_KEPT] == backups[:ALWAYS_KEPT]
    assert sum(backup.size for backup in kept[ALWAYS_KEPT:]) <= cap
