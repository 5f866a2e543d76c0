"""The full analysis stage by stage, and what a slider waits for.

The 1,200-initiative sample is analyzed once from nothing. Then a weight and a capacity are
dragged over portfolios of 200 × 8 and 2,000 × 8 (initiatives × criteria): the time of
``Analysis.quick``, in which the window gets what it repaints. The slider's budget, 16 and
50 ms, has to hold the repaint as well. Times are printed as they are, and as ratios to one
plain numpy product of the same size with a sort where that means something.
"""

from __future__ import annotations

import time
from functools import partial

import numpy as np

from portfolio import edit
from portfolio.analysis import Analysis
from portfolio.files import load, samples
from portfolio.model import (
    Benefit,
    Criterion,
    Estimate,
    FrozenMap,
    Initiative,
    Memory,
    Period,
    Portfolio,
    Rater,
    Rating,
    Resource,
    problems,
)
from portfolio.ranking import build_matrix

CRITERIA, RATERS, RESOURCES, PERIODS = 8, 3, 3, 4
STEPS = 60


def silent(_fraction, _text):
    """A tick that lets everything go on."""


def portfolio_of(count):
    """Random initiatives that ask for about twice what there is."""
    rng = np.random.default_rng(0)
    periods = [f"p{n}" for n in range(PERIODS)]
    needs = rng.uniform(1, 20, (count, RESOURCES))
    gains = rng.uniform(1, 50, count)
    scores = rng.integers(0, 101, (RATERS, count, CRITERIA)).astype(float).tolist()
    return Portfolio(
        "bench",
        periods=FrozenMap({key: Period(key, key) for key in periods}),
        resources=FrozenMap(
            {
                f"r{n}": Resource(
                    f"R{n}", f"{n}", "FTE", capacity=FrozenMap(dict.fromkeys(periods, count * 5.0))
                )
                for n in range(RESOURCES)
            }
        ),
        criteria=FrozenMap({f"c{n}": Criterion(f"C{n}", f"{n}") for n in range(CRITERIA)}),
        initiatives=FrozenMap(
            {
                f"i{n}": Initiative(
                    f"Initiative {n}",
                    f"{n:05d}",
                    benefit=Benefit(Estimate(gains[n]), 0.5),
                    demand=demand_of(needs[n], periods),
                )
                for n in range(count)
            }
        ),
        raters=FrozenMap({f"x{n}": Rater(f"X{n}", f"{n}") for n in range(RATERS)}),
        ratings=FrozenMap({f"x{n}": table_of(scores[n]) for n in range(RATERS)}),
    )


def demand_of(needs, periods):
    return FrozenMap(
        {
            f"r{n}": FrozenMap(dict.fromkeys(periods, Estimate(x)))
            for n, x in enumerate(needs.tolist())
        }
    )


def table_of(scores):
    return FrozenMap(
        {
            f"i{n}": FrozenMap({f"c{m}": Rating(value) for m, value in enumerate(row)})
            for n, row in enumerate(scores)
        }
    )


def timed(action):
    start = time.perf_counter()
    result = action()
    return result, (time.perf_counter() - start) * 1e3


def stages(portfolio):
    print(f"\nFull analysis of {portfolio.title}, {len(portfolio.initiatives):,} initiatives")
    start = before = time.perf_counter()
    fresh = frozenset()
    for results in Analysis().run(portfolio, 1, silent):
        now = time.perf_counter()
        known = frozenset(("problems", "ranking", "plan", "waterline", "lines")) - results.stale
        what = ", ".join(sorted(known - fresh)) or "plan proven, or reasons with prices"
        if "plan" in known - fresh and results.provisional:
            what = f"first good plan, {results.plan.gap:.2%} from the bound"
        print(f"  {what:<52}{(now - before) * 1e3:>12.1f} ms")
        fresh, before = known, now
    print(f"  {'all':<52}{(before - start) * 1e3:>12.1f} ms")
    memory = Memory()
    _, cold = timed(lambda: problems(portfolio, memory))
    key = next(iter(portfolio.initiatives))
    renamed = edit.set_initiative(portfolio, key, name="Another name")
    _, warm = timed(lambda: problems(renamed, memory))
    print(f"  {'problems from nothing, and after one edit':<52}{cold:>12.1f} ms{warm:>9.1f} ms")


def drags(count):
    portfolio = portfolio_of(count)
    matrix = build_matrix(portfolio)
    values, weights = matrix.values, matrix.weights
    floor = min(timed(lambda: np.argsort(-(values @ weights)))[1] for _ in range(50))
    budget = 16 if count < 1000 else 50
    print(f"\nSliders over {count:,} × {CRITERIA}, budget with repaint {budget} ms")
    by_value = edit.set_settings(portfolio, objective="value")
    for what, base, change in (
        ("weight", portfolio, lambda p, share: edit.set_weight_share(p, "c0", share)),
        ("weight, plan by value", by_value, lambda p, share: edit.set_weight_share(p, "c0", share)),
        ("capacity", portfolio, lambda p, share: edit.scale_capacity(p, "r0", 0.5 + share)),
    ):
        frames = [change(base, 0.05 + 0.9 * step / STEPS) for step in range(STEPS)]
        analysis = Analysis()
        for results in analysis.run(base, 1, silent):
            if not results.provisional and "plan" not in results.stale:
                break
        taken, planned = [], 0
        for number, frame in enumerate(frames, 3):
            shown, milliseconds = timed(partial(analysis.quick, frame, number))
            taken.append(milliseconds)
            planned += shown.provisional and "plan" not in shown.stale
        middle, late = np.percentile(taken, [50, 95])
        print(
            f"  {what:<24}median {middle:>8.2f} ms   p95 {late:>8.2f} ms"
            f"   {middle / floor:>7.0f} × numpy's product and sort"
            f"   planned anew in {planned} of {STEPS}"
        )


def main():
    for sample in samples():
        if sample.path.stem == "stress_1200":
            stages(load(sample.path).portfolio)
    for count in (200, 2_000):
        drags(count)


if __name__ == "__main__":
    main()
