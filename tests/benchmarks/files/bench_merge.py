"""Comparing and merging two files of 1,200 initiatives, against opening both; and 12 as one.

Prints one line a measurement: seconds, and the ratio to opening the two files, taken in the
same run. Both sides carry random edits of many fields, some of them of the same ones, and
one side has deleted initiatives.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from random import Random

from portfolio.edit import add_initiatives, delete_initiatives, set_initiative, set_rating
from portfolio.files import dumps, fingerprint, load, samples, save
from portfolio.files.changes import changes
from portfolio.files.merging import combine, merge
from portfolio.model import Portfolio, Rating, new_id
from portfolio.report.merging import joined
from tests.benchmarks.files.bench_open_save import best

BUDGET = 3.0
EDITS = 200
UNITS = 12


def stressed():
    """Return the sample of 1,200 initiatives."""
    return load(next(each.path for each in samples() if "stress" in each.path.name)).portfolio


def edited(portfolio: Portfolio, random: Random, *, deletes: bool) -> Portfolio:
    """Return a version with many edits."""
    keys = sorted(portfolio.initiatives)
    for key in random.sample(keys, EDITS):
        portfolio = set_initiative(portfolio, key, owner=f"Owner {random.random()}")
        benefit = portfolio.initiatives[key].benefit
        if benefit is not None:
            benefit = replace(benefit, probability=random.random())
            portfolio = set_initiative(portfolio, key, benefit=benefit)
    cells = [(rater, *cell) for rater, row in portfolio.ratings.items() for cell in _cells(row)]
    for cell in random.sample(cells, EDITS):
        portfolio = set_rating(portfolio, *cell, Rating(random.random() * 100))
    portfolio = add_initiatives(portfolio, {new_id("i"): f"New {n}" for n in range(20)})
    return delete_initiatives(portfolio, random.sample(keys, 20)) if deletes else portfolio


def _cells(row):
    return [(initiative, each) for initiative, cells in row.items() for each in cells]


def units(portfolio: Portfolio) -> list[Portfolio]:
    """Return the sample as the files of business units, each with a hundred initiatives."""
    keys = sorted(portfolio.initiatives)
    size = len(keys) // UNITS
    found = []
    for number in range(UNITS):
        others = keys[: number * size] + keys[(number + 1) * size :]
        unit = delete_initiatives(portfolio, others)
        found.append(replace(unit, id=new_id("p"), title=f"Unit {number + 1}"))
    return found


def main() -> None:
    """Print the measurements."""
    random, start = Random(5), stressed()
    sides = edited(start, random, deletes=False), edited(start, random, deletes=True)
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("base", "ours", "theirs")]
        for file, portfolio in zip(files, (start, *sides), strict=True):
            save(file, portfolio, expected_sha256=fingerprint(file))
        base, ours, theirs = (load(file).portfolio for file in files)
        parts = units(start)
        paths = [Path(folder) / f"unit {number}" for number in range(UNITS)]
        for path, part in zip(paths, parts, strict=True):
            path.write_bytes(dumps(part))
        seconds = best(
            {
                "open both": lambda: [load(file) for file in files[1:]],
                "compare": lambda: changes(ours, theirs),
                "merge": lambda: merge(base, ours, theirs),
                "without a base": lambda: merge(None, ours, theirs),
                "followed through": lambda: joined(base, ours, theirs),
                "open 12": lambda: [load(path) for path in paths],
                "combine 12": lambda: combine(parts),
            }
        )
    found = merge(base, ours, theirs)
    print(
        f"{len(base.initiatives):,} initiatives, {len(changes(ours, theirs)):,} differences, "
        f"{len(found.taken)} taken, {len(found.conflicts)} conflicts"
    )
    for name, against in (
        ("compare", "open both"),
        ("merge", "open both"),
        ("without a base", "open both"),
        ("followed through", "open both"),
        ("combine 12", "open 12"),
    ):
        ratio = seconds[name] / seconds[against]
        verdict = "within" if ratio <= BUDGET else "OVER"
        took = f"{seconds[name]:.3f} s, {against} {seconds[against]:.3f} s"
        print(f"{name:16} {took}: {ratio:.2f} x, {verdict} {BUDGET:g} x")


if __name__ == "__main__":
    main()
