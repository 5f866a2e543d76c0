"""Lesson 3: each formula by hand, at its limits, and whom it leaves alone."""

from __future__ import annotations

from math import inf, isnan

import pytest

from portfolio.lessons.inputs import Inputs
from portfolio.lessons.lights import STATUSES, light
from portfolio.lessons.monetization import CHECKS
from tests.portfolio.lessons.asked import facts, one, said_of, value_of

CHECK = {check.code: check for check in CHECKS}


def value(name, figures):
    return value_of(CHECKS, name, one(facts(figures)))


def status(code, figures=None, stage="run", **answers):
    about = one(facts(figures, **answers), stage=stage)
    return STATUSES[light(CHECK[code], Inputs([about])).light[0]]


@pytest.mark.parametrize(
    ("pricing", "evidence", "stage", "light"),
    [
        (None, None, "run", "missing"),
        ("none", 0, "discovery", "amber"),
        ("none", 0, "pilot", "amber"),
        ("none", 4, "scale", "red"),
        ("none", None, "run", "red"),
        ("mandate", None, "run", "green"),
        ("subscription", None, "pilot", "missing"),
        ("subscription", 0, "build", "green"),
        ("subscription", 0, "pilot", "amber"),
        ("subscription", 1, "pilot", "green"),
        ("usage", 0, "scale", "red"),
        ("usage", 1, "scale", "amber"),
        ("usage", 2, "scale", "green"),
        ("usage", 2, "run", "amber"),
        ("outcome", 3, "run", "green"),
        ("none", 0, "retire", "does not apply"),
    ],
)
def test_pricing_and_evidence_at_each_stage(pricing, evidence, stage, light):
    assert status("3a", stage=stage, pricing=pricing, evidence=evidence) == light


def test_what_is_asked_for_next_is_said():
    about = one(facts(pricing="usage", evidence=1), stage="run")
    said = said_of(CHECKS, "3a.pricing", about)
    assert said.sentence == "It earns by use, shown by a survey, at the run stage."
    assert said.turns == ("Show it by paying customers.",)


def test_a_saving_inside_is_shown_by_savings_and_not_by_customers():
    about = one(facts(pricing="internal saving", evidence=2), stage="run")
    said = said_of(CHECKS, "3a.pricing", about)
    assert said.sentence == "It saves cost inside, shown by a pilot, at the run stage."
    assert said.turns == ("Show it by savings made.",)
    new = said_of(CHECKS, "3a.pricing", one(facts(pricing="usage", evidence=0), stage="idea"))
    assert new.sentence == "It earns by use, with nothing yet to show it, at the idea stage."


def test_required_conversion():
    # 12 × 365 ÷ 12 = 365 uses of 73 users: 5 each, at 0.2, of a price of 10.
    figures = {
        "units_per_day": 12.0,
        "active_month": 73.0,
        "unit_cost": 0.2,
        "price_per_month": 10.0,
    }
    assert value("3b.conversion", figures) == pytest.approx(0.1)
    assert status("3b", figures, kind="consumer app", pricing="subscription") == "amber"
    dear = {**figures, "unit_cost": 0.21}
    assert status("3b", dear, kind="consumer app", pricing="subscription") == "red"
    cheap = {**figures, "unit_cost": 0.09}
    assert status("3b", cheap, kind="consumer app", pricing="subscription") == "green"


def test_conversion_without_a_price_or_without_users():
    figures = {"units_per_day": 12.0, "active_month": 73.0, "unit_cost": 0.2}
    assert value("3b.conversion", {**figures, "price_per_month": 0.0}) == inf
    nobody = {**figures, "active_month": 0.0, "price_per_month": 1.0}
    assert isnan(value("3b.conversion", nobody))


@pytest.mark.parametrize(
    ("answers", "applies"),
    [
        ({"kind": "consumer app"}, True),
        ({"kind": "social or video app", "pricing": "none"}, True),
        ({"pricing": "subscription"}, True),
        ({}, True),
        ({"kind": "consumer app", "pricing": "usage"}, False),
        ({"pricing": "enterprise license"}, False),
        ({"kind": "enterprise product", "pricing": "subscription"}, False),
        ({"kind": "internal tool"}, False),
        ({"pricing": "mandate"}, False),
        ({"pricing": "internal saving"}, False),
    ],
)
def test_conversion_is_asked_where_payers_are_users(answers, applies):
    why = CHECK["3b"].applies(one(facts(**answers)))
    assert (why == "") is applies
    assert applies or why.endswith(".")


def test_free_subsidy():
    # 12 × 365 ÷ 12 = 365 free uses a month at 2 each, of 3,650 of revenue.
    figures = {"free_units_per_day": 12.0, "unit_cost": 2.0, "revenue_month": 3650.0}
    assert value("3c.free", figures) == pytest.approx(0.2)
    assert status("3c", figures, pricing="hybrid") == "green"
    assert status("3c", {**figures, "unit_cost": 2.4}, pricing="hybrid") == "amber"
    assert status("3c", {**figures, "unit_cost": 10.1}, pricing="hybrid") == "red"
    assert value("3c.free", {**figures, "revenue_month": 0.0}) == inf
    assert value("3c.free", {**figures, "free_units_per_day": 0.0}) == 0.0


def test_compute_to_date_against_revenue_to_date():
    figures = {"compute_cost_to_date": 175.0, "revenue_to_date": 2.1}
    assert value("3c.to_date", figures) == pytest.approx(83.333, abs=1e-3)
    assert status("3c", figures, pricing="hybrid") == "red"


@pytest.mark.parametrize(
    "answers",
    [{"pricing": "mandate"}, {"kind": "internal tool"}, {"pricing": "enterprise license"}],
)
def test_free_use_is_no_question_where_use_is_not_sold(answers):
    assert status("3c", **answers) == "does not apply"


@pytest.mark.parametrize(
    ("months", "light"),
    [(24.0, "green"), (24.1, "amber"), (48.0, "amber"), (48.1, "red")],
)
def test_time_to_value_and_payback(months, light):
    assert status("3d", {"months_to_value": months}) == light
    assert status("3d", {"months_to_value": 1.0, "payback_months": months}) == light


def test_payback_alone_does_not_tell_when_value_shows():
    assert status("3d", {"payback_months": 6.0}) == "missing"
