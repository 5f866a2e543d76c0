"""When nothing fits: which limits and rules contradict each other."""

from dataclasses import replace

import pytest

from portfolio.errors import Cancelled
from portfolio.funding import plan, waterline
from portfolio.funding.conflict import smallest_conflict
from portfolio.funding.problem import build_problem
from portfolio.funding.search import best_choice
from portfolio.funding.solver import Control
from portfolio.model import FrozenMap, Rule
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


def conflict(*rules, limits=(100,), demand=((60, 60, 10, 30),)):
    portfolio = from_table(
        [9, 8, 7, 6], demand, limits, rules, names=["Alpha", "Beta", "Gamma", "Delta"]
    )
    found = plan(portfolio)
    assert found.status == "infeasible"
    assert found.chosen == FrozenMap()
    assert found.notes[0] == found.conflict
    return found.conflict


def test_mandates_that_together_exceed_a_capacity():
    assert conflict(mandated("i01", "i02", "i03")) == (
        "No plan fits: “Alpha” and “Beta” are mandated; "
        "together that takes 120 u of “Resource 0”, but the limit is 100 u."
    )


def test_what_is_required_counts_with_those_that_require_it():
    assert conflict(force_in("i01"), requires("i01", "i02")) == (
        "No plan fits: “Alpha” is forced in; “Alpha” requires “Beta”; "
        "together that takes 120 u of “Resource 0”, but the limit is 100 u."
    )


def test_forced_in_and_forced_out():
    assert conflict(force_in("i03"), force_out("i03"), mandated("i04")) == (
        "No plan fits: “Gamma” is forced in; “Gamma” is forced out."
    )


def test_two_mandates_that_exclude_each_other():
    assert conflict(mandated("i03", "i04"), excludes("i04", "i03", "i01")) == (
        "No plan fits: “Gamma” and “Delta” are mandated; "
        "only one of “Delta”, “Gamma” and “Alpha” may be funded."
    )


def test_a_floor_that_all_its_initiatives_together_cannot_reach():
    floor = Rule("floor", resource="r0", field="category", value="", amount=200.0)
    assert conflict(floor) == (
        "No plan fits: “(no name)” (category) must use at least 200 u "
        "of “Resource 0”, while all its initiatives together need 160 u of “Resource 0”."
    ).replace("“(no name)”", "(no name)")


def test_a_floor_above_a_cap():
    floor = Rule("floor", resource="r0", field="unit", value="", amount=50.0)
    cap = Rule("cap", resource="r0", field="unit", value="", amount=40.0)
    told = conflict(floor, cap)
    assert "must use at least 50 u of “Resource 0”" in told
    assert "may use at most 40 u of “Resource 0”" in told


def test_the_waterline_names_the_conflict_too():
    portfolio = from_table([9, 8], [[60, 60]], [100], [mandated("i01", "i02")])
    down = waterline(portfolio, ["i01", "i02"])
    assert down.status == "infeasible"
    assert down.conflict == plan(portfolio).conflict


def infeasible_portfolios():
    for seed in range(400):
        portfolio = random_portfolio(seed, count=5, periods=1, tight=0.25)
        if judge.best(portfolio) is None:
            yield portfolio


def test_what_is_named_contradicts_and_nothing_of_it_could_be_left_out():
    checked = 0
    for portfolio in infeasible_portfolios():
        problem = build_problem(portfolio)
        rows = smallest_conflict(problem, Control())
        levels = [n for n, source in enumerate(problem.rows.sources) if source.kind == "level"]
        kept = [n for n in rows if n not in levels]
        assert best_choice(problem.with_only([*levels, *kept]), Control()).x is None
        for row in kept:
            without = [*levels, *(n for n in kept if n != row)]
            assert best_choice(problem.with_only(without), Control()).x is not None
        checked += 1
    assert checked > 20


def test_lifting_any_named_rule_of_a_single_conflict_makes_a_plan_possible():
    rules = [mandated("i01"), mandated("i02"), excludes("i03", "i04")]
    portfolio = from_table([9, 8, 7, 6], [[60, 60, 10, 30]], [100], rules)
    for key in ("x0", "x1"):
        assert plan(replace(portfolio, rules=portfolio.rules.without(key))).status == "optimal"
    assert plan(replace(portfolio, rules=portfolio.rules.without("x2"))).status == "infeasible"


def test_no_conflict_where_a_plan_is_possible():
    assert smallest_conflict(build_problem(from_table([1], [[1]], [1])), Control()) == ()


def test_cancel_leaves_the_search_for_the_conflict():
    def stop(fraction, text):
        raise Cancelled

    portfolio = from_table([9, 8], [[60, 60]], [100], [mandated("i01", "i02")])
    with pytest.raises(Cancelled):
        smallest_conflict(build_problem(portfolio), Control(stop))
