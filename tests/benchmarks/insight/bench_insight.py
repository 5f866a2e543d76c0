"""Frontier, stable sequence, squeeze and competitors: time to the first answer and to the last.

``python -m tests.benchmarks.insight.bench_insight``
"""

from __future__ import annotations

import dataclasses
import time
from pathlib import Path

import numpy as np

from portfolio.files import load
from portfolio.funding import build_problem
from portfolio.funding.search import best_choice
from portfolio.funding.solver import Control
from portfolio.insight import (
    Question,
    competitors,
    frontier,
    funding_path,
    squeeze,
    stable_sequence,
)
from portfolio.insight.limits import Limit
from tests.portfolio.funding.builders import random_portfolio

SAMPLES = Path(__file__).parents[3] / "sample_portfolios"
POINTS, COUNT = 50, 100
SEEDS = (1, 2, 3)


def line(what, seconds, note=""):
    print(f"{what:<58}{seconds * 1e3:>10.1f} ms  {note}")


def stamped(results):
    """Each result with the seconds since the start."""
    start = time.perf_counter()
    for result in results:
        yield time.perf_counter() - start, result


def cold(portfolio, resource, shares):
    """Seconds for solving every share from nothing."""
    problem = build_problem(portfolio)
    limit = Limit(portfolio, problem, resource)
    start = time.perf_counter()
    for share in shares:
        rows = dataclasses.replace(problem.rows, upper=limit.moved(problem, share))
        best_choice(dataclasses.replace(problem, rows=rows), Control())
    return time.perf_counter() - start


def curve(seed):
    """First curve, exact curve against cold solves, and all steps."""
    portfolio = random_portfolio(seed, count=COUNT, periods=4, whole=False, tight=0.35)
    question = Question("people")
    list(frontier(random_portfolio(0), Question("people")))
    found = list(stamped(frontier(portfolio, question, points=POINTS, most_solves=0)))
    first, exact = found[0], found[-1]
    off = [
        1 - low.value / high.value
        for low, high in zip(first[1].points, exact[1].points, strict=True)
        if low.value is not None and high.value
    ]
    shares = [point.share for point in exact[1].points]
    return first[0], float(np.mean(off)), max(off), exact[0], cold(portfolio, "people", shares)


def curves():
    runs = [curve(seed) for seed in SEEDS]
    first, mean, worst, exact, raw = (np.array(column) for column in zip(*runs, strict=True))
    note = f"budget 50 ms; {mean.mean():.2%} off the best on average, {worst.max():.2%} at most"
    line(f"first curve, {POINTS} points × {COUNT} initiatives", first.min(), note)
    ratio = exact.sum() / raw.sum()
    line("exact curve, with the ranking curve", exact.mean(), f"{ratio:.2f} × cold, budget 0.5")
    line(f"  {POINTS} cold solves", raw.mean())


def studies():
    portfolio = load(SAMPLES / "meridian_bank.portfolio").portfolio
    resource = next(iter(portfolio.resources))
    for name, results in (
        ("all steps and the path", funding_path(portfolio, Question(resource))),
        ("stable sequence", stable_sequence(portfolio, Question(resource))),
        ("squeeze", squeeze(portfolio, Question())),
        ("competitors", competitors(portfolio, Question())),
    ):
        stamps = [seconds for seconds, _ in stamped(results)]
        line(f"{name}, {len(portfolio.initiatives)} initiatives, first", stamps[0])
        line(f"{name}, last of {len(stamps)}", stamps[-1])


if __name__ == "__main__":
    curves()
    studies()
