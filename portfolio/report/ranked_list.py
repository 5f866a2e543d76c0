"""A ranking as a list: in which order, and how long each bar is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from portfolio.ranking.result import FloatArray, IntArray, Ranking

_MOST_POINTS = 100.0


def ranks_of(ranking: Ranking | None) -> dict[str, int]:
    """Return initiative id to rank; 0 when it is not ranked."""
    if ranking is None:
        return {}
    return dict(zip(ranking.initiative_ids, ranking.ranks.tolist(), strict=True))


def by_rank(ranks: IntArray) -> list[int]:
    """Return places by rank, rank 0 last, ties in the order of the screen."""
    last = len(ranks) + 1
    order: list[int] = np.argsort(np.where(ranks > 0, ranks, last), kind="stable").tolist()
    return order


def bar_shares(ranking: Ranking) -> FloatArray:
    """Return the segments of every bar as shares of the room for bars, 0 to 1.

    With contributions ``c`` there is one segment a criterion, ``max(c, 0)``, over 100 where
    scores are points, else over the largest sum; ``(n_initiatives, n_criteria)``. Without
    them there is one segment, how far the score ``s`` is from the worst: ``s - min(0, lowest)``,
    or ``highest - s`` where lower is better, over the largest; ``(n_initiatives, 1)``. All are
    0 where no score differs from the worst; what is not ranked has NaN contributions, else 0.
    """
    added = ranking.contributions
    segments = _lengths(ranking)[:, None] if added is None else np.maximum(added, 0.0)
    if added is not None and ranking.score_unit == "points":
        return segments / _MOST_POINTS
    longest = float(np.nanmax(segments.sum(axis=1), initial=0.0))
    return segments / (longest if longest > 0 else 1.0)


def _lengths(ranking: Ranking) -> FloatArray:
    scores = ranking.scores
    known = np.isfinite(scores)
    if not known.any():
        return np.zeros(len(scores))
    low, high = float(scores[known].min()), float(scores[known].max())
    lengths = scores - min(0.0, low) if ranking.higher_is_better else high - scores
    return np.where(known, lengths, 0.0)
