"""Figures as arrays: stated, by default, worked out, sampled, in another unit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portfolio.lessons.columns import Column, oddity, read_columns, worlds
from portfolio.lessons.derived import DERIVATIONS, KINDS
from portfolio.lessons.inputs import Inputs, defaults
from portfolio.lessons.readings import monthly_change, peak
from portfolio.model import FIGURE, Figure, FrozenMap, LessonSettings, Reading, Settings
from portfolio.model.compute import CHIP_HOUR_PRICE
from portfolio.model.figures import unit_fits
from tests.portfolio.lessons.asked import facts, one


def value(name, figures, samples=0, **answers):
    return float(Inputs([one(facts(figures, **answers))], samples)[name][0, 0])


def test_a_stated_cost_stands_before_a_derived_one():
    assert value("unit_cost", {"unit_cost": 3.0, "seconds_per_unit": 60.0}) == 3.0


def test_unit_cost_from_chip_time_by_hand():
    # 1,800 s of half an H100 at $2 an hour, half used: 0.25 h × 2 ÷ 0.5 = 1; and 0.3 on top.
    given = {
        "seconds_per_unit": 1800.0,
        "chip_hour_price": 2.0,
        "utilization": 0.5,
        "moderation_cost": 0.1,
        "fee_cost": 0.2,
    }
    answers = {"inference_chip": "X1", "chip_ratios": FrozenMap({"X1": 0.5})}
    assert value("unit_cost", given, **answers) == pytest.approx(1.3)


def test_defaults_of_the_portfolio_and_of_the_app():
    assert defaults(Settings())["chip_hour_price"] is CHIP_HOUR_PRICE
    assert "chip_hour_price" not in defaults(Settings(currency="CHF"))
    own = Settings(currency="CHF", lessons=LessonSettings(chip_hour_price=Figure(3.0)))
    assert defaults(own)["chip_hour_price"].likely == 3.0
    # 3,600 s × 1.0 × 2.35 ÷ 0.5
    assert value("unit_cost", {"seconds_per_unit": 3600.0}) == pytest.approx(4.7)


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        ("uses_month", {"units_per_day": 12.0}, 365.0),
        ("units_per_day", {"inference_cost_month": 365.0, "unit_cost": 2.0}, 6.0),
        ("unit_cost", {"inference_cost_month": 365.0, "units_per_day": 6.0}, 2.0),
        ("inference_cost_month", {"units_per_day": 6.0, "unit_cost": 2.0}, 365.0),
        ("price_per_unit", {"revenue_month": 730.0, "units_per_day": 12.0}, 2.0),
        (
            "revenue_month",
            {"price_per_unit": 2.0, "units_per_day": 15.0, "free_units_per_day": 3.0},
            730.0,
        ),
        (
            "revenue_month",
            {"price_per_unit": 2.0, "units_per_day": 1.0, "free_units_per_day": 3.0},
            0.0,
        ),
        ("uses_per_user", {"units_per_day": 12.0, "active_month": 73.0}, 5.0),
    ],
)
def test_what_follows_from_other_figures(name, given, expected):
    assert value(name, given) == pytest.approx(expected)


def test_nothing_follows_from_nothing():
    inputs = Inputs([one(facts())], samples=0)
    for name in DERIVATIONS:
        if name not in {"benefit_others", "compute_others"}:
            assert np.isnan(inputs[name]).all(), name


def test_growth_and_peak_from_earlier_readings():
    # From 100 to 121 in two months of 365 ÷ 12 days each, one year being twelve.
    figure = Figure(400.0, as_of=date(2027, 1, 1), earlier=(Reading(100.0, date(2026, 1, 1)),))
    assert monthly_change(figure) == pytest.approx(4 ** (1 / 12) - 1)
    assert peak(replace(figure, likely=50.0)) == 100.0
    assert np.isnan(monthly_change(Figure(1.0, as_of=date(2027, 1, 1))))
    assert np.isnan(monthly_change(replace(figure, likely=0.0)))
    assert np.isnan(monthly_change(replace(figure, as_of=date(2026, 1, 3))))
    assert np.isnan(peak(Figure(1.0)))


@pytest.mark.parametrize(
    ("unit", "fits"),
    [
        ("", True),
        ("USD", True),
        ("$", True),
        ("USD/use", True),
        ("$/use", True),
        ("usd/use", True),
        ("USD/month", False),
        ("EUR", False),
        ("€/use", False),
        ("$M", False),
        ("%", False),
    ],
)
def test_money_may_name_the_currency_of_the_portfolio(unit, fits):
    assert unit_fits(unit, FIGURE["price_per_unit"], "USD") is fits


def test_samples_follow_the_triangle():
    column = Column(np.array([2.0]), np.array([0.0]), np.array([8.0]))
    found = worlds(column, "unit_cost", 4000)[0]
    assert found[0] == 2.0
    rest = np.sort(found[1:])
    # Mean (a + b + c) ÷ 3, variance (a² + b² + c² − ab − ac − bc) ÷ 18; a quarter is below 2.
    assert rest.mean() == pytest.approx(10 / 3, abs=1e-3)
    assert rest.var() == pytest.approx((4 + 64 - 16) / 18, abs=5e-3)
    assert (rest < 2.0).mean() == pytest.approx(0.25)
    assert (rest[0], rest[-1]) == (pytest.approx(0.0, abs=0.1), pytest.approx(8.0, abs=0.2))


def test_samples_are_the_same_in_every_run_and_differ_by_figure():
    column = Column(np.array([2.0]), np.array([0.0]), np.array([8.0]))
    np.testing.assert_array_equal(worlds(column, "a", 32), worlds(column, "a", 32))
    assert not np.array_equal(worlds(column, "a", 32), worlds(column, "b", 32))


def test_a_figure_without_a_range_is_the_same_in_every_world():
    inputs = Inputs([one(facts({"unit_cost": 2.0})), one(facts({"unit_cost": Figure(2.0, 1.0)}))])
    assert set(inputs["unit_cost"][0]) == {2.0}
    assert (inputs["unit_cost"][1, 1:] < 2.0).all()


def test_replacing_one_input_moves_what_follows_from_it():
    inputs = Inputs([one(facts({"units_per_day": 12.0, "unit_cost": 2.0}))], samples=0)
    moved = inputs.with_("unit_cost", np.array([1.0, 3.0]))
    assert moved["inference_cost_month"].tolist() == [[365.0, 1095.0]]
    assert inputs["inference_cost_month"].tolist() == [[730.0]]


def test_columns_hold_each_figure_in_the_row_of_its_initiative():
    stated = [
        FrozenMap({"seats": Figure(3.0, high=4.0), "utilization": Figure(0.25)}),
        FrozenMap(),
        FrozenMap({"utilization": Figure(0.0), "price_per_unit": Figure(2.0, unit="GBP")}),
    ]
    found = read_columns(stated, {"utilization": Figure(0.5, 0.4)}, "USD")
    np.testing.assert_array_equal(found["seats"].likely, [3.0, np.nan, np.nan])
    np.testing.assert_array_equal(found["seats"].high, [4.0, np.nan, np.nan])
    # A default stands for what is not stated, and not for what is stated and impossible.
    np.testing.assert_array_equal(found["utilization"].likely, [0.25, 0.5, np.nan])
    np.testing.assert_array_equal(found["utilization"].low, [np.nan, 0.4, np.nan])
    assert np.isnan(found["price_per_unit"].likely).all()
    assert list(found) == list(FIGURE)


numbers = st.floats(allow_nan=True, allow_infinity=True, width=32)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    name=st.sampled_from(sorted(FIGURE)),
    likely=numbers,
    low=st.none() | numbers,
    high=st.none() | numbers,
    unit=st.sampled_from(["", "EUR", "USD"]),
)
def test_what_is_left_out_is_said_and_what_is_said_is_left_out(name, likely, low, high, unit):
    figure = Figure(likely, low, high, unit)
    stated = [FrozenMap({"unknown": Figure(1.0), name: figure})]
    column = read_columns(stated, {}, "USD")[name]
    whole = not np.isnan(column.likely[0])
    ranged = np.isnan([column.low[0], column.high[0]]).tolist() == [low is None, high is None]
    assert (oddity(figure, KINDS[name], "USD") == "") is (whole and ranged)
