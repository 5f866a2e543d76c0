"""Weights that people give, and value functions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.errors import PortfolioError
from portfolio.model import Anchor, Criterion
from portfolio.ranking.ordering import competition_ranks
from portfolio.ranking.scales import checked_anchors, follows_direction, points, scales_of
from portfolio.ranking.weights import normalized, rank_order_centroid, stated_weights


def criteria(*pairs):
    return [
        Criterion(f"C{i}", str(i), weight=weight, swing=swing)
        for i, (weight, swing) in enumerate(pairs)
    ]


def test_direct_weights_are_normalized():
    weights, notes = stated_weights(criteria((2, None), (6, 10)), "direct")
    np.testing.assert_allclose(weights, [0.25, 0.75])
    assert notes == ()


def test_swing_weights_are_normalized_and_unasked_swings_are_said():
    weights, notes = stated_weights(criteria((1, 100), (1, 25), (9, None)), "swing")
    np.testing.assert_allclose(weights, [0.8, 0.2, 0])
    assert notes == ("The swing of “C2” has not been judged yet, so it carries no weight.",)


def test_no_swing_at_all_gets_a_sentence():
    with pytest.raises(PortfolioError, match="no swing has been judged"):
        stated_weights(criteria((1, None), (2, None)), "swing")


def test_no_criteria_have_no_weights():
    weights, notes = stated_weights([], "swing")
    assert weights.shape == (0,)
    assert notes == ()


@pytest.mark.parametrize(
    ("weights", "where"),
    [([0, 0], "Weights"), ([1, -1], "Criterion “B”"), ([np.nan, 1], "Criterion “A”"),
     ([1, np.inf], "Criterion “B”"), ([1], "Weights"), ([1, 1, 1], "Weights")],
)  # fmt: skip
def test_unusable_weights_are_named(weights, where):
    with pytest.raises(PortfolioError) as error:
        normalized(np.array(weights, dtype=float), ["A", "B"])
    assert error.value.where == where


def test_huge_and_tiny_weights_keep_their_proportions():
    np.testing.assert_allclose(normalized(np.array([1e308, 1e308]), ["A", "B"]), [0.5, 0.5])
    np.testing.assert_allclose(normalized(np.array([5e-324, 0]), ["A", "B"]), [1, 0])


@given(st.permutations(range(1, 7)))
def test_centroid_weights_follow_the_order_and_sum_to_one(order):
    weights = rank_order_centroid(order)
    assert weights.sum() == pytest.approx(1)
    assert np.argsort(-weights).tolist() == np.argsort(order).tolist()
    np.testing.assert_allclose(rank_order_centroid([1] * 6), [1 / 6] * 6)


LEVELS, POINTS = np.array([0.0, 10, 40]), np.array([0.0, 80, 100])


def test_value_is_linear_between_anchors_and_flat_beyond():
    found = points(
        np.array([-5, 0, 5, 10, 25, 40, 99, np.nan]), anchor_levels=LEVELS, anchor_points=POINTS
    )
    np.testing.assert_allclose(found, [0, 0, 40, 80, 90, 100, 100, np.nan])


def test_value_of_huge_scales_is_finite():
    found = points(
        np.array([-1e308, 0, 1.7e308]),
        anchor_levels=np.array([-1.7e308, 1.7e308]),
        anchor_points=np.array([0.0, 100]),
    )
    np.testing.assert_allclose(found, [100 * 0.7 / 3.4, 50, 100])


@pytest.mark.parametrize(
    "anchors",
    [(), ((0, 0),), ((0, 0), (0, 100)), ((5, 0), (1, 100)), ((0, 0), (1, 101)), ((0, -1), (1, 9)),
     ((np.nan, 0), (1, 100)), ((0, 0), (1, np.inf))],
)  # fmt: skip
def test_unusable_anchors_name_the_criterion(anchors):
    criterion = Criterion("Reach", "a", anchors=tuple(Anchor(*each) for each in anchors))
    with pytest.raises(PortfolioError) as error:
        checked_anchors(criterion)
    assert error.value.where == "Criterion “Reach”"


@pytest.mark.parametrize(
    ("anchors", "expected"),
    [
        ([(0, 0), (10, 100)], (0, 10, 10, 10, 5)),
        ([(0, 100), (10, 0)], (0, 10, 0, 0, 5)),
        ([(23, 0), (30, 100), (35, 100), (60, 0)], (23, 60, 30, 35, 26.5)),
        ([(0, 0), (4, 50), (10, 100)], (0, 10, 10, 10, 4)),
        ([(0, 60), (10, 100)], (0, 10, 10, 10, 0)),
        ([(0, 0), (10, 50)], (0, 10, 10, 10, 10)),
    ],
)
def test_scales_say_what_the_anchors_say(anchors, expected):
    criterion = Criterion("C", "a", anchors=tuple(Anchor(*each) for each in anchors))
    found = scales_of([criterion])
    levels = (found.low, found.high, found.ideal_low, found.ideal_high, found.neutral)
    np.testing.assert_allclose(np.concatenate(levels), expected)


@pytest.mark.parametrize(
    ("direction", "earned", "follows"),
    [("max", (0, 50, 100), True), ("max", (0, 0, 100), True), ("min", (0, 50, 100), False),
     ("min", (100, 20, 0), True), ("max", (0, 100, 0), False), ("min", (0, 100, 0), False)],
)  # fmt: skip
def test_direction_of_anchors(direction, earned, follows):
    anchors = tuple(Anchor(level, value) for level, value in enumerate(earned))
    assert follows_direction(Criterion("C", "a", direction, anchors=anchors)) == follows


@pytest.mark.parametrize(
    ("scores", "ranks"),
    [([3, 1, 2], [1, 3, 2]), ([5, 7, 7, 1], [3, 1, 1, 4]), ([2, 2], [1, 1]), ([], []), ([4], [1]),
     ([0.1 + 0.2, 0.3, 1], [2, 2, 1])],
)  # fmt: skip
def test_equal_scores_share_the_best_rank(scores, ranks):
    found = competition_ranks(np.array(scores, dtype=float), higher_is_better=True)
    assert found.tolist() == ranks
    mirrored = competition_ranks(-np.array(scores, dtype=float), higher_is_better=False)
    assert mirrored.tolist() == ranks


def test_ranks_of_large_scores_tell_real_differences_apart():
    scores = np.array([1e6, 1e6 + 1e-3, 1e6 + 1e-9])
    assert competition_ranks(scores, higher_is_better=True).tolist() == [2, 1, 2]
