"""Demand that follows from training and use: the numbers, and that every edit keeps it so."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from portfolio.edit import (
    add_period,
    add_resource,
    apply_scenario,
    delete_period,
    delete_resource,
    derivation_text,
    duplicate_initiatives,
    followed_through,
    move,
    rederived,
    set_demand,
    set_facts,
    set_figure,
    set_initiative,
    set_lesson_settings,
    set_period,
    set_resource,
    set_scenario,
    set_settings,
    set_training,
)
from portfolio.errors import PortfolioError
from portfolio.model import Change, Estimate, Figure, FrozenMap, Scenario
from tests.portfolio.small import sound

NOON = datetime(2027, 1, 8, 12, tzinfo=UTC)


def stated():
    """“Vivid” with training and use; two quarters of 90 and, like the one before, 90 days."""
    portfolio = set_period(sound(), "q1", start=date(2027, 1, 1))
    portfolio = set_period(portfolio, "q2", start=date(2027, 4, 1))
    portfolio = set_figure(portfolio, "vivid", "units_per_day", Figure(1_000.0, 500.0, 4_000.0))
    portfolio = set_figure(portfolio, "vivid", "seconds_per_unit", Figure(2_400.0))
    return set_training(portfolio, "vivid", "A100", Figure(1e6))


def derived():
    return set_facts(stated(), "vivid", derived=True)


def rented():
    return set_lesson_settings(derived(), compute="rented")


def row(portfolio, resource="gpu", initiative="vivid"):
    return portfolio.initiatives[initiative].demand.get(resource)


def likely(portfolio, resource="gpu", initiative="vivid"):
    return {period: each.likely for period, each in row(portfolio, resource, initiative).items()}


def close(estimate, likely, low, high):
    ends = (estimate.likely, estimate.low, estimate.high)
    return all(
        abs(one - other) < 1e-9 * abs(other)
        for one, other in zip(ends, (likely, low, high), strict=True)
    )


def test_owned_compute_is_hours_and_no_money():
    # 1M × 0.32 ÷ 2 = 160,000; 1,000 × 2,400 ÷ 86,400 ÷ 0.5 × 2,160 h = 120,000.
    before = stated()
    after = set_facts(before, "vivid", derived=True)
    assert close(row(after)["q1"], 280_000.0, 220_000.0, 640_000.0)
    assert row(after)["q1"] == row(after)["q2"]
    assert row(after, "usd") == row(before, "usd")
    assert row(after, "fte") == row(before, "fte")
    assert after.initiatives["wiki"] is before.initiatives["wiki"]


def test_rented_compute_is_money_beside_the_rest_and_no_demand_for_compute():
    # 280,000 h × $2.35 = $0.658M; 220,000 × 1.70 and 640,000 × 6.88 at the ends.
    after = rented()
    assert likely(after) == {"q1": 0.0, "q2": 0.0}
    assert close(row(after, "usd")["q1"], 4.658, 3.6 + 0.374, 4.4 + 4.4032)


def test_the_switch_there_and_back_changes_nothing():
    assert set_lesson_settings(rented(), compute="owned") == derived()
    bare = set_initiative(derived(), "vivid", demand=row_without(derived(), "usd"))
    there = set_lesson_settings(bare, compute="rented")
    assert close(row(there, "usd")["q1"], 0.658, 0.374, 4.4032)
    assert set_lesson_settings(there, compute="owned") == bare


def row_without(portfolio, resource):
    return portfolio.initiatives["vivid"].demand.without(resource)


def test_the_switch_changes_all_derived_initiatives_at_once():
    both = set_facts(duplicate_initiatives(derived(), {"vivid": "copy"}), "copy", derived=True)
    after = set_lesson_settings(both, compute="rented")
    assert likely(after, "gpu", "copy") == likely(after) == {"q1": 0.0, "q2": 0.0}


def test_use_grows_from_its_beginning_to_the_middle_of_each_period():
    after = set_figure(derived(), "vivid", "use_growth", Figure(0.1, 0.0, 0.2))
    months = 45 / (365 / 12)
    use = 120_000.0 * 1.1**months
    assert likely(after)["q1"] == pytest.approx(160_000 + use)
    assert row(after)["q1"].low == pytest.approx(160_000 + 60_000)
    assert likely(after)["q2"] == pytest.approx(160_000 + 120_000 * 1.1 ** (3 * months))


def test_use_begins_on_the_day_of_the_launch():
    after = set_facts(derived(), "vivid", launched=date(2027, 4, 1))
    assert likely(after) == pytest.approx({"q1": 160_000, "q2": 280_000})
    late = set_facts(derived(), "vivid", launched=date(2027, 5, 16))
    assert likely(late) == pytest.approx({"q1": 160_000, "q2": 160_000 + 60_000})


def test_more_of_the_paid_time_at_work_is_less_compute():
    after = set_figure(derived(), "vivid", "utilization", Figure(0.5, 0.25, 1.0))
    assert close(row(after)["q1"], 280_000, 160_000 + 30_000, 160_000 + 960_000)
    assert likely(set_lesson_settings(derived(), utilization=0.25))["q1"] == 400_000


def test_it_follows_the_periods_in_which_it_works():
    one = set_initiative(derived(), "vivid", starts=("q2",), duration=1)
    assert likely(one) == {"q2": 320_000 + 120_000}
    until = set_initiative(derived(), "vivid", end=date(2027, 3, 1))
    assert likely(until) == {"q1": 440_000}
    longer = set_period(derived(), "q2", start=date(2027, 7, 1))
    assert likely(longer)["q1"] == pytest.approx(160_000 + 120_000 * 181 / 90)
    third = add_period(derived(), "q3", "Q3 2027", start=date(2027, 6, 30))
    assert likely(third)["q3"] == pytest.approx(320_000 / 3 + 120_000)
    assert likely(delete_period(third, "q3")) == likely(derived())
    swapped = move(third, "periods", ["q3"], after=None)
    assert likely(swapped) != likely(third)


def test_it_follows_the_ratio_the_price_and_the_unit():
    assert (
        likely(set_facts(derived(), "vivid", chip_ratios=FrozenMap({"A100": 0.5})))["q1"] == 370_000
    )
    ratios = FrozenMap({"A100": 0.25})
    assert likely(set_lesson_settings(derived(), chip_ratios=ratios))["q1"] == 245_000
    assert likely(set_resource(derived(), "gpu", unit="k GPU hours"))["q1"] == 280.0
    fleet = likely(set_resource(derived(), "gpu", unit="H100e"))["q1"]
    assert fleet == pytest.approx(280_000 / 2_160)
    dear = set_lesson_settings(rented(), chip_hour_price=Figure(10.0))
    assert likely(dear, "usd")["q1"] == pytest.approx(4 + 2.8)
    dearer = set_figure(rented(), "vivid", "chip_hour_price", Figure(20.0))
    assert likely(dearer, "usd")["q1"] == pytest.approx(4 + 5.6)
    assert likely(set_resource(rented(), "usd", unit="$k"), "usd")["q1"] == pytest.approx(4 + 658)


def test_without_a_price_or_a_resource_the_cells_stay_as_they_are():
    euros = set_settings(derived(), currency="EUR")
    assert likely(set_lesson_settings(euros, compute="rented"), "usd") == {"q1": 4, "q2": 4}
    two = add_resource(derived(), "gpu2", "More", "GPU-h", category="compute")
    assert likely(set_lesson_settings(two, utilization=0.1)) == likely(derived())
    one = delete_resource(set_lesson_settings(two, utilization=0.25), "gpu2")
    assert likely(one)["q1"] == 400_000
    assert row(delete_resource(derived(), "gpu")) is None


def test_a_part_of_a_pool_is_not_counted_on():
    parts = add_resource(derived(), "part", "Research", "GPU-h", category="compute", pool="gpu")
    assert likely(set_lesson_settings(parts, utilization=0.25))["q1"] == 400_000


def test_turned_off_the_last_cells_are_typed_ones():
    off = set_facts(rented(), "vivid", derived=False)
    assert row(off, "usd") == row(rented(), "usd")
    assert not off.initiatives["vivid"].facts.besides
    assert likely(set_figure(off, "vivid", "units_per_day", Figure(9e9)), "usd") == likely(
        rented(), "usd"
    )


def test_what_is_derived_cannot_be_typed_over():
    with pytest.raises(PortfolioError, match=r"^“Vivid”: Its demand for “Compute” follows from"):
        set_demand(derived(), "vivid", "gpu", "q1", Estimate(5.0))
    assert likely(set_demand(derived(), "vivid", "usd", "q1", Estimate(5.0)), "usd")["q1"] == 5.0


def test_of_money_what_is_typed_beyond_the_compute_is_needed_besides():
    typed = set_demand(rented(), "vivid", "usd", "q1", Estimate(2.0, 1.5))
    assert likely(typed, "usd")["q1"] == pytest.approx(2.0)
    besides = typed.initiatives["vivid"].facts.besides["usd"]["q1"]
    assert besides == Estimate(1.342, 1.126)
    assert likely(set_lesson_settings(typed, compute="owned"), "usd")["q1"] == 1.342
    cleared = set_demand(rented(), "vivid", "usd", "q1", None)
    assert likely(cleared, "usd")["q1"] == pytest.approx(0.658)
    with pytest.raises(PortfolioError, match="follows from"):
        set_demand(rented(), "vivid", "usd", "q1", Estimate(0.5))


def test_scenarios_scale_derived_demand():
    scenario = Scenario("More", "a", (Change("demand_factor", "vivid", 2.0),))
    portfolio = set_scenario(derived(), "s", scenario)
    assert likely(apply_scenario(portfolio, "s"))["q1"] == 560_000


def test_numbers_beyond_counting_leave_the_cells_as_they_are():
    huge = set_figure(derived(), "vivid", "use_growth", Figure(1e300))
    assert likely(huge) == likely(derived())
    assert likely(set_figure(derived(), "vivid", "units_per_day", Figure(-5.0)))["q1"] == 160_000


def test_without_periods_nothing_is_derived():
    portfolio = delete_period(delete_period(derived(), "q1"), "q2")
    assert not portfolio.initiatives["vivid"].demand
    assert likely(add_period(portfolio, "q3", "Q3"), "gpu") == {"q3": 320_000 + 121_666.66666666667}


def test_deriving_again_changes_nothing():
    for portfolio in (derived(), rented(), stated()):
        assert rederived(portfolio) is portfolio
        assert followed_through(portfolio, portfolio, NOON) is portfolio


def test_the_words_show_the_formula_with_its_numbers():
    grown = set_figure(derived(), "vivid", "use_growth", Figure(0.08))
    training, use, total = derivation_text(grown, "vivid", ("gpu", "q1")).splitlines()
    assert training == "Training: 1M A100-h × 0.32 × 50 % of the work in Q1 2027 = 160k H100e-h"
    rate = "1,000 uses/day × 2,400 chip-s ÷ 86,400 ÷ 50 % × 2,160 h"
    assert use == f"Use: {rate} × 1.08^1.48 months = 134.5k H100e-h"
    assert total == "Together: 294.5k H100e-h"
    money = derivation_text(rented(), "vivid", ("usd", "q1")).splitlines()
    assert money[-1] == "Together: 280k H100e-h × USD 2.35/H100e-h = $0.658M, and $4M besides"
    assert derivation_text(rented(), "vivid", ("gpu", "q1")).endswith("so 0 here.")
    assert derivation_text(derived(), "vivid", ("usd", "q1")) == ""
    assert derivation_text(stated(), "vivid", ("gpu", "q1")) == ""
