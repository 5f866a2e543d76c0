"""The exact plan against raw solvers on the same matrix, the first good plan, a moving slider.

``python -m tests.benchmarks.funding.bench_plan [--peer-python PATH]``; PATH as for the knapsacks.
Times of solvers are processor times.
"""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from portfolio.files import load
from portfolio.funding import plan, quick
from portfolio.funding.problem import build_problem
from portfolio.funding.search import best_choice
from portfolio.funding.solver import Control
from portfolio.funding.values import value_of
from portfolio.model import FrozenMap
from tests.benchmarks.funding.peers import peers
from tests.portfolio.funding.builders import random_portfolio

SAMPLE = Path(__file__).parents[3] / "sample_portfolios" / "stress_1200.portfolio"
ROUNDS = 3
GAP = 1e-4
#: Seconds that a raw solver gets.
LIMIT_S = 60.0
#: Fraction of ``solver.progress`` at which a gap of 0.01 % is proven.
PROVEN = 0.65


def ours(problem):
    """Seconds until within 0.01 %, proven, and until nothing better is left; the value."""
    start = time.process_time()
    within = []

    def tick(fraction, text):
        if fraction >= PROVEN and not within:
            within.append(time.process_time() - start)

    answer = best_choice(problem, Control(tick))
    seconds = time.process_time() - start
    return (within or [seconds])[0], seconds, value_of(problem.gain, answer.x)


def line(what, seconds, other=None, note=""):
    ratio = "" if other is None else f"{seconds / other:>8.2f}"
    print(f"{what:<58}{seconds * 1e3:>10.1f} ms{ratio:>8}  {note}")


def proof(portfolio, solvers):
    """The plan of the 1,200-initiative sample, best of some rounds for every solver."""
    problem = build_problem(portfolio)
    times = [ours(problem) for _ in range(ROUNDS)]
    best = times[0][2]
    for column, gap, words in ((0, GAP, "within 0.01 %, proven"), (1, 0.0, "proven best")):
        raw = {
            name: min(solve(problem, gap, LIMIT_S) for _ in range(1 if gap == 0 else ROUNDS))
            for name, solve in solvers.items()
        }
        fastest = min(seconds for seconds, _ in raw.values())
        budget = "budget 1.0" if gap else ""
        line(f"plan, {words}", min(t[column] for t in times), fastest, budget)
        for name, (seconds, value) in raw.items():
            off = "no plan" if value is None else f"{(value / best - 1) * 100:+.4f} % of our value"
            line(f"  raw {name}", seconds, note=off)


def first(portfolio):
    """From the document to the first plan, and how far it is from the best."""
    best = plan(portfolio)
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        fast = quick(portfolio)
        times.append(time.perf_counter() - start)
    off = 1 - fast.value / best.value
    line("first plan, 1,200 initiatives", min(times), note=f"budget 100 ms; {off:.3%} off the best")


def slider():
    """Live answers while a capacity moves: 60 initiatives, 4 quarters, 5 resources."""
    portfolio = random_portfolio(1, count=60, periods=4, tight=0.3)
    extra = {f"{key}2": record for key, record in list(portfolio.resources.items())[:2]}
    portfolio = replace(portfolio, resources=portfolio.resources.with_all(extra))
    times, gaps = [], []
    for step in range(100):
        moved = _scaled(portfolio, "people", 0.6 + step / 125)
        start = time.perf_counter()
        fast = quick(moved)
        times.append(time.perf_counter() - start)
        gaps.append(fast.gap)
    note = f"p95; budget 16 ms; gap {np.mean(gaps):.2%} proven on average"
    line("slider, 60 initiatives × 4 quarters × 5 resources", np.quantile(times, 0.95), note=note)


def _scaled(portfolio, key, factor):
    record = portfolio.resources[key]
    capacity = FrozenMap({p: amount * factor for p, amount in record.capacity.items()})
    resource = replace(record, capacity=capacity)
    return replace(portfolio, resources=portfolio.resources.with_(key, resource))


def main():
    portfolio = load(SAMPLE).portfolio
    first(portfolio)
    proof(portfolio, peers())
    slider()


if __name__ == "__main__":
    main()
