"""Nodes with few open options, settled by trying every combination."""

from __future__ import annotations

import numpy as np

from portfolio.funding.core import Core
from portfolio.funding.pool import Fixed
from portfolio.funding.rows import Floats, Indices

#: Nodes with at most so many open options are settled; 256 combinations each.
MOST_OPEN = 8


class Leaves:
    """All combinations of a few options, tried for many nodes at once."""

    def __init__(self, core: Core) -> None:
        numbers = np.arange(2**MOST_OPEN)[:, None] >> np.arange(MOST_OPEN)
        self._combinations = (numbers & 1).astype(np.float64)
        # One more option, worth and needing nothing, stands in where fewer are open.
        self._gain = np.append(core.gain, 0.0)
        self._entries = np.vstack([core.entries, np.zeros((1, core.entries.shape[1]))])
        self._limits = core.limits

    def best(self, fixed: Fixed, problem: Indices, cutoff: Floats) -> tuple[Floats, Floats]:
        """Return the best choices worth more than the cutoff, of each node that has one.

        Values ``(n_found,)`` and choices ``(n_found, n)``.

        Args:
            fixed: -1 for open, else the value of each option, ``(n_nodes, n)``; at
                most ``MOST_OPEN`` open in each.
            problem: of each node.
            cutoff: of each problem: scaled value of the open options of the core.
        """
        taken = (fixed == 1).astype(np.float64)
        places = self._open_places(fixed)
        value = taken @ self._gain[:-1]
        value = value[:, None] + self._gain[places] @ self._combinations.T
        hopeful = np.flatnonzero((value > cutoff[problem][:, None]).any(axis=1))
        value, places, taken = value[hopeful], places[hopeful], taken[hopeful]
        problem = problem[hopeful]
        used = (taken @ self._entries[:-1])[:, None, :]
        used = used + np.matmul(self._combinations, self._entries[places])
        kept = (used <= self._limits[problem][:, None, :]).all(axis=2)
        value = np.where(kept, value, -np.inf)
        combination = value.argmax(axis=1)
        most = value[np.arange(len(value)), combination]
        found = np.flatnonzero(most > cutoff[problem])
        x = np.column_stack([taken[found], np.zeros(len(found))])
        x[np.arange(len(found))[:, None], places[found]] += self._combinations[combination[found]]
        return most[found], x[:, :-1]

    def _open_places(self, fixed: Fixed) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
        """Return the open options of each node, filled up with the stand-in."""
        is_open = fixed < 0
        places = np.full((len(fixed), MOST_OPEN), fixed.shape[1])
        node, option = np.nonzero(is_open)
        places[node, (np.cumsum(is_open, axis=1) - 1)[node, option]] = option
        return places
