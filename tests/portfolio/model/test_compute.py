"""Hours of chips in the units of resources, periods in days, and where compute is counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from portfolio.model import FIGURE, Facts, Figure, FrozenMap, LessonSettings, Settings
from portfolio.model.amounts import money_unit
from portfolio.model.compute import (
    CHIP_HOUR_PRICE,
    chip_hour_price,
    chip_ratio,
    fleet,
    period_days,
    units_of_hours,
)
from portfolio.model.compute_basis import compute_basis
from portfolio.model.figures import same_currency, unit_fits
from tests.portfolio.small import sound, with_record


def test_a_run_rate_keeps_chips_busy():
    # 4.5M users × 25 % × 10 clips × 40 minutes of one chip, all day: 312,500 chips.
    assert fleet(11_250_000.0, 2_400.0, 1.0) == pytest.approx(312_500.0)
    assert fleet(86_400.0, 1.0, 0.5) == 2.0


@pytest.mark.parametrize(
    ("unit", "amount"),
    [
        ("H100e-h", 2160.0),
        ("h", 2160.0),
        ("GPU hours", 2160.0),
        ("gpu-h", 2160.0),
        ("k GPU-h", 2.16),
        ("M H100e-h", 0.00216),
        ("H100-equivalent hours", 2160.0),
        ("H100e", 1.0),
        ("GPUs", 1.0),
        ("k chips", 0.001),
        ("FTE", None),
        ("$M", None),
        ("GPU days", None),
        ("", None),
    ],
)
def test_hours_in_the_unit_of_a_resource(unit, amount):
    assert units_of_hours(unit, 2160.0, 2160.0) == (
        None if amount is None else pytest.approx(amount)
    )


@pytest.mark.parametrize(
    ("starts", "days"),
    [
        ([date(2027, 1, 1), date(2027, 4, 1), date(2027, 7, 1)], [90, 91, 91]),
        ([date(2027, 1, 1)], [91.25]),
        ([None, None], [91.25, 91.25]),
        ([None, date(2027, 1, 1), date(2027, 2, 1)], [31, 31, 31]),
        ([date(2027, 1, 1), date(2027, 4, 1), None], [90, 90, 90]),
        ([date(2027, 4, 1), date(2027, 1, 1)], [91.25, 91.25]),
        ([], []),
    ],
)
def test_how_long_periods_last(starts, days):
    assert period_days(starts) == days


def test_a_chip_is_worth_what_the_nearest_says():
    lessons = LessonSettings(chip_ratios=FrozenMap({"A100": 0.4, "X1": 3.0}))
    assert chip_ratio("A100", Facts(), LessonSettings()) == 0.32
    assert chip_ratio("A100", Facts(), lessons) == 0.4
    assert chip_ratio("A100", Facts(chip_ratios=FrozenMap({"A100": 0.5})), lessons) == 0.5
    assert chip_ratio("X1", Facts(), lessons) == 3.0
    assert chip_ratio("X2", Facts(), lessons) is None


def test_the_default_price_is_in_dollars():
    assert chip_hour_price(Settings()) is CHIP_HOUR_PRICE
    assert chip_hour_price(Settings(currency="$")) is CHIP_HOUR_PRICE
    assert chip_hour_price(Settings(currency="EUR")) is None
    own = Settings(currency="EUR", lessons=LessonSettings(chip_hour_price=Figure(2.0)))
    assert chip_hour_price(own) == Figure(2.0)


@pytest.mark.parametrize(
    ("unit", "money"),
    [
        ("$M", ("$", 1e6)),
        ("€k", ("€", 1e3)),
        ("USD bn", ("USD", 1e9)),
        ("£", ("£", 1.0)),
        (" $M ", ("$", 1e6)),
        ("$M/yr", None),
        ("FTE", None),
        ("", None),
    ],
)
def test_how_much_money_a_unit_is(unit, money):
    assert money_unit(unit) == money


def test_units_of_figures():
    cost, share = FIGURE["unit_cost"], FIGURE["utilization"]
    fitting = [
        unit
        for unit in ("", "$", "USD", "$/use", "USD/use", "¤/use", "€", "$/month")
        if unit_fits(unit, cost, "USD")
    ]
    assert fitting == ["", "$", "USD", "$/use", "USD/use"]
    assert unit_fits("share", share, "USD")
    assert not unit_fits("%", share, "USD")
    assert same_currency("€", "eur")
    assert not same_currency("$", "CAD")


def test_what_a_figure_can_be():
    assert FIGURE["utilization"].allows(1.0)
    assert not FIGURE["utilization"].allows(0.0)
    assert FIGURE["retention_day1"].allows(0.0)
    assert not FIGURE["reach"].allows(float("inf"))
    assert not FIGURE["reach"].allows(float("nan"))


def test_owned_compute_is_counted_on_compute_and_rented_on_money():
    owned = compute_basis(sound())
    assert (owned.counted, owned.rented, owned.unit, owned.idle) == ("gpu", False, "H100e-h", ())
    rented = compute_basis(renting(sound()))
    assert (rented.counted, rented.rented, rented.unit) == ("usd", True, "$M")
    assert rented.idle == ("gpu",)


def renting(portfolio):
    lessons = LessonSettings(compute="rented")
    return replace(portfolio, settings=replace(portfolio.settings, lessons=lessons))


def test_a_basis_that_cannot_be_told_says_why():
    two = with_record(sound(), "resources", "fte", category="compute", unit="GPUs")
    basis = compute_basis(two)
    assert not basis.counted
    assert basis.fault.endswith("“Compute” and “ML engineers”")
    assert basis.remedy
    part = with_record(two, "resources", "fte", pool="gpu")
    assert compute_basis(part).counted == "gpu"
    euros = renting(with_record(sound(), "resources", "usd", unit="€M"))
    assert compute_basis(euros).fault == "there is no resource of money that is counted in USD"
