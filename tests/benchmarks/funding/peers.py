"""Solvers on the matrix of a funding problem: ours, HiGHS and CBC here, SCIP and CP-SAT outside.

Each gets one thread and is timed by the processor time of the solve alone, without the building
of the model; for CBC with the reading of its file, without which it cannot run. Limits are in
processor time as well, so that whatever else the machine does takes nothing from anyone.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import tempfile
import time
from functools import partial
from pathlib import Path

import highspy
import numpy as np
import pulp

from portfolio.errors import Cancelled
from portfolio.funding.search import best_choice
from portfolio.funding.solver import Control

FOREVER = 1e6

#: Option of the command line: an interpreter that has SCIP (pyscipopt) or CP-SAT (ortools).
PEER_PYTHON = "--peer-python"


def ours(problem, limit_s=FOREVER):
    """Processor seconds, and the answer."""
    start = time.process_time()

    def tick(_fraction, _text):
        if time.process_time() - start > limit_s:
            raise Cancelled

    answer = best_choice(problem, Control(tick))
    return time.process_time() - start, answer


def loaded(problem, gap):
    """HiGHS with the problem, ready to run."""
    rows, count = problem.rows, len(problem.gain)
    solver = highspy.Highs()
    for name, value in (("output_flag", False), ("threads", 1), ("mip_rel_gap", gap)):
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
    return solver


def highs(problem, gap, limit_s=FOREVER):
    """Processor seconds, and the best value; -inf without one."""
    solver = loaded(problem, gap)
    start = time.process_time()

    def watch(event):
        if time.process_time() - start > limit_s:
            event.interrupt()

    solver.cbMipInterrupt += watch
    solver.run()
    return time.process_time() - start, solver.getInfo().objective_function_value


def cbc(problem, gap, limit_s=FOREVER):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "problem.lp"
        path.write_text("\n".join(_lp_lines(problem)), encoding="ascii")
        options = ["-threads", "1", "-ratio", str(gap), "-sec", str(limit_s), "-solve", "-quit"]
        start = _seconds_of_children()
        done = subprocess.run(
            [pulp.PULP_CBC_CMD.pulp_cbc_path, str(path), "-timeMode", "cpu", *options],
            capture_output=True,
            text=True,
            check=True,
        )
        seconds = _seconds_of_children() - start
    found = re.search(r"Objective value:\s+(\S+)", done.stdout)
    none = re.search(r"^(Result - )?Problem (is|proven) infeasible", done.stdout, re.MULTILINE)
    return seconds, -float(found[1]) if found and not none else None


def _seconds_of_children():
    used = os.times()
    return used.children_user + used.children_system


def _lp_lines(problem):
    """The problem in the format of LP files, to be minimized."""
    yield "Minimize obj:"
    yield from (f" {-gain:+.17g} x{n}" for n, gain in enumerate(problem.gain))
    yield "Subject To"
    rows, count = problem.rows, 0
    starts = rows.starts()
    for row in range(len(rows)):
        inside = range(starts[row], starts[row + 1])
        for sense, side in (("<=", rows.upper[row]), (">=", rows.lower[row])):
            if np.isfinite(side) and inside:
                count += 1
                yield f"c{count}:"
                yield from (f" {rows.value[n]:+.17g} x{rows.column[n]}" for n in inside)
                yield f" {sense} {side:.17g}"
    yield "Binaries"
    yield from (f"x{n}" for n in range(len(problem.gain)))
    yield "End"


def peers():
    """All raw solvers by name: those here, and those that the interpreter named has."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument(PEER_PYTHON)
    python = parser.parse_known_args()[0].peer_python
    script = Path(__file__).with_name("outside.py")
    known = {"HiGHS": highs, "CBC": cbc}
    if python is None:
        return known
    done = subprocess.run([python, script], capture_output=True, text=True, check=True)
    names = json.loads(done.stdout)
    return known | {name: partial(_outside, python, script, name) for name in names}


def _outside(python, script, name, problem, gap, limit_s=FOREVER):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "problem.npz"
        rows = problem.rows
        np.savez(
            path,
            gain=problem.gain,
            starts=rows.starts(),
            column=rows.column,
            value=rows.value,
            lower=rows.lower,
            upper=rows.upper,
        )
        done = subprocess.run(
            [python, script, name, str(path), str(gap), str(limit_s)],
            capture_output=True,
            text=True,
            check=True,
        )
    return tuple(json.loads(done.stdout.splitlines()[-1]))
