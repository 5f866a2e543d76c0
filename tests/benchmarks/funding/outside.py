"""Solvers that cannot share a process with HiGHS, or are not installed beside it.

``python outside.py`` prints the names of those that this interpreter has;
``python outside.py NAME FILE GAP LIMIT_S`` solves the matrix in a file of arrays with one of them
and prints the processor seconds and the best value as JSON. Needs numpy and that solver only.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from importlib.util import find_spec

import numpy as np

#: Between two looks at the processor time, where a solver cannot be limited by that.
LOOK_S = 0.01


def sides(data):
    """Columns, values, and the two sides of every row that has entries."""
    starts = data["starts"]
    for row, (lower, upper) in enumerate(zip(data["lower"], data["upper"], strict=True)):
        inside = slice(starts[row], starts[row + 1])
        if starts[row] < starts[row + 1]:
            yield data["column"][inside], data["value"][inside], lower, upper


def scip(data, gap, limit_s):
    import pyscipopt

    model = pyscipopt.Model()
    model.hideOutput()
    model.setParam("limits/gap", gap)
    model.setParam("timing/clocktype", 1)
    model.setParam("limits/time", limit_s)
    x = [model.addVar(vtype="B") for _ in data["gain"]]
    for columns, values, lower, upper in sides(data):
        total = pyscipopt.quicksum(v * x[c] for v, c in zip(values, columns, strict=True))
        if np.isfinite(upper):
            model.addCons(total <= upper)
        if np.isfinite(lower):
            model.addCons(total >= lower)
    gains = zip(data["gain"], x, strict=True)
    model.setObjective(pyscipopt.quicksum(gain * one for gain, one in gains), "maximize")
    start = time.process_time()
    model.optimize()
    return time.process_time() - start, model.getObjVal() if model.getNSols() else None


def cp_sat(data, gap, limit_s):
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    x = [model.new_bool_var("") for _ in data["gain"]]
    for columns, values, lower, upper in sides(data):
        limits = [side for side in (lower, upper) if np.isfinite(side)]
        amounts, scale = whole([*values, *limits])
        total = sum(v * x[c] for v, c in zip(amounts, columns, strict=False))
        if np.isfinite(upper):
            model.add(total <= round(upper * scale))
        if np.isfinite(lower):
            model.add(total >= round(lower * scale))
    gains, scale = whole(data["gain"])
    model.maximize(sum(gain * one for gain, one in zip(gains, x, strict=True)))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.relative_gap_limit = gap
    start, done = time.process_time(), threading.Event()
    guard = threading.Thread(target=stop_at, args=(solver, start + limit_s, done))
    guard.start()
    status = solver.solve(model)
    seconds = time.process_time() - start
    done.set()
    guard.join()
    found = status in {cp_model.OPTIMAL, cp_model.FEASIBLE}
    return seconds, solver.objective_value / scale if found else None


def stop_at(solver, end, done):
    while not done.wait(LOOK_S):
        if time.process_time() > end:
            solver.stop_search()


def whole(numbers):
    """The numbers as integers, and by what they were multiplied for that."""
    numbers = np.asarray(numbers, dtype=float)
    for decimals in range(7):
        scaled = numbers * 10.0**decimals
        if np.allclose(scaled, np.rint(scaled), rtol=0.0, atol=1e-6):
            break
    return [int(n) for n in np.rint(scaled)], 10.0**decimals


SOLVERS = {"SCIP": (scip, "pyscipopt"), "CP-SAT": (cp_sat, "ortools")}


def main(words):
    if not words:
        print(json.dumps([name for name, (_, module) in SOLVERS.items() if find_spec(module)]))
        return
    name, path, gap, limit_s = words
    print(json.dumps(SOLVERS[name][0](dict(np.load(path)), float(gap), float(limit_s))))


if __name__ == "__main__":
    main(sys.argv[1:])
