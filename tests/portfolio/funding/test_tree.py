"""The search of wide problems: whether initiatives are funded, then at which size and start."""

import numpy as np
import pytest

from portfolio.errors import Cancelled
from portfolio.funding.core import Bounds
from portfolio.funding.solver import Control, Model, best_whole
from portfolio.funding.tree import Tree, best_within
from portfolio.funding.values import resolution, value_of
from portfolio.funding.warm import Warm
from tests.benchmarks.funding.timed import timed

MOST = 10**6


def everything(problem):
    width = len(problem.gain)
    return Bounds(np.zeros(width), np.ones(width))


def by_highs(problem):
    bounds = everything(problem)
    return best_whole(Model(problem.gain, problem.rows, bounds.lower, bounds.upper), Control())


def sums_of(problem):
    return np.flatnonzero([source.kind == "level" for source in problem.rows.sources])


@pytest.mark.parametrize("seed", range(4))
def test_it_finds_and_proves_what_highs_does(seed):
    problem = timed(seed, count=11, periods=4, tight=0.25, dependencies=0.3)
    found = best_within(problem, everything(problem), np.zeros(len(problem.gain)), Control())
    assert found.outcome == "optimal"
    assert not len(problem.rows.broken(found.x))
    assert value_of(problem.gain, found.x) == pytest.approx(by_highs(problem).bound)


@pytest.mark.parametrize("seed", range(2))
def test_its_bound_falls_and_holds_wherever_it_is_stopped(seed):
    problem = timed(seed, count=12, periods=4, tight=0.25)
    best = by_highs(problem).bound
    tree = Tree(problem, everything(problem), 0.0, resolution(problem.gain))
    bounds = []
    for most in (1, 300, 900, 1_800):
        tree.run(most, Control(), lambda x: True)
        bounds.append(tree.bound)
    assert bounds == sorted(bounds, reverse=True)
    assert bounds[-1] < bounds[0]
    assert bounds[-1] >= best * (1 - 1e-9)


def test_nothing_is_found_above_the_best():
    problem = timed(1, count=10, periods=4, tight=0.25)
    step = resolution(problem.gain)
    found = []
    tree = Tree(problem, everything(problem), by_highs(problem).bound, step)
    assert tree.run(MOST, Control(), found.append)
    assert not found


def test_a_choice_that_is_refused_leaves_its_node_open():
    problem = timed(1, count=10, periods=4, tight=0.25)
    best = by_highs(problem).bound
    tree = Tree(problem, everything(problem), 0.99 * best, resolution(problem.gain))
    assert not tree.run(MOST, Control(), lambda x: False)
    assert tree.bound >= best * (1 - 1e-9)


def test_it_can_be_cancelled_and_keeps_what_it_started_from():
    def stop(fraction, text):
        calls.append(fraction)
        if len(calls) > 5:
            raise Cancelled

    calls = []
    problem = timed(1, count=40)
    start = np.zeros(len(problem.gain))
    answer = best_within(problem, everything(problem), start, Control(stop))
    assert answer.outcome == "feasible"
    assert len(calls) == 6
    assert answer.bound >= value_of(problem.gain, answer.x)


def test_highs_takes_over_where_the_tree_gives_up(monkeypatch):
    monkeypatch.setattr("portfolio.funding.tree._MOST_ITERATIONS", 1)
    problem = timed(2, count=10, periods=4, tight=0.25)
    found = best_within(problem, everything(problem), np.zeros(len(problem.gain)), Control())
    assert found.outcome == "optimal"
    assert value_of(problem.gain, found.x) == pytest.approx(by_highs(problem).bound)


def test_sums_are_decided_and_undecided_like_options():
    problem = timed(1, count=10, periods=4, tight=0.25)
    bounds = everything(problem)
    model = Model(problem.gain, problem.rows, bounds.lower, bounds.upper)
    warm = Warm(model, sums_of(problem))
    width = len(problem.gain)
    low, high = np.zeros(width + 10, dtype=np.int8), np.ones(width + 10, dtype=np.int8)
    root = warm.solve(low, high, None)
    out, funded = high.copy(), low.copy()
    out[width + 3], funded[width + 4] = 0, 1
    without = warm.solve(low, out, root.basis)
    within = warm.solve(funded, high, root.basis)
    again = warm.solve(low, high, within.basis)
    owner = problem.options.initiative
    assert without.items[:width][owner == 3].sum() == pytest.approx(0, abs=1e-9)
    assert within.items[:width][owner == 4].sum() == pytest.approx(1)
    assert max(without.value, within.value) <= root.value * (1 + 1e-9)
    assert again.value == pytest.approx(root.value)
