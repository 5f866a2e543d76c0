"""Additive value, PROMETHEE II and TOPSIS against independent ways to the same numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from portfolio.model import PREFERENCE_SHAPES, Preference
from portfolio.ranking import METHODS, build_matrix, method_named
from portfolio.ranking.additive import AdditiveTerms
from portfolio.ranking.promethee import criterion_flows
from portfolio.ranking.topsis import TopsisTerms
from tests.portfolio.ranking.builders import portfolio_of, ranking_of

NAN = np.nan


DEFINITIONS = {
    "usual": lambda d, f: float(d > 0),
    "u_shape": lambda d, f: float(d > f.q),
    "v_shape": lambda d, f: min(1.0, max(0.0, d / f.p)),
    "level": lambda d, f: (float(d > f.q) + float(d > f.p)) / 2,
    "linear": lambda d, f: (
        min(1.0, max(0.0, (d - f.q) / (f.p - f.q))) if f.p > f.q else float(d > f.q)
    ),
    "gaussian": lambda d, f: 1 - np.exp(-d * d / (2 * f.s * f.s)) if d > 0 else 0.0,
}


def pairwise_flows(table, senses, functions):
    """Every pair, as the definition says."""
    count, width = table.shape
    flows = np.zeros((count, width))
    for j in range(width):
        preference = functions[j] or Preference()
        for a in range(count):
            for b in range(count):
                d = (table[a, j] - table[b, j]) * senses[j]
                gain = DEFINITIONS[preference.shape](d, preference)
                flows[a, j] += gain
                flows[b, j] -= gain
    return flows / (count - 1)


functions = st.none() | st.builds(
    lambda shape, q, more, s: Preference(shape, q=q, p=q + more + (shape == "v_shape"), s=s),
    st.sampled_from(PREFERENCE_SHAPES),
    st.integers(0, 6).map(float),
    st.integers(0, 6).map(float),
    st.sampled_from([0.05, 1.0, 3.0, 40.0]),
)


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
    chosen = data.draw(st.lists(functions, min_size=width, max_size=width))
    flows = criterion_flows(table, senses=senses, preferences=chosen)
    np.testing.assert_allclose(flows, pairwise_flows(table, senses, chosen), atol=1e-12)
    np.testing.assert_allclose(flows.sum(axis=0), 0, atol=1e-12)


@given(grids)
def test_usual_flows_agree_with_every_pair_and_cancel_out(table):
    senses, usual = np.ones(table.shape[1]), [None] * table.shape[1]
    flows = criterion_flows(table, senses=senses)
    np.testing.assert_allclose(flows, pairwise_flows(table, senses, usual), atol=1e-12)
    np.testing.assert_allclose(flows.sum(axis=0), 0, atol=1e-12)


def test_linear_flows_keep_their_digits_far_from_zero():
    rng = np.random.default_rng(5)
    near = rng.integers(0, 1000, (200, 1)).astype(float)
    line = [Preference("linear", q=40.0, p=300.0)]
    flows = criterion_flows(near, senses=np.ones(1), preferences=line)
    far = criterion_flows(near + 2.0**40, senses=np.ones(1), preferences=line)
    np.testing.assert_allclose(far, flows, atol=1e-9)
    np.testing.assert_allclose(flows, pairwise_flows(near, [1.0], line), atol=1e-12)


@pytest.mark.parametrize("spread", [1e-9, 0.02, 0.7, 25.0, 1e6])
@pytest.mark.parametrize("moved", [0.0, 1e6])
def test_a_gaussian_agrees_with_every_pair_at_any_spread(spread, moved):
    rng = np.random.default_rng(6)
    table = np.concatenate([rng.normal(0, 30, 40), rng.integers(-9, 9, 30), rng.normal(5, 0.1, 9)])
    table = table[:, np.newaxis] + moved
    bell = [Preference("gaussian", s=spread)]
    found = criterion_flows(table, senses=-np.ones(1), preferences=bell)
    np.testing.assert_allclose(found, pairwise_flows(table, [-1.0], bell), atol=1e-12)


@pytest.mark.parametrize("shape", ["u_shape", "level", "linear"])
def test_a_lead_of_a_threshold_is_one_whatever_it_rounds_to(shape):
    """0.8 - 0.5 is more than 0.3 in floating point, and 0.7 - 0.4 is less."""
    step = Preference(shape, q=0.3, p=0.3)
    for high, low in [(0.8, 0.5), (0.7, 0.4), (1.1, 0.8)]:
        flows = criterion_flows(np.array([[high], [low]]), senses=np.ones(1), preferences=[step])
        np.testing.assert_array_equal(flows, [[0], [0]])


@pytest.mark.parametrize("shape", PREFERENCE_SHAPES)
def test_preferences_of_huge_and_tiny_ratings_are_finite(shape):
    for size in (1e308, 1e-300, 1.0):
        table = np.array([[1.0], [-1.0], [0.5]]) * size
        preference = Preference(shape, q=0.1 * size, p=1.2 * size, s=0.4 * size)
        flows = criterion_flows(table, senses=np.ones(1), preferences=[preference])
        assert np.isfinite(flows).all()
        assert flows.ravel()[1] == flows.min() < flows.max()


def test_promethee_contributions_are_the_weighted_flows():
    table = np.array([[4.0, 3, 2], [3, 2, 4], [5, 1, 3]])
    ranking = ranking_of("promethee2", table, [0.5, 0.3, 0.2])
    expected = pairwise_flows(table, [1.0] * 3, [None] * 3) * [0.5, 0.3, 0.2]
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
    found = TopsisTerms(table, senses, None).apply(weights)
    np.testing.assert_allclose(found.scores, to_worst / (to_best + to_worst), rtol=1e-12)
    assert found.parts is None


def test_topsis_of_huge_numbers_does_not_overflow():
    table = np.array([[1e308, 1], [1e307, 2]])
    found = TopsisTerms(table, np.ones(2), None).apply(np.ones(2) / 2)
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
    kept = method.keep(table, senses, matrix.scales).apply(weights).scores
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
