"""Capacities of a what-if against those of the file."""

from portfolio.edit import (
    add_resource,
    delete_initiatives,
    delete_resource,
    force,
    set_capacity,
    set_initiative,
    set_resource,
)
from portfolio.edit.what_if import with_capacities_of, with_factor, with_limits_of
from portfolio.model import FrozenMap, Rule
from tests.portfolio.small import PERIODS, sound


def test_a_capacity_is_set_to_a_share_of_the_base_however_often_it_moves():
    base = sound()
    once = with_factor(base, base, "gpu", 0.5)
    twice = with_factor(base, once, "gpu", 0.8)
    before, after = base.resources["gpu"].capacity, twice.resources["gpu"].capacity
    assert {key: after[key] for key in PERIODS} == {key: 0.8 * before[key] for key in PERIODS}
    assert twice.resources["fte"] == base.resources["fte"]


def test_without_a_capacity_in_the_base_the_present_one_is_scaled():
    now = sound()
    present = now.resources["gpu"].capacity["q1"]
    for base in (delete_resource(now, "gpu"), set_resource(now, "gpu", capacity=FrozenMap())):
        assert with_factor(base, now, "gpu", 0.5).resources["gpu"].capacity["q1"] == present / 2


def test_the_capacities_of_the_base_come_back_and_nothing_else_moves():
    base = sound()
    now = set_capacity(add_resource(base, "new", "New", "h"), "new", "q1", 3.0)
    now = set_resource(with_factor(base, now, "gpu", 0.5), "gpu", name="Chips")
    back = with_capacities_of(delete_resource(base, "fte"), now)
    assert back.resources["gpu"].capacity == base.resources["gpu"].capacity
    assert back.resources["gpu"].name == "Chips"
    assert back.resources["new"] == now.resources["new"]
    assert back.resources["fte"] == now.resources["fte"]


def test_the_limits_of_the_base_are_its_capacities_and_its_rules():
    base = sound()
    first = next(iter(base.initiatives))
    edited = set_initiative(base, first, owner="Ada")
    now = force(with_factor(base, edited, "gpu", 0.5), "x9", Rule("force_in", (first,), "Promised"))
    assert with_limits_of(base, now) == edited


def test_rules_stay_when_initiatives_came_or_went_since():
    base = sound()
    first, second = tuple(base.initiatives)[:2]
    now = force(delete_initiatives(base, (second,)), "x9", Rule("force_in", (first,), "Promised"))
    assert with_limits_of(base, now) == now
