import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from portfolio.errors import Cancelled, PortfolioError
from portfolio.insight import agreement
from portfolio.insight.agreement_spread import (
    FIVE,
    deviations,
    distances,
    quantiles,
    usual_distances,
)
from portfolio.insight.agreement_words import differs_most, differs_sentence
from portfolio.model import Anchor, Ballot, Criterion, FrozenMap, Rating
from tests.portfolio.insight.rated import rated

NONE = math.nan


def test_quantiles_are_those_of_hyndman_and_fan_definition_7():
    values = np.array([[2.0], [4.0], [4.0], [8.0], [15.0], [NONE]])
    assert quantiles(values, FIVE)[:, 0].tolist() == [2, 4, 4, 8, 15]
    two = np.array([[0.0], [100.0]])
    assert quantiles(two, FIVE)[:, 0].tolist() == [0, 25, 50, 75, 100]


@given(
    arrays(
        np.float64,
        st.tuples(st.integers(1, 9), st.integers(1, 4)),
        elements=st.one_of(st.just(NONE), st.floats(-1e6, 1e6)),
    )
)
def test_quantiles_are_those_of_numpy(values):
    found = quantiles(values, FIVE)
    for column in range(values.shape[1]):
        present = values[:, column][~np.isnan(values[:, column])]
        if present.size:
            assert found[:, column] == pytest.approx(np.quantile(present, FIVE), abs=1e-6)
        else:
            assert np.isnan(found[:, column]).all()
    rising = found[:, ~np.isnan(found[0])]
    assert (np.diff(rising, axis=0) >= -1e-9).all()


def test_distance_is_from_the_median_of_the_others():
    points = np.array([[[10.0, 20.0]], [[30.0, 20.0]], [[50.0, NONE]], [[NONE, NONE]]])
    apart = distances(deviations(points, [0, 1, 2]))
    # The first: |10 - 40| and |20 - 20|; the third has one cell: |50 - 20|.
    assert apart[:3].tolist() == [15.0, 0.0, 30.0]
    assert math.isnan(apart[3])
    assert np.isnan(distances(deviations(points[:1], [0]))).all()


def test_cells_are_counted_in_the_unit_and_in_points():
    scale = Criterion("Months", "c0", "min", "months", (Anchor(0.0, 100.0), Anchor(20.0, 0.0)))
    found = agreement(rated([[[5.0]], [[10.0]], [[15.0]]], criteria={"c0": scale}))
    assert found.levels[:, 0, 0].tolist() == [5, 7.5, 10, 12.5, 15]
    assert found.points[:, 0, 0].tolist() == [25, 37.5, 50, 62.5, 75]
    assert found.spread.tolist() == [[25.0]]
    assert found.counts.tolist() == [[3]]


def test_missing_ratings_and_a_single_one_have_no_spread():
    found = agreement(rated([[[10.0, NONE], [0.0, 5.0]], [[50.0, NONE], [NONE, 5.0]]]))
    assert found.counts.tolist() == [[2, 0], [1, 2]]
    assert found.spread[0, 0] == 20.0
    assert np.isnan(found.spread[[0, 1], [1, 0]]).all()
    assert found.wide(15.0).tolist() == [[True, False], [False, False]]
    assert not found.wide(20.0).any()


def test_a_rater_without_a_say_is_told_but_not_counted():
    tables = [[[10.0], [20.0]], [[10.0], [20.0]], [[90.0], [0.0]]]
    found = agreement(rated(tables, says=[1.0, 3.0, 0.0]))
    assert found.counts.tolist() == [[2], [2]]
    assert found.spread.tolist() == [[0.0], [0.0]]
    assert (found.overall.w, found.overall.raters, found.heard) == (1.0, 2, 2)
    silent = found.raters[2]
    assert (silent.heard, silent.rated, silent.distance) == (False, 2, 50.0)
    assert silent.tau == -1.0
    assert math.isnan(silent.without)


def test_overall_scores_are_weighted_and_leave_out_what_is_missing():
    portfolio = rated([[[0.0, 100.0], [NONE, 40.0]]])
    heavy = replace(portfolio.criteria["c0"], weight=3.0)
    portfolio = replace(portfolio, criteria=portfolio.criteria.with_("c0", heavy))
    assert agreement(portfolio).opinions.overall().tolist() == [[25.0, 40.0]]


def test_sealed_ballots_are_not_read():
    portfolio = rated([[[10.0]], [[20.0]]])
    sealed = FrozenMap({"i00": FrozenMap({"c0": Rating(100.0)})})
    ballot = Ballot(at=None, taken=None, ratings=sealed)
    with_ballot = replace(portfolio, ballots=FrozenMap({"u0": ballot, "u1": ballot}))
    assert agreement(with_ballot).points.tolist() == agreement(portfolio).points.tolist()


