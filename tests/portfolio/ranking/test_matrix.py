"""From ballots, anchors and weights to one table."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from portfolio.errors import PortfolioError
from portfolio.model import (
    Anchor,
    Criterion,
    FrozenMap,
    Initiative,
    Portfolio,
    Rater,
    Rating,
    Settings,
)
from portfolio.ranking import build_matrix
from portfolio.ranking.votes import Votes, joined

NAN = np.nan


def ballots(**raters):
    """Raters by id to {initiative: {criterion: value}}."""
    return FrozenMap(
        {
            rater: FrozenMap(
                {
                    initiative: FrozenMap({key: Rating(value) for key, value in marks.items()})
                    for initiative, marks in ballot.items()
                }
            )
            for rater, ballot in raters.items()
        }
    )


def sample(ratings, says=None, **settings):
    says = says or {}
    return Portfolio(
        "p",
        settings=Settings(**settings),
        criteria=FrozenMap(
            {
                "reach": Criterion("Reach", "b", weight=1, unit="users"),
                "cost": Criterion(
                    "Cost", "a", "min", weight=3, anchors=(Anchor(0, 100), Anchor(10, 0))
                ),
            }
        ),
        initiatives=FrozenMap({"x": Initiative("X", "2"), "y": Initiative("Y", "1")}),
        raters=FrozenMap(
            {key: Rater(key.title(), key, weight=says.get(key, 1.0)) for key in ratings}
        ),
        ratings=ratings,
    )


def test_rows_and_columns_are_in_screen_order():
    matrix = build_matrix(sample(ballots(ann={"x": {"reach": 70, "cost": 4}})))
    assert matrix.initiative_ids == ("y", "x")
    assert matrix.initiative_names == ("Y", "X")
    assert matrix.criterion_ids == ("cost", "reach")
    assert matrix.criterion_names == ("Cost", "Reach")
    np.testing.assert_array_equal(matrix.ratings, [[NAN, NAN], [4, 70]])
    np.testing.assert_array_equal(matrix.values, [[NAN, NAN], [60, 70]])
    np.testing.assert_array_equal(matrix.counts, [[0, 0], [1, 1]])
    np.testing.assert_array_equal(matrix.spread, [[NAN, NAN], [0, 0]])
    np.testing.assert_array_equal(matrix.senses, [-1, 1])
    np.testing.assert_allclose(matrix.weights, [0.75, 0.25])
    assert matrix.notes == ()


THREE = ballots(
    ann={"x": {"reach": 10}}, bob={"x": {"reach": 20}}, cy={"x": {"reach": 60}, "y": {"cost": 2}}
)


@pytest.mark.parametrize(
    ("says", "rule", "reach"),
    [
        ({}, "mean", 30),
        ({"cy": 2.0}, "mean", 37.5),
        ({"cy": 0.0}, "mean", 15),
        ({}, "median", 20),
        ({"cy": 5.0}, "median", 20),
        ({"cy": 0.0}, "median", 15),
        ({"ann": 0.0, "bob": 0.0}, "median", 60),
    ],
)
def test_raters_are_joined_by_the_chosen_rule(says, rule, reach):
    matrix = build_matrix(sample(THREE, says, aggregation=rule))
    assert matrix.ratings[1, 1] == pytest.approx(reach)
    assert matrix.spread[1, 1] == 50
    assert matrix.counts[1, 1] == 3


def test_median_of_an_even_number_is_between_the_middle_two():
    matrix = build_matrix(
        sample(ballots(ann={"x": {"reach": 10}}, bob={"x": {"reach": 40}}), aggregation="median")
    )
    assert matrix.ratings[1, 1] == 25


@pytest.mark.parametrize("rule", ["mean", "median"])
def test_a_cell_of_raters_without_a_say_is_missing_and_said(rule):
    matrix = build_matrix(sample(THREE, {"cy": 0.0}, aggregation=rule))
    assert np.isnan(matrix.ratings[0, 0])
    assert matrix.counts[0, 0] == 1
    assert matrix.notes == ("1 cell rated only by raters with weight 0 counts as missing.",)


def test_stray_ratings_are_left_out_and_said():
    base = sample(ballots(ann={"x": {"reach": 10, "gone": 3}, "gone": {"cost": 1}}))
    portfolio = dataclasses.replace(
        base, ratings=base.ratings.with_all(ballots(stranger={"x": {"reach": 99}}))
    )
    matrix = build_matrix(portfolio)
    assert matrix.ratings[1, 1] == 10
    assert matrix.notes == ("3 ratings of unknown raters, initiatives or criteria are left out.",)


def test_raters_who_agree_give_exactly_what_they_agree_on():
    cells, values = np.zeros(3, dtype=np.int64), np.full(3, 0.1)
    assert joined(Votes(cells, values, np.array([0.3, 0.1, 0.7]), 0), 1, "mean")[0] == 0.1


@pytest.mark.parametrize("rule", ["mean", "median"])
def test_huge_ratings_do_not_overflow(rule):
    huge = ballots(ann={"x": {"reach": 1e308}}, bob={"x": {"reach": 1.2e308}})
    matrix = build_matrix(sample(huge, aggregation=rule))
    assert matrix.ratings[1, 1] == pytest.approx(1.1e308)
    assert matrix.values[1, 1] == 100
    opposed = ballots(ann={"x": {"reach": -1.7e308}}, bob={"x": {"reach": 1.7e308}})
    assert np.isfinite(build_matrix(sample(opposed, aggregation=rule)).spread[1, 1])


def test_joining_agrees_with_a_plain_loop():
    rng = np.random.default_rng(0)
    cells, values = rng.integers(0, 20, 300), rng.uniform(0, 9, 300)
    says = rng.integers(1, 4, 300).astype(float)
    votes = Votes(cells, values, says, 0)
    means, medians = joined(votes, 20, "mean"), joined(votes, 20, "median")
    for cell in range(20):
        mine = cells == cell
        assert means[cell] == pytest.approx(np.average(values[mine], weights=says[mine]))
        assert medians[cell] == pytest.approx(np.median(values[mine]))


@pytest.mark.parametrize("value", [NAN, np.inf, -np.inf])
def test_a_rating_that_is_no_number_names_its_cell(value):
    with pytest.raises(PortfolioError) as error:
        build_matrix(sample(ballots(ann={"x": {"cost": 1, "reach": value}})))
    assert error.value.where == "Initiative “X”, criterion “Reach”"


@pytest.mark.parametrize("say", [-1.0, NAN, np.inf])
def test_a_rater_whose_weight_is_unusable_is_named(say):
    with pytest.raises(PortfolioError, match="“Ann”"):
        build_matrix(sample(THREE, {"ann": say}))


def test_an_empty_portfolio_is_an_empty_table():
    matrix = build_matrix(Portfolio("p"))
    assert matrix.ratings.shape == matrix.values.shape == matrix.counts.shape == (0, 0)
    assert matrix.weights.shape == matrix.scales.low.shape == (0,)


def test_contradicting_anchors_are_said():
    base = sample(ballots(ann={"x": {"reach": 10}}))
    upside_down = dataclasses.replace(base.criteria["cost"], direction="max")
    matrix = build_matrix(
        dataclasses.replace(base, criteria=base.criteria.with_("cost", upside_down))
    )
    assert len(matrix.notes) == 1
    assert "“Cost”" in matrix.notes[0]
    assert "more is better" in matrix.notes[0]


def test_the_table_cannot_be_written_to():
    matrix = build_matrix(sample(THREE))
    for array in (matrix.ratings, matrix.values, matrix.weights, matrix.spread, matrix.counts):
        assert not array.flags.writeable


def test_the_document_is_left_alone():
    portfolio = sample(THREE)
    copy = sample(THREE)
    build_matrix(portfolio)
    assert portfolio == copy
