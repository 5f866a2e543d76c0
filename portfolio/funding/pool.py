"""The open nodes of a search, best bound first."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from portfolio.funding.core import Bools
from portfolio.funding.rows import Floats, Indices

Fixed = NDArray[np.int8]


@dataclass(frozen=True, slots=True, eq=False)
class Nodes:
    """Some nodes; the first axis of every array is the node.

    Attributes:
        fixed: -1 for open, else the value of each option.
        basis: of the parent's relaxation.
        bound: of the parent; the node is not worth more. Scaled.
        option: on which the parent was branched; -1 at the root.
        high: whether that was set to 1.
        distance: how far the relaxation was from that value.
        problem: which of those of the core it belongs to.
    """

    fixed: Fixed
    basis: Indices
    bound: Floats
    option: Indices
    high: Bools
    distance: Floats
    problem: Indices

    @classmethod
    def unbranched(cls, fixed: Fixed, basis: Indices, problem: Indices) -> Nodes:
        """Return nodes that nothing is known of yet."""
        count = len(fixed)
        return cls(
            fixed=fixed,
            basis=basis,
            bound=np.full(count, np.inf),
            option=np.full(count, -1),
            high=np.zeros(count, dtype=bool),
            distance=np.ones(count),
            problem=problem,
        )

    def __len__(self) -> int:
        return len(self.bound)

    def only(self, keep: Bools | Indices) -> Nodes:
        """Return some of them."""
        return Nodes(*(getattr(self, item.name)[keep] for item in fields(self)))

    def with_fixed(self, fixed: Fixed) -> Nodes:
        """Return them with other fixed options."""
        return dataclasses.replace(self, fixed=fixed)


class Pool:
    """Open nodes in arrays with room to spare: nothing is copied but what comes and goes."""

    def __init__(self, root: Nodes) -> None:
        self._nodes = root
        self._bound = root.bound.copy()
        self._spare: list[int] = []

    def __len__(self) -> int:
        return int(np.isfinite(self._bound).sum() + np.isposinf(self._bound).sum())

    def highest(self, problem: int = 0) -> float:
        """Return the best bound of a problem; -inf when it has no node."""
        own = self._nodes.problem == problem
        return float(self._bound.max(initial=-np.inf, where=own))

    def add(self, nodes: Nodes) -> None:
        """Put nodes in."""
        if len(self._spare) < len(nodes):
            self._grow(len(nodes))
        place = np.array([self._spare.pop() for _ in range(len(nodes))], dtype=np.int64)
        for item in fields(nodes):
            getattr(self._nodes, item.name)[place] = getattr(nodes, item.name)
        self._bound[place] = nodes.bound

    def take(self, count: int, cutoff: Floats) -> Nodes:
        """Take out up to ``count`` nodes, those farthest above their cutoff first.

        Those that are not above it are forgotten.

        Args:
            count: of nodes.
            cutoff: of each problem, ``(n_problems,)``.
        """
        place = np.flatnonzero(self._bound > -np.inf)
        above = self._bound[place] - cutoff[self._nodes.problem[place]]
        self._free(place[above <= 0])
        place, above = place[above > 0], above[above > 0]
        if len(place) > count:
            place = np.sort(place[np.argpartition(-above, count - 1)[:count]])
        taken = self._nodes.only(place)
        self._free(place)
        return taken

    def _free(self, place: Indices) -> None:
        self._bound[place] = -np.inf
        self._spare.extend(place.tolist())

    def _grow(self, least: int) -> None:
        size = len(self._bound)
        more = max(size, least, 256)
        self._nodes = Nodes(
            *(
                np.concatenate([old, np.zeros((more, *old.shape[1:]), dtype=old.dtype)])
                for old in (getattr(self._nodes, item.name) for item in fields(self._nodes))
            )
        )
        self._bound = np.concatenate([self._bound, np.full(more, -np.inf)])
        self._spare.extend(range(size + more - 1, size - 1, -1))
