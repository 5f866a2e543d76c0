"""Worked examples of weights, and what they do to a ranking."""

from __future__ import annotations

import numpy as np
import pytest

from portfolio.errors import PortfolioError
from portfolio.ranking import build_matrix, method_named, reversal
from portfolio.ranking.best_worst import best_worst_weights
from portfolio.ranking.objective_weights import critic_weights, entropy_weights
from portfolio.ranking.pairwise import priorities
from portfolio.ranking.weights import rank_order_centroid
from tests.portfolio.ranking.builders import portfolio_of, ranking_of

CRITERIA = np.array([[1, 0.5, 3], [2, 1, 4], [1 / 3, 0.25, 1]])
STYLE = np.array([[1, 0.25, 4, 1 / 6], [4, 1, 4, 0.25], [0.25, 0.25, 1, 0.2], [6, 4, 5, 1]])
RELIABILITY = np.array([[1, 2, 5, 1], [0.5, 1, 3, 2], [0.2, 1 / 3, 1, 0.25], [1, 0.5, 4, 1]])
FUEL = np.array([[1, 2, 4, 1], [0.5, 1, 3, 2], [0.25, 1 / 3, 1, 0.2], [1, 0.5, 5, 1]])


def test_ahp_four_cars():
    """The example of the R package MCDA (Meyer, Bigaret, Hodgett and Olteanu)."""
    local = np.column_stack([priorities(each).weights for each in (STYLE, RELIABILITY, FUEL)])
    weights = priorities(CRITERIA).weights
    np.testing.assert_allclose(local @ weights, [0.2922, 0.2767, 0.0697, 0.3613], atol=1e-3)
    anchors = [[(0, 0), (1, 100)]] * 3
    ranking = ranking_of("additive", local, weights, anchors=anchors)
    assert ranking.ranks.tolist() == [2, 3, 4, 1]


def test_ahp_four_cars_contradict_themselves_on_style():
    style = priorities(STYLE)
    assert style.consistency_ratio == pytest.approx(0.164, abs=1e-3)
    assert style.worst_contradiction == pytest.approx(0.792, abs=1e-3)
    i, j, k = style.worst_triad
    assert abs(1 - STYLE[i, k] / (STYLE[i, j] * STYLE[j, k])) == pytest.approx(0.792, abs=1e-3) or (
        abs(1 - STYLE[i, j] * STYLE[j, k] / STYLE[i, k]) == pytest.approx(0.792, abs=1e-3)
    )


def test_ahp_school_wang_chin_2011():
    """Saaty's schools in Information Sciences 181(23), 5240-5248."""
    judgments = np.array(
        [
            [1, 4, 3, 1, 3, 4],
            [1 / 4, 1, 7, 3, 1 / 5, 1],
            [1 / 3, 1 / 7, 1, 1 / 5, 1 / 5, 1 / 6],
            [1, 1 / 3, 5, 1, 1, 1 / 3],
            [1 / 3, 5, 5, 1, 1, 3],
            [1 / 4, 1, 6, 3, 1 / 3, 1],
        ]
    )
    found = priorities(judgments)
    expected = [0.3208, 0.1395, 0.0348, 0.1285, 0.2374, 0.1391]
    np.testing.assert_allclose(found.weights, expected, atol=1e-3)
    assert found.consistency_ratio > 0.2


BELTON_GEAR = [[1, 9, 8], [9, 1, 9], [1, 1, 1]]
COPY_OF_B = [9, 1, 9]


def test_ahp_rank_reversal_belton_gear_1983():
    """Omega 11(3), 228-230: a copy of B turns A and B under shares of the total."""
    before = ranking_of("weighted_sum", BELTON_GEAR)
    after = ranking_of("weighted_sum", [*BELTON_GEAR, COPY_OF_B])
    np.testing.assert_allclose(before.scores, [0.4512, 0.4697, 0.0791], atol=1e-4)
    np.testing.assert_allclose(after.scores, [0.3654, 0.2889, 0.0568, 0.2889], atol=1e-4)
    assert before.ranks.tolist() == [2, 1, 3]
    assert after.ranks.tolist() == [1, 2, 4, 2]


def test_no_rank_reversal_on_fixed_scales_belton_gear_1983():
    anchors = [[(0, 0), (9, 100)]] * 2 + [[(0, 0), (9, 100)]]
    before = ranking_of("additive", BELTON_GEAR, anchors=anchors)
    after = ranking_of("additive", [*BELTON_GEAR, COPY_OF_B], anchors=anchors)
    np.testing.assert_allclose(before.scores, [66.67, 70.37, 11.11], atol=1e-2)
    np.testing.assert_allclose(after.scores, [66.67, 70.37, 11.11, 70.37], atol=1e-2)
    assert before.ranks.tolist() == [2, 1, 3]
    assert after.ranks.tolist() == [3, 1, 4, 1]


def test_reversal_check_finds_belton_gear_1983():
    matrix = build_matrix(portfolio_of([*BELTON_GEAR, COPY_OF_B]))
    found = reversal(matrix, method_named("weighted_sum"), every=True)
    assert found.tried == matrix.initiative_ids
    assert {(swap.dropped, swap.ahead, swap.behind) for swap in found.swaps} == {
        ("i00003", "i00000", "i00001"),
        ("i00001", "i00000", "i00003"),
    }
    assert found.turning == ("i00001", "i00003")
    assert found.pairs == 2
    assert reversal(matrix, method_named("additive"), every=True).pairs == 0


