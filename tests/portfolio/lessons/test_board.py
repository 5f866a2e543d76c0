"""The board: rows and lights, kept from an earlier one where nothing changed, in any order."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import ClassVar

import numpy as np
import pytest

from portfolio.lessons import CHECK, CHECKS, LESSONS, PARTS, THRESHOLDS, judge
from portfolio.lessons import board as boards
from portfolio.lessons.board import JUDGED_FIELDS
from portfolio.lessons.lights import AMBER, GREEN, MISSING, QUIET, RED, worst
from portfolio.lessons.thresholds import Threshold, in_force, is_changed
from portfolio.model import Figure, FrozenMap, Initiative, LessonSettings, Settings
from tests.benchmarks.lessons.bench_checks import initiative as random_initiative
from tests.benchmarks.lessons.bench_checks import portfolio as bench_portfolio
from tests.portfolio.lessons.sora import TODAY, video

ARRAYS = ("lights", "parts", "values", "p_red")


@pytest.fixture(scope="module")
def few():
    """Thirty initiatives with every figure."""
    whole = bench_portfolio()
    records = dict(list(whole.initiatives.items())[:30])
    return replace(whole, initiatives=FrozenMap(records))


def assert_same(one, other):
    assert one.ids == other.ids
    for name in ARRAYS:
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name), err_msg=name)


def edited(portfolio, key, **fields):
    record = replace(portfolio.initiatives[key], **fields)
    return replace(portfolio, initiatives=portfolio.initiatives.with_(key, record))


def test_the_registries_agree():
    assert set(LESSONS) == {check.lesson for check in CHECKS}
    assert list(CHECK) == [check.code for check in CHECKS]
    names = [part.name for part in PARTS]
    assert len(set(names)) == len(names)
    assert all(name == limit.name for name, limit in THRESHOLDS.items())
    for check in CHECKS:
        assert check.question.endswith("?")
        assert all(part.name.startswith(f"{check.code}.") for part in check.parts)


@pytest.mark.parametrize(
    "fields",
    [{"notes": "seen"}, {"benefit": None}, {"facts": None}, {"demand": FrozenMap()}, {"owner": ""}],
)
def test_an_edit_gives_the_same_as_judging_all_anew(few, fields):
    before = judge(few, today=TODAY)
    after = edited(few, "i7", **fields)
    assert_same(judge(after, today=TODAY, before=before), judge(after, today=TODAY))


def test_settings_days_and_the_plan_are_noticed(few):
    before = judge(few, today=TODAY)
    lessons = LessonSettings(thresholds=FrozenMap({"1a.red": 0.9}), utilization=0.3)
    changed = replace(few, settings=replace(few.settings, lessons=lessons))
    assert_same(judge(changed, today=TODAY, before=before), judge(changed, today=TODAY))
    later = TODAY + timedelta(days=900)
    assert_same(judge(few, today=later, before=before), judge(few, today=later))
    plan = {"funded": frozenset({"i1", "i2"}), "force_cost": {"i1": 0.2}}
    found = judge(few, today=TODAY, before=before, **plan)
    assert_same(found, judge(few, today=TODAY, **plan))
    assert found.status("i1", "5a") == "red"


def test_added_dropped_and_moved_initiatives(few):
    before = judge(few, today=TODAY)
    records = {k: v for k, v in few.initiatives.items() if k != "i3"}
    records["new"] = random_initiative(99, np.random.default_rng(1))
    records["i5"] = replace(records["i5"], order="99999")
    after = replace(few, initiatives=FrozenMap(records))
    found = judge(after, today=TODAY, before=before)
    assert found.ids[-1] == "i5"
    assert_same(found, judge(after, today=TODAY))


def test_an_edit_judges_only_what_it_touches(few, monkeypatch):
    seen = []
    original = boards.light

    def light(check, inputs):
        seen.append((check.code, [each.id for each in inputs.subjects]))
        return original(check, inputs)

    before = judge(few, today=TODAY)
    monkeypatch.setattr(boards, "light", light)
    judge(edited(few, "i7", notes="seen"), today=TODAY, before=before)
    assert not seen
    judge(edited(few, "i7", stage="retire"), today=TODAY, before=before)
    assert {tuple(ids) for _, ids in seen} == {("i7",)}
    seen.clear()
    judge(edited(few, "i7", benefit=None), today=TODAY, before=before)
    assert {code for code, ids in seen if ids != ["i7"]} == {"1c"}


class Watched(Initiative):
    """A record that tells which of its fields are read."""

    __slots__ = ()
    read: ClassVar[set[str]] = set()

    def __getattribute__(self, name):
        Watched.read.add(name)
        return super().__getattribute__(name)


def test_no_check_looks_at_another_field(few):
    fields = Initiative.__dataclass_fields__
    records = {
        key: Watched(**{name: getattr(record, name) for name in fields})
        for key, record in few.initiatives.items()
    }
    Watched.read.clear()
    judge(replace(few, initiatives=FrozenMap(records)), today=TODAY, funded=frozenset({"i1"}))
    assert Watched.read & set(fields) == {*JUDGED_FIELDS, "order"}


def test_the_order_of_initiatives_changes_nothing(few):
    board = judge(few, today=TODAY)
    turned = FrozenMap(dict(reversed(few.initiatives.items())))
    assert_same(judge(replace(few, initiatives=turned), today=TODAY), board)
    alone = replace(few, initiatives=FrozenMap({"i9": few.initiatives["i9"]}))
    assert judge(alone, today=TODAY).chance("i9", "1a") == pytest.approx(
        board.chance("i9", "1a"), nan_ok=True
    )


def test_counts_of_red_lights_by_lesson():
    board = judge(video(), today=TODAY)
    assert board.reds()["monetization"] == 2
    assert sum(board.reds().values()) == int((board.lights == RED).sum())


def test_a_range_across_a_threshold_is_a_probability():
    # Margin at 20 % for a price of 1.625: of a triangle from 1.30 over 1.625 to 1.95, one half.
    board = judge(video(price_per_unit=Figure(1.625, low=1.3, high=1.95)), today=TODAY)
    assert board.status("video", "1a") == "amber"
    assert board.chance("video", "1a") == pytest.approx(0.5)
    # Below 1.625 lies (1.625 − 1.30)² ÷ (1.95 − 1.30) ÷ (1.75 − 1.30) of this one: 36 %.
    wide = judge(video(price_per_unit=Figure(1.75, low=1.3, high=1.95)), today=TODAY)
    assert wide.chance("video", "1a") == pytest.approx(0.361, abs=0.5 / boards.WORLDS)


@pytest.mark.parametrize(
    ("parts", "optional", "light"),
    [
        ([GREEN, AMBER, RED], [False] * 3, RED),
        ([GREEN, AMBER, MISSING], [False] * 3, AMBER),
        ([GREEN, MISSING], [False, False], MISSING),
        ([GREEN, MISSING], [False, True], GREEN),
        ([QUIET, GREEN], [False, False], GREEN),
        ([QUIET, QUIET], [False, False], QUIET),
        ([QUIET, MISSING], [False, True], MISSING),
        ([RED, MISSING], [True, False], RED),
    ],
)
def test_the_light_is_the_worst_of_what_is_known(parts, optional, light):
    assert worst(np.array([parts], dtype=np.int8), optional).tolist() == [light]


def test_a_threshold_of_the_portfolio_takes_the_place_of_the_default():
    limit = Threshold("x.red", "Red below", 0.2, "share", "App default.")

    def settings(value):
        return Settings(lessons=LessonSettings(thresholds=FrozenMap({"x.red": value})))

    assert (in_force(limit, Settings()), is_changed(limit, Settings())) == (0.2, False)
    assert (in_force(limit, settings(0.3)), is_changed(limit, settings(0.3))) == (0.3, True)
    assert in_force(limit, settings(float("inf"))) == 0.2


def test_a_value_at_the_threshold_is_on_the_better_side():
    at_red = judge(video(price_per_unit=1.625), today=TODAY)
    assert at_red.status("video", "1a") == "amber"
    assert judge(video(price_per_unit=2.6), today=TODAY).status("video", "1a") == "green"
