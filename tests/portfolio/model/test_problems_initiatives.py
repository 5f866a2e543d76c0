"""Gaps and contradictions inside one initiative."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import inf, nan

import pytest

from portfolio.model import Benefit, Estimate, FrozenMap, FundingLevel, problems
from tests.portfolio.small import found, only, sound, with_record


def with_claims(**fields):
    return with_record(sound(), "initiatives", "claims", **fields)


def with_cells(**cells):
    """Claims triage with another demand for compute."""
    before = sound().initiatives["claims"].demand
    return with_claims(demand=before.with_("gpu", FrozenMap(cells)))


def with_benefit(**fields):
    return with_claims(benefit=replace(sound().initiatives["claims"].benefit, **fields))


def test_no_demand_at_all_is_one_problem():
    problem = only(with_claims(demand=FrozenMap()), "demand_not_stated")
    assert (problem.severity, problem.record, problem.field) == ("warning", "claims", "demand")
    assert problem.text.startswith("“Claims triage”: no demand is stated")


def test_no_demand_for_one_resource_is_one_problem():
    demand = sound().initiatives["claims"].demand.without("gpu")
    problem = only(with_claims(demand=demand), "demand_not_stated")
    assert problem.field == "demand/gpu"
    assert "the demand for “Compute” is not stated, so" in problem.text


def test_no_demand_in_one_period_names_it():
    problem = only(with_cells(q1=Estimate(20.0)), "demand_not_stated")
    assert "the demand for “Compute” is not stated in “Q2 2027”" in problem.text


def test_quarters_before_the_start_and_after_the_end_need_no_demand():
    dated = with_record(sound(), "periods", "q1", start=date(2027, 1, 1))
    dated = with_record(dated, "periods", "q2", start=date(2027, 4, 1))
    one = FrozenMap({r: FrozenMap({"q1": Estimate(1.0)}) for r in ("gpu", "fte", "usd")})
    ends = with_record(dated, "initiatives", "wiki", demand=one, end=date(2027, 3, 31))
    assert problems(ends) == ()
    two = FrozenMap({r: FrozenMap({"q2": Estimate(1.0)}) for r in ("gpu", "fte", "usd")})
    starts = with_record(dated, "initiatives", "wiki", demand=two, start=date(2027, 4, 1))
    assert problems(starts) == ()
    late = with_record(dated, "initiatives", "wiki", demand=one, end=date(2027, 4, 1))
    assert {code for code, *_ in found(late)} == {"demand_not_stated"}


def test_demand_for_what_is_gone():
    demand = sound().initiatives["claims"].demand
    stray = demand.with_("tpu", FrozenMap({"q1": Estimate(1.0)}))
    assert only(with_claims(demand=stray), "unknown_resource").field == "demand/tpu"
    cells = dict.fromkeys(("q1", "q2", "q9"), Estimate(1.0))
    assert only(with_cells(**cells), "unknown_period").field == "demand/gpu"


@pytest.mark.parametrize(
    ("estimate", "text"),
    [
        (Estimate(5.0, low=6.0), "the low estimate (6 H100e-h) is above the likely (5 H100e-h)"),
        (Estimate(5.0, high=4.0), "the likely estimate (5 H100e-h) is above the high (4 H100e-h)"),
    ],
)
def test_estimates_out_of_order(estimate, text):
    problem = only(with_cells(q1=estimate, q2=Estimate(1.0)), "estimate_order")
    assert problem.severity == "error"
    assert problem.text == (f"“Claims triage”: in the demand for “Compute” in “Q1 2027”, {text}.")


def test_the_same_fault_in_several_periods_is_one_problem():
    bad = Estimate(5.0, low=6.0)
    assert only(with_cells(q1=bad, q2=bad), "estimate_order").text.endswith(
        "; the same in 1 other period."
    )


def test_negative_demand():
    problem = only(with_cells(q1=Estimate(-3.0), q2=Estimate(0.0)), "estimate_negative")
    assert "the likely estimate is negative (−3 H100e-h)" in problem.text


@pytest.mark.parametrize("value", [nan, inf, -inf])
def test_numbers_that_are_none(value):
    assert only(with_cells(q1=Estimate(value), q2=Estimate(0.0)), "number_not_finite")
    assert only(with_cells(q1=Estimate(0.0, 0.0, value), q2=Estimate(0.0)), "number_not_finite")
    assert only(with_benefit(amount=Estimate(value)), "number_not_finite")


def test_numbers_beyond_what_can_be_planned_with():
    assert only(with_cells(q1=Estimate(1e308), q2=Estimate(0.0)), "number_too_large")
    assert only(with_cells(q1=Estimate(0.0, 0.0, 1e101), q2=Estimate(0.0)), "number_too_large")
    assert only(with_benefit(amount=Estimate(-1e308)), "number_too_large")


def test_a_benefit_may_be_a_loss_but_not_upside_down():
    assert problems(with_benefit(amount=Estimate(-5.0, -9.0, 2.0))) == ()
    problem = only(with_benefit(amount=Estimate(5.0, high=4.0)), "estimate_order")
    assert problem.field == "benefit/amount"


@pytest.mark.parametrize("benefit", [None, Benefit(), Benefit(probability=0.5)])
def test_no_benefit_while_others_have_one(benefit):
    problem = only(with_claims(benefit=benefit), "benefit_missing")
    assert (problem.severity, problem.field) == ("warning", "benefit/amount")


def test_no_benefit_anywhere_is_a_choice():
    initiatives = {
        key: replace(record, benefit=None) for key, record in sound().initiatives.items()
    }
    without = replace(sound(), initiatives=FrozenMap(initiatives))
    assert problems(without) == ()
    asked = replace(without, settings=replace(without.settings, objective="benefit"))
    assert {code for code, *_ in found(asked)} == {"benefit_missing"}


def test_benefit_is_not_asked_for_when_the_plan_maximizes_value():
    bare = with_claims(benefit=None)
    assert problems(replace(bare, settings=replace(bare.settings, objective="value"))) == ()


def test_mixed_benefit_units():
    problem = only(with_benefit(unit="k€"), "benefit_unit_mixed")
    assert "counted in “k€”, but others in “$M”" in problem.text
    assert problem.record == "claims"


def test_one_benefit_unit_may_be_another_than_the_default():
    initiatives = {
        key: replace(record, benefit=replace(record.benefit, unit=" €M "))
        for key, record in sound().initiatives.items()
    }
    assert problems(replace(sound(), initiatives=FrozenMap(initiatives))) == ()


def test_probability_missing_or_impossible():
    assert only(with_benefit(probability=None), "probability_missing").severity == "warning"
    for impossible in (-0.1, 1.2, nan):
        assert only(with_benefit(probability=impossible), "probability_range").severity == "error"


def test_benefit_in_the_past():
    assert only(with_benefit(delay_years=-1.0), "delay_range").field == "benefit/delay_years"


def test_it_ends_before_it_starts():
    problem = only(with_claims(start=date(2027, 5, 1), end=date(2027, 4, 1)), "end_before_start")
    assert "ends on 1 Apr 2027, before it starts on 1 May 2027" in problem.text


@pytest.mark.parametrize(
    ("level", "code", "severity"),
    [
        (FundingLevel("Pilot", "a", 0.0, 0.2), "level_share", "error"),
        (FundingLevel("Pilot", "a", -0.5, 0.2), "level_share", "error"),
        (FundingLevel("Pilot", "a", nan, 0.2), "level_share", "error"),
        (FundingLevel("Pilot", "a", 0.5, -0.2), "level_share", "error"),
        (FundingLevel("Double", "a", 2.0, 0.2), "level_share", "warning"),
        (FundingLevel("Double", "a", 0.2, 2.0), "level_share", "warning"),
        (FundingLevel(" ", "a", 0.5, 0.5), "level_unnamed", "warning"),
    ],
)
def test_funding_levels(level, code, severity):
    problem = only(with_claims(levels=FrozenMap({"l1": level})), code)
    assert problem.severity == severity
    assert problem.field.startswith("levels/l1")


@pytest.mark.parametrize(
    ("level", "said", "remedy"),
    [
        (FundingLevel("Pilot", "a", 0.0, 0.2), "demand share", "above 0 %"),
        (FundingLevel("Pilot", "a", 0.5, -0.2), "benefit share", "from 0 %"),
    ],
)
def test_a_level_may_promise_nothing_but_not_need_nothing(level, said, remedy):
    free = FundingLevel("Free", "b", 0.5, 0.0)
    levels = FrozenMap({"l1": level, "l2": free})
    problem = only(with_claims(levels=levels), "level_share")
    assert said in problem.text
    assert remedy in problem.remedy


def test_an_initiative_without_a_name_is_called_by_its_code():
    nameless = with_claims(name="", demand=FrozenMap())
    assert [p.text for p in problems(nameless)][1].startswith("“CL”: no demand")
