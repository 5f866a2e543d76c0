"""The exact search: the best choice of options, proven, with ties broken."""

from __future__ import annotations

import math

import numpy as np

from portfolio.funding.problem import Problem
from portfolio.funding.rows import Floats, Row, Source
from portfolio.funding.solver import Answer, Control, Model, best_whole


def best_choice(problem: Problem, control: Control, start: Floats | None = None) -> Answer:
    """Return the best choice of options for a problem.

    The solver keeps rows within a tolerance of its own; a choice that breaks a row
    by more than ``rows.slack`` once it is rounded is ruled out, and the search
    goes on.

    Args:
        problem: what to choose from.
        control: deadline and progress.
        start: a choice to start from; has to keep every row.
    """
    width = len(problem.options)
    if width == 0:
        kept = not len(problem.rows.broken(np.empty(0)))
        return (
            Answer("optimal", np.empty(0), 0.0) if kept else Answer("infeasible", None, -math.inf)
        )
    while True:
        model = Model(problem.gain, problem.rows, np.zeros(width), np.ones(width))
        answer = best_whole(model, control, start)
        if answer.x is None or not len(problem.rows.broken(answer.x)):
            return answer
        problem = problem.with_rows(other_than(answer.x))


def other_than(x: Floats) -> Row:
    """Return the row that every 0-1 choice but ``x`` keeps."""
    chosen = x > 0.5
    values = np.where(chosen, -1.0, 1.0)
    lower = 1.0 - float(chosen.sum())
    return Row(np.arange(len(x)), values, lower, math.inf, Source("level"))


def value_of(gain: Floats, x: Floats) -> float:
    """Return ``gain @ x`` for a 0-1 choice, rounded once."""
    return math.fsum(gain[x > 0.5].tolist())
