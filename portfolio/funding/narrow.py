"""What the rows of a core decide in many nodes at once."""

from __future__ import annotations

import numpy as np

from portfolio.funding.core import Bools, Core
from portfolio.funding.pool import Fixed
from portfolio.funding.rows import Indices

_ROUNDS = 3


class Narrowing:
    """Fixes options that can have one value only; ready for batches of nodes."""

    def __init__(self, core: Core) -> None:
        self._entries = core.entries
        self._favorable = np.minimum(core.entries, 0.0)
        self._limits = core.limits
        self._capacities = np.flatnonzero(~core.unit)
        self._units = np.flatnonzero(core.unit)
        self._adds = np.maximum(core.entries[:, self._units], 0.0).T
        self._frees = np.maximum(-core.entries[:, self._units], 0.0).T
        self._largest = np.abs(core.entries).max(axis=0, initial=0.0)

    def fix(self, fixed: Fixed, problem: Indices) -> tuple[Fixed, Bools]:
        """Return nodes with more options fixed, and which of them can still keep every row.

        Args:
            fixed: -1 for open, else the value of each option, ``(n_nodes, n)``.
            problem: of each node.
        """
        limits = self._limits[problem]
        alive = np.ones(len(fixed), dtype=bool)
        for _ in range(_ROUNDS):
            is_open = fixed < 0
            taken = (fixed == 1).astype(np.float64)
            least = taken @ self._entries + is_open @ self._favorable
            room = limits - least
            alive &= (room >= 0).all(axis=1)
            off, on = self._by_units(room)
            self._by_capacities(room, off, on)
            off &= is_open
            on &= is_open
            alive &= ~(off & on).any(axis=1)
            if not (off.any() or on.any()):
                break
            fixed = np.where(off, 0, np.where(on, 1, fixed)).astype(np.int8)
        return fixed, alive

    def _by_units(
        self, room: np.ndarray[tuple[int, ...], np.dtype[np.float64]]
    ) -> tuple[Bools, Bools]:
        tight = (room[:, self._units] < 0.5).astype(np.float64)
        return tight @ self._adds > 0.5, tight @ self._frees > 0.5

    def _by_capacities(
        self, room: np.ndarray[tuple[int, ...], np.dtype[np.float64]], off: Bools, on: Bools
    ) -> None:
        for row in self._capacities:
            left = room[:, row : row + 1]
            if left.min(initial=np.inf) < self._largest[row]:
                entries = self._entries[:, row]
                off |= entries > left
                on |= -entries > left
