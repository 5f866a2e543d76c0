"""Knapsacks of the OR-Library against raw solvers, all on the same matrices in one run.

``python -m tests.benchmarks.funding.bench_orlib FOLDER [EVERY] [--peer-python PATH]``: for one
second each on 250 x 5 and 250 x 10, then to proof on the literature's problems and on 100 x 5.
With EVERY, only each so many-th problem. PATH is an interpreter that has SCIP (pyscipopt) or
CP-SAT (ortools), which then take part. All times are processor times. A raw solver gets
``LIMIT_S`` seconds for a proof; a problem that it does not prove by then counts with that time.
"""

from __future__ import annotations

import argparse
from itertools import islice
from pathlib import Path

import numpy as np

from portfolio.funding.values import value_of
from tests.benchmarks.funding import orlib
from tests.benchmarks.funding.peers import PEER_PYTHON, ours, peers

LIMIT_S = 60.0
SHORT_S = 1.0
FILES = "mknap2.json, mknapcb1.txt, mknapcb2.txt, mknapcb5.txt, best-feasible-slns.txt"


def proofs(name, problems, solvers):
    """All problems of a set, each to proof by every solver; total times."""
    times, wrong = [], []
    for label, problem, best in problems:
        seconds, answer = ours(problem)
        times.append(seconds)
        value = value_of(problem.gain, answer.x)
        if answer.outcome != "optimal" or (best is not None and abs(value - best) > 1e-6 * best):
            wrong.append(label)
    raw = dict.fromkeys(solvers, 0.0)
    for _, problem, _ in problems:
        for peer, solve in solvers.items():
            raw[peer] += min(solve(problem, 0.0, LIMIT_S)[0], LIMIT_S)
    known = f"{len(problems) - len(wrong)} of {len(problems)} proven at the best known value"
    ratio = sum(times) / min(raw.values())
    print(f"{name}, to proof: {sum(times):.2f} s, {ratio:.2f} of the best raw solver, budget 1.0")
    print(f"  {known}{': not ' + ', '.join(wrong) if wrong else ''}")
    for peer, seconds in raw.items():
        print(f"  raw {peer}: {seconds:.2f} s, at most {LIMIT_S:g} s a problem", flush=True)


def within_a_second(name, problems, solvers):
    """Average distance to the best known value after one second."""
    off = {"ours": [], **{peer: [] for peer in solvers}}
    for _, problem, best in problems:
        off["ours"].append(1 - value_of(problem.gain, ours(problem, SHORT_S)[1].x) / best)
        for peer, solve in solvers.items():
            value = solve(problem, 0.0, SHORT_S)[1]
            off[peer].append(1 - max(value or 0.0, 0.0) / best)
    print(f"{name}, after {SHORT_S:g} s: average distance to the best known value")
    for solver, gaps in off.items():
        print(f"  {solver}: {np.mean(gaps):.4%}, at most {np.max(gaps):.4%}", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("every", nargs="?", type=int, default=1)
    parser.add_argument(PEER_PYTHON)
    asked = parser.parse_args()
    if asked.folder is None:
        print(f"Name the folder that holds {FILES}.")
        return
    solvers = peers()

    def some(problems):
        return list(islice(problems, 0, None, asked.every))

    within_a_second("250 x 5", some(orlib.chu_beasley(asked.folder, 2)), solvers)
    within_a_second("250 x 10", some(orlib.chu_beasley(asked.folder, 5)), solvers)
    proofs("mknap2", some(orlib.literature(asked.folder)), solvers)
    proofs("100 x 5", some(orlib.chu_beasley(asked.folder, 1)), solvers)


if __name__ == "__main__":
    main()
