"""Scenarios made, copied and edited, and the way back from a what-if."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from portfolio.edit import apply_scenario, force, scale_capacity, scenario_from, set_criterion
from portfolio.edit.scenario_changes import (
    add_change,
    add_scenario,
    describe_scenario,
    duplicate_scenario,
    first_amount,
    remove_changes,
    set_change,
)
from portfolio.edit.what_if import without_changes
from portfolio.files import load
from portfolio.model import Change, Rule, in_order

SAMPLES = Path(__file__).parents[3] / "sample_portfolios"


@pytest.fixture
def base():
    return load(SAMPLES / "tutorial_8.portfolio").portfolio


def names(portfolio):
    return [record.name for _, record in in_order(portfolio.scenarios)]


def test_a_copy_stands_right_below_its_original(base):
    first = in_order(base.scenarios)[0][0]
    copied = duplicate_scenario(base, first, "s9")
    assert names(copied)[:2] == [names(base)[0], f"{names(base)[0]} (copy)"]
    assert copied.scenarios["s9"].changes == base.scenarios[first].changes
    assert names(add_scenario(copied, "s8", "Last"))[-1] == "Last"


def test_changes_are_added_set_and_removed(base):
    resource = next(iter(base.resources))
    edited = add_scenario(base, "s9", "Tight", (Change("capacity_factor", resource, 0.9),))
    edited = add_change(edited, "s9", Change("capacity_delay", resource, 1.0))
    edited = set_change(edited, "s9", 0, amount=0.5)
    assert [change.amount for change in edited.scenarios["s9"].changes] == [0.5, 1.0]
    edited = remove_changes(edited, "s9", (0,))
    assert [change.kind for change in edited.scenarios["s9"].changes] == ["capacity_delay"]
    assert describe_scenario(edited, "s9", notes="Why").scenarios["s9"].notes == "Why"
    assert replace(edited, scenarios=base.scenarios) == base


def test_a_change_begins_with_an_amount_that_does_something(base):
    criterion = next(iter(base.criteria))
    assert first_amount(base, "capacity_factor", "r") == 0.8
    assert first_amount(base, "capacity_delay", "r") == 1.0
    assert first_amount(base, "weight", criterion) == base.criteria[criterion].weight


def test_a_what_if_goes_back_and_leaves_other_work_alone(base):
    resource, criterion = next(iter(base.resources)), next(iter(base.criteria))
    member = next(iter(base.initiatives))
    tried = scale_capacity(base, resource, 0.7)
    tried = set_criterion(tried, criterion, weight=77.0)
    tried = force(tried, "x9", Rule("force_in", (member,), reason="Because"))
    changes = scenario_from(base, tried).changes
    noted = replace(tried, notes="written meanwhile")
    back = without_changes(base, noted, changes)
    assert back == replace(base, notes="written meanwhile")
    kept = add_scenario(back, "s9", "Tried", changes)
    again = apply_scenario(kept, "s9")
    assert scenario_from(tried, replace(again, scenarios=tried.scenarios)).changes == ()


def test_changes_of_what_is_gone_are_passed_over(base):
    gone = (
        Change("capacity_factor", "gone", 0.5),
        Change("weight", "gone", 1.0),
        Change("demand_factor", "gone", 2.0),
        Change("benefit_factor", "gone", 2.0),
    )
    assert without_changes(base, base, gone) == base


def test_benefits_and_demands_go_back(base):
    member = next(k for k, r in base.initiatives.items() if r.benefit is not None)
    scaled = add_scenario(
        base,
        "s9",
        "Scaled",
        (Change("benefit_factor", member, 0.5), Change("demand_factor", member, 2.0)),
    )
    tried = replace(apply_scenario(scaled, "s9"), scenarios=base.scenarios)
    changes = scenario_from(base, tried).changes
    assert {change.kind for change in changes} == {"benefit_factor", "demand_factor"}
    assert without_changes(base, tried, changes) == base
