"""How far opinions lie apart: quantiles of a cell, and the distance of one from the others."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from portfolio.ranking.result import FloatArray

#: Lowest, lower quartile, median, upper quartile, highest.
FIVE = (0.0, 0.25, 0.5, 0.75, 1.0)


def quantiles(values: FloatArray, shares: Sequence[float]) -> FloatArray:
    """Return quantiles over the first axis, leaving out what is missing.

    With the ``k`` present values of a cell in rising order, ``x_0`` to ``x_{k-1}``, and
    ``h = (k - 1) p``: ``Q(p) = x_⌊h⌋ + (h - ⌊h⌋) (x_⌈h⌉ - x_⌊h⌋)``. This is definition 7 of
    Hyndman and Fan, Sample Quantiles in Statistical Packages, The American Statistician
    50(4), 1996, and what spreadsheets call QUARTILE.INC, so that anybody can check it. Of one
    value every quantile is that value.

    Args:
        values: ``(r, ...)``; NaN for missing.
        shares: ``p``, each from 0 to 1.

    Returns:
        ``(len(shares), ...)``, in the unit of ``values``; NaN where nothing is present.
    """
    ordered = np.sort(values, axis=0)  # what is missing goes to the end
    last = (~np.isnan(values)).sum(axis=0) - 1
    result = np.full((len(shares), *values.shape[1:]), np.nan)
    if not len(values):
        return result
    for place, share in enumerate(shares):
        height = np.maximum(last, 0) * share
        low, high = np.floor(height).astype(np.int64), np.ceil(height).astype(np.int64)
        below = np.take_along_axis(ordered, low[np.newaxis], axis=0)[0]
        above = np.take_along_axis(ordered, high[np.newaxis], axis=0)[0]
        # A sum of shares instead of a difference, which could be out of range.
        part = height - low
        result[place] = np.where(above == below, below, (1 - part) * below + part * above)
    return result


def deviations(points: FloatArray, heard: Sequence[int]) -> FloatArray:
    """Return how far each rater lies from the others on each cell.

    ``a_rc = |v_rc - median(v_qc, q != r)|`` over the others who are heard and have rated cell
    ``c``. A rater who is not heard is held against all who are.

    Args:
        points: ``(r, n, m)``, 0 to 100; NaN for missing.
        heard: rows of those with a say.

    Returns:
        ``(r, n, m)``, 0 to 100; NaN where the rater or all others have not rated.
    """
    result = np.full(points.shape, np.nan)
    for row, own in enumerate(points):
        others = [other for other in heard if other != row]
        if others:
            result[row] = np.abs(own - quantiles(points[others], [0.5])[0])
    return result


def distances(apart: FloatArray) -> FloatArray:
    """Return how far each rater lies from the others, on average over the cells they share.

    Args:
        apart: ``(r, n, m)``, of ``deviations``.

    Returns:
        ``(r,)``, 0 to 100; NaN for a rater who shares no cell with another.
    """
    return np.array([_mean(own) for own in apart])


def usual_distances(apart: FloatArray, heard: Sequence[int]) -> FloatArray:
    """Return how far the others lie apart on the very cells that each rater shares with them.

    ``u_r = mean_c mean(a_qc, q != r)`` over the cells ``c`` of ``distances``. Raters who were
    asked about other cells can be compared by ``d_r - u_r`` alone: a mean over contested cells
    is large for anybody. Cells are blocks here, and raters are compared within them (Yates,
    Incomplete Randomized Blocks, Annals of Eugenics 7, 1936).

    Args:
        apart: ``(r, n, m)``, of ``deviations``.
        heard: rows of those with a say.

    Returns:
        ``(r,)``, 0 to 100; NaN as ``distances``.
    """
    result = np.full(len(apart), np.nan)
    for row, own in enumerate(apart):
        others = apart[[other for other in heard if other != row]]
        told = ~np.isnan(others)
        count = np.maximum(told.sum(axis=0), 1)
        result[row] = _mean(np.where(np.isnan(own), np.nan, _total(others) / count))
    return result


def _total(values: FloatArray) -> FloatArray:
    total: FloatArray = np.nan_to_num(values, nan=0.0).sum(axis=0)
    return total


def _mean(values: FloatArray) -> float:
    present = values[~np.isnan(values)]
    return float(present.mean()) if present.size else float("nan")
