"""Worked examples of value functions and swing weights, from file to answer."""

from __future__ import annotations

import pytest

from tests.portfolio.acceptance.documents import rated

OFFICES = [
    [100, 60, 100, 1000, 0, 90],
    [20, 80, 10, 550, 100, 30],
    [80, 70, 0, 400, 10, 100],
    [70, 50, 30, 800, 30, 90],
    [40, 60, 90, 1500, 60, 70],
    [0, 0, 70, 400, 80, 0],
    [60, 100, 20, 700, 50, 80],
]
OFFICE_NAMES = [
    "Addison Square", "Bilton Village", "Carlisle Walk", "Denver Street",
    "Elton Street", "Filton Village", "Gorton Square",
]  # fmt: skip
FLOOR_AREA = [(400, 0), (500, 25), (550, 30), (700, 50), (800, 55), (1000, 75), (1500, 100)]
OFFICE_SWINGS = [100, 80, 70, 30, 20, 10]
OFFICE_VALUES = [80.8, 39.4, 47.4, 52.3, 64.8, 20.9, 60.2]
OFFICE_RANKS = [1, 6, 5, 4, 2, 7, 3]


def offices(**settings):
    plain = [(0, 0), (100, 100)]
    scales = [plain, plain, plain, FLOOR_AREA, plain, plain]
    return rated(OFFICES, [32, 26, 23, 10, 6, 3], anchors=scales, names=OFFICE_NAMES, **settings)


def test_smart_office_location_goodwin_wright(desk):
    """Decision Analysis for Management Judgment, chapter 3: floor area in square feet."""
    scores, ranks = desk.ranked(offices())
    assert scores == pytest.approx(OFFICE_VALUES, abs=0.051)
    assert ranks == OFFICE_RANKS


def test_swings_of_the_office_location_are_the_rounded_weights(desk):
    """The book's swings 100, 80, 70, 30, 20, 10 before they are rounded to 32, 26, 23, 10, 6, 3."""
    tree = offices(weighting="swing")
    for criterion, swing in zip(tree["criteria"].values(), OFFICE_SWINGS, strict=True):
        criterion["swing"] = swing
    found, answer = desk.ranking(tree)
    shares = [round(100 * row["share"]) for row in answer["weights"]]
    assert shares == [32, 26, 23, 10, 6, 3]
    assert [found[f"a{i}"][0] for i in range(7)] == OFFICE_RANKS
    assert found["a0"][1] == pytest.approx((100 * 100 + 80 * 60 + 70 * 100 + 30 * 75 + 900) / 310)


CARS = [[12, 17_000], [9, 10_000], [6, 8_000]]
CAR_SCALES = [[(6, 0), (12, 100)], [(8_000, 100), (17_000, 0)]]


def test_car_by_life_span_and_price_clemen(desk):
    """Making Hard Decisions, chapter 15: a year is worth 600 dollars, so the weights are 2 to 5."""
    scores, ranks = desk.ranked(rated(CARS, [0.286, 0.714], [1, -1], anchors=CAR_SCALES))
    assert scores == pytest.approx([28.6, 69.8, 71.4], abs=0.1)
    assert ranks == [3, 2, 1]


def test_car_by_swing_weights_clemen(desk):
    """Making Hard Decisions, chapter 15: swings 75, 100 and 10 are 0.405, 0.541 and 0.054."""
    colors = [(0, 0), (1, 100)]
    tree = rated(
        [[*row, color] for row, color in zip(CARS, [1, 0, 0], strict=True)],
        senses=[1, -1, 1],
        anchors=[*CAR_SCALES, colors],
        weighting="swing",
    )
    for criterion, swing in zip(tree["criteria"].values(), [75, 100, 10], strict=True):
        criterion["swing"] = swing
    found, answer = desk.ranking(tree)
    shares = [row["share"] for row in answer["weights"]]
    assert shares == pytest.approx([0.405, 0.541, 0.054], abs=6e-4)
    assert found["a0"][1] == pytest.approx(100 * (0.405 + 0.054), abs=0.1)


def test_rank_order_centroid_weights_barron_barrett_1996(desk):
    """SMARTER: the weights of four ordered criteria on the four corners of their scales."""
    centroid = [25 / 48, 13 / 48, 7 / 48, 3 / 48]
    corners = [[100 if i == j else 0 for j in range(4)] for i in range(4)]
    scores, ranks = desk.ranked(rated(corners, centroid, anchors=None))
    assert scores == pytest.approx([52.08, 27.08, 14.58, 6.25], abs=6e-3)
    assert ranks == [1, 2, 3, 4]


def test_a_bent_value_function_belton_stewart(desk):
    """Multiple Criteria Decision Analysis, section 5.2: straight lines between the points given.

    Bisection: half of the value of 0 to 100 lies at 20, a quarter at 8, three quarters at 45.
    """
    bent = [[(0, 0), (8, 25), (20, 50), (45, 75), (100, 100)]]
    scores, _ = desk.ranked(rated([[0], [4], [8], [14], [32.5], [72.5], [100]], anchors=bent))
    assert scores == pytest.approx([0, 12.5, 25, 37.5, 62.5, 87.5, 100])


def test_a_peak_in_the_middle_counts_from_both_sides(desk):
    """A temperature of 20 is best: 15 and 25 are worth the same."""
    peak = [[(10, 0), (20, 100), (30, 0)]]
    scores, ranks = desk.ranked(rated([[15], [20], [25], [30]], anchors=peak))
    assert scores == pytest.approx([50, 100, 50, 0])
    assert ranks == [2, 1, 2, 4]
