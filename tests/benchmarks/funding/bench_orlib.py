"""Knapsacks of the OR-Library against raw solvers, all on the same matrices in one run.

``python -m tests.benchmarks.funding.bench_orlib FOLDER [EVERY]``: to proof on the literature's
problems and on 100 x 5, then for one second each on 250 x 5 and 250 x 10. With EVERY, only each
so many-th problem. A raw solver gets ``LIMIT_S`` seconds for a proof; a problem that it does not
prove by then counts with that time.
"""

from __future__ import annotations

import sys
import time
from itertools import islice
from pathlib import Path

import numpy as np

from portfolio.funding.search import best_choice
from portfolio.funding.solver import Control
from portfolio.funding.values import value_of
from tests.benchmarks.funding import orlib
from tests.benchmarks.funding.peers import PEERS

LIMIT_S = 60.0
SHORT_S = 1.0


def ours(problem, limit_s):
    start = time.perf_counter()
    answer = best_choice(problem, Control(deadline=time.monotonic() + limit_s))
    return time.perf_counter() - start, value_of(problem.gain, answer.x), answer.outcome


def proofs(name, problems):
    """All problems of a set, each to proof by every solver; total times."""
    times, wrong = [], []
    for label, problem, best in problems:
        seconds, value, outcome = ours(problem, np.inf)
        times.append(seconds)
        if outcome != "optimal" or (best is not None and abs(value - best) > 1e-6 * best):
            wrong.append(label)
    raw = {
        peer: sum(solve(problem, 0.0, LIMIT_S)[0] for _, problem, _ in problems)
        for peer, solve in PEERS.items()
    }
    known = f"{len(problems) - len(wrong)} of {len(problems)} proven at the best known value"
    ratio = sum(times) / min(raw.values())
    print(f"{name}, to proof: {sum(times):.2f} s, {ratio:.2f} of the best raw solver, budget 1.0")
    print(f"  {known}{': not ' + ', '.join(wrong) if wrong else ''}")
    for peer, seconds in raw.items():
        print(f"  raw {peer}: {seconds:.2f} s, at most {LIMIT_S:g} s a problem")


def within_a_second(name, problems):
    """Average distance to the best known value after one second."""
    off = {"ours": [], **{peer: [] for peer in PEERS}}
    for _, problem, best in problems:
        off["ours"].append(1 - ours(problem, SHORT_S)[1] / best)
        for peer, solve in PEERS.items():
            value = solve(problem, 0.0, SHORT_S)[1]
            off[peer].append(1 - (value or 0.0) / best)
    print(f"{name}, after {SHORT_S:g} s: average distance to the best known value")
    for solver, gaps in off.items():
        print(f"  {solver}: {np.mean(gaps):.4%}, at most {np.max(gaps):.4%}")


def main(words):
    if not words:
        print("Name the folder that holds mknap2.json, mknapcb1.txt, mknapcb2.txt, mknapcb5.txt.")
        return
    folder, every = Path(words[0]), int(words[1]) if len(words) > 1 else 1

    def some(problems):
        return list(islice(problems, 0, None, every))

    within_a_second("250 x 5", some(orlib.chu_beasley(folder, 2)))
    within_a_second("250 x 10", some(orlib.chu_beasley(folder, 5)))
    proofs("mknap2", some(orlib.literature(folder)))
    proofs("100 x 5", some(orlib.chu_beasley(folder, 1)))


if __name__ == "__main__":
    main(sys.argv[1:])
