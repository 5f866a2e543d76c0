"""The part of a problem that is still open, in the dense form that the search works on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from portfolio.funding.problem import Problem
from portfolio.funding.rows import Floats, Indices, Rows
from portfolio.funding.solver import Relaxed, scale_of

Bools = NDArray[np.bool_]

#: Unit rows with a price are relaxed with the capacities up to so many rows in all; a basis
#: inverse of that size per node is still small.
_MOST_PRICED_ROWS = 40


@dataclass(frozen=True, slots=True, eq=False)
class Bounds:
    """What is decided: 0 or 1 from below and above, per option."""

    lower: Floats
    upper: Floats

    def open(self) -> Indices:
        """Return the options that are not decided."""
        return np.flatnonzero(self.upper > self.lower)


@dataclass(frozen=True, slots=True, eq=False)
class Core:
    """Maximize ``gain @ x`` over the open options ``x``, 0 or 1, given what is decided.

    One problem, or several that differ in the limits of their rows only. Every row is
    one-sided, ``entries @ x <= limits``; those that cannot be broken any more are left
    out. A *unit row* has entries -1, 0 and 1 only: sizes,
    requirements, exclusions.

    Attributes:
        options: option index of each column, ``(n,)``.
        base: the decided options, open ones 0, ``(n_options,)``.
        scale: power of two by which gains are multiplied here.
        offset: scaled gain of ``base``.
        gain: scaled, ``(n,)``.
        entries: by column, ``(n, n_rows)``: relaxed rows first, then unit rows that
            are only propagated.
        limits: of each problem, ``(n_problems, n_rows)``.
        relaxed_rows: how many of the rows the continuous relaxation keeps.
        unit: per row, whether it is a unit row, ``(n_rows,)``.
        priced: ``gain`` less the price of the rows that are not relaxed, ``(n,)``.
        priced_offset: their price times their limits, ``(n_problems,)``.
    """

    options: Indices
    base: Floats
    scale: float
    offset: float
    gain: Floats
    entries: Floats
    limits: Floats
    relaxed_rows: int
    unit: Bools
    priced: Floats
    priced_offset: Floats

    def whole(self, x: Floats) -> Floats:
        """Return the choice over all options for one over the open ones."""
        choice = self.base.copy()
        choice[self.options] = x
        return choice


def core_of(problem: Problem, lower: Floats, upper: Floats, relaxed: Relaxed) -> Core:
    """Return what is open within bounds."""
    return common_core(problem, Bounds(lower, upper), relaxed.price, (problem.rows,))


def common_core(problem: Problem, bounds: Bounds, price: Floats, rows: Sequence[Rows]) -> Core:
    """Return what is open within bounds that several problems have in common.

    A unit row that the relaxation does not price is not relaxed again: propagation
    keeps it, and its price of 0 costs no bound. Priced ones beyond the first forty
    rows keep the price they have now, which leaves the bound valid but weaker.

    Args:
        problem: one of them.
        bounds: 0 or 1 per option, propagated.
        price: of each row in the best continuous choice, ``(n_rows,)``.
        rows: of each problem; they differ in their sides only.
    """
    options = bounds.open()
    entries, limits, price = one_sided(rows, bounds.lower, options, price)
    unit: Bools = np.asarray(np.isin(entries, (-1.0, 0.0, 1.0)).all(axis=1))
    limits = np.where(unit, np.floor(limits + 1e-6), limits)
    scale = scale_of(problem.gain)
    price = np.maximum(price, 0.0) * scale
    kept = _relaxed_first(unit, price)
    relaxed_rows = int(np.sum(~unit)) + _priced_room(unit, price)
    entries, limits, unit, price = entries[kept], limits[:, kept], unit[kept], price[kept]
    size = np.abs(entries).max(axis=1, initial=0.0)
    size[unit] = 1.0
    entries, limits, price = entries / size[:, None], limits / size, price * size
    gain = problem.gain[options] * scale
    dropped = price[relaxed_rows:]
    return Core(
        options=options,
        base=bounds.lower,
        scale=scale,
        offset=float(problem.gain @ bounds.lower) * scale,
        gain=gain,
        entries=np.ascontiguousarray(entries.T),
        limits=limits,
        relaxed_rows=relaxed_rows,
        unit=unit,
        priced=gain - dropped @ entries[relaxed_rows:],
        priced_offset=limits[:, relaxed_rows:] @ dropped,
    )


def one_sided(
    rows: Sequence[Rows], base: Floats, options: Indices, price: Floats
) -> tuple[Floats, Floats, Floats]:
    """Return all sides that can be broken in one of the problems.

    Entries ``(n_rows, n)``, limits ``(n_problems, n_rows)`` and prices ``(n_rows,)``.
    """
    touched, entries = rows[0].part(options)
    used = rows[0].activity(base)[touched]
    slack = np.array([each.slack[touched] for each in rows])
    upper = np.array([each.upper[touched] for each in rows])
    lower = np.array([each.lower[touched] for each in rows])
    sides = []
    for sign, limit in ((1.0, upper), (-1.0, lower)):
        room = sign * (limit - used) + slack
        signed = sign * entries
        most = np.maximum(signed, 0.0).sum(axis=1)
        tight = most > room.min(axis=0)
        # Where a row cannot be broken in one of them, its limit is still a number.
        room = np.minimum(room, most + np.abs(entries).max(axis=1, initial=0.0))
        sides.append((signed[tight], room[:, tight], sign * price[touched][tight]))
    return (
        np.concatenate([side[0] for side in sides]),
        np.concatenate([side[1] for side in sides], axis=1),
        np.concatenate([side[2] for side in sides]),
    )


def _priced_room(unit: Bools, price: Floats) -> int:
    room = max(_MOST_PRICED_ROWS - int(np.sum(~unit)), 0)
    return min(room, int(np.sum(unit & (price > 0))))


def _relaxed_first(unit: Bools, price: Floats) -> Indices:
    """Return the order of the rows: capacities, then unit rows by falling price."""
    return np.lexsort((-price, unit))
