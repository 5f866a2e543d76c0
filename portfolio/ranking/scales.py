"""Value functions: from a rating in the criterion's unit to points between 0 and 100."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from portfolio.errors import PortfolioError
from portfolio.model import Criterion
from portfolio.model.checks.criteria import scale_fault
from portfolio.model.text import capitalized, quoted
from portfolio.ranking.result import FloatArray, Scales

_LARGE = 1e300


def points(
    levels: FloatArray, *, anchor_levels: FloatArray, anchor_points: FloatArray
) -> FloatArray:
    """Return the piecewise linear value of each level.

    ``v(x) = p_k + (p_{k+1} - p_k) * (x - l_k) / (l_{k+1} - l_k)`` for ``l_k <= x <= l_{k+1}``,
    flat beyond the first and the last anchor (Belton and Stewart, Multiple Criteria
    Decision Analysis, 2002, section 5.2).

    Args:
        levels: any shape, in the criterion's unit; NaN stays NaN.
        anchor_levels: shape ``(k,)``, strictly rising, ``k >= 2``.
        anchor_points: shape ``(k,)``, 0 to 100.
    """
    if max(abs(anchor_levels[0]), abs(anchor_levels[-1])) > _LARGE:
        # Halving twice keeps the difference of two levels within the range of numbers.
        levels, anchor_levels = levels / 4, anchor_levels / 4
    result = np.interp(levels, anchor_levels, anchor_points)
    return np.clip(result, anchor_points.min(), anchor_points.max())


def checked_anchors(criterion: Criterion) -> tuple[FloatArray, FloatArray]:
    """Return the anchors' levels and points.

    Raises:
        PortfolioError: fewer than two anchors, levels that do not rise, points outside
            0 to 100, or a number that is not finite.
    """
    anchors = criterion.anchors
    fault = scale_fault(criterion)
    if fault is not None:
        *_, text, remedy = fault
        where = f"Criterion {quoted(criterion.name)}"
        raise PortfolioError(f"{capitalized(text)}.", where, remedy)
    return (
        np.array([anchor.level for anchor in anchors], dtype=np.float64),
        np.array([anchor.points for anchor in anchors], dtype=np.float64),
    )


def follows_direction(criterion: Criterion) -> bool:
    """Whether points never fall as the criterion gets better in its direction."""
    rising = [anchor.points for anchor in criterion.anchors]
    if criterion.direction == "min":
        rising.reverse()
    return all(first <= second for first, second in pairwise(rising))


def scales_of(criteria: Sequence[Criterion]) -> Scales:
    """Return what each criterion says about its ratings."""
    rows = [_levels_of(criterion) for criterion in criteria]
    table = np.array(rows, dtype=np.float64).reshape(len(rows), 5)
    columns = (np.ascontiguousarray(column) for column in table.T)
    return Scales(*columns, preferences=tuple(criterion.preference for criterion in criteria))


def _levels_of(criterion: Criterion) -> tuple[float, float, float, float, float]:
    levels, earned = checked_anchors(criterion)
    best = levels[earned == earned.max()]
    return (
        float(levels[0]),
        float(levels[-1]),
        float(best[0]),
        float(best[-1]),
        _neutral_level(levels, earned),
    )


def _neutral_level(levels: FloatArray, earned: FloatArray) -> float:
    """The first level, from below, whose value is 50 points, or comes nearest to it."""
    for k in range(len(levels) - 1):
        start, end = earned[k] - 50, earned[k + 1] - 50
        if start == 0:
            return float(levels[k])
        if start * end < 0:
            share = start / (start - end)
            return float((1 - share) * levels[k] + share * levels[k + 1])
    return float(levels[int(np.argmin(np.abs(earned - 50)))])
