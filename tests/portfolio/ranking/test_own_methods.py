"""Additive value, PROMETHEE II and TOPSIS against independent ways to the same numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from portfolio.ranking import METHODS, build_matrix, method_named
from portfolio.ranking.additive import AdditiveTerms
from portfolio.ranking.promethee import criterion_flows
from portfolio.ranking.topsis import TopsisTerms
from tests.portfolio.ranking.builders import portfolio_of, ranking_of

NAN = np.nan


def pairwise_flows(table, senses, low, high):
    """Every pair, as the definition says."""
    count, width = table.shape
    flows = np.zeros((count, width))
    for j in range(width):
        for a in range(count):
            for b in range(count):
                d = (table[a, j] - table[b, j]) * senses[j]
                if high[j] > low[j]:
                    preference = min(1.0, max(0.0, (d - low[j]) / (high[j] - low[j])))
                else:
                    preference = float(d > low[j])
                flows[a, j] += preference
                flows[b, j] -= preference
    return flows / (count - 1)


grids = arrays.arrays(
    float,
    st.tuples(st.integers(2, 12), st.integers(1, 4)),
    elements=st.integers(-8, 8).map(float),
)


@given(grids, st.data())
def test_sorted_flows_agree_with_every_pair(table, data):
    width = table.shape[1]
    sense = st.sampled_from([1.0, -1.0])
    senses = np.array(data.draw(st.lists(sense, min_size=width, max_size=width)))
    bounds = st.lists(st.integers(0, 6), min_size=width, max_size=width)
    low = np.array(data.draw(bounds), dtype=float)
    high = low + np.array(data.draw(bounds), dtype=float)
    flows = criterion_flows(table, senses=senses, indifference=low, preference=high)
    np.testing.assert_allclose(flows, pairwise_flows(table, senses, low, high), atol=1e-12)


@given(grids)
def test_usual_flows_agree_with_every_pair_and_cancel_out(table):
    senses, zero = np.ones(table.shape[1]), np.zeros(table.shape[1])
    flows = criterion_flows(table, senses=senses)
    np.testing.assert_allclose(flows, pairwise_flows(table, senses, zero, zero), atol=1e-12)
    np.testing.assert_allclose(flows.sum(axis=0), 0, atol=1e-12)


def test_linear_flows_keep_their_digits_far_from_zero():
    rng = np.random.default_rng(5)
    near = rng.integers(0, 1000, (200, 1)).astype(float)
    low, high = np.array([40.0]), np.array([300.0])
    flows = criterion_flows(near, senses=np.ones(1), indifference=low, preference=high)
    far = criterion_flows(near + 2.0**40, senses=np.ones(1), indifference=low, preference=high)
    np.testing.assert_allclose(far, flows, atol=1e-9)
    np.testing.assert_allclose(flows, pairwise_flows(near, [1.0], low, high), atol=1e-12)


def test_promethee_contributions_are_the_weighted_flows():
    table = np.array([[4.0, 3, 2], [3, 2, 4], [5, 1, 3]])
    ranking = ranking_of("promethee2", table, [0.5, 0.3, 0.2])
    expected = pairwise_flows(table, [1.0] * 3, [0] * 3, [0] * 3) * [0.5, 0.3, 0.2]
    np.testing.assert_allclose(ranking.contributions, expected, atol=1e-12)


def test_additive_value_by_hand():
    anchors = [[(0, 0), (10, 100)], [(0, 100), (50, 40), (100, 0)]]
    ranking = ranking_of("additive", [[5, 25], [10, 75], [-3, 200]], [3, 1], [1, -1], anchors)
    np.testing.assert_allclose(ranking.scores, [0.75 * 50 + 0.25 * 70, 80, 0])
    np.testing.assert_allclose(ranking.contributions, [[37.5, 17.5], [75, 5], [0, 0]])
    assert (ranking.score_name, ranking.score_unit) == ("value", "points")
    assert ranking.higher_is_better
    assert not ranking.relative


def test_additive_value_of_gaps_scales_the_other_weights():
    found = AdditiveTerms(np.array([[80.0, NAN, 20], [NAN, NAN, 50]])).apply(
        np.array([0.5, 0.3, 0.2])
    )
    np.testing.assert_allclose(found.scores, [(40 + 4) / 0.7, 50])
    np.testing.assert_allclose(found.parts, [[40 / 0.7, 0, 4 / 0.7], [0, 0, 50]])


def test_topsis_by_the_definition():
    rng = np.random.default_rng(2)
    table, senses = rng.uniform(-5, 50, (30, 5)), np.array([1.0, -1, 1, -1, 1])
    weights = rng.dirichlet(np.ones(5))
    weighted = table / np.linalg.norm(table, axis=0) * weights
    best = np.where(senses > 0, weighted.max(axis=0), weighted.min(axis=0))
    worst = np.where(senses > 0, weighted.min(axis=0), weighted.max(axis=0))
    to_best = np.linalg.norm(weighted - best, axis=1)
    to_worst = np.linalg.norm(weighted - worst, axis=1)
    found = TopsisTerms(table, senses).apply(weights)
    np.testing.assert_allclose(found.scores, to_worst / (to_best + to_worst), rtol=1e-12)
    assert found.parts is None


def test_topsis_of_huge_numbers_does_not_overflow():
    table = np.array([[1e308, 1], [1e307, 2]])
    found = TopsisTerms(table, np.ones(2)).apply(np.ones(2) / 2)
    assert np.isfinite(found.scores).all()


@pytest.mark.parametrize(
    "method", [method for method in METHODS if method.keep], ids=lambda method: method.name
)
def test_kept_terms_and_scorer_agree(method):
    """For TOPSIS and VIKOR the scorer is scikit-criteria's, the kept terms are our own."""
    senses = np.array([1.0, -1, 1, -1])
    matrix = build_matrix(
        portfolio_of(np.random.default_rng(4).uniform(1, 90, (25, 4)), senses=senses)
    )
    table = matrix.values if method.reads == "values" else matrix.ratings
    weights = np.array([0.1, 0.2, 0.3, 0.4])
    kept = method.keep(table, senses).apply(weights).scores
    afresh = method.score(table, weights=weights, senses=senses, scales=matrix.scales)
    np.testing.assert_allclose(kept, afresh, rtol=1e-12, atol=1e-14)


