"""Starts, durations, late losses, stop costs and what was spent."""

from __future__ import annotations

from math import inf, nan

import pytest

from portfolio.model import Estimate, FrozenMap, problems
from tests.portfolio.small import RESOURCES, demand, found, only, sound, with_record


def wiki(**fields):
    return with_record(sound(), "initiatives", "wiki", **fields)


def first_quarter():
    """The demand of one quarter, so that there is room to move."""
    return FrozenMap({resource: FrozenMap({"q1": Estimate(1.0)}) for resource in RESOURCES})


def row(resource, amount, period="q1"):
    return FrozenMap({resource: FrozenMap({period: Estimate(amount)})})


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"starts": ("q1", "q9")}, "unknown_period", "starts"),
        ({"starts": ("q2",)}, "starts_too_late", "starts"),
        ({"duration": 0}, "duration_range", "duration"),
        ({"duration": 1}, "duration_short", "duration"),
        ({"late_loss": 1.1}, "late_loss_range", "late_loss"),
        ({"late_loss": -0.1}, "late_loss_range", "late_loss"),
        ({"late_loss": nan}, "late_loss_range", "late_loss"),
    ],
)
def test_a_timing_that_cannot_be(fields, code, field):
    problem = only(wiki(**fields), code)
    assert (problem.kind, problem.record, problem.field) == ("initiative", "wiki", field)
    assert problem.text.startswith("“Wiki”: ")


@pytest.mark.parametrize(
    "fields",
    [
        {"starts": ("q1", "q2")},
        {"starts": ("q2",), "open_ended": True},
        {"starts": ("q2",), "duration": 1, "demand": first_quarter()},
        {"starts": ("q1",), "duration": 5},
        {"duration": 1, "demand": first_quarter()},
        {"late_loss": 1.0},
    ],
)
def test_a_timing_that_can(fields):
    assert problems(wiki(**fields)) == ()


def test_what_is_too_late_names_the_start_that_is_left():
    text = only(wiki(starts=("q2",)), "starts_too_late").text
    assert text == (
        "“Wiki”: it lasts 2 periods and cannot finish in time when it starts in “Q2 2027”, so "
        "only “Q1 2027” is open to it."
    )


def test_work_of_which_nothing_is_said_takes_all_periods():
    texts = [p.text for p in problems(wiki(starts=("q2",), demand=FrozenMap()))]
    assert any(text.startswith("“Wiki”: it lasts 2 periods and cannot") for text in texts)
    assert "starts_too_late" not in {p.code for p in problems(wiki(demand=FrozenMap()))}


def test_demand_is_asked_for_only_while_the_work_lasts():
    assert "demand_not_stated" in {p.code for p in problems(wiki(demand=first_quarter()))}
    assert problems(wiki(demand=first_quarter(), duration=1)) == ()


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"stop_cost": row("tpu", 1.0)}, "unknown_resource", "stop_cost/tpu"),
        ({"stop_cost": row("usd", 1.0, "q9")}, "unknown_period", "stop_cost/usd"),
        ({"stop_cost": row("usd", -1.0)}, "estimate_negative", "stop_cost/usd"),
        ({"stop_cost": row("usd", inf)}, "number_not_finite", "stop_cost/usd"),
        ({"spent": FrozenMap({"tpu": 1.0})}, "unknown_resource", "spent/tpu"),
        ({"spent": FrozenMap({"usd": -1.0})}, "estimate_negative", "spent/usd"),
        ({"spent": FrozenMap({"usd": nan})}, "number_not_finite", "spent/usd"),
    ],
)
def test_amounts_of_a_running_effort_that_cannot_be(fields, code, field):
    problem = only(wiki(status="running", **fields), code)
    assert (problem.kind, problem.record, problem.field) == ("initiative", "wiki", field)


def test_a_running_effort_may_say_what_stopping_costs_and_what_was_spent():
    fields = {"stop_cost": demand(1, 1, 1), "spent": FrozenMap({"usd": 3.0})}
    assert problems(wiki(status="running", **fields)) == ()
    assert [(code, severity) for code, severity, *_ in found(wiki(**fields))] == [
        ("stop_cost_of_candidate", "note"),
        ("spent_of_candidate", "note"),
    ]
