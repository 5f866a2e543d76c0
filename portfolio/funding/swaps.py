"""Improving a choice by changing one initiative after another, in and out of the limits."""

from __future__ import annotations

import numpy as np

from portfolio.funding.core import Bools, Bounds, one_sided
from portfolio.funding.problem import Problem
from portfolio.funding.rows import Floats
from portfolio.funding.solver import Control, Relaxed

#: Options that may be taken: those of least reduced gain, beside those of the choice.
_WIDTH = 200

#: Steps between two looks at the clock, and in one call.
_LOOK, _STEPS = 500, 10_000

#: Steps for which an option that was given up stays out: drawn from this range.
_TENURE = (3, 10)

#: After so many steps on one side of the limits, passing them costs less or more.
_SIDE, _LESS, _MORE, _CHEAPEST, _DEAREST = 5, 0.8, 1.25, 0.2, 20.0

#: Moves tried in one step before it is given up, and choices remembered.
_TRIED, _REMEMBERED = 6, 30


class Swaps:
    """Moves along the limits, one initiative at a time, and remembers the best choices.

    Each step takes another option of one initiative, or none: the one that adds most, less
    what passing the limits costs at the prices of the relaxation. These rise while limits
    are passed and fall while they are kept, so that the path crosses them again and again;
    what was given up stays out for some steps (strategic oscillation with tabu memory,
    Glover and Kochenberger, Meta-Heuristics, 1996). Rules are never broken. Deterministic.

    Args:
        problem: at most one option of an initiative can be taken in it.
        bounds: what is decided already; ``relaxed`` is best within them.
        relaxed: the best continuous choice.
        x: a choice that keeps every row and the bounds.
    """

    def __init__(self, problem: Problem, bounds: Bounds, relaxed: Relaxed, x: Floats) -> None:
        is_open = bounds.upper > bounds.lower
        doubt = np.where(is_open, np.abs(relaxed.reduced), np.inf)
        inside = np.zeros(len(x), dtype=bool)
        inside[np.argsort(doubt, kind="stable")[:_WIDTH]] = True
        self._options = np.flatnonzero(is_open & (inside | (x > 0.5)))
        self._base = np.where(is_open, 0.0, bounds.lower)
        entries, limits, price = one_sided(
            (problem.rows,), self._base, self._options, relaxed.price
        )
        owner = problem.options.initiative[self._options]
        names, place = np.unique(owner, return_inverse=True)
        none = np.zeros((len(names), len(entries)))
        # Behind the options, one stand-in for each initiative: it takes nothing.
        entries = np.concatenate([entries.T, none])
        self._owner = np.concatenate([place, np.arange(len(names))])
        self._gain = np.concatenate([problem.gain[self._options], np.zeros(len(names))])
        hard: Bools = np.asarray(np.isin(entries, (-1.0, 0.0, 1.0)).all(axis=0))
        self._soft, self._soft_limits = np.ascontiguousarray(entries[:, ~hard]), limits[0, ~hard]
        self._hard, self._hard_limits = np.ascontiguousarray(entries[:, hard]), limits[0, hard]
        self._price = _prices(self._soft, np.maximum(price[~hard], 0.0))
        self._random = np.random.default_rng(0)
        self._out_until = np.zeros(len(self._gain), dtype=np.int64)
        self._step, self._side, self._dear = 0, 0, 1.0
        self._seen: dict[bytes, tuple[float, Floats]] = {}
        self._start(x)

    def _start(self, x: Floats) -> None:
        now = len(self._options) + np.arange(len(self._gain) - len(self._options))
        taken = np.flatnonzero(x[self._options] > 0.5)
        now[self._owner[taken]] = taken
        self._now = now
        self._room = self._soft_limits - self._soft[now].sum(axis=0)
        self._used = self._hard[now].sum(axis=0)

    def improve(self, control: Control) -> list[Floats]:
        """Walk on; return the best choices met that keep the limits, in no order.

        Args:
            control: its deadline, or being cancelled, ends the walk.
        """
        self._seen.clear()
        for step in range(_STEPS):
            if step % _LOOK == 0 and (control.cancelled or control.seconds_left() <= 0):
                break
            self._walk()
        return [x for _, x in self._seen.values()]

    def _walk(self) -> None:
        self._step += 1
        now = self._now
        room = (self._room + self._soft[now])[self._owner]
        room -= self._soft
        np.minimum(room, 0.0, out=room)
        score = self._gain - self._gain[now][self._owner] + self._dear * (room @ self._price)
        score[self._out_until > self._step] = -np.inf
        score[now] = -np.inf
        for _ in range(_TRIED):
            new = int(score.argmax())
            old = now[self._owner[new]]
            used = self._used + self._hard[new] - self._hard[old]
            if (used <= self._hard_limits).all() and score[new] > -np.inf:
                self._move(new, old, used)
                return
            score[new] = -np.inf
            self._out_until[new] = self._step + _SIDE

    def _move(self, new: int, old: int, used: Floats) -> None:
        self._now[self._owner[new]] = new
        self._room += self._soft[old] - self._soft[new]
        self._used = used
        self._out_until[old] = self._step + int(self._random.integers(*_TENURE))
        kept = bool((self._room >= 0).all())
        self._side = max(self._side, 0) + 1 if kept else min(self._side, 0) - 1
        if abs(self._side) >= _SIDE:
            dear = self._dear * (_LESS if kept else _MORE)
            self._dear, self._side = min(max(dear, _CHEAPEST), _DEAREST), 0
        if kept:
            self._remember()

    def _remember(self) -> None:
        taken = np.sort(self._now[self._now < len(self._options)])
        value, key = float(self._gain[taken].sum()), taken.tobytes()
        if key in self._seen:
            return
        x = self._base.copy()
        x[self._options[taken]] = 1.0
        self._seen[key] = value, x
        if len(self._seen) > _REMEMBERED:
            del self._seen[min(self._seen, key=lambda each: self._seen[each][0])]


def _prices(entries: Floats, price: Floats) -> Floats:
    """Return what passing each limit costs; where it has no price, a tenth of the usual."""
    size = np.abs(entries).max(axis=0, initial=0.0)
    usual = float((price * size).mean()) if len(price) else 0.0
    least: Floats = 0.1 * usual / np.maximum(size, 1e-300)
    return np.maximum(price, least)
