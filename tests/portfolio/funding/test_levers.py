"""Every lever, applied: with it the initiative is in the best plan, with 1 % less it is not."""

import math
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from portfolio.errors import Cancelled
from portfolio.funding import build_problem, explain, levers_for, plan
from portfolio.funding.lever_changes import Lever, with_lever
from portfolio.funding.lever_search import TOLERANCE
from portfolio.funding.lever_words import rounded_up
from portfolio.funding.levers import Levers
from portfolio.funding.reasons import case_of
from portfolio.funding.solver import Control
from tests.portfolio.funding.builders import force_out, from_table, random_portfolio
from tests.portfolio.funding.timed_builders import random_over_time

GRADUAL = {"demand", "capacity", "benefit"}


def levers_of(portfolio, initiative, control=None):
    best = plan(portfolio)
    finder = Levers(case_of(portfolio, best, build_problem(portfolio)))
    return finder.of(initiative, control or Control())


def comes_in(portfolio, lever, scale=1.0):
    return lever.initiative_id in plan(with_lever(portfolio, lever, scale=scale)).chosen


def needed(portfolio, lever, scale):
    """Whether every best plan has the initiative with a part of the change."""
    changed = with_lever(portfolio, lever, scale=scale)
    found = plan(changed)
    key = lever.initiative_id
    if key not in found.chosen:
        return False
    without = plan(replace(changed, rules=changed.rules.with_("out", force_out(key))))
    return without.value < found.value - 1e-7


def all_levers(portfolio):
    best = plan(portfolio)
    if best.status != "optimal":
        return []
    finder = Levers(case_of(portfolio, best, build_problem(portfolio)))
    cut = [i for i in sorted(portfolio.initiatives) if i not in best.chosen]
    return [lever for i in cut for lever in finder.of(i, Control())]


def test_a_table_by_hand():
    """Two of three fit; the third needs what the cheaper of them gives."""
    portfolio = from_table([10, 6, 5], [[4, 4, 4]], [8])
    levers = {lever.kind: lever for lever in levers_of(portfolio, "i03")}
    assert levers["capacity"].amount == pytest.approx(4)
    assert levers["demand"].share == pytest.approx(1.0)
    assert levers["benefit"].amount == pytest.approx(1, rel=1e-6)
    assert "size" not in levers
    assert levers["benefit"].sentence == "a likely benefit of $6.01M instead of $5M"
    assert levers["capacity"].sentence == "4 u more of “Resource 0”"


@pytest.mark.parametrize("block", range(4))
def test_every_lever_is_enough_and_a_hundredth_less_is_not(block):
    tried = 0
    for seed in range(block * 8, block * 8 + 8):
        portfolio = random_portfolio(seed, count=6, periods=2, tight=0.3)
        for lever in all_levers(portfolio):
            tried += 1
            assert comes_in(portfolio, lever), (seed, lever)
            if lever.kind in GRADUAL:
                assert not needed(portfolio, lever, 0.99), (seed, lever)
    assert tried > 8


@pytest.mark.parametrize("block", range(3))
def test_it_holds_over_time_as_well(block):
    tried = 0
    for seed in range(block * 20, block * 20 + 20):
        portfolio = random_over_time(seed, count=4, periods=3)
        for lever in all_levers(portfolio):
            tried += 1
            assert comes_in(portfolio, lever), (seed, lever)
            if lever.kind in GRADUAL:
                assert not needed(portfolio, lever, 0.99), (seed, lever)
    assert tried > 8


@pytest.mark.parametrize("block", range(3))
def test_more_capacity_is_the_first_after_which_it_is_ahead_among_all_choices(block):
    tried = 0
    for seed in range(block * 20, block * 20 + 20):
        portfolio = random_portfolio(seed, count=6, periods=2, tight=0.3)
        best = plan(portfolio)
        if best.status != "optimal":
            continue
        finder = Levers(case_of(portfolio, best, build_problem(portfolio)))
        for key in finder.by_interest():
            found = {
                lever.resource_id: lever.amount
                for lever in finder.of(key, Control())
                if lever.kind == "capacity"
            }
            for resource_id in portfolio.resources:
                first = first_ahead(finder, key, resource_id)
                amount = found.get(resource_id, math.inf)
                most = max(portfolio.resources[resource_id].capacity.values(), default=0.0)
                if first <= most or math.isfinite(amount):
                    tried += 1
                    assert amount * (1 - TOLERANCE) - 1e-9 <= first <= amount + 1e-9, (seed, key)
    assert tried > 8


def first_ahead(finder, key, resource_id):
    """Return the first capacity at which choices with an initiative are ahead, of all choices."""
    problem, slope = finder.case.problem, finder.capacity_slope(resource_id)
    every = np.array(list(product([0.0, 1.0], repeat=len(problem.gain))))
    activity = every @ problem.rows.dense().T
    needed, worth = slope.needed_by(problem.rows, activity), every @ problem.gain
    inside = every[:, list(problem.columns_of(finder.case.index[key]))].sum(axis=1) > 0.5

    def ahead(size):
        fits = needed <= size + 1e-9
        return worth[inside & fits].max(initial=-np.inf) > worth[~inside & fits].max() + 1e-7

    return next((size for size in np.unique(needed[np.isfinite(needed)]) if ahead(size)), math.inf)


def test_prices_that_are_known_change_the_order_and_nothing_else():
    for seed in range(6):
        portfolio = random_portfolio(seed, count=10, periods=2, tight=0.3)
        best = plan(portfolio)
        lines = explain(portfolio, best)
        told, untold = levers_for(portfolio, best, lines=lines), levers_for(portfolio, best)
        order = told.by_interest()
        prices = [lines[key].price for key in order if lines[key].price is not None]
        assert prices == sorted(prices)
        assert set(order) == set(untold.by_interest())
        for key in order:
            amounts = [
                {
                    (lever.kind, lever.resource_id): lever.amount
                    for lever in finder.of(key, Control())
                }
                for finder in (told, untold)
            ]
            assert amounts[0] == pytest.approx(amounts[1], rel=TOLERANCE), (seed, key)


def test_nothing_helps_what_leaders_forced_out_and_what_is_funded_needs_nothing():
    portfolio = from_table([10, 6, 5], [[4, 4, 4]], [8], [force_out("i01")])
    assert levers_of(portfolio, "i01") == ()
    assert levers_of(portfolio, "i02") == ()


def test_it_can_be_stopped():
    def stop(_fraction, _text):
        raise Cancelled

    portfolio = random_portfolio(3, count=30, periods=3, tight=0.3)
    cut = next(i for i in portfolio.initiatives if i not in plan(portfolio).chosen)
    with pytest.raises(Cancelled):
        levers_of(portfolio, cut, Control(stop))


def test_amounts_are_rounded_up_so_that_they_are_enough():
    assert rounded_up(3.0) == 3.0
    assert rounded_up(3.001) == pytest.approx(3.01)
    assert rounded_up(41_234_567.0) == pytest.approx(41_300_000)
    assert rounded_up(0.0) == 0.0
    assert math.isinf(rounded_up(math.inf))


def test_a_lever_for_an_unvalued_initiative_asks_for_a_benefit():
    portfolio = from_table([10, 6], [[4, 4]], [4])
    bare = portfolio.initiatives["i02"]
    portfolio = with_lever(portfolio, Lever("benefit", "i02", 0.0, 0.0))
    assert portfolio.initiatives["i02"].benefit.amount.likely == bare.benefit.amount.likely
