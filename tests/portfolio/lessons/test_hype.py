"""Reach against use that lasts."""

from __future__ import annotations

import math

import pytest

from portfolio.lessons.hype import hype_points, percentile, retained_use
from portfolio.model import Figure, Initiative
from tests.portfolio.lessons.asked import facts, portfolio_of


@pytest.mark.parametrize(
    ("stated", "answers", "expected"),
    [
        ({"retention_day30": 0.06}, {}, 50),
        ({"retention_day30": 0.30}, {}, 100),
        ({"seats": 100, "seats_active_week": 40}, {}, 50),
        ({}, {"integration": 3}, 75),
        ({"retention_day30": 0.06}, {"integration": 4}, 75),
        ({"retention_day30": 0.0}, {"integration": 0}, 0),
    ],
)
def test_use_that_lasts_is_the_mean_of_what_is_stated(stated, answers, expected):
    assert retained_use(facts(stated, **answers)) == pytest.approx(expected)


@pytest.mark.parametrize(
    "stated",
    [
        {},
        {"seats": 100},
        {"seats": 0, "seats_active_week": 0},
        {"retention_day30": -1},
        {"retention_day30": 8},
        {"retention_day30": Figure(0.08, unit="percent")},
    ],
)
def test_use_that_nobody_stated_is_unknown(stated):
    assert math.isnan(retained_use(facts(stated)))


def test_percentile_counts_ties_half():
    assert percentile(2.0, (1.0, 2.0, 2.0, 3.0)) == 50
    assert percentile(1.0, (1.0, 2.0, 2.0, 3.0)) == 12.5
    assert percentile(0.0, (1.0, 2.0)) == 0
    assert percentile(9.0, (1.0, 2.0)) == 100


def test_only_those_who_state_both_have_a_point():
    portfolio = portfolio_of(
        vivid=Initiative("Vivid", "B", facts=facts({"reach": 9e6, "retention_day30": 0.01})),
        claims=Initiative("Claims", "C", facts=facts({"reach": 900}, integration=4)),
        wiki=Initiative("Wiki", "A", facts=facts({"reach": 50})),
        agents=Initiative("Agents", "D"),
    )
    points = {point.initiative: point for point in hype_points(portfolio)}
    assert list(points) == ["vivid", "claims"]
    assert points["vivid"].gap == 50
    assert points["claims"].gap == -50
