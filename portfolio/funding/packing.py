"""Good plans within milliseconds: many greedy packings of the doubtful options at once."""

from __future__ import annotations

import numpy as np

from portfolio.funding.core import Bools, Bounds, Core, core_of
from portfolio.funding.problem import Problem
from portfolio.funding.propagate import tightened
from portfolio.funding.rows import Floats, Indices, Rows
from portfolio.funding.solver import Relaxation, Relaxed

#: Tries as (doubtful options, disorder), narrow cores with more disorder first.
_TRIES = ((20, 2.0), (30, 1.0), (60, 1.0), (60, 0.5), (120, 1.0))

#: Enough of them for an answer while a slider moves.
FIRST_TRIES = 3
ALL_TRIES = len(_TRIES)

#: Orders packed side by side in one try: fewer where each is more work.
_MOST_ORDERS, _LEAST_ORDERS, _ORDER_WORK = 256, 64, 400_000

#: The reduced gain of the option of this rank, the least sure first, is one unit of disorder;
#: those of nearly 0 belong to options in the basis and do not count.
_UNIT_RANK = 12
_BASIC = 1e-9

_WHOLE = 1e-6
_MOST_ROUNDS = 60


def good_choice(
    problem: Problem,
    bounds: Bounds,
    relaxed: Relaxed,
    relaxation: Relaxation,
    tries: int = ALL_TRIES,
) -> Floats | None:
    """Return a choice that keeps every row and is close to the best; None when none was found.

    Deterministic. The options that the relaxation is sure of are set; the doubtful
    ones, whose reduced gain is near 0 (the core of Balas and Zemel, Operations
    Research 28, 1980), are packed greedily by reduced gain, in the plain order and
    in up to 255 disturbed ones side by side, for cores of several sizes. When no packing
    keeps every row, the relaxation is rounded one option at a time instead.

    Args:
        problem: what to choose from.
        bounds: what is decided already; ``relaxed`` is best within them.
        relaxed: the best continuous choice.
        relaxation: what solved it; used when no packing is found.
        tries: how many sizes of the core to try.
    """
    best: Floats | None = None
    for size, disorder in _TRIES[:tries]:
        core = doubtful_core(problem, bounds, relaxed, size)
        if core is None:
            continue
        value, taken = pack(core, _orders(core, relaxed, disorder))
        first = int(value.argmax())
        if np.isfinite(value[first]):
            x = core.whole(taken[first])
            better = best is None or problem.gain @ x > problem.gain @ best
            if better and not len(problem.rows.broken(x)):
                best = x
    return _dive(problem, bounds, relaxed, relaxation) if best is None else best


def better_within(rows: Rows, bounds: Bounds, relaxed: Relaxed, least: float) -> Bounds | None:
    """Return the bounds within which what is worth more has to lie; None when nothing can be.

    Args:
        rows: of the problem.
        bounds: what is decided already; ``relaxed`` is best within them.
        relaxed: the best continuous choice.
        least: value to exceed.
    """
    sure = (np.abs(relaxed.reduced) > relaxed.value - least) & (bounds.upper > bounds.lower)
    lower = np.where(sure & (relaxed.reduced > 0), 1.0, bounds.lower)
    upper = np.where(sure & (relaxed.reduced < 0), 0.0, bounds.upper)
    decided = tightened(rows, lower, upper)
    return None if decided is None else Bounds(*decided)


def doubtful_core(
    problem: Problem,
    bounds: Bounds,
    relaxed: Relaxed,
    size: int,
    noise: Floats | float = 1.0,
) -> Core | None:
    """Return the ``size`` most doubtful options as a core, the others as the relaxation has them.

    Those that the relaxation splits are the most doubtful, then those of least reduced gain.
    None when the rows cannot be kept like that.

    Args:
        problem: what to choose from.
        bounds: what is decided already; ``relaxed`` is best within them.
        relaxed: the best continuous choice.
        size: of the core.
        noise: by which the reduced gains are multiplied, ``(n_options,)``.
    """
    is_open = bounds.open()
    whole = np.minimum(relaxed.x, 1 - relaxed.x)[is_open] < _WHOLE
    doubt = np.where(whole, np.abs(relaxed.reduced * noise)[is_open], -1.0)
    inside = is_open[np.argsort(doubt, kind="stable")[:size]]
    likely = (relaxed.x > 0.5).astype(np.float64)
    lower, upper = likely.copy(), likely
    lower[inside], upper[inside] = bounds.lower[inside], bounds.upper[inside]
    decided = tightened(
        problem.rows, np.maximum(lower, bounds.lower), np.minimum(upper, bounds.upper)
    )
    return None if decided is None else core_of(problem, *decided, relaxed)