def test_a_criterion_that_a_check_feeds_is_not_for_raters():
    portfolio = rated([[[10.0, 20.0]], [[30.0, 20.0]]])
    fed = replace(portfolio.criteria["c1"], check="1a")
    found = agreement(replace(portfolio, criteria=portfolio.criteria.with_("c1", fed)))
    assert found.opinions.criterion_ids == ("c0",)
    assert found.spread.shape == (1, 1)


def test_order_of_raters_and_initiatives_changes_nothing():
    rng = np.random.default_rng(3)
    tables = rng.integers(0, 101, (5, 7, 3)).astype(float)
    portfolio = rated(tables)
    turned = replace(
        portfolio,
        raters=FrozenMap(
            {
                key: replace(record, order=f"{9 - place}")
                for place, (key, record) in enumerate(portfolio.raters.items())
            }
        ),
        initiatives=FrozenMap(
            {
                key: replace(record, order=f"{99 - place}")
                for place, (key, record) in enumerate(portfolio.initiatives.items())
            }
        ),
    )
    one, two = agreement(portfolio), agreement(turned)
    assert one.points[:, ::-1].tolist() == two.points.tolist()
    assert one.overall.w == pytest.approx(two.overall.w)
    assert {each.rater_id: each.distance for each in one.raters} == pytest.approx(
        {each.rater_id: each.distance for each in two.raters}
    )


@pytest.mark.parametrize("tables", [[[[NONE]]], [[[1.0]]], [[[NONE]], [[NONE]]]])
def test_next_to_nothing_is_answered(tables):
    found = agreement(rated(tables))
    assert found.overall.trouble == "raters"
    assert np.isnan(found.spread).all()
    assert all(math.isnan(each.distance) for each in found.raters)


def test_nobody_and_nothing():
    portfolio = rated([[[1.0]]])
    empty = replace(portfolio, raters=FrozenMap(), ratings=FrozenMap())
    assert agreement(empty).raters == ()
    assert agreement(empty).spread.shape == (1, 1)
    bare = replace(empty, initiatives=FrozenMap())
    assert agreement(bare).spread.shape == (0, 1)


def test_input_that_cannot_be_used_is_refused_in_words():
    with pytest.raises(PortfolioError, match="not a finite number"):
        agreement(rated([[[math.inf]], [[1.0]]]))


def test_hears_cancel():
    def tick(_fraction, _text):
        raise Cancelled

    with pytest.raises(Cancelled):
        agreement(rated([[[1.0]]]), tick)


def test_who_was_asked_about_contested_cells_alone_does_not_differ_most_for_that():
    # All but the last rate ten easy cells as well as the one on which everybody differs.
    easy = [[[50.0]] * 10, [[50.0]] * 10, [[90.0]] * 10, [[NONE]] * 10]
    tables = [[*rows, [top]] for rows, top in zip(easy, (0.0, 100.0, 0.0, 70.0), strict=True)]
    found = agreement(rated(tables))
    apart = [one.distance for one in found.raters]
    assert max(apart) == apart[3] == 70.0
    most = differs_most(found)
    assert most is found.raters[2]
    assert (most.shared, most.distance) == (11, pytest.approx((10 * 40 + 70) / 11))
    said = differs_sentence(rated(tables), found)
    assert said.startswith("Rater 2 differs most: 42.7 points from the others on average over")
    assert "11 shared cells, where the others are" in said


@given(st.integers(0, 2**32 - 1), st.integers(1, 40))
def test_cells_that_others_alone_rate_do_not_change_how_a_rater_compares(seed, more):
    rng = np.random.default_rng(seed)
    points = rng.integers(0, 101, (4, 6, 1)).astype(float)
    others = rng.integers(0, 101, (4, more, 1)).astype(float)
    others[3] = np.nan
    wider = np.concatenate([points, others], axis=1)
    heard = range(4)
    one, two = (deviations(table, heard) for table in (points, wider))
    assert distances(one)[3] == distances(two)[3]
    assert usual_distances(one, heard)[3] == pytest.approx(usual_distances(two, heard)[3])


@given(st.integers(0, 2**32 - 1))
def test_beyond_the_usual_adds_up_to_nothing_where_all_rate_all(seed):
    points = np.random.default_rng(seed).integers(0, 101, (5, 4, 3)).astype(float)
    apart = deviations(points, range(5))
    beyond = distances(apart) - usual_distances(apart, range(5))
    assert beyond.sum() == pytest.approx(0.0, abs=1e-9)
