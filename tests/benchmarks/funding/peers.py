"""Raw solvers on the matrix of a funding problem: HiGHS, CBC, and SCIP where it is installed.

Each gets one thread and the time of the solve alone: no building of the model, but for CBC the
reading of its file, without which it cannot run.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

import highspy
import numpy as np
import pulp

FOREVER = 1e6


def highs(problem, gap, limit_s=FOREVER):
    rows, count = problem.rows, len(problem.gain)
    solver = highspy.Highs()
    for name, value in (
        ("output_flag", False),
        ("threads", 1),
        ("mip_rel_gap", gap),
        ("time_limit", limit_s),
    ):
        solver.setOptionValue(name, value)
    solver.passModel(
        count,
        len(rows),
        len(rows.value),
        int(highspy.MatrixFormat.kRowwise),
        int(highspy.ObjSense.kMaximize),
        0.0,
        problem.gain,
        np.zeros(count),
        np.ones(count),
        rows.lower,
        rows.upper,
        rows.starts(),
        rows.column.astype(np.int32),
        rows.value,
        np.ones(count, dtype=np.int32),
    )
    start = time.perf_counter()
    solver.run()
    return time.perf_counter() - start, solver.getInfo().objective_function_value


def cbc(problem, gap, limit_s=FOREVER):
    model, _ = _in_pulp(problem)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "problem.mps"
        model.writeMPS(str(path), mpsSense=pulp.LpMinimize)
        options = ["-threads", "1", "-ratio", str(gap), "-sec", str(limit_s), "-solve", "-quit"]
        start = time.perf_counter()
        done = subprocess.run(
            [pulp.PULP_CBC_CMD().path, str(path), *options],
            capture_output=True,
            text=True,
            check=True,
        )
        seconds = time.perf_counter() - start
    found = re.search(r"Objective value:\s+(\S+)", done.stdout)
    # The file minimizes, so the sign is turned.
    return seconds, -float(found[1]) if found else float("nan")


def _in_pulp(problem):
    model = pulp.LpProblem("plan", pulp.LpMaximize)
    x = [pulp.LpVariable(f"x{n}", 0, 1, cat="Integer") for n in range(len(problem.gain))]
    model += pulp.lpSum(gain * one for gain, one in zip(problem.gain, x, strict=True))
    for lower, upper, terms in _rows(problem, x):
        total = pulp.lpSum(value * one for value, one in terms)
        if np.isfinite(upper):
            model += total <= upper
        if np.isfinite(lower):
            model += total >= lower
    return model, x


def scip(problem, gap, limit_s=FOREVER):
    import pyscipopt

    model = pyscipopt.Model()
    model.hideOutput()
    model.setParam("limits/gap", gap)
    model.setParam("limits/time", limit_s)
    x = [model.addVar(vtype="B") for _ in problem.gain]
    for lower, upper, terms in _rows(problem, x):
        total = pyscipopt.quicksum(value * one for value, one in terms)
        if np.isfinite(upper):
            model.addCons(total <= upper)
        if np.isfinite(lower):
            model.addCons(total >= lower)
    gains = zip(problem.gain, x, strict=True)
    model.setObjective(pyscipopt.quicksum(gain * one for gain, one in gains), "maximize")
    start = time.perf_counter()
    model.optimize()
    return time.perf_counter() - start, model.getObjVal()


def _rows(problem, x):
    rows = problem.rows
    starts = rows.starts()
    for row in range(len(rows)):
        inside = slice(starts[row], starts[row + 1])
        terms = [(rows.value[n], x[rows.column[n]]) for n in range(inside.start, inside.stop)]
        if terms:
            yield rows.lower[row], rows.upper[row], terms


PEERS = {"HiGHS": highs, "CBC": cbc}
if find_spec("pyscipopt"):
    PEERS["SCIP"] = scip
