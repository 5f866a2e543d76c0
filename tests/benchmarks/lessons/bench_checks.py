"""All checks of the five lessons for 1,200 initiatives, cold and after an edit of one.

``python -m tests.benchmarks.lessons.bench_checks``
"""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

import numpy as np

from portfolio.lessons import CHECKS, judge
from portfolio.model import (
    FIGURES,
    INITIATIVE_KINDS,
    PRICING_MODELS,
    STAGES,
    Benefit,
    Estimate,
    Facts,
    Figure,
    FrozenMap,
    Initiative,
    Period,
    Portfolio,
    Resource,
)

COUNT, RUNS = 1_200, 15
TODAY = date(2026, 11, 1)


def figures(random):
    """Every figure with a range, in amounts that lie about its usual size."""
    found = {}
    for kind in FIGURES:
        likely = float(random.uniform(0.05, 0.6) if kind.most == 1 else random.uniform(1, 1e4))
        found[kind.name] = Figure(likely, likely * 0.8, min(likely * 1.3, kind.most))
    return FrozenMap(found)


def initiative(number, random):
    facts = Facts(
        kind=INITIATIVE_KINDS[number % len(INITIATIVE_KINDS)],
        pricing=PRICING_MODELS[number % len(PRICING_MODELS)],
        figures=figures(random),
        evidence=number % 5,
        integration=number % 5,
    )
    amount = float(random.uniform(1, 100))
    return Initiative(
        f"Initiative {number}",
        f"{number:05}",
        stage=STAGES[number % len(STAGES)],
        owner=f"Lead {number % 40}",
        benefit=Benefit(Estimate(amount, amount / 2, amount * 2), 0.5),
        demand=FrozenMap({"gpu": FrozenMap({"q1": Estimate(amount)})}),
        facts=facts,
    )


def portfolio():
    random = np.random.default_rng(4)
    return Portfolio(
        "p_bench",
        periods=FrozenMap({"q1": Period("Q1", "1")}),
        resources=FrozenMap({"gpu": Resource("GPU", "1", "H100e-h", category="compute")}),
        initiatives=FrozenMap({f"i{n}": initiative(n, random) for n in range(COUNT)}),
    )


def plain_pass(document):
    """Add up every number that is stated, in plain Python: what any check has to read."""
    total = 0.0
    for record in document.initiatives.values():
        for figure in record.facts.figures.values():
            total += figure.likely
    return total


def fastest(work):
    """Seconds of the processor in the fastest of some runs: what else runs here counts less."""
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def line(what, seconds, base, note=""):
    print(f"{what:<52}{seconds * 1e3:>9.2f} ms {seconds / base:>8.1f} ×  {note}")


def main():
    document = portfolio()
    base = fastest(lambda: plain_pass(document))
    line(f"plain pass over the figures of {COUNT:,}", base, base)
    cold = fastest(lambda: judge(document, today=TODAY))
    line(f"{len(CHECKS)} checks, cold", cold, base, "budget 50 ms")
    board = judge(document, today=TODAY)
    one = document.initiatives["i7"]
    for what, changed in (
        ("an edit of the note of one", replace(one, notes="seen")),
        ("an edit of a price", replace(one, facts=replace(one.facts, pricing="usage"))),
        ("an edit of a benefit, which is a share for all", replace(one, benefit=None)),
    ):
        after = replace(document, initiatives=document.initiatives.with_("i7", changed))
        seconds = fastest(lambda after=after: judge(after, today=TODAY, before=board))
        line(what, seconds, base, f"{seconds / cold:.2f} of cold")


if __name__ == "__main__":
    main()
