"""What holds for every plan: order does not matter, less is never better, cancel is clean."""

import itertools
import threading
from dataclasses import replace

import numpy as np
import pytest

from portfolio.errors import Cancelled
from portfolio.funding import plan, quick
from portfolio.funding.result import share_of
from portfolio.model import Estimate, FrozenMap, Period
from tests.portfolio.funding import judge
from tests.portfolio.funding.builders import from_table, random_portfolio


def shuffled(portfolio, seed):
    rng = np.random.default_rng(seed)

    def mixed(records):
        items = list(records.items())
        return FrozenMap([items[place] for place in rng.permutation(len(items))])

    initiatives = mixed(portfolio.initiatives)
    renumbered = FrozenMap(
        {
            key: replace(record, order=f"{n:03}")
            for n, (key, record) in enumerate(initiatives.items())
        }
    )
    return replace(
        portfolio,
        initiatives=renumbered,
        rules=mixed(portfolio.rules),
        resources=mixed(portfolio.resources),
    )


@pytest.mark.parametrize("seed", range(8))
def test_the_order_of_initiatives_rules_and_resources_changes_nothing(seed):
    portfolio = random_portfolio(seed, count=14, periods=2)
    first, second = plan(portfolio), plan(shuffled(portfolio, seed))
    assert dict(first.chosen) == dict(second.chosen)
    assert first.value == second.value
    assert first.conflict == second.conflict


@pytest.mark.parametrize("seed", range(4))
def test_the_same_file_gives_the_same_plan(seed):
    portfolio = random_portfolio(seed, count=30, periods=3, tight=0.3)
    plans = [plan(portfolio) for _ in range(2)]
    assert dict(plans[0].chosen) == dict(plans[1].chosen)
    assert dict(quick(portfolio).chosen) == dict(quick(portfolio).chosen)


def scaled(portfolio, factor):
    resources = {
        key: replace(
            resource,
            capacity=FrozenMap({p: amount * factor for p, amount in resource.capacity.items()}),
        )
        for key, resource in portfolio.resources.items()
    }
    return replace(portfolio, resources=FrozenMap(resources))


@pytest.mark.parametrize("seed", range(8))
def test_less_capacity_is_never_worth_more(seed):
    portfolio = random_portfolio(seed, count=12, periods=2)
    values = []
    for factor in (1.2, 1.0, 0.8, 0.5, 0.2, 0.0):
        found = plan(scaled(portfolio, factor))
        if found.status == "infeasible":
            continue
        values.append(found.value)
        assert judge.obeys(scaled(portfolio, factor), found.chosen)
    assert all(more >= less - 1e-9 for more, less in itertools.pairwise(values))


@pytest.mark.parametrize("factor", [1e-9, 1e-3, 1e3, 1e9])
def test_units_do_not_matter(factor):
    demand = np.array([[3.3, 2.2, 4.1, 1.7], [1.0, 2.5, 0.5, 2.0]])
    plain = plan(from_table([5, 4, 6, 3], demand, [7.5, 4.0]))
    other = plan(
        from_table(np.array([5, 4, 6, 3]) * factor, demand / factor, [7.5 / factor, 4.0 / factor])
    )
    assert dict(other.chosen) == dict(plain.chosen)
    assert other.value == pytest.approx(plain.value * factor)


def test_decimals_that_fill_a_capacity_exactly_fit():
    found = plan(from_table([1, 1, 1], [[0.1, 0.2, 0.3]], [0.6]))
    assert len(found.chosen) == 3


def test_equal_initiatives_are_told_apart_by_cost_and_then_by_id():
    twins = from_table([5, 5, 5, 5], [[2, 2, 2, 2]], [4])
    assert set(plan(twins).chosen) == {"i01", "i02"}
    cheaper = from_table([5, 5, 5], [[2, 2, 2], [3, 2, 1]], [4, 9])
    assert set(plan(cheaper).chosen) == {"i02", "i03"}


def test_a_plan_that_has_not_started_can_be_cancelled():
    def stop(fraction, text):
        raise Cancelled

    with pytest.raises(Cancelled):
        plan(random_portfolio(1, count=20), tick=stop)


CARRYING = [("budget", True, True), ("budget", False, False), ("renewable", True, False)]


def hard():
    """Correlated benefits under many limits: far from proven within a second."""
    rng = np.random.default_rng(5)
    demand = rng.integers(20, 100, size=(12, 120)).astype(float)
    return from_table(demand.mean(axis=0) + rng.integers(0, 9, 120), demand, demand.sum(axis=1) / 2)


def test_cancel_keeps_the_best_plan_so_far_and_its_proven_gap():
    seen = []

    def stop(fraction, text):
        seen.append((fraction, text))
        if len(seen) == 12:
            raise Cancelled

    portfolio = hard()
    found = plan(portfolio, tick=stop)
    assert found.status == "cancelled"
    assert judge.obeys(portfolio, found.chosen)
    assert found.value <= found.bound
    assert 0 < found.gap < 0.1
    assert len(seen) == 12
    assert all(0 <= fraction <= 1 for fraction, _ in seen)
    assert seen[-1][1].startswith("Within ")


def test_cancel_while_ties_are_settled_is_still_a_cancel():
    twins = from_table([5] * 6, [[2] * 6], [6])
    calls = []
    plan(twins, tick=lambda fraction, text: calls.append(fraction))

    def stop(fraction, text):
        calls.pop()
        if not calls:
            raise Cancelled

    found = plan(twins, tick=stop)
    assert found.status == "cancelled"
    assert found.value == 15


def test_when_time_is_up_the_gap_is_stated():
    found = plan(hard(), time_limit_s=0.5)
    assert found.status == "feasible"
    assert found.bound == pytest.approx(found.value * (1 + found.gap))


def test_two_plans_at_once_do_not_disturb_each_other():
    portfolios = [random_portfolio(seed, count=25, periods=2) for seed in (3, 4)]
    alone = [dict(plan(portfolio).chosen) for portfolio in portfolios]
    together = [None, None]

    def run(place):
        together[place] = dict(plan(portfolios[place]).chosen)

    threads = [threading.Thread(target=run, args=(place,)) for place in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert together == alone


def test_use_share_counts_carried_budgets_as_running_sums():
    amount = np.array([[2.0, 2.0, 5.0], [2.0, 2.0, 5.0], [0.0, 1.0, 1.0]])
    capacity = np.array([[4.0, 4.0, np.nan], [4.0, 4.0, np.nan], [0.0, 0.0, 2.0]])
    share = share_of(amount, capacity, (False, True, False))
    expected = [[0.5, 0.5, np.nan], [0.5, 0.5, np.nan], [0.0, np.inf, 0.5]]
    np.testing.assert_array_equal(share, expected)


@pytest.mark.parametrize(("kind", "carries", "funded"), CARRYING)
def test_what_a_budget_that_carries_over_leaves_can_be_spent_later(kind, carries, funded):
    portfolio = from_table([5], [[6]], [4])
    later = FrozenMap({"r0": FrozenMap({"p2": Estimate(6.0)})})
    budget = replace(
        portfolio.resources["r0"],
        kind=kind,
        carries_over=carries,
        capacity=FrozenMap({"p1": 4.0, "p2": 4.0}),
    )
    portfolio = replace(
        portfolio,
        periods=FrozenMap({"p1": Period("Q1", "a"), "p2": Period("Q2", "b")}),
        resources=FrozenMap({"r0": budget}),
        initiatives=FrozenMap({"i01": replace(portfolio.initiatives["i01"], demand=later)}),
    )
    assert bool(plan(portfolio).chosen) is funded
