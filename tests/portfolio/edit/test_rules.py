"""Verbs on rules, overrides and scenarios."""

from __future__ import annotations

from dataclasses import replace
from math import inf, nan

import pytest

from portfolio.edit import (
    add_rule,
    apply_scenario,
    force,
    override_of,
    release,
    remove_rules,
    set_capacity,
    set_rule,
    set_scenario,
)
from portfolio.errors import PortfolioError
from portfolio.model import Change, FrozenMap, Rule, Scenario
from tests.portfolio.small import sound, with_record, with_rules


def test_rules_come_and_go():
    after = add_rule(sound(), "u1", Rule("mandated", ("wiki",)))
    assert set_rule(after, "u1", active=False).rules["u1"].active is False
    assert remove_rules(after, ["u1"]) == sound()
    assert remove_rules(after, ["u9"]).rules is after.rules


def test_an_override_is_put_in_and_taken_back():
    after = force(sound(), "u1", Rule("force_in", ("wiki",), reason=" Promised ", author="Ana"))
    assert override_of(after, "wiki") == (
        "u1",
        Rule("force_in", ("wiki",), reason="Promised", author="Ana"),
    )
    assert override_of(after, "vivid") is None
    assert release(after, "wiki") == sound()


@pytest.mark.parametrize("reason", ["", "   "])
def test_an_override_needs_a_reason(reason):
    with pytest.raises(PortfolioError, match="needs a reason") as caught:
        force(sound(), "u1", Rule("force_out", ("wiki", "vivid"), reason=reason))
    assert caught.value.where == "Wiki, Vivid"
    assert caught.value.remedy


def test_an_override_replaces_the_one_before():
    both = force(sound(), "u1", Rule("force_in", ("wiki", "vivid"), reason="Yes"))
    after = force(both, "u2", Rule("force_out", ("wiki",), reason="No"))
    assert after.rules["u1"].initiatives == ("vivid",)
    assert override_of(after, "wiki")[0] == "u2"


def test_releasing_leaves_mandates_and_sleeping_overrides():
    rules = (
        Rule("mandated", ("wiki",)),
        Rule("force_in", ("wiki",), reason="Later", active=False),
    )
    before = with_rules(sound(), *rules)
    assert release(before, "wiki") is before
    assert override_of(before, "wiki") is None


def scenario(*changes):
    return set_scenario(sound(), "s1", Scenario("What if", "a", changes))


def test_scenarios_come_and_go():
    assert set_scenario(scenario(), "s1", None) == sound()


def test_capacity_is_scaled_in_all_periods_or_in_one():
    everywhere = apply_scenario(scenario(Change("capacity_factor", "gpu", 0.8)), "s1")
    assert dict(everywhere.resources["gpu"].capacity) == {"q1": 80.0, "q2": 80.0}
    once = apply_scenario(scenario(Change("capacity_factor", "gpu", 0.8, period="q2")), "s1")
    assert dict(once.resources["gpu"].capacity) == {"q1": 100.0, "q2": 80.0}


@pytest.mark.parametrize(
    ("lag", "capacity"),
    [
        (0.0, {"q1": 100.0, "q2": 160.0}),
        (1.0, {"q1": 100.0, "q2": 100.0}),
        (9.0, {"q1": 100.0, "q2": 100.0}),
        (-1.0, {"q1": 100.0, "q2": 160.0}),
        (nan, {"q1": 100.0, "q2": 160.0}),
        (inf, {"q1": 100.0, "q2": 160.0}),
    ],
)
def test_later_capacity_arrives_later(lag, capacity):
    growing = set_capacity(scenario(Change("capacity_delay", "gpu", lag)), "gpu", "q2", 160.0)
    assert dict(apply_scenario(growing, "s1").resources["gpu"].capacity) == capacity


def test_weights_overrides_and_benefits_change():
    after = apply_scenario(
        scenario(
            Change("weight", "fit", 7.0),
            Change("force_in", "wiki", reason="Try"),
            Change("force_out", "vivid"),
            Change("benefit_factor", "claims", 0.5),
        ),
        "s1",
    )
    assert after.criteria["fit"].weight == 7.0
    assert override_of(after, "wiki")[1].reason == "Try"
    assert override_of(after, "vivid")[1].kind == "force_out"
    amount = after.initiatives["claims"].benefit.amount
    assert (amount.low, amount.likely, amount.high) == (5.0, 10.0, 20.0)


def test_a_scenario_overrides_the_override_of_the_base():
    base = force(
        scenario(Change("force_out", "wiki", reason="No")),
        "u1",
        Rule("force_in", ("wiki",), reason="Yes"),
    )
    after = apply_scenario(base, "s1")
    assert [rule.kind for rule in after.rules.values()] == ["force_out"]
    assert [rule.kind for rule in base.rules.values()] == ["force_in"]


def test_changes_of_what_is_gone_are_skipped():
    changes = (
        Change("capacity_factor", "tpu", 0.5),
        Change("capacity_delay", "tpu", 1.0),
        Change("weight", "speed", 2.0),
        Change("force_in", "gone"),
        Change("force_out", "gone"),
        Change("benefit_factor", "gone", 2.0),
    )
    before = scenario(*changes)
    assert apply_scenario(before, "s1") == before


def test_a_benefit_that_is_not_stated_stays_so():
    bare = with_record(
        scenario(Change("benefit_factor", "wiki", 2.0)), "initiatives", "wiki", benefit=None
    )
    assert apply_scenario(bare, "s1").initiatives["wiki"].benefit is None
    assert replace(bare, scenarios=FrozenMap()) == with_record(
        sound(), "initiatives", "wiki", benefit=None
    )
