"""Lesson 2 against figures worked out by hand."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from portfolio.lessons.lasting_value import CHECKS, active_days
from portfolio.model import Figure, Initiative, Reading
from tests.portfolio.lessons.asked import asked, facts, one, part, portfolio_of, said_of, value_of


def test_reported_retention_of_a_video_app():
    about = one(facts({"retention_day1": 0.10, "retention_day7": 0.02, "retention_day30": 0.01}))
    assert value_of(CHECKS, "2b.week_to_day", about) == pytest.approx(0.20)
    assert value_of(CHECKS, "2a.social", about) == pytest.approx(0.01)


def test_active_users_against_the_best_month():
    about = one(facts({"active_month": 500_000, "active_peak": 1_000_000}))
    assert value_of(CHECKS, "2b.active_to_peak", about) == pytest.approx(0.5)


def test_installs_fell_by_31_percent_a_month():
    """3.3 million in November, then 2.2, 1.2 and 1.1: (1.1 / 3.3) to the power of 1 / 2.96."""
    earlier = (
        Reading(3.3e6, date(2025, 11, 30)),
        Reading(2.2e6, date(2025, 12, 31)),
        Reading(1.2e6, date(2026, 1, 31)),
    )
    installs = Figure(1.1e6, as_of=date(2026, 2, 28), earlier=earlier)
    about = one(facts({"installs_month": installs}))
    assert value_of(CHECKS, "2b.installs", about) == pytest.approx(-0.310, abs=0.0005)


def test_one_reading_says_nothing_about_change():
    about = one(facts({"installs_month": Figure(1.1e6, as_of=date(2026, 2, 28))}))
    assert np.isnan(value_of(CHECKS, "2b.installs", about))


def test_active_days_follow_the_power_law_that_was_put_in():
    a, b = 0.4, 0.5
    shares = [np.array([[a * day**-b]]) for day in (1, 7, 30)]
    by_hand = 1 + sum(a * day**-b for day in range(1, 91))
    assert active_days(*shares)[0, 0] == pytest.approx(by_hand)


def test_active_days_need_two_days_above_zero():
    nothing = np.array([[np.nan]])
    assert np.isnan(active_days(np.array([[0.3]]), nothing, nothing)).all()
    assert np.isnan(active_days(np.array([[0.3]]), np.array([[0.0]]), nothing)).all()
    assert active_days(np.array([[0.3]]), np.array([[0.1]]), nothing)[0, 0] > 1


def test_habit_of_an_app_and_of_seats():
    app = one(facts({"active_day": 36, "active_month": 100}, kind="consumer app"))
    assert value_of(CHECKS, "2c.stickiness", app) == pytest.approx(0.36)
    seats = one(facts({"seats_active_week": 30, "seats": 120}, kind="enterprise product"))
    assert value_of(CHECKS, "2c.seats", seats) == pytest.approx(0.25)
    assert part(CHECKS, "2c.seats").applies(seats) == ""
    assert part(CHECKS, "2c.stickiness").applies(seats)


def test_no_seats_are_no_share():
    assert np.isnan(value_of(CHECKS, "2c.seats", one(facts({"seats_active_week": 0, "seats": 0}))))


@pytest.mark.parametrize(
    ("kind", "retention", "habit"),
    [
        ("social or video app", True, True),
        ("consumer app", True, True),
        ("enterprise product", False, True),
        ("internal tool", False, True),
        ("public service", False, True),
        ("developer API", False, False),
        ("model or platform", False, False),
        ("data or governance", False, False),
        (None, True, True),
    ],
)
def test_each_type_is_asked_what_concerns_it(kind, retention, habit):
    about = one(facts(kind=kind), stage="pilot")
    by_code = {check.code: check for check in CHECKS}
    assert (by_code["2a"].applies(about) == "") == retention
    assert (by_code["2b"].applies(about) == "") == retention
    assert (by_code["2c"].applies(about) == "") == habit


def test_what_nobody_uses_yet_is_not_asked_whether_use_lasts():
    by_code = {check.code: check for check in CHECKS}
    for code in ("2a", "2b", "2c", "2d"):
        applies = by_code[code].applies
        assert applies(one(facts(kind="consumer app"), stage="build")) == "Nobody uses it yet."
    launched = facts(kind="consumer app", launched=date(2026, 1, 1))
    assert by_code["2a"].applies(one(launched, stage="build")) == ""


def test_without_a_type_it_is_missing():
    assert said_of(CHECKS, "2a.type", one(facts())).status == "missing"
    assert said_of(CHECKS, "2a.type", one(facts(kind="consumer app"))).status == "does not apply"


def crowd(**more):
    """Four initiatives: the more people one reaches, the less its use lasts."""
    rows = {
        f"i{number}": Initiative(
            f"I{number}",
            f"V{number}",
            stage="pilot",
            facts=facts({"reach": 10.0**number, "retention_day30": (5 - number) / 100}),
        )
        for number in range(1, 5)
    }
    return portfolio_of(**rows, **more)


def test_hype_gap_is_the_distance_of_two_percentiles():
    """Of four, the highest stands at the percentile 87.5 and the lowest at 12.5."""
    portfolio = crowd()
    assert value_of(CHECKS, "2d.gap", asked("i4", portfolio)) == pytest.approx(75)
    assert value_of(CHECKS, "2d.gap", asked("i1", portfolio)) == pytest.approx(-75)


def test_hype_gap_needs_four_to_compare():
    few = portfolio_of(**{key: crowd().initiatives[key] for key in ("i1", "i2", "i3")})
    check = CHECKS[-1]
    assert "Fewer than 4" in check.applies(asked("i1", few))
    assert check.applies(asked("i1", crowd())) == ""
    assert np.isnan(value_of(CHECKS, "2d.gap", asked("i1", few)))


def test_hype_gap_of_one_that_states_neither_is_unknown():
    portfolio = crowd(silent=Initiative("Silent", "Z", stage="pilot"))
    assert np.isnan(value_of(CHECKS, "2d.gap", asked("silent", portfolio)))
