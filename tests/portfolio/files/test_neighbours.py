"""Files beside a portfolio: left-overs of killed saves, copies of sync programs, samples."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from portfolio.files import conflict_copies, load, neighbours, remove_left_overs, samples, save
from portfolio.files.disk import temporary_name
from portfolio.files.holder import host_mark
from tests.portfolio.files.documents import NOW, SMALL


def left_over(folder, host, *, age=timedelta(0)):
    file = Path(temporary_name(os.fspath(folder / "plan.portfolio"), host))
    file.touch()
    moment = (NOW - age).timestamp()
    os.utime(file, (moment, moment))
    return file


def test_row_1_left_overs_of_dead_processes_go(tmp_path, monkeypatch):
    monkeypatch.setattr(neighbours, "is_running", lambda _pid: False)
    file = left_over(tmp_path, host_mark())
    assert remove_left_overs(tmp_path, NOW) == (file,)
    assert list(tmp_path.iterdir()) == []


def test_left_overs_of_living_processes_stay(tmp_path):
    left_over(tmp_path, host_mark(), age=timedelta(days=30))
    assert remove_left_overs(tmp_path, NOW) == ()


def test_left_overs_of_other_machines_go_after_a_day(tmp_path):
    left_over(tmp_path, "0123abcd", age=timedelta(hours=23))
    left_over(tmp_path, "0123abcd", age=timedelta(hours=-5))
    old = left_over(tmp_path, "0123abcd", age=timedelta(hours=25))
    assert remove_left_overs(tmp_path, NOW) == (old,)


@pytest.mark.parametrize(
    "name",
    [
        "plan.portfolio",
        ".plan.tmp",
        "x.tmp",
        ".plan.portfolio.1-2-3.tmp",
        ".a.0123abcd-1-zzzzzz.tmp",
    ],
)
def test_other_files_stay(tmp_path, name, monkeypatch):
    monkeypatch.setattr(neighbours, "is_running", lambda _pid: False)
    (tmp_path / name).touch()
    os.utime(tmp_path / name, (0, 0))
    assert remove_left_overs(tmp_path, NOW) == ()
    assert remove_left_overs(tmp_path / "gone", NOW) == ()


def test_a_long_name_has_a_temporary_name_that_drives_take(tmp_path):
    path = tmp_path / f"{'plan ' * 48}.portfolio"
    save(path, SMALL, expected_sha256=None)
    assert load(path).portfolio == SMALL


CONFLICTS = (
    "plan (Ana's conflicted copy 2027-01-31).portfolio",
    "plan (conflicted copy 2027-01-31 093000).portfolio",
    "plan (Case Conflict).portfolio",
    "plan.sync-conflict-20270131-093000-ABCDEFG.portfolio",
    "plan_conflict-20270131-093000.portfolio",
    "plan (1).portfolio",
    "plan 2.portfolio",
    "plan-LAPTOP-3.portfolio",
    "plan-DESKTOP-7AB3C9.portfolio",
)
OTHERS = (
    "plan.portfolio",
    "plan.portfolio.bak",
    "plan B.portfolio",
    "plan 2027.xlsx",
    "planning.portfolio",
    "another plan (1).portfolio",
    "plan (kept by us).portfolio",
    "plan-final.portfolio",
)


def test_row_18_conflict_copies_are_found_and_nothing_else(tmp_path):
    for name in (*CONFLICTS, *OTHERS):
        (tmp_path / name).touch()
    found = conflict_copies(tmp_path / "plan.portfolio")
    assert {file.name for file in found} == set(CONFLICTS)
    assert len(list(tmp_path.iterdir())) == len(CONFLICTS) + len(OTHERS)
    assert conflict_copies(tmp_path / "gone" / "plan.portfolio") == ()


@pytest.mark.parametrize(
    ("name", "maker"),
    [
        ("plan (Ana's conflicted copy 2027-01-31).portfolio", "Ana"),
        ("plan (Ana Lu’s conflicted copy 2027-01-31).portfolio", "Ana Lu"),
        ("plan (conflicted copy Ben 2027-01-31 093000).portfolio", "Ben"),
        ("plan (conflicted copy 2027-01-31 093000).portfolio", ""),
        ("plan.sync-conflict-20270131-093000-ABCDEFG.portfolio", "ABCDEFG"),
        ("plan-DESKTOP-7AB3C9.portfolio", "DESKTOP-7AB3C9"),
        ("plan (1).portfolio", ""),
    ],
)
def test_row_18_a_copy_tells_who_made_it_where_its_name_does(name, maker):
    assert neighbours.maker_of(Path("/x", name), Path("/x/plan.portfolio")) == maker


def test_samples_are_listed_in_menu_order_as_far_as_they_are_there(tmp_path):
    assert samples(tmp_path / "gone") == ()
    for name in ("stress_1200", "tutorial_8", "other"):
        save(tmp_path / f"{name}.portfolio", SMALL, expected_sha256=None)
    assert [sample.path.stem for sample in samples(tmp_path)] == ["tutorial_8", "stress_1200"]
    assert samples(tmp_path)[0].title == "Tutorial: eight initiatives"
