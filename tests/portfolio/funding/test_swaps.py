"""The walk along the limits: what it finds keeps every row, and is near the best."""

import numpy as np
import pytest

from portfolio.errors import Cancelled
from portfolio.funding.core import Bounds
from portfolio.funding.packing import good_choice
from portfolio.funding.parts import Parts
from portfolio.funding.problem import build_problem
from portfolio.funding.propagate import tightened
from portfolio.funding.search import best_choice
from portfolio.funding.solver import Control, Model, Relaxation
from portfolio.funding.swaps import Swaps
from portfolio.funding.values import value_of
from tests.portfolio.funding.builders import random_portfolio


def opened(seed, count=45):
    problem = build_problem(random_portfolio(seed, count=count, periods=3, tight=0.25))
    width = len(problem.options)
    decided = tightened(problem.rows, np.zeros(width), np.ones(width))
    relaxation = Relaxation(Model(problem.gain, problem.rows, *decided))
    relaxed = relaxation.solve(*decided)
    bounds = Bounds(*decided)
    return problem, bounds, relaxed, good_choice(problem, bounds, relaxed, relaxation, 1)


@pytest.mark.parametrize("seed", [0, 1, 2, 4])
def test_choices_keep_every_row_and_come_close(seed):
    problem, bounds, relaxed, x = opened(seed)
    found = Swaps(problem, bounds, relaxed, x).improve(Control())
    assert 0 < len(found) <= 30
    assert len({each.tobytes() for each in found}) == len(found)
    assert not any(len(problem.rows.broken(each)) for each in found)
    best = value_of(problem.gain, best_choice(problem, Control()).x)
    met = max(value_of(problem.gain, each) for each in found)
    assert best * 0.99 <= met <= best + 1e-7


def test_the_same_walk_twice():
    problem, bounds, relaxed, x = opened(1)
    one, two = (Swaps(problem, bounds, relaxed, x).improve(Control()) for _ in range(2))
    assert [each.tolist() for each in one] == [each.tolist() for each in two]


def test_it_stops_when_told():
    swaps = Swaps(*opened(2))
    control = Control()
    control.cancelled = Cancelled()
    assert swaps.improve(control) == []
    assert swaps.improve(Control(deadline=0.0)) == []


def test_what_choices_have_in_common_is_combined():
    problem, bounds, relaxed, x = opened(4)
    parts = Parts(problem, bounds, relaxed, x)
    best = best_choice(problem, Control()).x
    parts.combine([x, best], Control())
    assert value_of(problem.gain, parts.x) == pytest.approx(value_of(problem.gain, best))
    assert not len(problem.rows.broken(parts.x))