@given(
    arrays.arrays(float, (6, 3), elements=st.integers(0, 100).map(float)),
    st.lists(st.integers(1, 9), min_size=3, max_size=3),
)
def test_a_dominated_initiative_never_outranks_its_dominator(table, weights):
    anchors = [[(0, 0), (40, 55), (100, 100)]] * 3
    ranks = ranking_of("additive", table, weights, anchors=anchors).ranks
    for a in range(6):
        for b in range(6):
            if (table[a] >= table[b]).all():
                assert ranks[a] <= ranks[b]


@given(arrays.arrays(float, (5, 3), elements=st.integers(0, 100).map(float)))
def test_additive_value_stays_between_the_worst_and_the_best_points(table):
    anchors = [[(0, 0), (100, 100)]] * 3
    ranking = ranking_of("additive", table, [5, 3, 2], anchors=anchors)
    assert (ranking.scores >= table.min(axis=1) - 1e-9).all()
    assert (ranking.scores <= table.max(axis=1) + 1e-9).all()


def test_dropping_the_worst_turns_no_pair_on_fixed_scales_but_many_under_topsis():
    """Random problems of 8 initiatives and 6 criteria: 0 % against about a third."""
    turned = {"additive": 0, "topsis": 0}
    for seed in range(60):
        rng = np.random.default_rng(seed)
        table, weights = rng.uniform(1, 99, (8, 6)), rng.dirichlet(np.ones(6))
        anchors = [[(0, 0), (100, 100)]] * 6
        for name in turned:
            whole = ranking_of(name, table, weights, anchors=anchors).ranks
            rest = whole != 8
            fewer = ranking_of(name, table[rest], weights, anchors=anchors).ranks
            turned[name] += not np.array_equal(np.argsort(whole[rest]), np.argsort(fewer))
    assert turned["additive"] == 0
    assert turned["topsis"] > 6
    assert method_named("topsis").relative
