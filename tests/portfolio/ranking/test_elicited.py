"""Judgments as a person gives them lead to the weights that their papers publish."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from portfolio.errors import PortfolioError
from portfolio.model import in_order
from portfolio.ranking.elicited import BestWorst, Order, Pairs, ReadOff
from portfolio.ranking.objective_weights import critic_weights, entropy_weights
from tests.portfolio.ranking.builders import portfolio_of

FULL = [[20.0, 80, 40], [60, 10, 90], [90, 30, 50], [40, 70, 20]]
SCALE = [[(0, 0), (100, 100)]] * 3


def three(table=None, **settings):
    return portfolio_of(FULL if table is None else table, anchors=SCALE, **settings)


def found(judgments, portfolio=None):
    portfolio = portfolio or three()
    elicited = judgments.elicit(portfolio)
    assert list(elicited.weights) == [key for key, _ in in_order(portfolio.criteria)]
    assert sum(elicited.weights.values()) == pytest.approx(1)
    return list(elicited.weights.values()), elicited.remark


def test_an_order_barron_barrett_1996():
    weights, _ = found(Order({"c000": 3, "c001": 1, "c002": 2}))
    np.testing.assert_allclose(weights, [0.1111, 0.6111, 0.2778], atol=6e-5)


def test_pairs_that_agree_are_their_ratios():
    times = {("c000", "c001"): 2.0, ("c001", "c002"): 2.0, ("c000", "c002"): 4.0}
    weights, remark = found(Pairs(times))
    np.testing.assert_allclose(weights, np.array([4, 2, 1]) / 7)
    assert remark == "The judgments agree well enough: consistency ratio 0, at most 0.1."


def test_pairs_may_name_the_less_important_one_first():
    turned = {("c001", "c000"): 0.5, ("c002", "c001"): 0.5, ("c002", "c000"): 0.25}
    np.testing.assert_allclose(found(Pairs(turned))[0], np.array([4, 2, 1]) / 7)


def test_pairs_that_go_in_a_circle_are_named():
    times = {("c000", "c001"): 3.0, ("c001", "c002"): 3.0, ("c000", "c002"): 1 / 3}
    weights, remark = found(Pairs(times))
    np.testing.assert_allclose(weights, [1 / 3] * 3)
    assert "contradict one another" in remark
    assert remark.endswith("Look again at “C0”, “C1” and “C2” first.")


def test_nothing_compared_is_equal():
    np.testing.assert_allclose(found(Pairs({}))[0], [1 / 3] * 3)


def test_best_and_worst_rezaei_2015():
    best = {"c000": 8.0, "c001": 2.0, "c002": 1.0}
    worst = {"c000": 1.0, "c001": 5.0, "c002": 8.0}
    weights, remark = found(BestWorst(best, worst))
    np.testing.assert_allclose(weights, [0.0714, 0.3387, 0.5899], atol=1e-4)
    assert "consistency ratio 0.058" in remark


@pytest.mark.parametrize("way", ["entropy", "critic"])
def test_reading_off_leaves_out_who_has_gaps_and_ignores_the_weights(way):
    table = np.array(FULL)
    direct = entropy_weights(table)
    if way == "critic":
        direct = critic_weights(table, senses=np.ones(3))
    portfolio = three([*FULL, [np.nan, 100, 0]], weighting="swing")
    weights, remark = found(ReadOff(way), portfolio)
    np.testing.assert_allclose(weights, direct)
    assert remark.startswith("Read off 4 initiatives rated on every criterion")


def test_reading_off_goes_by_the_anchors_not_by_the_direction():
    costly = portfolio_of(100 - np.array(FULL), senses=[-1] * 3, anchors=[[(0, 100), (100, 0)]] * 3)
    np.testing.assert_allclose(found(ReadOff("critic"), costly)[0], found(ReadOff("critic"))[0])


def test_nothing_can_be_read_off_one_initiative():
    with pytest.raises(PortfolioError, match="two or more"):
        ReadOff("entropy").elicit(three(FULL[:1]))


def test_a_single_criterion_has_all_of_the_weight():
    portfolio = three()
    one = replace(portfolio, criteria=portfolio.criteria.without("c001").without("c002"))
    for judgments in (Order({"c000": 1}), Pairs({}), BestWorst({"c000": 1.0}, {"c000": 1.0})):
        assert found(judgments, one)[0] == pytest.approx([1.0])
