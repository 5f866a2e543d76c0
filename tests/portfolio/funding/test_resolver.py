"""Changed problems solved again, against solving each afresh and trying every choice."""

import dataclasses

import numpy as np
import pytest

from portfolio.errors import Cancelled
from portfolio.funding.resolver import Change, Resolver
from portfolio.funding.rows import stack
from portfolio.funding.search import best_choice
from portfolio.funding.solver import Control
from portfolio.funding.values import value_of
from tests.portfolio.funding.matrices import best_value, matrix, random_matrix, row


def changed(problem, change):
    """The changed problem, put together again from its rows."""
    rows, starts = problem.rows, problem.rows.starts()
    lifted = set(change.lifted)
    kept = [
        row(
            rows.column[starts[n] : starts[n + 1]],
            rows.value[starts[n] : starts[n + 1]],
            change.lower.get(n, rows.lower[n]),
            change.upper.get(n, rows.upper[n]),
        )
        for n in range(len(rows))
        if n not in lifted
    ]
    kept += [row([column], [1.0], value, value) for column, value in change.fixed.items()]
    kept += change.more
    return dataclasses.replace(problem, rows=stack(kept, len(problem.gain)))


def random_changes(problem, rng, count=8):
    width, height = len(problem.gain), len(problem.rows)
    extra = [row(range(width), np.ones(width), upper=float(rng.integers(0, 4)))]
    for _ in range(count):
        places = range(height)
        lifted = [n for n in places if rng.random() < 0.15]
        upper = {
            n: problem.rows.upper[n] + rng.integers(-3, 4) for n in places if rng.random() < 0.3
        }
        lower = {
            n: problem.rows.lower[n] - rng.integers(0, 3) for n in places if rng.random() < 0.2
        }
        fixed = {n: float(rng.integers(0, 2)) for n in range(width) if rng.random() < 0.1}
        more = extra if rng.random() < 0.25 else []
        yield Change(upper=upper, lower=lower, lifted=lifted, fixed=fixed, more=more)


def assert_exact(problem, change, answer):
    fresh = changed(problem, change)
    expected = best_value(fresh)
    if expected is None:
        assert answer.outcome == "infeasible"
    else:
        assert answer.outcome == "optimal"
        assert not len(fresh.rows.broken(answer.x))
        assert value_of(problem.gain, answer.x) == pytest.approx(expected, abs=1e-7)
        assert answer.bound == pytest.approx(expected, abs=1e-7)


@pytest.mark.parametrize("seed", range(40))
def test_every_change_is_solved_exactly(seed):
    problem = random_matrix(seed)
    resolver = Resolver(problem)
    for change in random_changes(problem, np.random.default_rng(seed)):
        assert_exact(problem, change, resolver.best(change))


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("block", range(5))
def test_thousands_of_changes(block):
    for seed in range(1_000 + 200 * block, 1_200 + 200 * block):
        problem = random_matrix(seed)
        resolver = Resolver(problem)
        for change in random_changes(problem, np.random.default_rng(seed), 10):
            assert_exact(problem, change, resolver.best(change))


@pytest.mark.parametrize("seed", range(40))
def test_first_answers_keep_the_rows_and_their_bounds_hold(seed):
    problem = random_matrix(seed + 300)
    changes = list(random_changes(problem, np.random.default_rng(seed)))
    for change, answer in zip(changes, Resolver(problem).firsts(changes), strict=True):
        fresh = changed(problem, change)
        expected = best_value(fresh)
        if expected is None:
            assert answer.x is None
            continue
        assert answer.outcome != "infeasible"
        assert answer.bound >= expected - 1e-7
        if answer.x is not None:
            assert not len(fresh.rows.broken(answer.x))
            assert value_of(problem.gain, answer.x) <= expected + 1e-7
        if answer.outcome == "optimal":
            assert value_of(problem.gain, answer.x) == pytest.approx(expected, abs=1e-7)


def knapsack(count=40, height=3, seed=0):
    rng = np.random.default_rng(seed)
    needs = rng.integers(10, 100, (height, count))
    gain = needs.sum(axis=0) + rng.integers(0, 120, count)
    rows = [row(range(count), line, upper=float(line.sum() // 3)) for line in needs]
    return matrix(gain, rows)


def test_a_curve_of_first_answers_never_falls_and_is_close():
    problem = knapsack()
    changes = [Change(upper={0: amount}) for amount in np.linspace(0, 900, 15)]
    resolver = Resolver(problem)
    firsts = [value_of(problem.gain, answer.x) for answer in resolver.firsts(changes)]
    assert firsts == sorted(firsts)
    exact = [value_of(problem.gain, resolver.best(change).x) for change in reversed(changes)][::-1]
    assert exact == sorted(exact)
    assert np.mean(np.array(firsts[1:]) / exact[1:]) > 0.99


def test_what_is_known_settles_the_same_question_and_looser_limits_that_are_not_used(monkeypatch):
    problem = knapsack(30)
    resolver = Resolver(problem)
    answer = resolver.best()

    def never(*_):
        raise AssertionError

    monkeypatch.setattr("portfolio.funding.resolver.choice_from", never)
    assert resolver.best().bound == answer.bound
    used = float(problem.rows.activity(answer.x)[0])
    assert used < problem.rows.upper[0]
    settled = resolver.best(Change(upper={0: used}))
    assert settled.outcome == "optimal"
    assert settled.x.tolist() == answer.x.tolist()


def test_a_known_choice_is_where_it_starts():
    problem = knapsack()
    best = best_choice(problem, Control()).x
    resolver = Resolver(problem, [best])
    assert value_of(problem.gain, resolver.firsts([Change()])[0].x) == value_of(problem.gain, best)


def test_cancelling_returns_the_best_known():
    def stop(fraction, text):
        raise Cancelled

    problem = knapsack()
    change = Change(upper={0: 500.0})
    resolver = Resolver(problem)
    resolver.firsts([change])
    control = Control(stop)
    answer = resolver.best(change, control)
    assert answer.outcome == "feasible"
    assert control.cancelled is not None
    assert answer.bound >= value_of(problem.gain, answer.x)
    assert resolver.best(change).outcome == "optimal"
