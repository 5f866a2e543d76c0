from dataclasses import replace

import numpy as np
import pytest

from portfolio.edit import (
    add_rule,
    scale_capacity,
    set_benefit,
    set_capacity,
    set_initiative,
    set_rule,
    set_weight_share,
)
from portfolio.funding import Plan, plan, plan_change
from portfolio.model import FrozenMap, Rule
from portfolio.report import change_sentence, input_changes
from tests.portfolio.small import INITIATIVES, sound


def a_plan(chosen, value, **fields):
    empty = np.zeros((0, 0))
    levels = chosen if isinstance(chosen, dict) else dict.fromkeys(chosen, "")
    made = Plan(
        name="best",
        status="optimal",
        objective="benefit",
        objective_name="risk-adjusted benefit",
        unit="$M",
        value=value,
        bound=value,
        gap=0.0,
        chosen=FrozenMap(levels),
        forced_in=frozenset(),
        forced_out=frozenset(),
        mandated=frozenset(),
        unvalued=frozenset(),
        use=empty,
        capacity=empty,
        demand=empty,
        resource_ids=(),
        period_ids=(),
        carries=(),
        notes=(),
        seconds=0.0,
    )
    return replace(made, **fields)


def said(before, after, names=INITIATIVES):
    return change_sentence(plan_change(before, after), names)


def test_who_leaves_who_enters_and_what_it_costs():
    sentence = said(a_plan(["agents", "claims"], 9_200), a_plan(["agents", "wiki"], 8_000))
    assert sentence == "drops “Claims triage”; brings in “Wiki”; −$1.2B (−13 %)"


def test_the_same_plan_is_told_as_such():
    assert said(a_plan(["agents"], 20), a_plan(["agents"], 20)) == (
        "the same initiatives; the same value"
    )


def test_rounding_is_no_change_of_value():
    assert plan_change(a_plan([], 0.1 + 0.2), a_plan([], 0.3)).gained == 0


def test_another_level_is_neither_entering_nor_leaving():
    change = plan_change(a_plan({"agents": "full"}, 20), a_plan({"agents": "lean"}, 15))
    assert (change.enters, change.leaves, change.resized) == ((), (), ("agents",))
    assert change_sentence(change, INITIATIVES).startswith("another size: “Agents”; −$5M")


def test_long_lists_are_counted():
    names = {f"i{n}": f"No. {n}" for n in range(9)}
    sentence = said(a_plan(list(names), 9), a_plan([], 0), names)
    assert sentence == "drops “No. 0”, “No. 1”, “No. 2” and 6 more; −$9M (−100 %)"


def test_a_deleted_initiative_has_no_name():
    assert said(a_plan(["gone"], 5), a_plan([], 5)).startswith("drops a deleted one")


@pytest.mark.parametrize(
    "fields", [{"unit": "€M"}, {"objective": "value", "unit": "points"}, {"status": "infeasible"}]
)
def test_values_that_cannot_be_compared_are_not(fields):
    change = plan_change(a_plan(["agents"], 20), a_plan([], 5, **fields))
    assert change.gained is None
    assert change.share is None
    assert "$" not in change_sentence(change, INITIATIVES)


def test_a_plan_worth_nothing_has_no_share():
    assert plan_change(a_plan([], 0), a_plan(["agents"], 4)).share is None


def test_real_plans_agree_with_their_own_values():
    base = sound()
    less = scale_capacity(base, "gpu", 0.4)
    before, after = plan(base), plan(less)
    change = plan_change(before, after)
    assert change.gained == pytest.approx(after.value - before.value)
    assert change.gained < 0
    kept = set(before.chosen) - set(change.leaves)
    assert kept | set(change.enters) == set(after.chosen)
    assert plan_change(after, before).gained == -change.gained


def test_inputs_that_are_the_same():
    assert input_changes(sound(), sound()) == ()


def test_capacities_are_told_in_percent():
    assert input_changes(sound(), scale_capacity(sound(), "gpu", 0.8)) == ("Compute −20 %",)


def test_capacity_moved_between_periods():
    moved = set_capacity(set_capacity(sound(), "gpu", "q1", 50.0), "gpu", "q2", 150.0)
    assert input_changes(sound(), moved) == ("Compute at other times",)


def test_a_limit_that_is_lifted_is_no_percentage():
    assert input_changes(sound(), set_capacity(sound(), "gpu", "q1", None)) == ("Compute changed",)


def test_overrides_are_named_and_other_rules_counted():
    forced = add_rule(sound(), "u1", Rule("force_in", ("vivid",), reason="Promised"))
    linked = add_rule(forced, "u2", Rule("excludes", ("vivid", "wiki")))
    assert input_changes(sound(), linked) == ("“Vivid” forced in", "a rule added")
    assert input_changes(linked, set_rule(linked, "u1", active=False)) == ("a rule lifted",)


def test_other_edits_are_told_by_part():
    edited = set_initiative(sound(), "agents", benefit=None)
    assert input_changes(sound(), edited) == ("initiatives edited",)


def test_weights_do_not_count_when_benefits_are_added_up():
    weighed = set_weight_share(sound(), "fit", 0.1)
    assert input_changes(sound(), weighed) == ("weights or criteria changed",)
    assert input_changes(sound(), weighed, by_benefit=True) == ()


def test_a_new_name_is_no_cause():
    before = sound()
    assert input_changes(before, set_initiative(before, "agents", name="Agent desk")) == ()
    other = set_benefit(before, "agents", probability=0.01)
    assert input_changes(before, other) == ("initiatives edited",)
