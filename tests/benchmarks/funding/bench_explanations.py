"""All explanations of a plan: why each initiative is funded or cut, and the levers of what is cut.

``python -m tests.benchmarks.funding.bench_explanations [WORD ...]`` times the portfolios whose
name holds one of the words; all without words.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import numpy as np

from portfolio.files import load
from portfolio.funding import Lever, Line, Plan, explain, levers_for, plan
from portfolio.funding.solver import Control
from portfolio.model import Estimate, FrozenMap, Initiative, Portfolio
from tests.portfolio.funding.builders import random_portfolio

SAMPLES = Path(__file__).parents[3] / "sample_portfolios"
NAMED = ("meridian_bank", "northlight_ai_lab")
COUNT, SEEDS = 60, (1, 2, 3)
BUDGET_S = 10.0

Answer = TypeVar("Answer")


def portfolios() -> Iterator[tuple[str, Portfolio]]:
    """Yield names and portfolios: random ones, then samples."""
    for seed in SEEDS:
        yield f"{COUNT} x 4 quarters x 5 limits, seed {seed}", five_limits(seed, 4)
    for seed in SEEDS:
        yield f"{COUNT} x 8 quarters, starts, seed {seed}", with_starts(five_limits(seed, 8), seed)
    for name in NAMED:
        portfolio = load(SAMPLES / f"{name}.portfolio").portfolio
        yield f"{name} ({len(portfolio.initiatives)})", portfolio


def five_limits(seed: int, periods: int) -> Portfolio:
    """Return a random portfolio with sizes, rules, and two limits more that everybody needs."""
    rng = np.random.default_rng([seed, periods])
    base = random_portfolio(seed, count=COUNT, periods=periods, tight=0.3)
    more = {"people2": "people", "chips2": "chips"}
    initiatives = {
        key: replace(record, demand=record.demand.with_all(_needs(rng, base, more)))
        for key, record in base.initiatives.items()
    }
    resources = {key: base.resources[like] for key, like in more.items()}
    return replace(
        base,
        initiatives=FrozenMap(initiatives),
        resources=base.resources.with_all(resources),
    )


def _needs(
    rng: np.random.Generator, base: Portfolio, more: dict[str, str]
) -> dict[str, FrozenMap[str, Estimate]]:
    return {
        key: FrozenMap({period: Estimate(float(rng.integers(0, 9))) for period in base.periods})
        for key in more
    }


def with_starts(portfolio: Portfolio, seed: int) -> Portfolio:
    """Return a portfolio in which a third works half the time, from the beginning or the middle."""
    rng = np.random.default_rng(seed)
    periods = list(portfolio.periods)
    half = len(periods) // 2

    def movable(record: Initiative) -> Initiative:
        demand = {
            key: FrozenMap({p: e for p, e in row.items() if p in periods[:half]})
            for key, row in record.demand.items()
        }
        starts = (periods[0], periods[half])
        return replace(record, starts=starts, late_loss=0.1, demand=FrozenMap(demand))

    initiatives = {
        key: movable(record) if rng.random() < 1 / 3 else record
        for key, record in portfolio.initiatives.items()
    }
    return replace(portfolio, initiatives=FrozenMap(initiatives))


def levers(portfolio: Portfolio, best: Plan, lines: Mapping[str, Line]) -> list[Lever]:
    finder = levers_for(portfolio, best, lines=lines)
    if finder is None:
        return []
    return [lever for key in finder.by_interest() for lever in finder.of(key, Control())]


def timed(work: Callable[[], Answer]) -> tuple[float, float, Answer]:
    """Return seconds on the wall and of the processor, and what the work gives."""
    wall, processor = time.perf_counter(), time.process_time()
    answer = work()
    return time.perf_counter() - wall, time.process_time() - processor, answer


def report(name: str, portfolio: Portfolio) -> None:
    """Print a line: seconds (processor) of each part, and all as so many proven plans."""
    plan_s, _, best = timed(lambda: plan(portfolio))
    reasons_s, reasons_cpu, lines = timed(lambda: explain(portfolio, best))
    levers_s, levers_cpu, found = timed(lambda: levers(portfolio, best, lines))
    cut = len(portfolio.initiatives) - len(best.chosen)
    every = reasons_s + levers_s
    print(
        f"{name:<36}{plan_s:>7.2f}{reasons_s:>8.2f} ({reasons_cpu:5.2f})"
        f"{levers_s:>8.2f} ({levers_cpu:5.2f}){every:>8.2f}{every / plan_s:>8.0f}"
        f"{cut:>6}{len(found):>8}",
        flush=True,
    )


def main(words: list[str]) -> None:
    print(f"budget: all in {BUDGET_S:.0f} s; seconds, (processor), all / plan, cut, levers found")
    titles = (("plan", 43), ("reasons", 16), ("levers", 16), ("all", 8), ("ratio", 8), ("cut", 6))
    width = 0
    line = ""
    for title, size in titles:
        width += size
        line = f"{line}{title:>{width - len(line)}}"
    print(f"{line}{'levers':>8}")
    timed(lambda: plan(random_portfolio(0)))  # Loads the solver.
    for name, portfolio in portfolios():
        if not words or any(word in name for word in words):
            report(name, portfolio)


if __name__ == "__main__":
    main(sys.argv[1:])
