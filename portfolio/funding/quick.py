"""What-if answers while a slider moves: a good plan at once, with the gap that is proven."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping

import numpy as np

from portfolio.funding.core import Bounds
from portfolio.funding.packing import FIRST_TRIES, good_choice
from portfolio.funding.planning import make_plan
from portfolio.funding.problem import Problem, build_problem
from portfolio.funding.propagate import tightened
from portfolio.funding.result import Plan
from portfolio.funding.rows import Floats
from portfolio.funding.solver import Answer, Model, Relaxation
from portfolio.model import Portfolio


def quick(portfolio: Portfolio, *, scores: Mapping[str, float] | None = None) -> Plan | None:
    """Return a plan within milliseconds; None when none was found that fast.

    Every limit and rule is obeyed, and ``gap`` is what the continuous relaxation
    proves. ``infeasible`` is proven as well, but without naming the conflict.
    Deterministic.

    Args:
        portfolio: the document, with the capacities to try.
        scores: as in ``plan``.

    Raises:
        PortfolioError: as ``plan`` does.
    """
    started = time.monotonic()
    problem = build_problem(portfolio, value=scores)
    answer = _answer(problem)
    if answer.outcome == "unknown":
        return None
    return make_plan("best", problem, answer, answer.outcome, time.monotonic() - started)


def _answer(problem: Problem) -> Answer:
    width = len(problem.options)
    empty: Floats = np.zeros(width)
    if width == 0:
        kept = not len(problem.rows.broken(empty))
        return Answer("optimal" if kept else "infeasible", empty, 0.0)
    bounds = tightened(problem.rows, empty, np.ones(width))
    if bounds is None:
        return Answer("infeasible", None, -math.inf)
    relaxation = Relaxation(Model(problem.gain, problem.rows, *bounds))
    relaxed = relaxation.solve(*bounds)
    if relaxed is None:
        return Answer("infeasible", None, -math.inf)
    x = good_choice(problem, Bounds(*bounds), relaxed, relaxation, FIRST_TRIES)
    if x is None:
        return Answer("unknown", None, relaxed.value)
    return Answer("feasible", x, relaxed.value)