def pack(core: Core, orders: Indices, problem: Indices | int = 0) -> tuple[Floats, Floats]:
    """Return the value and the options of greedy packings; -inf for those that break a row.

    An option is taken when no row that it adds to passes its limit.

    Args:
        core: what is open.
        orders: in which to try the options, ``(n_orders, n)``.
        problem: of the core, of each order.
    """
    room = core.limits[np.broadcast_to(problem, len(orders))]
    taken = np.zeros(orders.shape, dtype=bool)
    fill(core.entries, room, taken, orders)
    value = np.where((room >= 0).all(axis=1), taken @ core.gain, -np.inf)
    return value, taken.astype(np.float64)


def fill(entries: Floats, room: Floats, taken: Bools, orders: Indices) -> None:
    """Take options in order, where no row that they add to passes its limit; in place.

    Args:
        entries: of each option, ``(n, n_rows)``.
        room: what is left of the limits, ``(n_orders, n_rows)``.
        taken: ``(n_orders, n)``.
        orders: options not yet taken, ``(n_orders, n_steps)``.
    """
    every = np.arange(len(orders))
    for step in range(orders.shape[1]):
        option = orders[:, step]
        added = entries[option]
        fits = ~(added > np.maximum(room, 0.0)).any(axis=1)
        room[fits] -= added[fits]
        taken[every[fits], option[fits]] = True


def _orders(core: Core, relaxed: Relaxed, disorder: float) -> Indices:
    """Return orders by falling reduced gain, ``(n_orders, n)``, all but the first disturbed."""
    reduced = relaxed.reduced[core.options]
    affordable = _ORDER_WORK // max(core.entries.size, 1)
    count = min(max(affordable, _LEAST_ORDERS), _MOST_ORDERS)
    noise = np.random.default_rng(0).normal(size=(count, len(reduced)))
    noise[0] = 0.0
    sizes = np.sort(np.abs(reduced[np.abs(reduced) > _BASIC * np.abs(reduced).max(initial=0.0)]))
    unit = float(sizes[min(_UNIT_RANK, len(sizes) - 1)]) if len(sizes) else 0.0
    return np.argsort(-(reduced + noise * disorder * unit), axis=1, kind="stable")


def _dive(
    problem: Problem, bounds: Bounds, relaxed: Relaxed, relaxation: Relaxation
) -> Floats | None:
    """Keep what is taken whole, round the largest fraction, see what follows, relax again.

    What is still split after so many rounds is left out.
    """
    lower, upper = bounds.lower, bounds.upper
    for _ in range(_MOST_ROUNDS):
        fraction = np.minimum(relaxed.x, 1 - relaxed.x)
        if fraction.max(initial=0.0) < _WHOLE:
            break
        option = int(np.argmax(np.where(fraction >= _WHOLE, relaxed.x, -1.0)))
        kept = np.maximum(lower, relaxed.x > 1 - _WHOLE)
        decided = _decided(problem, kept, upper, option) or _decided(problem, lower, upper, option)
        found = None if decided is None else relaxation.solve(*decided)
        if decided is None or found is None:
            break
        (lower, upper), relaxed = decided, found
    x = np.floor(relaxed.x + _WHOLE)
    return x if not len(problem.rows.broken(x)) else None


def _decided(
    problem: Problem, lower: Floats, upper: Floats, option: int
) -> tuple[Floats, Floats] | None:
    """Return the bounds with an option at 1, or at 0 when the rows do not allow that."""
    for value in (1.0, 0.0):
        low, high = lower.copy(), upper.copy()
        low[option] = high[option] = value
        decided = tightened(problem.rows, low, high)
        if decided is not None:
            return decided
    return None
