"""The open nodes of a search, best bound first."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from portfolio.funding.core import Bools
from portfolio.funding.rows import Floats, Indices
from portfolio.funding.simplex import Fixed


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
    """

    fixed: Fixed
    basis: Indices
    bound: Floats
    option: Indices
    high: Bools
    distance: Floats

    def __len__(self) -> int:
        return len(self.bound)

    def only(self, keep: Bools | Indices) -> Nodes:
        """Return some of them."""
        return Nodes(*(getattr(self, item.name)[keep] for item in fields(self)))

    def with_fixed(self, fixed: Fixed) -> Nodes:
        """Return them with other fixed options."""
        return Nodes(fixed, self.basis, self.bound, self.option, self.high, self.distance)


class Pool:
    """Open nodes in arrays with room to spare: nothing is copied but what comes and goes."""

    def __init__(self, root: Nodes) -> None:
        self._nodes = root
        self._bound = root.bound.copy()
        self._spare: list[int] = []

    def __len__(self) -> int:
        return int(np.isfinite(self._bound).sum() + np.isposinf(self._bound).sum())

    def highest(self) -> float:
        """Return the best bound; -inf when there is no node."""
        return float(self._bound.max(initial=-np.inf))

    def add(self, nodes: Nodes) -> None:
        """Put nodes in."""
        if len(self._spare) < len(nodes):
            self._grow(len(nodes))
        place = np.array([self._spare.pop() for _ in range(len(nodes))], dtype=np.int64)
        for item in fields(nodes):
            getattr(self._nodes, item.name)[place] = getattr(nodes, item.name)
        self._bound[place] = nodes.bound

    def take(self, count: int, cutoff: float) -> Nodes:
        """Take out up to ``count`` nodes, best bound first; forget those not above ``cutoff``."""
        hopeless = np.flatnonzero((self._bound <= cutoff) & (self._bound > -np.inf))
        self._free(hopeless)
        place = np.flatnonzero(self._bound > -np.inf)
        if len(place) > count:
            best = np.argpartition(-self._bound[place], count - 1)[:count]
            place = np.sort(place[best])
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
                np.concatenate([old, np.empty((more, *old.shape[1:]), dtype=old.dtype)])
                for old in (getattr(self._nodes, item.name) for item in fields(self._nodes))
            )
        )
        self._bound = np.concatenate([self._bound, np.full(more, -np.inf)])
        self._spare.extend(range(size + more - 1, size - 1, -1))
