from dataclasses import replace

import numpy as np
import pytest

from portfolio.funding import build_problem
from portfolio.insight.limits import Limit, slopes
from portfolio.model import Estimate, FrozenMap, Initiative, Period, Portfolio, Resource
from tests.portfolio.funding.builders import random_portfolio
from tests.portfolio.insight import enumerated


def staffed():
    """Three roles in two periods; generalists can stand in for engineers; a part of a pool."""
    capacity = FrozenMap({"p0": 4.0, "p1": 6.0})
    roles = {
        "engineers": Resource("Engineers", "a", "FTE", capacity=capacity),
        "generalists": Resource(
            "Generalists", "b", "FTE", capacity=capacity, serves=("engineers",)
        ),
        "juniors": Resource("Juniors", "c", "FTE", capacity=capacity, pool="staff"),
        "staff": Resource("Staff", "d", "FTE", capacity=FrozenMap({"p0": 9.0})),
        "money": Resource("Money", "e", "$M", kind="budget", carries_over=True, capacity=capacity),
    }
    need = FrozenMap({"p0": Estimate(2.0), "p1": Estimate(3.0)})
    initiatives = {
        f"i{n}": Initiative(f"Item {n}", f"{n}", demand=FrozenMap(dict.fromkeys(roles, need)))
        for n in range(3)
    }
    return Portfolio(
        id="staffed",
        periods=FrozenMap({f"p{n}": Period(f"Q{n + 1}", f"{n}") for n in range(2)}),
        resources=FrozenMap(roles),
        initiatives=FrozenMap(initiatives),
    )


@pytest.mark.parametrize("share", [0.0, 0.4, 1.5])
def test_moved_limits_are_those_of_the_changed_document(share):
    for portfolio in (staffed(), random_portfolio(1, periods=3), random_portfolio(2, periods=4)):
        problem = build_problem(portfolio)
        for resource in portfolio.resources:
            if not enumerated.has_capacity(portfolio, resource):
                continue
            changed = build_problem(enumerated.with_capacity(portfolio, resource, share))
            moved = Limit(portfolio, problem, resource).moved(problem, share)
            assert np.allclose(moved, changed.rows.upper, atol=1e-9)


def test_single_periods_gain_what_the_changed_document_has():
    for portfolio in (staffed(), random_portfolio(3, periods=3)):
        problem = build_problem(portfolio)
        for row, resource in enumerate(problem.tables.resource_ids):
            for column, period in enumerate(problem.tables.period_ids):
                amounts = np.zeros(len(problem.tables.period_ids))
                amounts[column] = 2.5
                moved = problem.rows.upper.copy()
                for place, gained in slopes(problem, row, amounts).items():
                    moved[place] += gained
                changed = enumerated.with_capacity(portfolio, resource, added={period: 2.5})
                assert np.allclose(moved, build_problem(changed).rows.upper)


def test_need_is_the_least_share_with_which_a_choice_fits():
    portfolio = random_portfolio(4, count=6, periods=3, whole=False)
    problem = build_problem(portfolio)
    rng = np.random.default_rng(0)
    for resource in portfolio.resources:
        limit = Limit(portfolio, problem, resource)
        for _ in range(20):
            x = (rng.random(len(problem.options)) < 0.4).astype(float)
            share = limit.need(x)
            activity = problem.rows.activity(x)
            about = limit.moved(problem, 2.0) > limit.moved(problem, 1.0)
            fits = activity[about] <= limit.moved(problem, share)[about] + 1e-9
            assert fits.all()
            if share > 0:
                under = limit.moved(problem, share - 1e-6)[about]
                assert (activity[about] > under).any()


def test_amounts_are_those_of_a_period_but_for_budgets():
    portfolio = staffed()
    problem = build_problem(portfolio)
    assert Limit(portfolio, problem, "engineers").words(0.8) == "80 % (4 FTE a period)"
    assert Limit(portfolio, problem, "money").words(0.8) == "80 % ($8M)"
    one = replace(portfolio, periods=portfolio.periods.without("p1"))
    assert Limit(one, build_problem(one), "engineers").words(0.5) == "50 % (2 FTE)"
