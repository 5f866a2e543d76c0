"""Lesson 1: each formula by hand, at its limits, and whom it leaves alone."""

from __future__ import annotations

from math import inf, isnan

import pytest

from portfolio.lessons.compute_economics import CHECKS
from portfolio.lessons.inputs import Inputs
from portfolio.lessons.lights import STATUSES, light
from portfolio.model import Benefit, Estimate, FrozenMap, Initiative, Portfolio, Resource
from tests.portfolio.lessons.asked import asked, facts, one, value_of

CHECK = {check.code: check for check in CHECKS}


def value(name, figures):
    return value_of(CHECKS, name, one(facts(figures)))


def status(code, about):
    return STATUSES[light(CHECK[code], Inputs([about])).light[0]]


@pytest.mark.parametrize(
    ("price", "cost", "margin"),
    [(2.0, 1.0, 0.5), (1.0, 1.3, -0.3), (0.4, 1.3, -2.25), (0.0, 1.0, -inf), (5.0, 0.0, 1.0)],
)
def test_unit_margin(price, cost, margin):
    found = value("1a.margin", {"price_per_unit": price, "unit_cost": cost})
    assert found == pytest.approx(margin)


def test_no_margin_on_nothing():
    assert isnan(value("1a.margin", {"price_per_unit": 0.0, "unit_cost": 0.0}))


@pytest.mark.parametrize(
    ("price", "light"), [(2.0, "green"), (1.9, "amber"), (1.25, "amber"), (1.24, "red")]
)
def test_bands_of_the_margin(price, light):
    about = one(facts({"price_per_unit": price, "unit_cost": 1.0}, pricing="usage"))
    assert status("1a", about) == light


@pytest.mark.parametrize(
    ("revenue", "light"), [(5.1, "green"), (5.0, "green"), (4.9, "amber"), (2.9, "red")]
)
def test_bands_of_inference_efficiency(revenue, light):
    about = one(facts({"revenue_month": revenue, "inference_cost_month": 1.0}, pricing="usage"))
    assert status("1b", about) == light


@pytest.mark.parametrize(
    ("figures", "months"),
    [
        # Target cost 1 × (1 − 0.52); a fall by half a year takes 12 months for each halving.
        ({"price_per_unit": 1.0, "unit_cost": 1.92, "cost_fall": 0.5}, 24.0),
        ({"price_per_unit": 1.0, "unit_cost": 0.96, "cost_fall": 0.75}, 6.0),
        ({"price_per_unit": 1.0, "unit_cost": 0.48, "cost_fall": 0.3}, 0.0),
        ({"price_per_unit": 1.0, "unit_cost": 0.0, "cost_fall": 0.3}, 0.0),
        ({"price_per_unit": 1.0, "unit_cost": 1.0, "cost_fall": 0.0}, inf),
        ({"price_per_unit": 0.0, "unit_cost": 1.0, "cost_fall": 0.3}, inf),
    ],
)
def test_months_until_the_margin(figures, months):
    assert value("1d.months", figures) == pytest.approx(months)


@pytest.mark.parametrize(
    ("price", "growth", "found"), [(1.0, 0.2, 0.2), (1.0, -0.2, -0.2), (2.0, 0.2, 0.0)]
)
def test_growth_counts_only_while_each_use_loses_money(price, growth, found):
    figures = {"price_per_unit": price, "unit_cost": 1.5, "use_growth": growth}
    assert value("1d.growth", figures) == pytest.approx(found)


def test_growth_of_losses_is_red_whatever_the_months():
    figures = {"price_per_unit": 1.0, "unit_cost": 1.01, "cost_fall": 0.9, "use_growth": 0.05}
    assert value("1d.months", figures) < 12
    assert status("1d", one(facts(figures, pricing="usage"))) == "red"


def test_growth_that_is_not_stated_leaves_the_trap_open():
    figures = {"price_per_unit": 1.0, "unit_cost": 1.01, "cost_fall": 0.9}
    assert status("1d", one(facts(figures, pricing="usage"))) == "missing"


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        (
            {"pricing": "internal saving", "kind": "internal tool"},
            "Nobody pays for its use, and no saving per use is stated as its price.",
        ),
        ({"pricing": "mandate"}, "It is there because it must be, not to earn by its use."),
        ({"kind": "internal tool"}, "Nobody pays for the use of an internal tool."),
        ({"kind": "public service"}, "Nobody pays for the use of a public service."),
        ({"kind": "data or governance"}, "Nobody pays for the use of data or governance work."),
    ],
)
def test_what_is_not_sold_is_left_alone(answers, why):
    for code in ("1a", "1b", "1d"):
        assert CHECK[code].applies(one(facts(**answers))) == why
        assert status(code, one(facts(**answers))) == "does not apply"


def test_a_saving_per_use_is_held_against_its_cost():
    saved = facts({"price_per_unit": 4.0, "unit_cost": 1.0}, pricing="internal saving")
    assert status("1a", one(saved)) == "green"


def test_a_product_without_a_price_is_asked_for_it():
    assert status("1a", one(facts({"unit_cost": 1.0}, kind="consumer app"))) == "missing"


def plan(own, rest, benefits, unit="H100e-h", other="H100e-h"):
    """Two initiatives with compute and benefit of their own."""

    def make(name, hours, amount):
        demand = FrozenMap({"gpu": FrozenMap({"q1": Estimate(hours)})}) if hours else FrozenMap()
        return Initiative(name, name, demand=demand, benefit=Benefit(Estimate(amount)))

    return Portfolio(
        "p",
        resources=FrozenMap(
            {
                "gpu": Resource("GPU", "1", unit, category="compute"),
                "tpu": Resource("TPU", "2", other, category="compute"),
            }
        ),
        initiatives=FrozenMap(
            {"a": make("a", own, benefits[0]), "b": make("b", rest, benefits[1])}
        ),
    )


@pytest.mark.parametrize(
    ("hours", "benefits", "ratio", "light"),
    [
        ((30.0, 70.0), (30.0, 70.0), 1.0, "green"),
        ((60.0, 40.0), (30.0, 70.0), 2.0, "amber"),
        ((80.0, 20.0), (20.0, 80.0), 4.0, "red"),
        ((80.0, 20.0), (0.0, 80.0), inf, "red"),
        ((80.0, 20.0), (-5.0, 80.0), inf, "red"),
    ],
)
def test_share_of_compute_for_each_share_of_benefit(hours, benefits, ratio, light):
    about = asked("a", plan(*hours, benefits))
    assert value_of(CHECKS, "1c.shares", about) == pytest.approx(ratio)
    assert status("1c", about) == light


def test_no_share_where_the_portfolio_promises_nothing_or_counts_in_two_units():
    assert isnan(value_of(CHECKS, "1c.shares", asked("a", plan(1.0, 1.0, (0.0, 0.0)))))
    mixed = plan(1.0, 1.0, (1.0, 1.0), other="TPU-h")
    assert isnan(value_of(CHECKS, "1c.shares", asked("a", mixed)))


def test_appetite_is_asked_only_of_those_that_take_compute():
    assert CHECK["1c"].applies(one(facts())) == "This portfolio plans no compute."
    portfolio = plan(1.0, 1.0, (1.0, 1.0))
    assert CHECK["1c"].applies(asked("a", portfolio)) == ""
