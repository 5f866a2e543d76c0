"""Weights that both sides changed: one question, and nobody's mixture."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from portfolio.edit import (
    add_criterion,
    delete_criterion,
    set_criterion,
    set_swing,
    set_weight_share,
    set_weights,
    weight_shares,
)
from portfolio.files.merging import combine, fields, merge, resolved
from portfolio.model import Criterion, FrozenMap
from tests.portfolio.files.documents import SMALL
from tests.portfolio.files.merging.by_hand import only_conflict
from tests.portfolio.files.merging.laws import Laws, check_files

_NAMES = {"c_fit": "Goal fit", "c_money": "Unit economics", "c_reach": "Reach", "c_risk": "Risk"}
_WEIGHTS = {"c_fit": 40.0, "c_money": 30.0, "c_reach": 20.0, "c_risk": 10.0}
BASE = replace(
    SMALL,
    criteria=FrozenMap(
        {key: Criterion(name, key[2:], weight=_WEIGHTS[key]) for key, name in _NAMES.items()}
    ),
)
MONEY = set_weight_share(BASE, "c_money", 0.51)
REACH = set_weight_share(BASE, "c_reach", 0.04)


def test_two_people_who_moved_one_weight_each_are_asked_once():
    conflict = only_conflict(BASE, MONEY, REACH)
    assert conflict.path == ("criteria", "", "weight")
    assert conflict.place == "Weights of the criteria"
    assert conflict.sentence == (
        "Weights of the criteria: "
        "ours Unit economics 51 %; Reach 14 %; Goal fit 28 %; Risk 7 %, "
        "theirs Unit economics 36 %; Reach 4 %; Goal fit 48 %; Risk 12 %, "
        "before Unit economics 30 %; Reach 20 %; Goal fit 40 %; Risk 10 %."
    )
    found = merge(BASE, MONEY, REACH)
    assert (found.portfolio, resolved(found, ()), resolved(found, {0})) == (MONEY, MONEY, REACH)


def test_the_words_of_a_criterion_are_merged_beside_its_weight():
    named = set_criterion(REACH, "c_reach", description="Who hears of it")
    found = merge(BASE, MONEY, named)
    assert len(found.conflicts) == 1
    assert found.portfolio == set_criterion(MONEY, "c_reach", description="Who hears of it")
    assert resolved(found, {0}) == named


def test_the_weights_of_one_side_are_told_in_percent():
    found = merge(BASE, MONEY, BASE)
    assert (found.portfolio, found.conflicts) == (MONEY, ())
    found = merge(BASE, BASE, MONEY)
    assert (found.portfolio, found.conflicts) == (MONEY, ())
    assert [each.sentence for each in found.taken] == [
        "Criterion “Goal fit”, weight: 28 %, was 40 %.",
        "Criterion “Unit economics”, weight: 51 %, was 30 %.",
        "Criterion “Reach”, weight: 14 %, was 20 %.",
        "Criterion “Risk”, weight: 7 %, was 10 %.",
    ]


def test_the_same_proportions_are_no_question():
    thousand = set_weights(BASE, {key: 1000 * weight for key, weight in _WEIGHTS.items()})
    found = merge(BASE, thousand, set_weights(BASE, {key: w / 100 for key, w in _WEIGHTS.items()}))
    assert (found.portfolio, found.conflicts) == (thousand, ())
    found = merge(BASE, thousand, MONEY)
    assert (found.portfolio, found.conflicts) == (MONEY, ())
    assert merge(BASE, MONEY, thousand).portfolio == MONEY


def test_what_one_side_added_keeps_its_proportion():
    """By default it gets the mean of the others: 25 beside 100, or 20 % of all."""
    added = add_criterion(BASE, "c_new", "Learning")
    assert weight_shares(added)["c_new"] == pytest.approx(0.2)
    for ours, theirs in ((added, MONEY), (MONEY, added)):
        found = merge(BASE, ours, theirs)
        assert found.conflicts == ()
        shares = weight_shares(found.portfolio)
        assert shares["c_new"] == pytest.approx(0.2)
        assert shares["c_money"] == pytest.approx(0.8 * 0.51)
    half = merge(BASE, set_weight_share(added, "c_new", 0.5), MONEY)
    assert half.conflicts == ()
    assert weight_shares(half.portfolio)["c_new"] == pytest.approx(0.5)
    assert weight_shares(half.portfolio)["c_money"] == pytest.approx(0.5 * 0.51)


def test_to_delete_a_criterion_is_no_question_where_the_other_side_weighed_others():
    deleted = delete_criterion(BASE, "c_risk")
    for ours, theirs in ((deleted, MONEY), (MONEY, deleted)):
        found = merge(BASE, ours, theirs)
        assert found.conflicts == ()
        assert found.portfolio == delete_criterion(MONEY, "c_risk")
    asked = only_conflict(BASE, delete_criterion(BASE, "c_money"), MONEY)
    assert (asked.kind, asked.theirs_text) == ("deleted", "edited: weight")


def test_swing_points_are_one_set_of_their_own():
    base = BASE
    for key, points in {"c_fit": 100.0, "c_money": 60.0}.items():
        base = set_swing(base, key, points)
    ours, theirs = set_swing(base, "c_money", 80.0), set_swing(base, "c_reach", 30.0)
    conflict = only_conflict(base, ours, theirs)
    assert conflict.place == "Swing points of the criteria"
    assert conflict.ours_text == (
        "Reach not asked; Unit economics 80; Goal fit 100; Risk not asked"
    )
    found = merge(base, ours, theirs)
    assert (found.portfolio, resolved(found, {0})) == (ours, theirs)
    found = merge(base, set_weight_share(base, "c_money", 0.51), theirs)
    assert (found.conflicts, found.portfolio) == ((), set_weight_share(theirs, "c_money", 0.51))


def test_without_a_base_different_weights_are_one_question():
    found = merge(None, MONEY, REACH)
    (conflict,) = found.conflicts
    assert (conflict.path, conflict.base_text) == (("criteria", "", "weight"), "")
    assert (found.portfolio, resolved(found, {0})) == (MONEY, REACH)
    assert merge(None, BASE, set_weight_share(BASE, "c_fit", 0.4)).conflicts == ()


def test_combined_portfolios_have_the_weights_of_the_first():
    found = combine([MONEY, replace(REACH, id="p_2", title="Other")])
    assert [each.place for each in found.conflicts] == ["Weights of the criteria"]
    assert found.portfolio.criteria == MONEY.criteria


def _weighed(random):
    """Return the document after what people do with weights, by the app's own verbs."""
    portfolio = BASE
    for _ in range(random.randint(0, 3)):
        keys = list(portfolio.criteria)
        key = random.choice(keys)
        kind = random.choice(["share", "share", "swing", "add", "delete"])
        if kind == "share":
            portfolio = set_weight_share(portfolio, key, random.choice([0.0, 0.1, 0.5, 1.0]))
        elif kind == "swing":
            portfolio = set_swing(portfolio, key, random.choice([None, 0.0, 50.0, 100.0]))
        elif kind == "add":
            portfolio = add_criterion(portfolio, f"c_{random.randint(1, 3)}", "New")
        elif len(keys) > 1:
            portfolio = delete_criterion(portfolio, key)
    return portfolio


def _check_random_weighing(count):
    laws, random = Laws(BASE), Random(7)
    for _ in range(count):
        check_files(laws.check(_weighed(random), _weighed(random), random))


def test_random_weighing_on_both_sides_keeps_to_the_laws():
    _check_random_weighing(300)


def test_weights_that_are_merged_one_by_one_break_a_law(monkeypatch):
    monkeypatch.setattr(fields, "of_one_side", lambda _field, three: (three, None))
    with pytest.raises(AssertionError):
        _check_random_weighing(300)
