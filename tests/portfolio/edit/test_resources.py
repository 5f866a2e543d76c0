"""Verbs on periods, resources and capacities."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portfolio.edit import (
    add_period,
    add_resource,
    delete_period,
    delete_resource,
    scale_capacity,
    set_capacity,
    set_period,
    set_resource,
)
from portfolio.model import Change, FrozenMap, Rule, Scenario, in_order, problems
from tests.portfolio.small import sound, with_rules


def limited():
    """Rules and scenario changes about Compute and about the second quarter."""
    changes = (
        Change("capacity_factor", "gpu", 0.8),
        Change("capacity_delay", "gpu", 1.0),
        Change("capacity_factor", "usd", 0.8, period="q2"),
        Change("force_in", "gpu", reason="An initiative may have the same id"),
    )
    base = with_rules(
        sound(),
        Rule("cap", resource="gpu", field="category", value="work", amount=50.0),
        Rule("floor", resource="usd", period="q2", field="category", value="work", amount=1.0),
        Rule("mandated", ("wiki",)),
    )
    return replace(base, scenarios=FrozenMap({"s1": Scenario("Less", "a", changes)}))


def test_a_new_resource_and_a_new_period_come_last():
    after = add_resource(sound(), "val", "Validators", "days", category="talent")
    assert in_order(after.resources)[-1][0] == "val"
    assert delete_resource(after, "val") == sound()
    after = add_period(sound(), "q3", "Q3 2027")
    assert in_order(after.periods)[-1][0] == "q3"
    assert delete_period(after, "q3") == sound()


def test_attributes_are_set_by_name():
    assert set_resource(sound(), "gpu", role="x").resources["gpu"].role == "x"
    assert set_period(sound(), "q1", name="First").periods["q1"].name == "First"
    with pytest.raises(TypeError):
        set_resource(sound(), "gpu", color="red")


def test_a_capacity_is_set_and_made_unknown_again():
    after = set_capacity(sound(), "gpu", "q1", 120.0)
    assert after.resources["gpu"].capacity["q1"] == 120.0
    assert "q1" not in set_capacity(after, "gpu", "q1", None).resources["gpu"].capacity
    assert set_capacity(after, "gpu", "q1", 100.0) == sound()


def test_capacity_is_scaled_where_it_is_stated():
    less = scale_capacity(set_capacity(sound(), "gpu", "q2", None), "gpu", 0.8)
    assert dict(less.resources["gpu"].capacity) == {"q1": 80.0}
    assert scale_capacity(sound(), "gpu", 1.5, "q1") == set_capacity(sound(), "gpu", "q1", 150.0)


def test_deleting_a_resource_leaves_nothing_that_refers_to_it():
    after = delete_resource(limited(), "gpu")
    assert "gpu" not in after.resources
    assert all("gpu" not in record.demand for record in after.initiatives.values())
    assert list(after.rules) == ["u2", "u3"]
    kinds = [change.kind for change in after.scenarios["s1"].changes]
    assert kinds == ["capacity_factor", "force_in"]
    assert not [p for p in problems(after) if p.code == "unknown_resource"]


def test_deleting_a_period_leaves_nothing_that_refers_to_it():
    after = delete_period(limited(), "q2")
    assert all("q2" not in record.capacity for record in after.resources.values())
    assert all(
        "q2" not in row for record in after.initiatives.values() for row in record.demand.values()
    )
    assert list(after.rules) == ["u1", "u3"]
    assert len(after.scenarios["s1"].changes) == 3
    assert not [p for p in problems(after) if p.code == "unknown_period"]


def test_what_is_forced_in_from_a_period_stays_forced_in_without_it():
    rule = Rule("force_in", ("wiki",), "Promised", period="q2", level="l1")
    change = Change("force_in", "wiki", period="q2")
    scenario = Scenario("S", "a", (change, Change("capacity_factor", "gpu", 0.8, "q2")))
    before = replace(with_rules(sound(), rule), scenarios=FrozenMap({"s": scenario}))
    after = delete_period(before, "q2")
    assert dict(after.rules) == {"u1": replace(rule, period=None)}
    assert after.scenarios["s"].changes == (replace(change, period=None),)


def test_deleting_shares_what_it_does_not_touch():
    before = limited()
    after = delete_period(add_period(before, "q3", "Q3 2027"), "q3")
    assert after.initiatives is before.initiatives
    assert after.resources is before.resources
    assert after.rules is before.rules
    assert after.scenarios is before.scenarios
