"""Improving a choice by searching its neighborhoods: some initiatives opened, the rest kept."""

from __future__ import annotations

import numpy as np

from portfolio.funding.core import Core, core_of
from portfolio.funding.packing import Bounds
from portfolio.funding.problem import Problem
from portfolio.funding.propagate import tightened
from portfolio.funding.rows import Floats
from portfolio.funding.solver import Relaxed

#: Initiatives opened at first, and at least.
_FIRST, _LEAST = 30, 8

#: Disorder of the draws, taken in turn, in units of the reduced gain of this rank.
_DISORDER = (1.0, 5.0, 20.0)
_UNIT_RANK = 12
_BASIC = 1e-9


class Neighborhoods:
    """Draws neighborhoods of a choice, doubtful initiatives more often, sized to be settled.

    Large neighborhood search (Shaw, CP 1998) with a fixed seed.
    """

    def __init__(self, problem: Problem, bounds: Bounds, relaxed: Relaxed) -> None:
        self._problem = problem
        self._bounds = bounds
        self._relaxed = relaxed
        self._open = bounds.upper > bounds.lower
        self._owner = problem.options.initiative
        doubt = np.full(int(self._owner.max(initial=-1)) + 1, np.inf)
        np.minimum.at(doubt, self._owner[self._open], np.abs(relaxed.reduced[self._open]))
        self._owners = np.flatnonzero(np.isfinite(doubt))
        self._doubt = doubt[self._owners]
        self._random = np.random.default_rng(0)
        self._sizes = [float(_FIRST)] * len(_DISORDER)
        self._turn = 0

    def next_core(self, x: Floats) -> Core | None:
        """Return the next neighborhood of ``x`` as a core; None when nothing can change in it."""
        turn = self._turn = (self._turn + 1) % len(_DISORDER)
        noise = self._random.gumbel(size=len(self._doubt))
        keys = self._doubt / self._unit() - _DISORDER[turn] * noise
        chosen = self._owners[np.argsort(keys, kind="stable")[: int(self._sizes[turn])]]
        inside = self._open & np.isin(self._owner, chosen)
        lower = np.where(inside, self._bounds.lower, x)
        upper = np.where(inside, self._bounds.upper, x)
        decided = tightened(self._problem.rows, lower, upper)
        if decided is None or not (decided[1] > decided[0]).any():
            return None
        return core_of(self._problem, *decided, self._relaxed)

    def tell(self, *, settled: bool) -> None:
        """Say whether the last neighborhood was settled; the next like it is sized by that."""
        size = self._sizes[self._turn] * (1.1 if settled else 0.85)
        self._sizes[self._turn] = min(max(size, _LEAST), len(self._owners))

    def _unit(self) -> float:
        sizes = np.sort(self._doubt[self._doubt > _BASIC * self._doubt.max(initial=0.0)])
        return float(sizes[min(_UNIT_RANK, len(sizes) - 1)]) if len(sizes) else 1.0
