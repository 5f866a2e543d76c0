"""Periods, resources and their capacities."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import inf, nan

import pytest

from portfolio.model import FrozenMap, FundingLevel, Rule, problems
from tests.portfolio.small import found, only, sound, with_record, with_rules


def with_compute(**fields):
    return with_record(sound(), "resources", "gpu", **fields)


def test_capacity_not_stated_anywhere():
    problem = only(with_compute(capacity=FrozenMap()), "capacity_not_stated")
    assert problem.text == "“Compute”: no capacity is stated, so it limits nothing."
    assert (problem.kind, problem.field) == ("resource", "capacity")


def test_capacity_not_stated_in_one_period():
    problem = only(with_compute(capacity=FrozenMap({"q2": 100.0})), "capacity_not_stated")
    assert "no capacity is stated in “Q1 2027”, so it limits nothing there" in problem.text


def test_negative_capacity():
    problem = only(with_compute(capacity=FrozenMap({"q1": -1.0, "q2": 100.0})), "capacity_negative")
    assert (problem.severity, problem.field) == ("error", "capacity/q1")


@pytest.mark.parametrize("amount", [nan, inf])
def test_capacity_that_is_no_number(amount):
    capacity = FrozenMap({"q1": amount, "q2": 100.0})
    assert only(with_compute(capacity=capacity), "number_not_finite").field == "capacity/q1"


@pytest.mark.parametrize("amount", [1.01e100, 1e308])
def test_capacity_beyond_what_can_be_planned_with(amount):
    problem = only(
        with_compute(capacity=FrozenMap({"q1": amount, "q2": 1e100})), "number_too_large"
    )
    assert (problem.severity, problem.field) == ("error", "capacity/q1")
    assert problem.text == "“Compute”: the capacity in “Q1 2027” is too large to plan with."


def test_capacity_in_a_period_that_is_gone():
    capacity = FrozenMap({"q1": 100.0, "q2": 100.0, "q9": 100.0})
    assert only(with_compute(capacity=capacity), "unknown_period").field == "capacity/q9"


def test_no_unit():
    assert only(with_compute(unit=" "), "unit_missing").record == "gpu"


def test_periods_out_of_order():
    dated = with_record(sound(), "periods", "q1", start=date(2027, 4, 1))
    dated = with_record(dated, "periods", "q2", start=date(2027, 1, 1))
    problem = only(dated, "period_order")
    assert problem.record == "q2"
    assert "“Q2 2027” begins on 1 Jan 2027, not after “Q1 2027”" in problem.text


def test_mandated_demand_beyond_a_capacity():
    tight = with_rules(
        with_compute(capacity=FrozenMap({"q1": 100.0, "q2": 40.0})),
        Rule("mandated", ("agents",)),
        Rule("force_in", ("claims",), reason="Promised"),
    )
    problem = only(tight, "capacity_below_mandated")
    assert problem.record == "gpu"
    assert problem.text == (
        "The mandated and forced-in initiatives need 50 H100e-h of “Compute” in “Q2 2027”, "
        "but only 40 H100e-h are there."
    )


def test_what_a_mandated_initiative_requires_counts_too():
    rules = (Rule("mandated", ("wiki",)), Rule("requires", ("wiki", "vivid")))
    tight = with_compute(capacity=FrozenMap({"q1": 84.0, "q2": 100.0}))
    tight = with_record(tight, "resources", "usd", capacity=FrozenMap({"q1": 9.0, "q2": 9.0}))
    assert only(with_rules(tight, *rules), "capacity_below_mandated").record == "gpu"
    assert problems(with_rules(tight, rules[0])) == ()


def test_money_that_carries_over_is_counted_as_a_running_sum():
    rule = Rule("mandated", ("vivid",))
    later = FrozenMap({"q1": 3.0, "q2": 9.0})
    short = with_record(sound(), "resources", "usd", capacity=later)
    problem = only(with_rules(short, rule), "capacity_below_mandated")
    assert "need $4M of “Capital” up to “Q1 2027”" in problem.text
    early = with_record(sound(), "resources", "usd", capacity=FrozenMap({"q1": 8.0, "q2": 0.0}))
    assert problems(with_rules(early, rule)) == ()
    yearly = with_record(early, "resources", "usd", carries_over=False)
    assert only(with_rules(yearly, rule), "capacity_below_mandated").record == "usd"


def test_a_mandated_initiative_may_be_funded_at_its_smallest_level():
    levels = FrozenMap(
        {"l1": FundingLevel("Pilot", "a", 0.25, 0.2), "l2": FundingLevel("Full", "b")}
    )
    small = with_record(sound(), "initiatives", "vivid", levels=levels)
    tight = with_record(small, "resources", "gpu", capacity=FrozenMap({"q1": 20.0, "q2": 20.0}))
    assert problems(with_rules(tight, Rule("mandated", ("vivid",)))) == ()


def test_an_inactive_mandate_needs_nothing():
    rule = Rule("mandated", ("vivid",), active=False)
    none = with_compute(capacity=FrozenMap({"q1": 0.0, "q2": 0.0}))
    assert problems(with_rules(none, rule)) == ()


@pytest.mark.parametrize("field", ["initiatives", "periods", "resources", "criteria"])
def test_parts_that_are_missing_altogether(field):
    bare = replace(sound(), initiatives=FrozenMap(), ratings=FrozenMap())
    bare = replace(bare, **{field: FrozenMap()})
    codes = [code for code, _, kind, *_ in found(bare) if kind == "portfolio"]
    assert codes[:1] == ["no_initiatives"]
    assert f"no_{field}" in codes


@pytest.mark.parametrize("rate", [-1.0, -3.0, nan, inf])
def test_discount_rates_that_cannot_be_used(rate):
    settings = replace(sound().settings, discount_rate=rate)
    assert only(replace(sound(), settings=settings), "discount_rate").severity == "error"


def test_a_discount_rate_that_looks_like_a_percentage():
    settings = replace(sound().settings, discount_rate=10.0)
    problem = only(replace(sound(), settings=settings), "discount_rate_high")
    assert problem.severity == "warning"
    assert "1,000 % a year" in problem.text
