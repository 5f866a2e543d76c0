"""Frontier, stable sequence, squeeze and competitors: time to the first answer and to the last.

``python -m tests.benchmarks.insight.bench_insight``
"""

from __future__ import annotations

import dataclasses
import time
from pathlib import Path

import numpy as np

from portfolio.files import load
from portfolio.funding import build_problem, plan
from portfolio.funding.search import best_choice
from portfolio.funding.solver import Control, Model, best_whole
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
ROUNDS = 3


def line(what, seconds, note=""):
    print(f"{what:<58}{seconds * 1e3:>10.1f} ms  {note}")


def stamped(results):
    """Each result with the seconds since the start."""
    start = time.perf_counter()
    for result in results:
        yield time.perf_counter() - start, result


def cold(portfolio, resource, shares):
    """Seconds for solving each share from nothing: our own search, and raw HiGHS."""
    problem = build_problem(portfolio)
    limit = Limit(portfolio, problem, resource)
    zeros, ones = np.zeros(len(problem.options)), np.ones(len(problem.options))
    own, raw = [], []
    for share in shares:
        rows = dataclasses.replace(problem.rows, upper=limit.moved(problem, share))
        start = time.perf_counter()
        best_choice(dataclasses.replace(problem, rows=rows), Control())
        middle = time.perf_counter()
        best_whole(Model(problem.gain, rows, zeros, ones), Control())
        own.append(middle - start)
        raw.append(time.perf_counter() - middle)
    return own, raw


def steps(portfolio, question):
    """Seconds between one report of progress or result and the next, and all results."""
    stamps = [time.perf_counter()]
    asked = dataclasses.replace(question, tick=lambda *_: stamps.append(time.perf_counter()))
    found = []
    for result in frontier(portfolio, asked, points=POINTS, most_solves=0):
        found.append(result)
        stamps.append(time.perf_counter())
    return np.diff(stamps), found


def curve(seed):
    """First curve, exact curve against cold solves; the best plan is known, as in the app.

    Each step and each cold solve counts with the least of some rounds, taken in turn, so that
    whatever else the machine does counts for neither.
    """
    portfolio = random_portfolio(seed, count=COUNT, periods=4, whole=False, tight=0.35)
    question = Question("people", plan=plan(portfolio))
    firsts = [next(stamped(frontier(portfolio, question, points=POINTS)))[0] for _ in range(ROUNDS)]
    exact, own, raw = [], [], []
    for _ in range(ROUNDS):
        taken, found = steps(portfolio, question)
        exact.append(taken)
        shares = [point.share for point in found[-1].points]
        for kept, seconds in zip((own, raw), cold(portfolio, "people", shares), strict=True):
            kept.append(seconds)
    off = [
        1 - low.value / high.value
        for low, high in zip(found[0].points, found[-1].points, strict=True)
        if low.value is not None and high.value
    ]
    return (
        min(firsts),
        float(np.mean(off)),
        *(np.min(each, axis=0).sum() for each in (exact, own, raw)),
    )


def curves():
    runs = [curve(seed) for seed in SEEDS]
    first, off, exact, own, raw = (np.array(column) for column in zip(*runs, strict=True))
    note = f"budget 50 ms; {off.mean():.2%} off the best on average, budget 0.6 %"
    line(f"first curve, {POINTS} points × {COUNT} initiatives", first.min(), note)
    note = f"{exact.sum() / own.sum():.2f} × our own cold solves, {exact.sum() / raw.sum():.2f} ×"
    line("exact curve, with the ranking curve", exact.mean(), f"{note} raw HiGHS; budget 0.5")
    line(f"  {POINTS} cold solves, our own search", own.mean())
    line(f"  {POINTS} cold solves, raw HiGHS", raw.mean())


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
