"""Verbs on criteria, weights, raters and ratings."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.edit import (
    add_criterion,
    add_rater,
    delete_criterion,
    delete_rater,
    set_criterion,
    set_preference,
    set_rater,
    set_rating,
    set_settings,
    set_swing,
    set_weight_share,
    set_weighting,
    set_weights,
    weight_shares,
)
from portfolio.model import Change, Criterion, FrozenMap, Preference, Rating, Scenario, in_order
from tests.portfolio.small import sound, with_record

weights = st.lists(st.floats(0, 1e6), min_size=1, max_size=6)


def weighted(values):
    criteria = {f"c{n}": Criterion(f"C{n}", f"{n}", weight=w) for n, w in enumerate(values)}
    return replace(sound(), criteria=FrozenMap(criteria))


@given(weights, st.integers(0, 5), st.floats(-0.5, 1.5))
def test_shares_add_up_to_one_wherever_the_slider_stands(values, which, share):
    which %= len(values)
    before = weighted(values)
    after = set_weight_share(before, f"c{which}", share)
    shares = weight_shares(after)
    others = sum(values) - values[which]
    emptied = share <= 0 and others == 0 and len(values) > 1
    assert sum(shares.values()) == pytest.approx(0.0 if emptied else 1.0)
    wanted = min(1.0, max(0.0, share)) if len(values) > 1 else 1.0
    assert shares[f"c{which}"] == pytest.approx(wanted)


@given(weights.filter(lambda values: len(values) > 2 and min(values) > 1e-3), st.floats(0.05, 0.95))
def test_the_other_weights_keep_their_proportions(values, share):
    before = weight_shares(weighted(values))
    after = weight_shares(set_weight_share(weighted(values), "c0", share))
    assert after["c1"] * before["c2"] == pytest.approx(after["c2"] * before["c1"])


def test_no_positive_weight_gives_no_shares():
    assert weight_shares(weighted([0.0, -1.0])) == {"c0": 0.0, "c1": 0.0}
    assert weight_shares(weighted([])) == {}


def test_a_negative_weight_takes_no_part_when_a_slider_moves():
    shares = weight_shares(set_weight_share(weighted([1.0, -5.0, 1.0]), "c0", 0.5))
    assert shares == pytest.approx({"c0": 0.5, "c1": 0.0, "c2": 0.5})


def test_swing_points_start_from_the_direct_weights():
    swing = set_weighting(sound(), "swing")
    assert swing.criteria["fit"].swing == 100.0
    assert weight_shares(swing) == pytest.approx(weight_shares(sound()), abs=1e-3)
    asked = set_swing(swing, "trust", 80.0)
    again = set_weighting(set_weighting(asked, "direct"), "swing")
    assert again.criteria["trust"].swing == 80.0
    assert weight_shares(set_weighting(asked, "direct")) == weight_shares(sound())


def test_without_weights_no_swing_points_are_made_up():
    bare = set_weighting(weighted([0.0, 0.0]), "swing")
    assert [record.swing for record in bare.criteria.values()] == [None, None]


def test_a_new_criterion_weighs_as_much_as_the_others_do_on_average():
    after = add_criterion(sound(), "speed", "Speed", unit="days", direction="min")
    assert after.criteria["speed"].weight == 2.0
    assert after.criteria["speed"].direction == "min"
    assert in_order(after.criteria)[-1][0] == "speed"
    assert add_criterion(weighted([]), "x", "X").criteria["x"].weight == 1.0
    assert add_criterion(sound(), "x", "X", weight=9.0).criteria["x"].weight == 9.0


def test_delete_after_add_gives_back_the_same():
    added = add_criterion(sound(), "speed", "Speed")
    rated = set_rating(added, "ana", "wiki", "speed", Rating(5.0))
    changes = (Change("weight", "speed", 3.0),)
    planned = replace(rated, scenarios=FrozenMap({"s1": Scenario("S", "a", changes)}))
    after = delete_criterion(planned, "speed")
    assert after.scenarios["s1"].changes == ()
    assert replace(after, scenarios=FrozenMap()) == sound()


def test_deleting_the_last_rating_leaves_no_empty_tables():
    bare = replace(sound(), ratings=FrozenMap())
    rated = set_rating(bare, "ana", "wiki", "fit", Rating(5.0))
    assert delete_criterion(rated, "fit").ratings == FrozenMap()
    assert set_rating(rated, "ana", "wiki", "fit", None) == bare


def test_deleting_shares_ratings_on_other_criteria():
    only_fit = with_record(sound(), "criteria", "trust", name="Unrated")
    only_fit = delete_criterion(only_fit, "trust")
    again = delete_criterion(add_criterion(only_fit, "x", "X"), "x")
    assert again.ratings is only_fit.ratings


def test_attributes_are_set_by_name():
    assert set_criterion(sound(), "fit", group="Value").criteria["fit"].group == "Value"
    assert set_rater(sound(), "ana", weight=2.0).raters["ana"].weight == 2.0
    assert set_settings(sound(), method="topsis").settings.method == "topsis"
    after = set_weights(sound(), {"fit": 5.0})
    assert (after.criteria["fit"].weight, after.criteria["trust"].weight) == (5.0, 1.0)
    with pytest.raises(TypeError):
        set_criterion(sound(), "fit", wieght=2.0)


def test_raters_come_and_go_with_their_ratings():
    added = set_rating(add_rater(sound(), "cy", "Cy", role="CFO"), "cy", "wiki", "fit", Rating(1.0))
    assert in_order(added.raters)[-1][0] == "cy"
    assert added.ratings["cy"]["wiki"]["fit"].value == 1.0
    assert delete_rater(added, "cy") == sound()


def test_a_rating_is_set_and_made_missing_again():
    before = sound()
    old = before.ratings["ana"]["wiki"]["fit"]
    after = set_rating(before, "ana", "wiki", "fit", Rating(12.0, "low", "Guess"))
    assert after.ratings["ana"]["wiki"]["fit"].comment == "Guess"
    assert after.ratings["bo"] is before.ratings["bo"]
    assert set_rating(after, "ana", "wiki", "fit", old) == before
    assert "fit" not in set_rating(before, "ana", "wiki", "fit", None).ratings["ana"]["wiki"]


def test_a_preference_function_is_set_and_taken_back():
    linear = set_preference(sound(), "fit", shape="linear", q=5.0, p=20.0)
    assert linear.criteria["fit"].preference == Preference("linear", q=5.0, p=20.0)
    usual = set_preference(linear, "fit", shape="usual", q=0.0, p=0.0)
    assert usual == sound()
