"""Opening and saving 10,000 initiatives of 30 fields, against the JSON library itself.

Prints one line a measurement: seconds, and the ratio to the library's own decoding or
encoding of the same file with the same options, taken in the same run.
"""

from __future__ import annotations

import gc
import json
import tempfile
import time
import tracemalloc
from datetime import date
from pathlib import Path
from random import Random

from portfolio.files import dumps, fingerprint, load, loads, save
from portfolio.model import (
    Benefit,
    Criterion,
    Estimate,
    FrozenMap,
    Initiative,
    Period,
    Portfolio,
    Rater,
    Rating,
    Resource,
    keys_between,
    new_id,
)

INITIATIVES = 10_000
ROUNDS = 7
BUDGET = 3.0


def large_portfolio(count=INITIATIVES):
    """Every initiative has 16 fields of its own, 6 of its benefit, 3 demands and 5 ratings."""
    random = Random(7)
    periods = {new_id("q"): Period(f"Q{n}", "abc"[n]) for n in range(3)}
    resources = {new_id("r"): Resource(f"R{n}", "abc"[n], "FTE") for n in range(3)}
    criteria = {new_id("c"): Criterion(f"C{n}", "abcde"[n]) for n in range(5)}
    rater = new_id("p")
    orders = keys_between("", "", count)
    initiatives = {
        new_id("i"): _initiative(random, number, order, list(resources), list(periods))
        for number, order in enumerate(orders)
    }
    ratings = {
        key: FrozenMap({each: Rating(float(random.randint(0, 100))) for each in criteria})
        for key in initiatives
    }
    return Portfolio(
        new_id("p"),
        periods=FrozenMap(periods),
        resources=FrozenMap(resources),
        criteria=FrozenMap(criteria),
        initiatives=FrozenMap(initiatives),
        raters=FrozenMap({rater: Rater("Ana", "V")}),
        ratings=FrozenMap({rater: FrozenMap(ratings)}),
    )


def _initiative(random, number, order, resources, periods):
    return Initiative(
        f"Initiative {number}: claims triage",
        order,
        code=f"AI-{number:05}",
        owner=f"Owner {number % 97}",
        sponsor=f"Sponsor {number % 31}",
        category=f"Category {number % 12}",
        unit=f"Unit {number % 20}",
        goal="Halve the time from claim to payment",
        notes="As estimated by the team; to be checked.",
        start=date(2027, 1, 1 + number % 28),
        end=date(2028, 1, 1 + number % 28),
        benefit=Benefit(
            Estimate(random.randint(20, 90) / 10, random.randint(1, 19) / 10, 20.0),
            random.randint(1, 99) / 100,
        ),
        demand=FrozenMap(
            {
                key: FrozenMap({random.choice(periods): Estimate(random.randint(1, 500) / 10)})
                for key in resources
            }
        ),
    )


def best(works):
    """Return the shortest of some runs of each, in seconds; they take turns, so load hits all."""
    times = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            gc.collect()
            begin = time.perf_counter()
            work()
            times[name].append(time.perf_counter() - begin)
    return {name: min(each) for name, each in times.items()}


def peak(work):
    """Return the most memory that a run holds, in bytes."""
    gc.collect()
    tracemalloc.start()
    try:
        result = work()
        return tracemalloc.get_traced_memory()[1], result
    finally:
        tracemalloc.stop()


def main():
    portfolio = large_portfolio()
    data = dumps(portfolio)
    text, tree = data.decode(), json.loads(data)
    options = {"sort_keys": True, "indent": 1, "ensure_ascii": False, "allow_nan": False}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.portfolio"
        save(path, portfolio, expected_sha256=None)
        seconds = best(
            {
                "json.loads": lambda: json.loads(text),
                "loads": lambda: loads(data),
                "load": lambda: load(path),
                "json.dumps": lambda: json.dumps(tree, **options),
                "dumps": lambda: dumps(portfolio),
                "save": lambda: save(path, portfolio, expected_sha256=fingerprint(path)),
            }
        )
    print(f"{INITIATIVES:,} initiatives, {len(data) / 2**20:.1f} MB")
    for name, base in (
        ("loads", "json.loads"),
        ("load", "json.loads"),
        ("dumps", "json.dumps"),
        ("save", "json.dumps"),
    ):
        ratio = seconds[name] / seconds[base]
        verdict = "within" if ratio <= BUDGET else "OVER"
        took = f"{seconds[name]:.3f} s, {base} {seconds[base]:.3f} s"
        print(f"{name:6} {took}: {ratio:.2f} x, {verdict} {BUDGET:g} x")
    library, _ = peak(lambda: json.loads(text))
    ours, _ = peak(lambda: loads(data))
    print(f"memory while opening {ours / 2**20:.0f} MB = {ours / library:.2f} x json.loads")


if __name__ == "__main__":
    main()
