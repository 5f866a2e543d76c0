"""Comparing two files of 1,200 initiatives, against loading both in the same run.

Prints one line a measurement. The content is what the budget is about; finding out what the
differences did to the plan takes five plans and is timed apart.
"""

from __future__ import annotations

import gc
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from random import Random

from portfolio.files import load, samples, save
from portfolio.model import FrozenMap, Rating
from portfolio.report.compare import Version, compare_causes, compare_content, compare_plans
from portfolio.report.compare_plans import Planner
from portfolio.report.compare_rows import change_rows

ROUNDS = 5
BUDGET = 3.0
EDITED = 120


def edited(portfolio, everything):
    """Other benefits of some initiatives and other capacities; or another rating everywhere."""
    random = Random(3)
    initiatives = dict(portfolio.initiatives.items())
    for key in random.sample(sorted(initiatives), EDITED):
        benefit = initiatives[key].benefit
        if benefit is not None and benefit.amount is not None:
            amount = replace(
                benefit.amount, likely=benefit.amount.likely * random.uniform(0.6, 1.4)
            )
            benefit = replace(benefit, amount=replace(amount, low=None, high=None))
            initiatives[key] = replace(initiatives[key], benefit=benefit)
    resources = {
        key: replace(record, capacity=FrozenMap({p: a * 0.95 for p, a in record.capacity.items()}))
        for key, record in portfolio.resources.items()
    }
    changed = replace(portfolio, initiatives=FrozenMap(initiatives), resources=FrozenMap(resources))
    return replace(changed, ratings=_other_ratings(portfolio.ratings)) if everything else changed


def _other_ratings(ratings):
    return FrozenMap(
        {
            rater: FrozenMap(
                {
                    key: FrozenMap({c: Rating(100.0 - one.value) for c, one in row.items()})
                    for key, row in table.items()
                }
            )
            for rater, table in ratings.items()
        }
    )


def best(run):
    taken = []
    for _ in range(ROUNDS):
        gc.collect()
        started = time.perf_counter()
        value = run()
        taken.append(time.perf_counter() - started)
    return min(taken), value


def silent(_fraction, _text):
    """Let the work go on."""


def measure(before_path, after_path, title):
    loading, (one, other) = best(lambda: (load(before_path), load(after_path)))
    pair = Version("before", one.portfolio), Version("after", other.portfolio)
    comparing, found = best(lambda: compare_content(*pair))
    telling, rows = best(lambda: change_rows(found))
    ratio = comparing / loading
    told = "within" if ratio <= BUDGET else "OVER"
    print(f"{title}: {len(found.changes):,} differences")
    print(f"  loading both     {loading * 1e3:8.1f} ms")
    print(f"  comparing        {comparing * 1e3:8.1f} ms   {ratio:5.2f} x ({told} {BUDGET:g} x)")
    print(f"  as {len(rows):,} rows {telling * 1e3:11.1f} ms")
    return found


def main():
    path = next(each.path for each in samples() if each.path.stem == "stress_1200")
    portfolio = load(path).portfolio
    with tempfile.TemporaryDirectory() as folder:
        few, many = Path(folder) / "few.portfolio", Path(folder) / "many.portfolio"
        save(few, edited(portfolio, everything=False), expected_sha256=None)
        save(many, edited(portfolio, everything=True), expected_sha256=None)
        found = measure(path, few, "Some edits")
        measure(path, many, "Every rating as well")
    planner = Planner()
    started = time.perf_counter()
    planned = compare_plans(found, planner, silent)
    plans = time.perf_counter() - started
    compare_causes(planned, planner, silent)
    causes = time.perf_counter() - started - plans
    print(f"five plans {plans:8.2f} s, single changes tried alone {causes:8.2f} s")
    gap = max(stop.planned.plan.gap for stop in planned.bridge.stops)
    print(f"largest gap of the five plans: {gap:.4%}")


if __name__ == "__main__":
    main()
