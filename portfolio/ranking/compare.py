"""Two rankings side by side: who moves, and how alike they are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from portfolio.errors import PortfolioError
from portfolio.ranking.result import IntArray, Ranking


@dataclass(frozen=True, slots=True)
class Move:
    """One initiative in two rankings.

    Attributes:
        initiative: its id.
        before: rank in the first, 0 when not ranked.
        after: rank in the second, 0 when not ranked.
        up: places gained, negative for places lost; 0 when not ranked in both.
    """

    initiative: str
    before: int
    after: int
    up: int


@dataclass(frozen=True, slots=True)
class Moves:
    """How one ranking differs from another.

    Attributes:
        moves: one an initiative, in the order of the rankings.
        tau_b: Kendall's rank correlation with ties, -1 (reversed) to 1 (same order); None
            when fewer than two initiatives are ranked in both, or all are tied in one.
    """

    moves: tuple[Move, ...]
    tau_b: float | None


def moves(first: Ranking, second: Ranking) -> Moves:
    """Return how the initiatives move from the first ranking to the second.

    ``tau_b = (C - D) / sqrt((N - T1) (N - T2))`` with concordant pairs C, discordant pairs
    D, all pairs N and the pairs tied in each ranking (Kendall, Biometrika 33(3), 1945).

    Raises:
        PortfolioError: the rankings do not list the same initiatives.
    """
    if first.initiative_ids != second.initiative_ids:
        raise PortfolioError(
            what="These two rankings list different initiatives.",
            remedy="Rank the same portfolio by both methods.",
        )
    both = (first.ranks > 0) & (second.ranks > 0)
    up = np.where(both, first.ranks - second.ranks, 0)
    rows = zip(
        first.initiative_ids,
        first.ranks.tolist(),
        second.ranks.tolist(),
        up.tolist(),
        strict=True,
    )
    return Moves(tuple(Move(*row) for row in rows), _tau_b(first.ranks[both], second.ranks[both]))


def _tau_b(first: IntArray, second: IntArray) -> float | None:
    if len(first) < 2 or np.ptp(first) == 0 or np.ptp(second) == 0:
        return None
    from scipy.stats import kendalltau

    return float(kendalltau(first, second, variant="b").statistic)
