"""Plans made by hand, and what they break and cost."""

import math

import pytest

from portfolio.funding import plan
from portfolio.funding.by_hand import Judge, Pick, judge, picks_of, toggled, verdict_on
from portfolio.funding.habits import habits
from portfolio.model import FrozenMap
from tests.portfolio.funding import judge as independent
from tests.portfolio.funding import timed_judge
from tests.portfolio.funding.builders import excludes, from_table, mandated, random_portfolio
from tests.portfolio.funding.timed_builders import random_over_time


def test_turning_one_on_says_which_limit_breaks_and_turning_one_off_what_it_costs():
    portfolio = from_table([10, 6, 5], [[4, 4, 4]], [8])
    best = plan(portfolio)
    picks = picks_of(best)
    more = judge(portfolio, toggled(picks, "i03"))
    assert [each.sentence for each in more.breaches] == [
        "4 u too much of “Resource 0”; the limit is 8 u."
    ]
    assert more.breaches[0].excess == pytest.approx(4)
    assert verdict_on(more, best) == (
        "Not possible: 4 u too much of “Resource 0”; the limit is 8 u."
    )
    swapped = judge(portfolio, toggled(toggled(picks, "i03"), "i02"))
    assert swapped.breaches == ()
    assert verdict_on(swapped, best) == "Possible, and costs $1M against the best plan."
    assert verdict_on(judge(portfolio, picks), best) == (
        "Possible, and worth as much as the best plan."
    )


def test_rules_are_named_once():
    portfolio = from_table([10, 6, 5], [[4, 4, 4]], [12], [excludes("i01", "i02"), mandated("i03")])
    found = judge(portfolio, {"i01": Pick(), "i02": Pick(), "gone": Pick()})
    assert sorted(each.sentence for each in found.breaches) == [
        "Only one of “Item 1” and “Item 2” may be funded.",
        "“Item 3” is mandated.",
    ]


@pytest.mark.parametrize("seed", range(20))
def test_what_is_broken_is_what_an_independent_judge_finds(seed):
    portfolio = random_over_time(seed, count=3, periods=2)
    periods = timed_judge.period_ids(portfolio)
    for choice in list(timed_judge.choices(portfolio))[::5]:
        picks = {i: Pick(level, periods[start]) for i, (level, start) in choice.items()}
        found = judge(portfolio, picks)
        assert found.plan.value == pytest.approx(timed_judge.value(portfolio, choice), abs=1e-9)
        assert (not found.breaches) == timed_judge.obeys(portfolio, choice), choice


@pytest.mark.parametrize("seed", range(20))
def test_habits_obey_everything_and_never_beat_the_best_plan(seed):
    portfolio = random_portfolio(seed, count=8, periods=2)
    best = plan(portfolio)
    order = sorted(portfolio.initiatives)
    for habit in habits(portfolio, best, order):
        if habit.plan.status == "infeasible":
            assert math.isinf(habit.lost)
            continue
        assert independent.obeys(portfolio, habit.plan.chosen), habit.name
        assert habit.lost >= 0
        assert habit.plan.value == pytest.approx(best.value - habit.lost, abs=1e-6)


def test_each_habit_on_a_table_by_hand():
    """Scarce: resource 0. By ratio the small ones win; down the list the first one does."""
    portfolio = from_table([10, 6, 6], [[8, 4, 4], [1, 1, 1]], [8, 9])
    found = {habit.name: habit for habit in habits(portfolio, plan(portfolio), ["i01", "i02"])}
    assert found["ratio"].lost == 0
    assert found["ratio"].title == "Benefit per “Resource 0”"
    assert found["waterline"].lost == pytest.approx(2)
    assert found["waterline"].sentence == "It loses $2M (17 %)."


def test_while_nothing_is_ranked_only_the_ratio_is_left():
    portfolio = from_table([10, 6, 6], [[8, 4, 4], [1, 1, 1]], [8, 9])
    assert [habit.name for habit in habits(portfolio, plan(portfolio), [])] == ["ratio"]


def test_one_judge_says_of_every_plan_what_judging_it_alone_says():
    portfolio = random_over_time(5, count=4, periods=3)
    steady = Judge(portfolio)
    picks = FrozenMap()
    for key in portfolio.initiatives:
        picks = toggled(picks, key)
        alone, told = judge(portfolio, picks), steady.of(picks)
        assert told.breaches == alone.breaches
        assert told.plan.value == alone.plan.value
        assert told.plan.chosen == alone.plan.chosen
