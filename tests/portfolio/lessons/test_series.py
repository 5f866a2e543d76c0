"""Unit economics over time, against formulas computed by hand."""

from __future__ import annotations

from math import inf, isnan, log

import numpy as np
import pytest

from portfolio.lessons.series import MONTHS, economics
from portfolio.model import Figure
from tests.portfolio.lessons.asked import facts, one

GIVEN = {
    "price_per_unit": 1.0,
    "unit_cost": 1.3,
    "cost_fall": 0.3,
    "units_per_day": 1200.0,
    "free_units_per_day": 600.0,
    "use_growth": 0.1,
    "active_month": 1000.0,
    "price_per_month": 20.0,
}


def found(**changed):
    return economics(one(facts({**GIVEN, **changed})))


def test_margin_follows_the_cost():
    margin = found().margin
    assert margin.likely[0] == pytest.approx(-0.3)
    assert margin.likely[12] == pytest.approx(1 - 1.3 * 0.7)
    assert margin.likely[24] == pytest.approx(1 - 1.3 * 0.49)
    assert len(margin.likely) == MONTHS + 1
    np.testing.assert_array_equal(margin.low, margin.likely)


def test_break_even_is_where_the_margin_crosses_zero():
    months, early, late = found().break_even
    assert months == pytest.approx(12 * log(1 / 1.3) / log(0.7))
    assert (early, late) == (months, months)
    after = int(np.ceil(months))
    assert found().margin.likely[after] > 0 > found().margin.likely[after - 1]


def test_losses_grow_with_use_before_they_shrink_with_cost():
    loss = found().loss.likely
    # 36,500 uses a month at 1.30, of which half pay 1.
    assert loss[0] == pytest.approx(36_500 * 1.3 - 18_250)
    assert loss[12] == pytest.approx((36_500 * 1.3 * 0.7 - 18_250) * 1.1**12)


def test_conversion_and_subsidy_fall_with_the_cost():
    series = found()
    assert series.conversion.likely[0] == pytest.approx(36.5 * 1.3 / 20)
    assert series.conversion.likely[12] == pytest.approx(36.5 * 1.3 * 0.7 / 20)
    assert series.subsidy.likely[12] == pytest.approx(1.3 * 0.7)


def test_a_range_is_a_band_about_the_likely_course():
    series = found(unit_cost=Figure(1.3, 1.0, 2.0))
    assert (series.margin.low <= series.margin.likely).all()
    assert (series.margin.high >= series.margin.likely).all()
    _, early, late = series.break_even
    assert 0 <= early < series.break_even[0] < late


def test_a_cost_that_does_not_fall_never_breaks_even():
    assert found(cost_fall=0.0).break_even == (inf, inf, inf)
    assert found(unit_cost=0.5).break_even == (0.0, 0.0, 0.0)


def test_what_is_missing_is_named_and_no_number_made_up():
    series = economics(one(facts({"price_per_unit": 1.0})))
    assert np.isnan(series.margin.likely).all()
    assert isnan(series.break_even[0])
    assert series.missing == ("Cost of one use (or Chip time of one use)",)
