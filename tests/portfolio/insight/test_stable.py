import itertools
import math
from itertools import pairwise

import pytest

from portfolio.errors import Cancelled
from portfolio.insight.base import Question
from portfolio.insight.stable import stable_sequence
from tests.portfolio.funding.builders import force_in, from_table, random_portfolio
from tests.portfolio.insight import enumerated
from tests.portfolio.insight.test_frontier import last


def best_nested(portfolio, resource, shares):
    """Values of the best nested sequence, by trying all; None when no plan fits."""
    allowed = list(enumerated.allowed(portfolio, resource))
    fitting = [[(v, c) for s, v, c in allowed if s <= share + 1e-9] for share in shares]
    fitting = [plans for plans in fitting if plans]
    best = None
    for sequence in itertools.product(*fitting):
        if all(nested(portfolio, low[1], high[1]) for low, high in pairwise(sequence)):
            total = math.fsum(value for value, _ in sequence)
            best = total if best is None else max(best, total)
    return best


def nested(portfolio, low, high):
    def size(choice, key):
        level = choice[key]
        return portfolio.initiatives[key].levels[level].demand_share if level else 1.0

    return all(key in high and size(high, key) >= size(low, key) for key in low)


def test_stability_costs_where_the_funding_path_swaps():
    # The four projects of Lourenço, Morton and Bana e Costa (2012), Table 1.
    portfolio = from_table([3, 4, 3, 2], [[4, 8, 10, 8]], [20])
    shares = [0.2, 0.4, 0.6, 1.0, 1.1, 1.5]
    first, *_, result = stable_sequence(portfolio, Question("r0"), shares=shares)
    assert (first.total, first.bound, first.final) == (43.0, 45.0, False)
    assert [step.best for step in result.steps] == [3, 4, 7, 9, 10, 12]
    assert (result.total, result.gap, result.final) == (43.0, 0.0, True)
    assert sum(step.cost for step in result.steps) == 2
    assert all(set(a.chosen) <= set(b.chosen) for a, b in pairwise(result.steps))
    assert result.sentences[0] == (
        "Over 6 capacities of “Resource 0”, never dropping what was funded costs $0.333M (4.4 %) "
        "on average."
    )


@pytest.mark.parametrize("block", range(4))
def test_enumeration_finds_no_better_sequence(block):
    compared = 0
    for seed in range(block * 15, block * 15 + 15):
        portfolio = random_portfolio(seed, count=4, whole=seed % 2 > 0)
        resource = ("people", "money", "chips")[seed % 3]
        if not enumerated.has_capacity(portfolio, resource):
            continue
        shares = [0.3, 0.7, 1.2]
        result = last(stable_sequence(portfolio, Question(resource), shares=shares))
        wanted = best_nested(portfolio, resource, shares)
        if wanted is None:
            assert result.steps == ()
            continue
        assert result.total == pytest.approx(wanted, abs=1e-7)
        assert result.gap == 0
        assert all(
            nested(portfolio, dict(a.chosen), dict(b.chosen)) for a, b in pairwise(result.steps)
        )
        compared += 1
    assert compared > 8


def test_steps_are_held_against_the_best_plan_for_each_capacity():
    portfolio = random_portfolio(5, count=8, whole=False, tight=0.3)
    for result in stable_sequence(portfolio, Question("people"), shares=[0.5, 1.0, 1.4]):
        for step in result.steps:
            changed = enumerated.with_capacity(portfolio, "people", step.share)
            assert step.best == pytest.approx(enumerated.best_value(changed))
            assert step.value <= step.best + 1e-9
    assert result.total <= result.bound


def test_capacities_without_a_plan_are_said():
    portfolio = from_table([3, 4], [[4, 8]], [10], [force_in("i02")])
    result = last(stable_sequence(portfolio, Question("r0"), shares=[0.5, 1.0, 1.2]))
    assert result.unreachable == (0.5,)
    assert [step.share for step in result.steps] == [1.0, 1.2]
    assert "No plan fits into 50 % of “Resource 0”, so the sequence starts above." in (
        result.sentences
    )


def test_no_plan_anywhere_is_said():
    portfolio = from_table([3], [[40]], [10], [force_in("i01")])
    result = last(stable_sequence(portfolio, Question("r0")))
    assert (result.steps, result.final) == ((), True)


def test_cancel_is_heard_in_the_joint_search():
    def tick(fraction, text):
        if fraction > 0.5:
            raise Cancelled

    portfolio = random_portfolio(1, count=25, periods=3, whole=False, tight=0.3)
    with pytest.raises(Cancelled):
        last(stable_sequence(portfolio, Question("people", tick=tick)))
