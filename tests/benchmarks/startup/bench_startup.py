"""First paint, gaps in the event loop and memory, each in processes of their own.

First paint: the app against a bare window with a table, whole processes from their
start, in turns, medians; byte code is compiled, as it is after an installation.
Gap: the longest time between two beats of a 1 ms timer. Memory: the resident set with
the 1,200-initiative sample open, against an empty window with the same libraries.
"""

from __future__ import annotations

import compileall
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[3]
ROUNDS = 9
PAINT_BUDGET, GAP_BUDGET_MS, MEMORY_BUDGET = 1.25, 100.0, 1.5


def environment(home):
    """Return a user of no past whose Python keeps its byte code."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    if "DISPLAY" not in kept:
        kept["QT_QPA_PLATFORM"] = "offscreen"
    folders = {f"XDG_{name}_HOME": str(home / name) for name in ("CONFIG", "DATA", "CACHE")}
    return {**kept, **folders, "PYTHONPATH": str(ROOT)}


def run(module, settings, *arguments):
    """Return what one process measured."""
    command = [sys.executable, "-m", f"tests.benchmarks.startup.{module}", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=settings, capture_output=True, text=True, check=False, timeout=300
    )
    if done.returncode or not done.stdout.strip():
        sys.exit(f"{module} ended with {done.returncode}: {done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])


def seconds(module, settings):
    """Return the time from the start of a process to its first paint."""
    return run(module, settings, str(time.time()))["seconds"]


def verdict(value, budget):
    return "within" if value <= budget else "OVER"


def first_paint(settings):
    modules = ("bare_window", "app_window")
    for module in modules:
        seconds(module, settings)
    pairs = [[seconds(module, settings) for module in modules] for _ in range(ROUNDS)]
    plain, ours = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(app / bare for bare, app in pairs)
    print(
        f"first painted window: {ours * 1000:.0f} ms, bare window with a table "
        f"{plain * 1000:.0f} ms: {ratio:.2f} x, {verdict(ratio, PAINT_BUDGET)} {PAINT_BUDGET} x"
    )


def gaps(settings):
    runs = [run("probe", settings, "heartbeat") for _ in range(3)]
    for name in ("warming", "opening"):
        gap = statistics.median(measured[name] for measured in runs) * 1000
        each = ", ".join(f"{m[name] * 1000:.0f} ms at {m[f'{name}_at']:.1f} s" for m in runs)
        print(
            f"longest gap while {name}: {gap:.0f} ms ({each}), "
            f"{verdict(gap, GAP_BUDGET_MS)} {GAP_BUDGET_MS:.0f} ms"
        )


def memory(settings):
    empty = run("probe", settings, "libraries")["bytes"]
    full = run("probe", settings, "stress")["bytes"]
    ratio = full / empty
    print(
        f"memory with 1,200 initiatives: {full / 2**20:.0f} MB, empty window with the same "
        f"libraries {empty / 2**20:.0f} MB: {ratio:.2f} x, "
        f"{verdict(ratio, MEMORY_BUDGET)} {MEMORY_BUDGET} x"
    )


def main():
    for package in ("portfolio", "ui", "tests/benchmarks"):
        compileall.compile_dir(str(ROOT / package), quiet=2)
    with tempfile.TemporaryDirectory() as folder:
        settings = environment(Path(folder))
        first_paint(settings)
        gaps(settings)
        memory(settings)


if __name__ == "__main__":
    main()
