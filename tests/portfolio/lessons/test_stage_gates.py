"""What the next stage asks for, and what of it is there."""

from __future__ import annotations

from datetime import date

import pytest

from portfolio.lessons.stage_gates import STAGE_GATES, next_gate
from portfolio.model import STAGES, KillCriterion
from tests.portfolio.lessons.asked import facts, one


@pytest.mark.parametrize(
    ("stage", "gate"),
    [
        ("idea", "G1"),
        ("discovery", "G2"),
        ("build", "G2"),
        ("pilot", "G3"),
        ("scale", "G4"),
        ("run", None),
        ("retire", None),
    ],
)
def test_each_stage_has_its_next_gate(stage, gate):
    found = next_gate(one(facts(), stage=stage), {}).gate
    assert (None if found is None else found.name) == gate


def test_gates_open_stages_in_their_order():
    order = [STAGES.index(gate.stage) for gate in STAGE_GATES]
    assert order == sorted(set(order))


def test_an_idea_lacks_owner_tier_and_compute_until_they_are_stated():
    assert len(next_gate(one(facts()), {}).missing) == 3
    known = facts({"units_per_day": 10, "seconds_per_unit": 2}, tier="minimal")
    ready = next_gate(one(known, owner="Ana"), {})
    assert ready.missing == ()
    assert len(ready.there) == 3


def test_a_pilot_needs_a_whole_kill_criterion():
    kill = KillCriterion("retention", "8 %", date(2027, 6, 30), "stop")
    asked_for = "a complete kill criterion"
    whole = facts(kill=kill, pricing="usage")
    assert asked_for in next_gate(one(whole, stage="build"), {}).there
    half = facts(kill=KillCriterion("retention"), pricing="usage")
    assert asked_for in next_gate(one(half, stage="build"), {}).missing


def test_scaling_needs_lights_that_are_green_or_do_not_apply():
    about = one(facts(evidence=2), stage="pilot")
    lights = dict.fromkeys(("1a", "2a", "2c", "4b", "4d"), "green")
    assert next_gate(about, {**lights, "2a": "does not apply"}).missing == ()
    assert next_gate(about, {**lights, "1a": "missing"}).missing == ("a unit margin that is green",)
    assert len(next_gate(about, {}).missing) == 4
