"""Ties: among plans of the same value, the cheaper one, then the first by id."""

from __future__ import annotations

import dataclasses
import math

import numpy as np

from portfolio.funding.problem import Problem
from portfolio.funding.rows import Floats, Row, Source
from portfolio.funding.search import best_choice
from portfolio.funding.solver import Control
from portfolio.funding.values import SAME, other_than, resolution, value_of

#: Options decided in one solve by weights 1, 2, 4, ...: few enough for exact sums.
_AT_ONCE = 24


def settle(problem: Problem, x: Floats, control: Control) -> Floats:
    """Return the best of all choices that are worth as much as ``x``, which is optimal.

    The best is the one of least cost; among those of the same cost, two choices are
    compared from the last option (by initiative id, then size) to the first, and
    the one that leaves out the first on which they differ wins. One solve shows
    that nothing ties, which is the usual case. When the deadline passes, the
    best choice known by then is returned.
    """
    if not _has_other(problem, x, control):
        return x
    tied = problem.with_rows(_at_least(problem.gain, value_of(problem.gain, x)))
    x = _least(tied, tied.cost, x, control)
    tied = tied.with_rows(_at_most(tied.cost, value_of(tied.cost, x)))
    if not _has_other(tied, x, control):
        return x
    for first in range(len(x) - 1, -1, -_AT_ONCE):
        columns = np.arange(first, max(first - _AT_ONCE, -1), -1)
        weight = np.zeros(len(x))
        weight[columns] = 2.0 ** np.arange(len(columns) - 1, -1, -1)
        x = _least(tied, weight, x, control)
        tied = tied.with_rows(*(_fixed(int(column), x[column]) for column in columns))
    return x


def _has_other(problem: Problem, x: Floats, control: Control) -> bool:
    above = value_of(problem.gain, x) - resolution(problem.gain)
    return best_choice(problem.with_rows(other_than(x)), control, above=above).x is not None


def _least(problem: Problem, weight: Floats, x: Floats, control: Control) -> Floats:
    answer = best_choice(dataclasses.replace(problem, gain=-weight), control, x)
    return x if answer.x is None or weight @ answer.x > weight @ x else answer.x


def _at_least(values: Floats, amount: float) -> Row:
    spare = SAME * float(np.abs(values).sum())
    return Row(np.arange(len(values)), values, amount - spare, math.inf, Source("search"))


def _at_most(values: Floats, amount: float) -> Row:
    spare = SAME * float(np.abs(values).sum())
    return Row(np.arange(len(values)), values, -math.inf, amount + spare, Source("search"))


def _fixed(column: int, count: float) -> Row:
    return Row(np.array([column]), np.ones(1), count, count, Source("search"))
