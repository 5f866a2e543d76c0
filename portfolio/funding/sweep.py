"""Good choices for many changed problems at once: greedy packings, all side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from portfolio.funding.core import Bools, Bounds
from portfolio.funding.packing import fill
from portfolio.funding.rows import Floats, Indices, Rows
from portfolio.funding.solver import Relaxed

#: Orders tried per problem: the plain one, and some disturbed by so many units.
_DISORDER = (0.0, 0.3, 0.3, 0.6, 0.6, 1.0, 1.0, 2.0)

#: Then so many swaps of a pair, each the best among so many options that are least sure.
_SWAPS, _WIDTH = 8, 16

#: The reduced gain of the option of this rank, the least sure first, is one unit.
_UNIT_RANK = 12


@dataclass(frozen=True, slots=True, eq=False)
class Point:
    """One of the problems: its rows, what is decided, and its relaxation within that."""

    rows: Rows
    bounds: Bounds
    relaxed: Relaxed


def packed(gain: Floats, points: Sequence[Point]) -> Iterator[Floats]:
    """Yield the best greedy packing of each point that has one which keeps its rows.

    An option is taken, in the order of its reduced gain in the relaxation, when no row that
    it adds to passes its limit; of equal reduced gain, the larger part in the relaxation
    first. Deterministic.

    Args:
        gain: of each option, ``(n_options,)``.
        points: problems over the same options; those next to each other with the same
            entries in their rows are packed side by side.
    """
    for _, alike in groupby(points, key=lambda point: id(point.rows.value)):
        yield from _packed_alike(gain, list(alike))


def _packed_alike(gain: Floats, points: list[Point]) -> Iterator[Floats]:
    entries, limits = _one_sided(points)
    orders = np.concatenate([_orders(gain, point) for point in points])
    each = np.repeat(np.arange(len(points)), len(_DISORDER))
    taken = np.zeros((len(each), len(gain) + 1), dtype=bool)
    taken[:, :-1] = np.array([point.bounds.lower for point in points])[each] > 0.5
    room = limits[each] - taken @ entries
    fill(entries, room, taken, orders)
    worth = np.append(gain, 0.0)
    value = np.where((room >= 0).all(axis=1), taken @ worth, -np.inf).reshape(len(points), -1)
    found = np.flatnonzero(np.isfinite(value.max(axis=1)))
    best = found * len(_DISORDER) + value[found].argmax(axis=1)
    if not len(found):
        return
    doubt = np.array([_doubt(points[place]) for place in found])
    taken, room = taken[best], room[best]
    for _ in range(_SWAPS):
        if not _swap(worth, entries, room, taken, doubt):
            break
    yield from taken[:, :-1].astype(np.float64)


def _doubt(point: Point) -> Floats:
    """Return how sure the relaxation is of each option; infinite for what is decided."""
    is_open = point.bounds.upper > point.bounds.lower
    return np.append(np.where(is_open, np.abs(point.relaxed.reduced), np.inf), np.inf)


def _swap(worth: Floats, entries: Floats, room: Floats, taken: Bools, doubt: Floats) -> bool:
    """Swap the best pair of doubtful options of each choice, in place; False: none is better.

    The stand-in takes part on both sides, so that adding and dropping are swaps too.
    """
    inside = _least_sure(np.where(taken, doubt, np.inf))
    outside = _least_sure(np.where(taken, np.inf, doubt))
    more = worth[outside][:, :, None] - worth[inside][:, None, :]
    need = entries[outside][:, :, None, :] - entries[inside][:, None, :, :]
    more[(need > np.maximum(room, 0.0)[:, None, None, :]).any(axis=3)] = 0.0
    more = more.reshape(len(more), -1)
    place = more.argmax(axis=1)
    better = np.flatnonzero(more[np.arange(len(more)), place] > 0)
    new, old = np.divmod(place[better], inside.shape[1])
    enters, leaves = outside[better, new], inside[better, old]
    room[better] -= entries[enters] - entries[leaves]
    taken[better, enters], taken[better, leaves] = True, False
    taken[:, -1] = False
    return len(better) > 0


def _least_sure(doubt: Floats) -> Indices:
    """Return the least sure options of each choice and the stand-in, ``(n, _WIDTH + 1)``."""
    last = doubt.shape[1] - 1
    order = np.argsort(doubt, axis=1, kind="stable")[:, :_WIDTH]
    order[~np.isfinite(np.take_along_axis(doubt, order, axis=1))] = last
    return np.column_stack([order, np.full(len(order), last)])


def _one_sided(points: list[Point]) -> tuple[Floats, Floats]:
    """Return entries by column, ``(n + 1, n_sides)``, and limits, ``(n_points, n_sides)``.

    The last column is worth and needs nothing: it stands in where fewer are open.
    """
    matrix = points[0].rows.dense()
    entries = np.concatenate([matrix, -matrix])
    upper = np.array([point.rows.upper + point.rows.slack for point in points])
    lower = np.array([point.rows.slack - point.rows.lower for point in points])
    limits = np.concatenate([upper, lower], axis=1)
    tight = np.maximum(entries, 0.0).sum(axis=1) > limits.min(axis=0)
    stand_in = np.zeros((1, int(tight.sum())))
    return np.concatenate([entries[tight].T, stand_in]), limits[:, tight]


def _orders(gain: Floats, point: Point) -> Indices:
    """Return the orders to try, ``(n_orders, n_options)``, filled up with the stand-in."""
    relaxed, bounds = point.relaxed, point.bounds
    worth_it = (gain > 0) | (relaxed.x > 0.5)
    wanted = np.flatnonzero((bounds.upper > bounds.lower) & worth_it)
    reduced = relaxed.reduced[wanted]
    sizes = np.sort(np.abs(reduced[np.abs(reduced) > 1e-9 * np.abs(reduced).max(initial=0.0)]))
    unit = float(sizes[min(_UNIT_RANK, len(sizes) - 1)]) if len(sizes) else 1.0
    noise = np.random.default_rng(0).normal(size=(len(_DISORDER), len(gain)))[:, wanted]
    keys = reduced + unit * (0.01 * relaxed.x[wanted] + noise * np.array(_DISORDER)[:, None])
    orders = np.full((len(_DISORDER), len(gain)), len(gain))
    orders[:, : len(wanted)] = wanted[np.argsort(-keys, axis=1, kind="stable")]
    return orders
