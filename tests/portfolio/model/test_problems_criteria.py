"""Criteria and weights, raters and ratings."""

from __future__ import annotations

from dataclasses import replace
from math import inf, nan

import pytest

from portfolio.model import Anchor, FrozenMap, Rating, problems
from tests.portfolio.small import found, only, sound, with_record


def with_fit(**fields):
    return with_record(sound(), "criteria", "fit", **fields)


def with_anchors(*pairs, **fields):
    return with_fit(anchors=tuple(Anchor(level, points) for level, points in pairs), **fields)


def with_rating(rating, rater="ana", initiative="claims", criterion="fit"):
    ratings = sound().ratings
    row = ratings[rater][initiative].with_(criterion, rating)
    return replace(sound(), ratings=ratings.with_(rater, ratings[rater].with_(initiative, row)))


@pytest.mark.parametrize(
    ("anchors", "code"),
    [
        ([(0.0, 0.0)], "anchors_few"),
        ([], "anchors_few"),
        ([(0.0, 0.0), (0.0, 100.0)], "anchors_not_rising"),
        ([(0.0, 0.0), (100.0, 100.0), (50.0, 50.0)], "anchors_not_rising"),
        ([(0.0, 0.0), (nan, 100.0)], "number_not_finite"),
        ([(0.0, 0.0), (inf, 100.0)], "number_not_finite"),
        ([(0.0, -1.0), (100.0, 100.0)], "anchor_points"),
        ([(0.0, 0.0), (100.0, 101.0)], "anchor_points"),
    ],
)
def test_scales_that_cannot_be_used(anchors, code):
    problem = next(p for p in problems(with_anchors(*anchors)) if p.kind == "criterion")
    assert (problem.code, problem.severity, problem.field) == (code, "error", "anchors")


def test_a_scale_that_tells_nothing_apart():
    assert only(with_anchors((0.0, 50.0), (100.0, 50.0)), "anchors_flat").severity == "warning"


def test_a_scale_that_does_not_reach_from_0_to_100_points():
    problem = only(with_anchors((0.0, 0.0), (100.0, 10.0)), "anchors_reach")
    assert problem.severity == "warning"
    assert "gives 0 to 10 points" in problem.text


def test_a_scale_with_a_peak():
    peak = with_anchors((0.0, 0.0), (50.0, 100.0), (100.0, 0.0))
    assert only(peak, "anchors_peak").severity == "warning"


def test_a_direction_against_the_anchors():
    falling = [(0.0, 100.0), (100.0, 0.0)]
    problem = only(with_anchors(*falling), "direction_contradicts_anchors")
    assert "more is better, but its anchors give fewer points to higher levels" in problem.text
    assert problems(with_anchors(*falling, direction="min")) == ()
    assert only(with_fit(direction="min"), "direction_contradicts_anchors").field == "direction"


def test_negative_and_endless_weights():
    assert only(with_fit(weight=-1.0), "weight_negative").severity == "error"
    assert only(with_fit(weight=nan), "number_not_finite").field == "weight"
    assert only(with_fit(weight=inf), "number_not_finite").field == "weight"


def test_weights_all_zero():
    nothing = with_record(with_fit(weight=0.0), "criteria", "trust", weight=0.0)
    assert only(nothing, "weights_zero").severity == "error"
    assert problems(with_fit(weight=0.0)) == ()


def test_swing_not_asked():
    swing = replace(sound().settings, weighting="swing")
    half = with_fit(swing=100.0)
    problem = only(replace(half, settings=swing), "swing_not_asked")
    assert problem.record == "trust"
    codes = [code for code, *_ in found(replace(sound(), settings=swing))]
    assert codes == ["weights_zero", "swing_not_asked", "swing_not_asked"]


@pytest.mark.parametrize("points", [-1.0, 101.0, nan])
def test_swing_points_out_of_range(points):
    assert only(with_fit(swing=points), "swing_range").severity == "error"


@pytest.mark.parametrize("value", [-1.0, 100.5])
def test_a_rating_outside_the_anchors(value):
    problem = only(with_rating(Rating(value)), "rating_off_scale")
    assert (problem.kind, problem.record, problem.field) == ("rating", "claims", "ratings/fit")
    assert "“Ana” rated “Claims triage”" in problem.text
    assert "the scale runs from 0 to 100" in problem.text


def test_where_a_check_scores_people_need_not_rate_and_may_have_rated_anything():
    portfolio = with_rating(Rating(150.0))
    assert found(with_record(portfolio, "criteria", "fit", check="1a")) == []
    ratings = {
        key: table.with_("wiki", table["wiki"].without("fit"))
        for key, table in sound().ratings.items()
    }
    unrated = replace(sound(), ratings=FrozenMap(ratings))
    assert found(with_record(unrated, "criteria", "fit", check="1a")) == []


@pytest.mark.parametrize("value", [nan, inf, -inf])
def test_a_rating_that_is_no_number(value):
    assert only(with_rating(Rating(value)), "number_not_finite").severity == "error"


def test_a_rating_on_an_unknown_criterion():
    problem = only(with_rating(Rating(5.0), criterion="speed"), "unknown_criterion")
    assert problem.field == "ratings/speed"


def test_ratings_by_and_of_nobody_known():
    ratings = sound().ratings
    stray = replace(sound(), ratings=ratings.with_("cy", ratings["ana"]))
    assert only(stray, "unknown_rater").text.startswith("4 initiatives are rated by somebody")
    of_gone = ratings.with_("ana", ratings["ana"].with_("gone", ratings["ana"]["wiki"]))
    problem = only(replace(sound(), ratings=of_gone), "unknown_initiative")
    assert problem.text.startswith("“Ana” rates 1 initiative that is not in the portfolio")


def test_an_initiative_without_ratings():
    ratings = {key: table.without("wiki") for key, table in sound().ratings.items()}
    problem = only(replace(sound(), ratings=FrozenMap(ratings)), "ratings_missing")
    assert (problem.record, problem.text) == ("wiki", "“Wiki” has no ratings.")


def test_an_initiative_that_nobody_rated_on_one_criterion():
    ratings = {
        key: table.with_("wiki", table["wiki"].without("trust"))
        for key, table in sound().ratings.items()
    }
    problem = only(replace(sound(), ratings=FrozenMap(ratings)), "rating_missing")
    assert problem.text == "“Wiki” is not rated on “Trust”."
    assert problem.field == "ratings/trust"


def test_one_rater_is_enough_for_a_rating_but_noted():
    alone = replace(sound(), ratings=sound().ratings.without("bo"))
    problem = only(alone, "few_raters")
    assert problem.severity == "note"
    assert problem.text.startswith("Only one person has rated")


def test_nobody_rated():
    codes = [code for code, *_ in found(replace(sound(), ratings=FrozenMap()))]
    assert codes == ["few_raters", *["ratings_missing"] * 4]


@pytest.mark.parametrize("weight", [-1.0, nan, inf])
def test_a_rater_whose_say_is_no_number(weight):
    problem = only(with_record(sound(), "raters", "bo", weight=weight), "rater_weight")
    assert (problem.severity, problem.record) == ("error", "bo")


def test_nobody_has_a_say():
    mute = with_record(sound(), "raters", "bo", weight=0.0)
    assert problems(mute) == ()
    assert only(with_record(mute, "raters", "ana", weight=0.0), "rater_weights_zero")
