"""The solver on matrices of every kind, against trying every choice."""

import itertools

import numpy as np
import pytest

from portfolio.funding.search import best_choice
from portfolio.funding.solver import Control, Model, best_whole
from portfolio.funding.values import value_of
from tests.portfolio.funding.matrices import best_value, matrix, random_matrix, row

BLOCK = 50


def assert_as_by_enumeration(problem, answer):
    expected = best_value(problem)
    if expected is None:
        assert answer.outcome == "infeasible"
        assert answer.x is None
        return
    assert answer.outcome == "optimal"
    assert not len(problem.rows.broken(answer.x))
    assert value_of(problem.gain, answer.x) == pytest.approx(expected, abs=1e-7)
    assert answer.bound == pytest.approx(expected, abs=1e-7)


@pytest.mark.parametrize("block", range(10))
def test_small_problems_of_every_kind(block):
    for seed in range(block * BLOCK, (block + 1) * BLOCK):
        problem = random_matrix(seed)
        assert_as_by_enumeration(problem, best_choice(problem, Control()))


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("block", range(10))
def test_thousands_of_small_problems(block):
    for seed in range(10_000 + block * 1_000, 10_000 + (block + 1) * 1_000):
        problem = random_matrix(seed)
        assert_as_by_enumeration(problem, best_choice(problem, Control()))


@pytest.mark.parametrize("seed", range(25))
def test_highs_alone_agrees(seed):
    problem = random_matrix(seed + 500)
    zeros, ones = np.zeros(len(problem.gain)), np.ones(len(problem.gain))
    answer = best_whole(Model(problem.gain, problem.rows, zeros, ones), Control())
    expected = best_value(problem)
    if expected is None:
        assert answer.outcome == "infeasible"
    else:
        assert value_of(problem.gain, answer.x) == pytest.approx(expected, abs=1e-7)


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_columns_does_not_change_the_value(seed):
    problem = random_matrix(seed + 2_000, count=11)
    order = np.random.default_rng(seed).permutation(11)
    place = np.argsort(order)
    rows = problem.rows
    starts = rows.starts()
    moved = [
        row(place[rows.column[a:b]], rows.value[a:b], rows.lower[n], rows.upper[n])
        for n, (a, b) in enumerate(itertools.pairwise(starts))
    ]
    first = best_choice(problem, Control())
    second = best_choice(matrix(problem.gain[order], moved), Control())
    assert first.outcome == second.outcome
    assert first.bound == pytest.approx(second.bound, abs=1e-7)


def test_nothing_to_choose_from():
    assert best_choice(matrix([], []), Control()).outcome == "optimal"
    assert best_choice(matrix([], [row([], [], upper=-1.0)]), Control()).outcome == "infeasible"


def test_everything_forced_in_and_out():
    forced = [row([n], [1.0], n % 2, n % 2) for n in range(6)]
    answer = best_choice(matrix([-1, -2, 3, 4, -5, 6], forced), Control())
    assert answer.outcome == "optimal"
    assert answer.x.tolist() == [0, 1, 0, 1, 0, 1]


def test_losses_are_taken_only_where_a_row_asks_for_them():
    gain = [-3.0, -1.0, -2.0]
    assert best_choice(matrix(gain, []), Control()).x.tolist() == [0, 0, 0]
    least_two = row([0, 1, 2], [1, 1, 1], lower=2)
    assert best_choice(matrix(gain, [least_two]), Control()).x.tolist() == [0, 1, 1]


def test_a_running_initiative_frees_what_it_held():
    # Stopping (column 1) frees 4 units, so that both others fit.
    rows = [row([0, 1, 2], [3, -4, 3], upper=2.5)]
    answer = best_choice(matrix([5.0, -2.0, 6.0], rows), Control())
    assert answer.x.tolist() == [1, 1, 1]


def test_equality_of_amounts():
    rows = [row([0, 1, 2, 3], [3, 5, 6, 9], 14, 14)]
    assert best_choice(matrix([1, 1, 1, 1], rows), Control()).x.tolist() == [1, 1, 1, 0]
    rows = [row([0, 1, 2, 3], [3, 5, 6, 9], 16, 16)]
    assert best_choice(matrix([1, 1, 1, 1], rows), Control()).outcome == "infeasible"
