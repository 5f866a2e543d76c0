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
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "problem.lp"
        path.write_text("\n".join(_lp_lines(problem)), encoding="ascii")
        options = ["-threads", "1", "-ratio", str(gap), "-sec", str(limit_s), "-solve", "-quit"]
        start = time.perf_counter()
        done = subprocess.run(
            [pulp.PULP_CBC_CMD.pulp_cbc_path, str(path), *options],
            capture_output=True,
            text=True,
            check=True,
        )
        seconds = time.perf_counter() - start
    found = re.search(r"Objective value:\s+(\S+)", done.stdout)
    none = re.search(r"^(Result - )?Problem (is|proven) infeasible", done.stdout, re.MULTILINE)
    return seconds, -float(found[1]) if found and not none else None


def _lp_lines(problem):
    """The problem in the format of LP files, to be minimized."""
    yield "Minimize obj:"
    yield from (f" {-gain:+.17g} x{n}" for n, gain in enumerate(problem.gain))
    yield "Subject To"
    names = [f"x{n}" for n in range(len(problem.gain))]
    count = 0
    for lower, upper, terms in _rows(problem, names):
        for sense, side in (("<=", upper), (">=", lower)):
            if np.isfinite(side):
                count += 1
                yield f"c{count}:"
                yield from (f" {value:+.17g} {name}" for value, name in terms)
                yield f" {sense} {side:.17g}"
    yield "Binaries"
    yield from names
    yield "End"


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
