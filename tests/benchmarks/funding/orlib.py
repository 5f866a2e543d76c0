"""Multi-dimensional knapsacks of Beasley's OR-Library, read from a folder.

``mknapcb1.txt`` and the like as published, with their best known values in
``best-feasible-slns.txt`` (Chu and Beasley, Journal of Heuristics 4, 1998), and the small
problems of the literature in ``mknap2.json``.
"""

from __future__ import annotations

import json

import numpy as np

from tests.portfolio.funding.matrices import matrix, row


def knapsack(profit, weights, capacity):
    """The funding problem of a knapsack, without a portfolio around it."""
    pairs = zip(weights, capacity, strict=True)
    rows = [row(np.flatnonzero(line), line[line != 0], upper=float(limit)) for line, limit in pairs]
    return matrix(profit, rows)


def chu_beasley(folder, number):
    """Name, problem and best known value of each of the thirty in ``mknapcb<number>.txt``."""
    best = _best_known(folder)
    words = iter((folder / f"mknapcb{number}.txt").read_text().split())

    def numbers(count):
        return np.array([float(next(words)) for _ in range(count)])

    for place in range(int(next(words))):
        count, rows, _ = (int(next(words)) for _ in range(3))
        profit = numbers(count)
        weights = numbers(count * rows).reshape(rows, count)
        name = f"{rows}.{count}-{place:02}"
        yield name, knapsack(profit, weights, numbers(rows)), best[name]


def _best_known(folder):
    best = {}
    for line in (folder / "best-feasible-slns.txt").read_text().splitlines():
        words = line.split()
        if len(words) == 2 and words[0].count("-") == 1 and words[0][0].isdigit():
            best.setdefault(words[0], float(words[1]))
    return best


def literature(folder):
    """Name, problem and optimum of each problem in ``mknap2.json``."""
    data = json.loads((folder / "mknap2.json").read_text())
    for item in data["input"]["problems"]:
        weights = np.array(item["weights"], dtype=float)
        problem = knapsack(item["profit"], weights, item["capacity"])
        yield item["name"], problem, data["expected"]["optimum"].get(item["name"])
