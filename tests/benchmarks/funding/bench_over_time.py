"""Sizes and start periods: how close the exact search and raw HiGHS come within seconds.

``python -m tests.benchmarks.funding.bench_over_time [SEED ...]``: 300 initiatives over 8 quarters
with 3 resources, each in three sizes at four starts. The proven gap after ``MARKS_S`` seconds on
the clock, and the processor seconds used until then, since another process on the machine takes
from the former. Ours searches on two cores, raw HiGHS on one.
"""

from __future__ import annotations

import sys
import time

import highspy
import numpy as np

from portfolio.funding.search import best_choice
from portfolio.funding.solver import Control
from portfolio.funding.values import value_of
from tests.benchmarks.funding.peers import loaded
from tests.benchmarks.funding.timed import timed

SEEDS = (1, 2, 3, 4, 5)
MARKS_S = (1.0, 2.0, 5.0, 10.0)
BUDGET = 0.005


def ours(problem, limit_s):
    """Proven gap, value and processor seconds."""
    start = time.process_time()
    answer = best_choice(problem, Control(deadline=time.monotonic() + limit_s))
    value = value_of(problem.gain, answer.x)
    return answer.bound / value - 1, value, time.process_time() - start


def raw(problem, limit_s):
    """The same for HiGHS alone."""
    solver = loaded(problem, 0.0)
    solver.setOptionValue("time_limit", limit_s)
    start = time.process_time()
    solver.run()
    info = solver.getInfo()
    value = info.objective_function_value
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    gap = info.mip_dual_bound / value - 1 if found and value > 0 else np.inf
    return gap, value, time.process_time() - start


def main(words):
    last = []
    for seed in map(int, words or SEEDS):
        problem = timed(seed)
        print(f"seed {seed}: {len(problem.gain):,} options, {len(problem.rows)} rows")
        for limit_s in MARKS_S:
            (gap, value, used), other = ours(problem, limit_s), raw(problem, limit_s)
            print(
                f"  {limit_s:>4g} s: {gap:8.3%} proven, {used:5.1f} s of processor time; raw HiGHS "
                f"{other[0]:8.3%}, {other[2]:5.1f} s, value {other[1] / value - 1:+.3%} of ours",
                flush=True,
            )
        last.append(gap)
    met = sum(gap <= BUDGET for gap in last)
    print(f"within {BUDGET:.1%}, proven, after {MARKS_S[-1]:g} s: {met} of {len(last)}")


if __name__ == "__main__":
    main(sys.argv[1:])
