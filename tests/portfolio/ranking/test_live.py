"""Missing ratings, dragging weights, comparing rankings, dropping initiatives."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import kendalltau

from portfolio.errors import Cancelled, PortfolioError
from portfolio.ranking import (
    METHODS,
    Live,
    build_matrix,
    method_named,
    moves,
    rank,
    reversal,
)
from tests.portfolio.ranking.builders import portfolio_of, ranking_of

NAN = np.nan
ANCHORS = [[(0, 0), (100, 100)]] * 3
GAPS = [[80, NAN, 20], [60, 40, 90], [NAN, NAN, NAN], [10, 30, NAN]]


def test_missing_is_not_zero_under_rated_only():
    ranking = ranking_of("additive", GAPS, [2, 1, 1], anchors=ANCHORS)
    np.testing.assert_allclose(ranking.scores, [60, 62.5, NAN, 50 / 3])
    assert ranking.ranks.tolist() == [2, 1, 0, 3]
    np.testing.assert_allclose(ranking.contributions[0], [2 / 3 * 80, 0, 1 / 3 * 20])
    assert ranking.notes == (
        (
            "2 ratings are missing (“A0” and “A3”). Such an initiative is scored on the criteria "
            "that are rated, their weights scaled to 100 %."
        ),
        "Not ranked, because no criterion that counts is rated: “A2”.",
    )


def test_missing_is_the_median_of_the_others_under_median():
    ranking = ranking_of("additive", GAPS, [2, 1, 1], anchors=ANCHORS, missing="median")
    np.testing.assert_allclose(ranking.scores, [40 + 35 / 4 + 5, 62.5, NAN, 5 + 7.5 + 55 / 4])
    assert ranking.notes[0] == (
        "2 ratings are missing (“A0” and “A3”). The median of the other initiatives stands in."
    )


def test_a_method_that_needs_a_full_table_says_that_it_fills_gaps():
    ranking = ranking_of("topsis", GAPS, [2, 1, 1], anchors=ANCHORS)
    filled = [[80, 35, 20], [60, 40, 90], [10, 30, 55]]
    expected = ranking_of("topsis", filled, [2, 1, 1], anchors=ANCHORS)
    np.testing.assert_allclose(ranking.scores[[0, 1, 3]], expected.scores)
    assert ranking.notes[0].endswith(
        "The median of the other initiatives stands in, because TOPSIS needs a full table."
    )
    assert ranking.contributions is None


def test_a_criterion_that_nobody_rated_does_not_count():
    table = [[80, NAN], [60, NAN]]
    for name in ("additive", "promethee2", "weighted_sum"):
        ranking = ranking_of(name, table, [1, 3], anchors=ANCHORS[:2])
        expected = ranking_of(name, [[80], [60]], anchors=ANCHORS[:1])
        np.testing.assert_allclose(ranking.scores, expected.scores)
        assert ranking.notes[0] == "“C1” has no rating yet and does not count."


def test_an_initiative_rated_only_where_nothing_counts_is_not_ranked():
    table = [[80, 10], [NAN, 90], [20, 40]]
    ranking = ranking_of("additive", table, [1, 0], anchors=ANCHORS[:2])
    assert ranking.ranks.tolist() == [1, 0, 2]
    assert np.isnan(ranking.scores[1])


def test_ties_are_said():
    ranking = ranking_of("additive", [[5, 1], [1, 5], [0, 0]], anchors=ANCHORS[:2])
    assert ranking.ranks.tolist() == [1, 1, 3]
    assert ranking.notes == ("Equal scores share a rank: 1 tie.",)


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_dragging_agrees_with_starting_anew(method):
    table = np.random.default_rng(6).uniform(1, 9, (12, 4))
    senses = [1, 1, -1, -1]
    live = Live(build_matrix(portfolio_of(table, senses=senses)), method)
    for weights in ([1, 2, 3, 4], [4, 2, 0, 1], [1, 1, 1, 1], [0, 2, 3, 4]):
        if method.name == "simus" and weights[0] == 0:
            continue
        dragged = live.rerank(np.array(weights, dtype=float))
        anew = rank(portfolio_of(table, weights, senses), method=method.name)
        np.testing.assert_allclose(dragged.scores, anew.scores, rtol=1e-12, atol=1e-14)
        assert dragged.ranks.tolist() == anew.ranks.tolist()
        assert dragged.notes == anew.notes


def test_a_drag_with_gaps_and_weightless_criteria_agrees_with_starting_anew():
    for name in ("additive", "promethee2", "topsis"):
        live = Live(build_matrix(portfolio_of(GAPS, anchors=ANCHORS)), method_named(name))
        for weights in ([1, 2, 3], [0, 1, 2], [1, 0, 0], [0, 0, 1], [3, 2, 1]):
            dragged = live.rerank(np.array(weights, dtype=float))
            anew = ranking_of(name, GAPS, weights, anchors=ANCHORS)
            np.testing.assert_allclose(dragged.scores, anew.scores, rtol=1e-12, atol=1e-14)
            assert dragged.notes == anew.notes


def test_moves_and_tau_agree_with_scipy():
    table = np.random.default_rng(9).uniform(1, 9, (15, 4)).round()
    first, second = ranking_of("additive", table), ranking_of("vikor", table)
    found = moves(first, second)
    assert found.tau_b == pytest.approx(
        float(kendalltau(first.ranks, second.ranks, variant="b").statistic)
    )
    for row, move in enumerate(found.moves):
        assert move.initiative == first.initiative_ids[row]
        assert move.up == first.ranks[row] - second.ranks[row]
        assert (move.before, move.after) == (first.ranks[row], second.ranks[row])
    assert moves(first, first).tau_b == pytest.approx(1)


def test_moves_leave_out_what_is_not_ranked():
    partly = ranking_of("additive", GAPS, anchors=ANCHORS)
    found = moves(partly, partly)
    assert found.moves[2].up == 0
    assert found.moves[2].before == 0
    level = ranking_of("additive", [[1.0], [1.0]], anchors=ANCHORS[:1])
    assert moves(level, level).tau_b is None


def test_moves_between_different_lists_get_a_sentence():
    with pytest.raises(PortfolioError, match="different initiatives"):
        moves(ranking_of("additive", [[1.0], [2]]), ranking_of("additive", [[1.0], [2], [3]]))


def turned_by_hand(method, table, drop):
    whole = ranking_of(method, table, anchors=[[(0, 0), (9, 100)]] * table.shape[1]).ranks
    rest = np.arange(len(table)) != drop
    fewer = ranking_of(method, table[rest], anchors=[[(0, 0), (9, 100)]] * table.shape[1]).ranks
    kept = whole[rest]
    return sum(
        kept[a] < kept[b] and fewer[a] > fewer[b]
        for a in range(len(kept))
        for b in range(len(kept))
    )


@pytest.mark.parametrize("method", ["additive", "topsis", "promethee2", "weighted_sum"])
def test_reversal_counts_every_turned_pair(method):
    total = 0
    for seed in range(8):
        table = np.random.default_rng(seed).uniform(1, 9, (9, 3)).round(1)
        matrix = build_matrix(portfolio_of(table, anchors=[[(0, 0), (9, 100)]] * 3))
        found = reversal(matrix, method_named(method), every=True)
        assert found.pairs == sum(turned_by_hand(method, table, drop) for drop in range(9))
        assert found.pairs == len(found.swaps)
        assert len(found.tried) == 9
        total += found.pairs
    assert (total > 0) == method_named(method).relative


def test_reversal_drops_the_last_one_when_not_told_otherwise():
    table = np.random.default_rng(1).uniform(1, 9, (9, 3))
    matrix = build_matrix(portfolio_of(table))
    ranks = rank(portfolio_of(table), method="topsis").ranks
    found = reversal(matrix, method_named("topsis"))
    assert found.tried == (matrix.initiative_ids[int(np.argmax(ranks))],)


def test_reversal_of_two_initiatives_has_nothing_to_try():
    matrix = build_matrix(portfolio_of([[1.0, 5], [5, 1]]))
    assert reversal(matrix, method_named("topsis"), every=True).tried == ()


def test_reversal_says_without_whom_there_is_no_answer():
    """CoCoSo has none when one initiative is the worst everywhere, as C is without D."""
    table = np.array([[9.0, 5], [5, 9], [3, 3], [1, 4], [4, 3]])
    found = reversal(build_matrix(portfolio_of(table)), method_named("cocoso"), every=True)
    assert found.undefined == ("i00003",)


def test_reversal_can_be_cancelled_and_tells_how_far_it_is():
    seen = []

    def tick(fraction, text):
        seen.append(fraction)
        assert text
        if fraction > 0.5:
            raise Cancelled

    matrix = build_matrix(portfolio_of(np.random.default_rng(1).uniform(1, 9, (9, 3))))
    with pytest.raises(Cancelled):
        reversal(matrix, method_named("topsis"), every=True, tick=tick)
    assert seen == sorted(seen)
    assert seen[0] == 0
