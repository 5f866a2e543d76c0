"""A what-if becomes a scenario: its changes give the what-if back, and the rest is named."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portfolio.edit import (
    add_initiatives,
    add_rule,
    apply_scenario,
    commit_scenario,
    force,
    meet_gate,
    release,
    scale_capacity,
    scenario_from,
    set_capacity,
    set_demand,
    set_initiative,
    set_resource,
    set_rule,
    set_scenario,
    set_settings,
    set_weights,
)
from portfolio.edit.differences import Difference
from portfolio.edit.leftovers import leftovers
from portfolio.edit.taken_back import taken_back
from portfolio.edit.what_if import without_changes
from portfolio.model import Change, Estimate, FrozenMap, FundingLevel, Rule, Scenario
from tests.portfolio.small import (
    INITIATIVES,
    PERIODS,
    RESOURCES,
    sound,
    with_record,
    with_rules,
)
from tests.portfolio.strategies import portfolios

RULES = (
    Rule("requires", ("wiki", "claims")),
    Rule("force_in", ("vivid", "wiki"), reason="Promised"),
    Rule("gate", ("agents",), value="rights are cleared"),
    Rule("mandated", ("agents",)),
)
factors = st.sampled_from([0.0, 0.3, 0.8, 1.0, 1.1, 7.0])
what_ifs = st.lists(
    st.one_of(
        st.tuples(st.just("capacity_factor"), st.sampled_from(RESOURCES), factors),
        st.tuples(st.just("weight"), st.sampled_from(["fit", "trust"]), factors),
        st.tuples(st.just("force_in"), st.sampled_from(sorted(INITIATIVES)), factors),
        st.tuples(st.just("force_in"), st.just("wiki"), st.sampled_from(["lean", "full", None])),
        st.tuples(st.just("force_out"), st.sampled_from(sorted(INITIATIVES)), factors),
        st.tuples(st.just("demand_factor"), st.sampled_from(sorted(INITIATIVES)), factors),
        st.tuples(st.just("benefit_factor"), st.sampled_from(sorted(INITIATIVES)), factors),
        st.tuples(st.just("rule_off"), st.sampled_from(["u1", "u2", "u3", "u4"]), factors),
    ),
    max_size=6,
)


def base():
    levels = FrozenMap({"lean": FundingLevel("Lean", "a", 0.5), "full": FundingLevel("Full", "b")})
    return with_rules(with_record(sound(), "initiatives", "wiki", levels=levels), *RULES)


def applied(portfolio, *changes):
    return apply_scenario(set_scenario(portfolio, "s", Scenario("S", "a", changes)), "s")


def pinned(target, level, period):
    return Change("force_in", target, period=period, level=level)


@given(what_ifs, st.lists(st.none() | st.sampled_from(PERIODS), min_size=6, max_size=6))
def test_what_a_scenario_made_it_can_say(parts, periods):
    changes = [
        pinned(target, amount, period)
        if amount is None or isinstance(amount, str)
        else Change(kind, target, amount, period if kind == "capacity_factor" else None)
        for (kind, target, amount), period in zip(parts, periods, strict=False)
    ]
    after = applied(base(), *changes)
    found = scenario_from(base(), after)
    assert found.left_out == ()
    assert list(leftovers(applied(base(), *found.changes), after)) == []
    assert len(found.changes) <= len(PERIODS) * len(changes) + len(RULES)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(portfolios(), portfolios())
def test_any_two_documents_can_be_compared(before, after):
    found = scenario_from(before, after)
    assert all(text.endswith(".") for text in found.left_out)
    if not found.left_out:
        assert list(leftovers(applied(before, *found.changes), after)) == []
    same = scenario_from(before, before)
    assert (same.changes, same.left_out) == ((), ())


def test_what_was_set_by_hand_becomes_changes():
    after = scale_capacity(base(), "gpu", 0.8)
    after = set_capacity(after, "fte", "q2", 5.0)
    after = set_weights(after, {"fit": 0.5})
    after = force(after, "x1", Rule("force_out", ("claims",), reason="Costs too much"))
    after = set_rule(after, "u1", active=False)
    after = meet_gate(after, "u3")
    found = scenario_from(base(), after)
    assert found.left_out == ()
    assert found.changes == (
        Change("capacity_factor", "gpu", 0.8),
        Change("capacity_factor", "fte", 0.5, "q2"),
        Change("weight", "fit", 0.5),
        Change("rule_off", "u1"),
        Change("rule_off", "u3"),
        Change("force_out", "claims", reason="Costs too much"),
    )


def test_a_size_and_a_start_become_part_of_the_change():
    rule = Rule("force_in", ("claims",), "Promised", level="lean", period="q2")
    after = force(base(), "x1", rule)
    change = Change("force_in", "claims", period="q2", reason="Promised", level="lean")
    assert scenario_from(base(), after) == Difference((change,), ())
    assert applied(base(), change).rules["s/0"] == rule
    other = set_rule(after, "x1", level=None)
    assert scenario_from(after, other).changes == (replace(change, level=None),)
    assert list(leftovers(after, other)) == ["“Claims triage”: its override was changed."]
    assert without_changes(base(), after, (change,)) == base()
    assert taken_back(after, base(), after) == base()


def test_the_size_of_a_mandate_is_named_as_changed():
    after = set_rule(base(), "u4", period="q2")
    assert scenario_from(base(), after).left_out == (
        "Mandate of “Agents”: the rule was added or changed.",
    )


def test_releasing_one_of_two_keeps_the_other_forced():
    after = release(base(), "vivid")
    assert scenario_from(base(), after).changes == (
        Change("rule_off", "u2"),
        Change("force_in", "wiki", reason="Promised"),
    )


@pytest.mark.parametrize(
    ("verb", "sentence"),
    [
        (
            lambda p: set_initiative(p, "wiki", stage="run", late_loss=0.1),
            "Initiative “Wiki” was changed: stage and late loss.",
        ),
        (
            lambda p: set_demand(p, "wiki", "gpu", "q1", Estimate(99.0)),
            "Initiative “Wiki” was changed: demand.",
        ),
        (lambda p: add_initiatives(p, {"n": "New"}), "Initiative “New” was added."),
        (
            lambda p: set_capacity(p, "gpu", "q1", None),
            "Resource “Compute” was changed: capacity.",
        ),
        (
            lambda p: set_resource(p, "gpu", serves=("fte",)),
            "Resource “Compute” was changed: serves.",
        ),
        (
            lambda p: set_settings(p, discount_rate=0.1),
            "Settings of the portfolio were changed: discount rate.",
        ),
        (
            lambda p: add_rule(p, "x1", Rule("mandated", ("vivid",))),
            "Mandate of “Vivid”: the rule was added or changed.",
        ),
        (lambda p: replace(p, ratings=p.ratings.without("bo")), "Ratings were changed."),
        (
            lambda p: replace(p, periods=p.periods.without("q2")),
            "Period “Q2 2027” was deleted.",
        ),
    ],
)
def test_what_no_change_can_say_is_named(verb, sentence):
    assert scenario_from(base(), verb(base())).left_out == (sentence,)


def test_committing_makes_the_changes_and_drops_the_scenario():
    change = Change("demand_factor", "wiki", 2.0)
    before = set_scenario(base(), "s", Scenario("S", "a", (change,)))
    after = commit_scenario(before, "s")
    assert after == set_scenario(apply_scenario(before, "s"), "s", None)
    assert after.initiatives["wiki"].demand["gpu"]["q1"].likely == 10.0
    assert after.initiatives["wiki"].demand["gpu"]["q1"].high == 11.0
    assert not after.scenarios
