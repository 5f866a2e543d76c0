"""From scores to ranks."""

from __future__ import annotations

import numpy as np

from portfolio.model.text import plural
from portfolio.ranking.result import FloatArray, IntArray

TIE = 1e-12
"""Scores closer than this share of the largest are equal: less is rounding, not judgment."""


def competition_ranks(scores: FloatArray, *, higher_is_better: bool) -> IntArray:
    """Return the rank of each score, 1 for the best.

    Equal scores share the best rank of their group and the next ranks are skipped
    (1, 2, 2, 4). Two neighbors in the sorted list are equal when they differ by at most
    ``TIE * max(1, max |score|)``, so that the order in which a sum was added up decides
    nothing.

    Args:
        scores: shape ``(n,)``, finite.
        higher_is_better: whether the largest score gets rank 1.

    Returns:
        Shape ``(n,)``, 1 to n.
    """
    count = len(scores)
    if count == 0:
        return np.zeros(0, dtype=np.int64)
    order = np.argsort(-scores if higher_is_better else scores)
    ordered = scores[order]
    gaps = np.abs(np.diff(ordered))
    limit = TIE * max(1.0, abs(float(ordered[0])), abs(float(ordered[-1])))
    starts = np.arange(1, count + 1)
    starts[1:][gaps <= limit] = 0
    ranks = np.empty(count, dtype=np.int64)
    ranks[order] = np.maximum.accumulate(starts)
    return ranks


def tie_notes(ranks: IntArray) -> tuple[str, ...]:
    """Say how many initiatives share a rank with one before them; nothing when none does."""
    taken = int(np.count_nonzero(np.bincount(ranks))) if len(ranks) else 0
    shared = len(ranks) - taken
    return (f"Equal scores share a rank: {plural(shared, 'tie')}.",) if shared else ()
