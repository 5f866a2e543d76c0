"""The order of a ranked list, and how long its bars are."""

from dataclasses import replace

import numpy as np
import pytest

from portfolio.analysis import analyze
from portfolio.report.ranked_list import bar_shares, by_rank, ranks_of
from tests.portfolio.small import sound


@pytest.fixture(scope="module")
def ranking():
    return analyze(sound(), upto="ranking").ranking


def bare(ranking, scores, **fields):
    return replace(ranking, scores=np.array(scores), contributions=None, **fields)


def test_what_is_not_ranked_comes_last_and_ties_stay_as_they_stand():
    assert by_rank(np.array([2, 0, 1, 2, 0])) == [2, 0, 3, 1, 4]


def test_ranks_are_told_by_id(ranking):
    assert ranks_of(None) == {}
    assert ranks_of(ranking) == dict(zip(ranking.initiative_ids, ranking.ranks, strict=True))


def test_points_are_shares_of_a_hundred(ranking):
    assert ranking.score_unit == "points"
    np.testing.assert_allclose(bar_shares(ranking).sum(axis=1), ranking.scores / 100)


def test_other_sums_are_shares_of_the_largest_and_losses_take_no_room(ranking):
    added = np.array([[3.0, -1.0], [1.0, 1.0], [0.0, 0.0], [np.nan, np.nan]])
    other = replace(ranking, contributions=added, score_unit="")
    expected = [[1, 0], [1 / 3, 1 / 3], [0, 0], [np.nan, np.nan]]
    np.testing.assert_allclose(bar_shares(other), expected)


def test_scores_that_do_not_add_up_are_measured_from_the_worst(ranking):
    scores = [4.0, 1.0, -4.0, np.nan]
    upward = bar_shares(bare(ranking, scores, higher_is_better=True))
    np.testing.assert_allclose(upward[:, 0], [1, 5 / 8, 0, 0])
    downward = bar_shares(bare(ranking, scores, higher_is_better=False))
    np.testing.assert_allclose(downward[:, 0], [0, 3 / 8, 1, 0])


@pytest.mark.parametrize("scores", [[0.0, 0.0], [np.nan, np.nan], []])
def test_nothing_is_longer_than_the_worst(ranking, scores):
    assert not bar_shares(bare(ranking, scores)).any()
