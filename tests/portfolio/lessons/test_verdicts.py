"""The verdicts on the reported figures of a viral video product, computed by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portfolio.lessons import finding, judge
from portfolio.model import Figure, FrozenMap, LessonSettings, Reading
from tests.portfolio.lessons.sora import HIGH, LOW, TODAY, video


def part(portfolio, name):
    """What one part says of the product."""
    found = finding(judge(portfolio, today=TODAY), "video", name.partition(".")[0])
    return next(part for part in found.parts if part.name == name)


@pytest.mark.parametrize(
    ("price", "margin", "shown"),
    [(1.00, (1.00 - 1.30) / 1.00, "−30 %"), (0.40, (0.40 - 1.30) / 0.40, "−225 %")],
)
def test_1a_each_clip_costs_more_than_it_brings_in(price, margin, shown):
    found = part(video(price_per_unit=price), "1a.margin")
    assert found.value == pytest.approx(margin)
    assert (found.status, found.text) == ("red", shown)
    assert found.formula == f"(USD {price:g}/use − USD 1.3/use) ÷ USD {price:g}/use = {shown}"


def test_1a_both_reported_prices_as_one_range():
    found = part(video(price_per_unit=Figure(1.0, low=0.4)), "1a.margin")
    assert (found.kindest.text, found.harshest.text) == ("−30 %", "−225 %")
    assert {found.kindest.status, found.harshest.status} == {"red"}


@pytest.mark.parametrize(
    ("per_day", "ratio"), [(LOW, 540e3 / (1e6 * 31)), (HIGH, 540e3 / (15e6 * 31))]
)
def test_1b_revenue_of_december_against_31_days_of_inference(per_day, ratio):
    found = part(video(per_day), "1b.efficiency")
    assert found.value == pytest.approx(ratio)
    assert round(found.value, 3) == (0.017 if per_day == LOW else 0.001)
    assert found.status == "red"


def test_1b_needs_172_times_the_revenue_to_reach_3():
    turn = next(t for t in part(video(), "1b.efficiency").turns if t.name == "revenue_month")
    assert turn.ends_red == pytest.approx(3 * 31e6)
    assert round(turn.ends_red / 540e3) == 172
    assert turn.value == pytest.approx(5 * 31e6)
    assert "172.2 times what it is" in turn.sentence


@pytest.mark.parametrize(
    ("fall", "months", "status"),
    # 12 · ln(0.48 ÷ 1.30) ÷ ln(1 − fall)
    [(0.3, 33.5207, "red"), (0.5, 17.2491, "amber")],
)
def test_1d_months_until_a_margin_of_52_percent(fall, months, status):
    found = part(video(cost_fall=fall), "1d.months")
    assert found.value == pytest.approx(months, abs=1e-3)
    assert found.status == status
    assert found.text == ("34 months" if fall == 0.3 else "17 months")


def test_1d_the_target_of_the_portfolio_counts():
    # 12 · ln(0.2 ÷ 1.30) ÷ ln 0.7
    portfolio = video()
    lessons = LessonSettings(thresholds=FrozenMap({"1d.target": 0.8}))
    own = replace(portfolio, settings=replace(portfolio.settings, lessons=lessons))
    assert part(own, "1d.months").value == pytest.approx(62.976, abs=1e-3)


@pytest.mark.parametrize(
    ("per_day", "share", "shown"), [(LOW, 3.0417, "304 %"), (HIGH, 45.625, "4,562 %")]
)
def test_3b_more_payers_than_users(per_day, share, shown):
    # per day × 365 ÷ 12 ÷ 500,000 users ÷ $20
    found = part(video(per_day), "3b.conversion")
    assert found.value == pytest.approx(share, rel=1e-4)
    assert (found.status, found.text) == ("red", shown)
    assert found.sentence.endswith("Even if every user paid, it would not cover the cost.")


@pytest.mark.parametrize(("per_day", "times"), [(LOW, 83.33), (HIGH, 1250.0)])
def test_3c_compute_against_all_revenue(per_day, times):
    # 175 days ÷ $2.1 M
    found = part(video(per_day), "3c.to_date")
    assert found.value == pytest.approx(times, rel=1e-4)
    assert found.status == "red"


def test_the_lights_do_not_hang_on_which_report_is_right():
    for per_day in (LOW, HIGH):
        board = judge(video(per_day), today=TODAY)
        lights = {code: board.status("video", code) for code in ("1a", "1b", "1d", "3b", "3c")}
        assert set(lights.values()) == {"red"}
        assert board.chance("video", "1a") == 1.0


def test_earns_and_is_paid_for_so_that_pricing_alone_is_not_the_fault():
    assert judge(video(), today=TODAY).status("video", "3a") == "green"


def test_use_that_grows_while_each_clip_loses_money():
    grows = Figure(400.0, as_of=TODAY, earlier=(Reading(100.0, TODAY.replace(month=2)),))
    found = part(video(units_per_day=grows), "1d.growth")
    # Fourfold within 28 days: 4 ** (30.4167 ÷ 28) − 1.
    assert found.value == pytest.approx(3.5085, abs=1e-3)
    assert found.status == "red"
    assert part(video(units_per_day=grows, price_per_unit=2.0), "1d.growth").value == 0.0