def test_bwm_rezaei_2015():
    """Omega 53, 49-57: a car by price, quality and style; style is best, price is worst."""
    found = best_worst_weights([8, 2, 1], [1, 5, 8])
    np.testing.assert_allclose(found.weights, [0.0714, 0.3387, 0.5899], atol=1e-4)
    assert found.deviation == pytest.approx(0.2583, abs=1e-4)
    assert found.consistency_ratio == pytest.approx(0.058, abs=1e-3)


def test_bwm_of_consistent_comparisons_is_their_ratios():
    found = best_worst_weights([1, 2, 8], [8, 4, 1])
    np.testing.assert_allclose(found.weights, np.array([8, 4, 1]) / 13, atol=1e-6)
    assert found.deviation == 0
    assert found.consistency_ratio == 0


def test_roc_barron_barrett_1996():
    """Management Science 42(11): four and three criteria in order."""
    four = rank_order_centroid([1, 2, 3, 4])
    np.testing.assert_allclose(four, [0.5208, 0.2708, 0.1458, 0.0625], atol=6e-5)
    three = rank_order_centroid([3, 1, 2])
    np.testing.assert_allclose(three, [0.1111, 0.6111, 0.2778], atol=6e-5)


def test_roc_of_tied_places_shares_them():
    np.testing.assert_allclose(
        rank_order_centroid([1, 1, 3]), [(0.6111 + 0.2778) / 2] * 2 + [0.1111], atol=6e-5
    )


ENTROPY = np.array(
    [
        [2, 1, 4, 7, 6, 6, 7, 3000],
        [4, 1, 5, 6, 7, 7, 6, 3500],
        [3, 2, 6, 6, 5, 6, 8, 4000],
        [5, 1, 5, 7, 6, 7, 7, 3000],
        [4, 2, 5, 6, 7, 7, 6, 3000],
        [3, 2, 6, 6, 6, 6, 6, 3500],
    ],
    dtype=float,
)


def test_entropy_jmcdm():
    """The example in the tests of JMcDM, Journal of Open Source Software 6(65), 2021."""
    expected = [
        0.2996736096, 0.44136733892, 0.0700908872, 0.02123823711,
        0.04902292895, 0.02308037885, 0.04776330969, 0.04776330969,
    ]  # fmt: skip
    np.testing.assert_allclose(entropy_weights(ENTROPY), expected, atol=1e-6)


def test_critic_tus_adali_2019():
    """Opsearch 56(2), 528-538: time and attendance software."""
    table = np.array(
        [[5000, 3, 3, 4, 3, 2], [680, 5, 3, 2, 2, 1], [2000, 3, 2, 3, 4, 3],
         [600, 4, 3, 1, 2, 2], [800, 2, 4, 3, 3, 4]], dtype=float,
    )  # fmt: skip
    found = critic_weights(table, senses=np.ones(6))
    np.testing.assert_allclose(found, [0.157, 0.249, 0.168, 0.121, 0.154, 0.151], atol=6e-4)


@pytest.mark.parametrize(
    "judgments",
    [
        np.ones((2, 3)),
        np.array([[1, -2], [-0.5, 1]]),
        np.array([[1, np.nan], [1, 1]]),
        np.array([[1, 3.0], [3.0, 1]]),
    ],
)
def test_unusable_judgments_get_a_sentence(judgments):
    with pytest.raises(PortfolioError, match=r"\. .*\.$"):
        priorities(judgments)


@pytest.mark.parametrize(
    ("best", "worst"),
    [([1, 2], [2, 1, 3]), ([2, 3], [1, 2]), ([1, 0.5], [1, 2]), ([1, np.nan], [2, 1]), ([], [])],
)
def test_unusable_comparisons_get_a_sentence(best, worst):
    with pytest.raises(PortfolioError, match=r"\. .*\.$"):
        best_worst_weights(best, worst)


def test_two_judgments_are_always_consistent():
    found = priorities(np.array([[1, 3], [1 / 3, 1]]))
    np.testing.assert_allclose(found.weights, [0.75, 0.25])
    assert found.consistency_ratio == 0
    assert found.worst_triad is None


def test_constant_columns_get_no_weight_from_the_data():
    table = np.array([[1.0, 5, 2], [2, 5, 1], [4, 5, 9]])
    assert entropy_weights(table)[1] == 0
    assert critic_weights(table, senses=np.ones(3))[1] == 0


@pytest.mark.parametrize(
    "table", [np.full((3, 2), 5.0), np.ones((1, 2)), np.array([[1, np.nan], [2, 3]])]
)
def test_tables_that_tell_nothing_apart_get_a_sentence(table):
    with pytest.raises(PortfolioError, match=r"\. .*\.$"):
        entropy_weights(table)
    with pytest.raises(PortfolioError, match=r"\. .*\.$"):
        critic_weights(table, senses=np.ones(2))


def test_perfectly_correlated_criteria_give_no_critic_weights():
    column = np.array([1.0, 2, 4, 8])
    with pytest.raises(PortfolioError, match="do not tell"):
        critic_weights(np.column_stack([column, 3 * column]), senses=np.ones(2))


def test_entropy_of_zeros_and_huge_numbers_is_finite():
    table = np.array([[0.0, 1e308, 3], [0, 1e307, 3], [5, 1e308, 4]])
    weights = entropy_weights(table)
    assert np.isfinite(weights).all()
    assert weights.sum() == pytest.approx(1)
    with pytest.raises(PortfolioError, match="negative"):
        entropy_weights(-table)
