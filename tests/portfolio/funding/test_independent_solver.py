"""Plans against CBC, another solver in a process of its own, on the same limits and rules."""

from pathlib import Path

import pytest

from portfolio.files import load
from portfolio.funding import plan
from portfolio.funding.problem import build_problem
from tests.benchmarks.funding.peers import cbc
from tests.portfolio.funding import timed_judge as judge
from tests.portfolio.funding.builders import random_portfolio

SAMPLES = sorted((Path(__file__).parents[3] / "sample_portfolios").glob("*.portfolio"))


@pytest.mark.parametrize("seed", range(6))
def test_cbc_finds_no_better_plan_for_random_portfolios(seed):
    portfolio = random_portfolio(seed, count=40, periods=4, tight=0.3)
    found = plan(portfolio)
    _, value = cbc(build_problem(portfolio), 0.0)
    if found.status == "infeasible":
        assert value is None
    else:
        assert found.value == pytest.approx(value, rel=1e-7)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_cbc_finds_no_better_plan_for_a_sample(path):
    portfolio = load(path).portfolio
    found = plan(portfolio)
    assert found.status == "optimal"
    assert judge.obeys(portfolio, judge.timed(portfolio, found))
    problem = build_problem(portfolio)
    _, value = cbc(problem, 0.0)
    assert found.value == pytest.approx(value + problem.offset, rel=1e-7)
