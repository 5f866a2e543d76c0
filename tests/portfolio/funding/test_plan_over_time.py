"""Plans over time against every choice there is, with every kind of rule and link."""

from functools import partial

import pytest

from portfolio.funding import plan, quick, waterline
from tests.portfolio.funding import timed_judge as judge
from tests.portfolio.funding.judge import first_by_id
from tests.portfolio.funding.timed_builders import random_over_time
from tests.portfolio.funding.timed_judge import timed

BLOCKS = 10
BLOCK = 30


def portfolio_of(seed):
    return random_over_time(seed, count=2 + seed % 3, periods=2 + seed % 2)


def columns_of(portfolio):
    """Every option, initiatives by id."""
    return [(i, o) for i in sorted(portfolio.initiatives) for o in judge.options(portfolio, i)]


@pytest.mark.parametrize("block", range(BLOCKS))
def test_the_plan_is_the_best_of_all_choices(block):
    for seed in range(block * BLOCK, (block + 1) * BLOCK):
        portfolio = portfolio_of(seed)
        found, expected = plan(portfolio), judge.best(portfolio)
        if expected is None:
            assert found.status == "infeasible", seed
            assert found.conflict, seed
            continue
        most, tied = expected
        assert found.status == "optimal", seed
        assert found.value == pytest.approx(most, abs=1e-9), seed
        choice = timed(portfolio, found)
        assert judge.obeys(portfolio, choice), seed
        first = first_by_id(tied, columns_of(portfolio), partial(judge.cost, portfolio))
        assert choice == first, seed


@pytest.mark.slow
@pytest.mark.parametrize("block", range(40))
def test_the_plan_is_the_best_of_all_choices_at_length(block):
    for seed in range(10_000 + block * 100, 10_000 + (block + 1) * 100):
        portfolio = portfolio_of(seed)
        found, expected = plan(portfolio), judge.best(portfolio)
        assert (found.status == "infeasible") == (expected is None), seed
        if expected is not None:
            assert found.value == pytest.approx(expected[0], abs=1e-9), seed
            assert judge.obeys(portfolio, timed(portfolio, found)), seed


@pytest.mark.parametrize("block", range(3))
def test_waterline_and_quick_obey_every_limit_and_rule_and_are_never_better(block):
    for seed in range(block * BLOCK, (block + 1) * BLOCK):
        portfolio = portfolio_of(seed)
        best = plan(portfolio)
        down = waterline(portfolio, sorted(portfolio.initiatives, reverse=True))
        fast = quick(portfolio)
        for other in (down, fast):
            if other is not None and other.status != "infeasible":
                choice = timed(portfolio, other)
                assert judge.obeys(portfolio, choice), seed
                assert other.value <= best.value + 1e-9, seed
                assert other.bound >= best.value - 1e-6, seed
                assert judge.value(portfolio, choice) == pytest.approx(other.value, abs=1e-9), seed
