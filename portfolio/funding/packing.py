"""Good plans within milliseconds: many greedy packings of the doubtful options at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from portfolio.funding.problem import Problem
from portfolio.funding.propagate import tightened
from portfolio.funding.rows import Floats, Indices
from portfolio.funding.solver import Relaxation, Relaxed

#: Tries as (doubtful options, spread of the random order), from narrow to wide.
_TRIES = ((30, 0.3), (60, 0.1), (60, 0.5), (100, 0.1), (150, 0.3))

#: Orders packed side by side in one try.
_ORDERS = 256

_ALMOST = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Bounds:
    """What is decided already: ``lower`` and ``upper`` per option, 0 or 1."""

    lower: Floats
    upper: Floats


def good_choice(
    problem: Problem, bounds: Bounds, relaxed: Relaxed, relaxation: Relaxation
) -> Floats | None:
    """Return a choice that keeps every row and is close to the best; None when none was found.

    Deterministic. The options that the relaxation is sure of are set; the doubtful
    ones, whose reduced gain is near 0, are packed greedily in 256 slightly
    different orders of reduced gain, side by side, for cores of several sizes
    (Balas and Zemel, Operations Research 28, 1980, for the core). When no packing
    keeps every row, the relaxation is rounded one option at a time instead.

    Args:
        problem: what to choose from.
        bounds: what is decided already; ``relaxed`` is best within them.
        relaxed: the best continuous choice.
        relaxation: what solved it; used when no packing is found.
    """
    best: Floats | None = None
    free = int((bounds.upper > bounds.lower).sum())
    for core_size, spread in _TRIES:
        x = _best_packing(problem, bounds, relaxed, core_size, spread)
        if x is not None and (best is None or problem.gain @ x > problem.gain @ best):
            best = x
        if core_size >= free:
            break
    if best is None:
        best = _dive(problem, bounds, relaxed, relaxation)
    return best


def _best_packing(
    problem: Problem, bounds: Bounds, relaxed: Relaxed, core_size: int, spread: float
) -> Floats | None:
    free = np.flatnonzero(bounds.upper > bounds.lower)
    doubt = np.abs(relaxed.reduced[free])
    core = np.sort(free[np.argsort(doubt, kind="stable")[:core_size]])
    lower, upper = _sure(bounds, relaxed, core)
    decided = tightened(problem.rows, lower, upper)
    if decided is None:
        return None
    lower, upper = decided
    core = core[upper[core] > lower[core]]
    x = lower.copy()
    if len(core):
        taken = _pack(problem, x, core, _orders(relaxed.reduced[core], spread))
        if taken is None:
            return None
        x[core[taken]] = 1.0
    return x if not len(problem.rows.broken(x)) else None


def _sure(bounds: Bounds, relaxed: Relaxed, core: Indices) -> tuple[Floats, Floats]:
    set_to = np.where(relaxed.x > 0.5, 1.0, 0.0)
    lower, upper = set_to.copy(), set_to
    lower[core], upper[core] = bounds.lower[core], bounds.upper[core]
    return np.maximum(lower, bounds.lower), np.minimum(upper, bounds.upper)


def _orders(reduced: Floats, spread: float) -> Indices:
    """Return ``(_ORDERS, n_core)`` orders by falling reduced gain, all but the first disturbed."""
    noise = np.random.default_rng(0).normal(size=(_ORDERS, len(reduced)))
    noise[0] = 0.0
    keys = reduced + noise * spread * float(np.median(np.abs(reduced)))
    return np.argsort(-keys, axis=1, kind="stable")


def _pack(problem: Problem, x: Floats, core: Indices, orders: Indices) -> Indices | None:
    """Return the core positions taken by the best packing; None when all break a row.

    An option is taken when no row that it adds to passes its upper limit.
    """
    entries, lower, upper, used = _core_rows(problem, x, core)
    count = len(orders)
    activity = np.broadcast_to(used, (count, len(used))).copy()
    taken = np.zeros((count, len(core)), dtype=bool)
    every = np.arange(count)
    for step in range(len(core)):
        option = orders[:, step]
        added = entries[option]
        after = activity + added
        fits = ((after <= upper) | (added <= 0)).all(axis=1)
        activity[fits] = after[fits]
        taken[every[fits], option[fits]] = True
    kept = ((activity >= lower) & (activity <= upper)).all(axis=1)
    if not kept.any():
        return None
    value = np.where(kept, taken @ problem.gain[core], -np.inf)
    return np.flatnonzero(taken[int(np.argmax(value))])


def _core_rows(problem: Problem, x: Floats, core: Indices) -> tuple[Floats, Floats, Floats, Floats]:
    """Return the core's entries ``(n_core, n_rows)`` and the limits and use of those rows."""
    rows = problem.rows
    place = np.full(len(x), -1)
    place[core] = np.arange(len(core))
    inside = place[rows.column] >= 0
    touched, row = np.unique(rows.row[inside], return_inverse=True)
    entries = np.zeros((len(core), len(touched)))
    entries[place[rows.column[inside]], row] = rows.value[inside]
    slack = rows.slack[touched]
    used = rows.activity(x)[touched]
    return entries, rows.lower[touched] - slack, rows.upper[touched] + slack, used


def _dive(
    problem: Problem, bounds: Bounds, relaxed: Relaxed, relaxation: Relaxation
) -> Floats | None:
    """Fix what the relaxation takes whole and its largest fraction, and solve it again."""
    lower, upper = bounds.lower.copy(), bounds.upper.copy()
    found: Relaxed | None = relaxed
    while found is not None:
        fraction = np.minimum(found.x, 1 - found.x)
        if fraction.max(initial=0.0) < _ALMOST:
            x = np.rint(found.x)
            return x if not len(problem.rows.broken(x)) else None
        option = int(np.argmax(np.where(fraction >= _ALMOST, found.x, -1.0)))
        decided = None
        for value in (1.0, 0.0):
            tried = lower.copy(), upper.copy()
            tried[0][option] = tried[1][option] = value
            decided = tightened(problem.rows, *tried)
            if decided is not None:
                break
        if decided is None:
            return None
        lower, upper = decided
        found = relaxation.solve(lower, upper)
    return None
