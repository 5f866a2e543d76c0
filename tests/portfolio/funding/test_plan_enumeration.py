"""The plan against every choice there is, on small portfolios with every kind of rule."""

from functools import partial

import pytest

from portfolio.funding import plan, quick, waterline
from tests.portfolio.funding import judge
from tests.portfolio.funding.builders import random_portfolio

BLOCKS = 20
BLOCK = 50


def portfolio_of(seed):
    return random_portfolio(seed, count=3 + seed % 3, whole=seed % 3 > 0, tight=0.3 + seed % 5 / 8)


def columns_of(portfolio):
    """Every option, initiatives by id, sizes from the smallest demand on."""
    columns = []
    for i in sorted(portfolio.initiatives):
        levels = portfolio.initiatives[i].levels
        order = sorted(levels, key=lambda level: (levels[level].demand_share, level)) or [""]
        columns += [(i, level) for level in order]
    return columns


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
        assert judge.obeys(portfolio, found.chosen), seed
        first = judge.first_by_id(tied, columns_of(portfolio), partial(judge.cost, portfolio))
        assert dict(found.chosen) == first, seed


@pytest.mark.parametrize("block", range(4))
def test_waterline_and_quick_obey_every_limit_and_rule_and_are_never_better(block):
    for seed in range(block * BLOCK, (block + 1) * BLOCK):
        portfolio = portfolio_of(seed)
        best = plan(portfolio)
        down = waterline(portfolio, sorted(portfolio.initiatives, reverse=True))
        fast = quick(portfolio)
        for other in (down, fast):
            if other is not None and other.status != "infeasible":
                assert judge.obeys(portfolio, other.chosen), seed
                assert other.value <= best.value + 1e-9, seed
                assert other.bound >= best.value - 1e-6, seed
                assert judge.value(portfolio, other.chosen) == pytest.approx(other.value)
        if best.status == "infeasible":
            assert down.status == "infeasible", seed
            assert fast is None or fast.status == "infeasible", seed
