"""What could give way when nothing fits: each set is enough, and none could be smaller."""

from dataclasses import replace
from itertools import combinations

import pytest

from portfolio.errors import Cancelled
from portfolio.funding import plan
from portfolio.funding.relax import relaxations
from portfolio.funding.relax_changes import conceded
from portfolio.model import FrozenMap
from tests.portfolio.funding import judge
from tests.portfolio.funding.builders import (
    excludes,
    force_in,
    force_out,
    from_table,
    mandated,
    random_portfolio,
    requires,
)
from tests.portfolio.funding.timed_builders import random_over_time


def fits(portfolio):
    return plan(portfolio).status != "infeasible"


def test_two_forced_in_that_do_not_fit_together():
    portfolio = from_table(
        [10, 6, 5], [[4, 4, 4]], [6], [force_in("i01"), force_in("i02")], names=["A", "B", "C"]
    )
    found = relaxations(portfolio)
    assert [each.sentence for each in found[:3]] == [
        "Let “A” go, which is forced in.",
        "Let “B” go, which is forced in.",
        "Raise “Resource 0” by 2 u.",
    ]
    assert [each.value for each in found[:3]] == [6, 10, 16]
    for each in found:
        assert fits(conceded(portfolio, each.concessions))


def test_a_plan_that_fits_needs_nothing():
    assert relaxations(from_table([10], [[4]], [6])) == ()


def test_the_law_gives_way_last():
    portfolio = from_table([10, 6], [[4, 4]], [6], [mandated("i01"), force_in("i02")])
    first, *_ = relaxations(portfolio)
    assert first.sentence == "Let “Item 2” go, which is forced in."


def test_rules_that_contradict_each_other_without_any_limit():
    rules = [requires("i01", "i02"), force_in("i01"), force_out("i02"), excludes("i01", "i03")]
    portfolio = from_table([10, 6, 3], [[1, 1, 1]], [9], rules)
    sentences = [each.sentence for each in relaxations(portfolio)]
    assert len(sentences) == 3
    assert "Give up what is required among “Item 1” and “Item 2”." in sentences


def parts_are_not_enough(portfolio, found):
    """With any of the concessions left out, nothing fits."""
    for count in range(len(found.concessions)):
        for part in combinations(found.concessions, count):
            assert not fits(conceded(portfolio, part))


@pytest.mark.parametrize("seed", range(30))
def test_every_set_is_enough_and_minimal(seed):
    portfolio = random_portfolio(seed, count=5, periods=2, tight=0.2)
    if judge.best(portfolio) is not None:
        assert relaxations(portfolio) == ()
        return
    found = relaxations(portfolio)
    assert found
    sizes = [len(each.concessions) for each in found]
    assert sizes == sorted(sizes)
    for each in found:
        repaired = plan(conceded(portfolio, each.concessions))
        assert repaired.status == "optimal"
        assert repaired.value >= each.value - 1e-9
        parts_are_not_enough(portfolio, each)


@pytest.mark.parametrize("seed", range(20))
def test_it_holds_over_time_as_well(seed):
    portfolio = random_over_time(seed, count=4, periods=2)
    for each in relaxations(portfolio):
        assert fits(conceded(portfolio, each.concessions)), each
        parts_are_not_enough(portfolio, each)


def test_a_budget_that_carries_over_is_raised_once():
    portfolio = random_portfolio(0, count=2, periods=2)
    money = replace(portfolio.resources["money"], capacity=FrozenMap({"p0": 0.0, "p1": 0.0}))
    rules = FrozenMap({"x": force_in("i000"), "y": force_in("i001")})
    portfolio = replace(portfolio, resources=portfolio.resources.with_("money", money), rules=rules)
    for each in relaxations(portfolio):
        assert fits(conceded(portfolio, each.concessions))


def test_it_can_be_stopped():
    def stop(_fraction, _text):
        raise Cancelled

    portfolio = from_table([10, 6], [[4, 4]], [6], [force_in("i01"), force_in("i02")])
    with pytest.raises(Cancelled):
        relaxations(portfolio, tick=stop)
