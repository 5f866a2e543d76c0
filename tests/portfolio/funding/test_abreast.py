"""Problems with different limits searched side by side, against searching each alone."""

import dataclasses

import numpy as np
import pytest

from portfolio.errors import Cancelled
from portfolio.funding.abreast import groups
from portfolio.funding.core import Bounds
from portfolio.funding.problem import build_problem
from portfolio.funding.resolver import Change, Resolver
from portfolio.funding.search import best_choice
from portfolio.funding.solver import Control
from portfolio.funding.values import value_of
from tests.portfolio.funding.builders import random_portfolio
from tests.portfolio.funding.matrices import matrix, random_matrix, row
from tests.portfolio.funding.test_resolver import assert_exact, random_changes


def never(*_):
    raise AssertionError


def shares(problem, count=12):
    """The capacity rows at rising shares of their limits."""
    rows = [r for r, source in enumerate(problem.rows.sources) if source.kind == "capacity"]
    for share in np.linspace(0.5, 1.2, count):
        yield Change(upper={r: share * float(problem.rows.upper[r]) for r in rows})


@pytest.mark.parametrize("seed", range(5))
def test_all_are_settled_and_agree_with_each_alone(seed, monkeypatch):
    problem = build_problem(random_portfolio(seed, count=45, periods=3, whole=False, tight=0.3))
    changes = list(shares(problem))
    resolver = Resolver(problem)
    resolver.firsts(changes)
    resolver.settle(changes)
    monkeypatch.setattr("portfolio.funding.resolver.choice_from", never)
    for change in changes:
        answer = resolver.best(change)
        rows = dataclasses.replace(problem.rows, upper=problem.rows.upper.copy())
        rows.upper[list(change.upper)] = list(change.upper.values())
        alone = best_choice(dataclasses.replace(problem, rows=rows), Control())
        assert answer.outcome == alone.outcome
        if alone.x is not None:
            assert not len(rows.broken(answer.x))
            assert value_of(problem.gain, answer.x) == pytest.approx(
                value_of(problem.gain, alone.x)
            )


@pytest.mark.parametrize("seed", range(40))
def test_unlike_changes_are_solved_exactly(seed):
    problem = random_matrix(seed + 600)
    changes = list(random_changes(problem, np.random.default_rng(seed)))
    resolver = Resolver(problem)
    resolver.firsts(changes)
    resolver.settle(changes)
    for change in changes:
        assert_exact(problem, change, resolver.best(change))


def test_a_part_of_the_work_leaves_the_rest_open(monkeypatch):
    monkeypatch.setattr("portfolio.funding.abreast._MOST_WORK", 1)
    problem = build_problem(random_portfolio(1, count=45, periods=3, whole=False, tight=0.3))
    changes = list(shares(problem))
    some, whole = Resolver(problem), Resolver(problem)
    some.firsts(changes)
    some.settle(changes)
    for change in changes:
        found, expected = some.best(change), whole.best(change)
        assert found.outcome == expected.outcome == "optimal"
        assert found.bound == pytest.approx(expected.bound)


def test_the_same_calls_give_the_same_choices():
    problem = build_problem(random_portfolio(2, count=45, periods=3, tight=0.3))
    changes = list(shares(problem))

    def choices():
        resolver = Resolver(problem)
        resolver.firsts(changes)
        resolver.settle(changes)
        return [resolver.best(change).x.tolist() for change in changes]

    assert choices() == choices()


def test_cancelling_leaves_answers_that_hold():
    def stop(fraction, text):
        raise Cancelled

    problem = build_problem(random_portfolio(1, count=45, periods=3, whole=False, tight=0.3))
    changes = list(shares(problem))
    resolver = Resolver(problem)
    resolver.firsts(changes)
    control = Control(stop)
    resolver.settle(changes, control)
    assert control.cancelled is not None
    assert resolver.best(changes[0]).bound == pytest.approx(
        Resolver(problem).best(changes[0]).bound
    )


def test_groups_are_neighbors_with_little_open():
    class Left:
        def __init__(self, first, last):
            upper = np.zeros(1_000)
            upper[first:last] = 1.0
            self.bounds = Bounds(np.zeros(1_000), upper)

    alike = [Left(0, 50)] * 15
    assert [len(group) for group in groups(alike)] == [12, 3]
    apart = [Left(0, 100), Left(50, 140), Left(200, 600), Left(210, 220)]
    assert list(groups(apart)) == [[0, 1], [2], [3]]
    assert list(groups([])) == []


def test_a_fixed_column_may_differ_between_problems():
    problem = matrix([5, 4, 3], [row(range(3), [2, 2, 2], upper=4)])
    changes = [Change(fixed={0: 0.0}), Change(fixed={0: 1.0}), Change(upper={0: 2.0})]
    resolver = Resolver(problem)
    resolver.settle(changes)
    assert [resolver.best(change).bound for change in changes] == [7, 9, 5]
