"""Weights read off the ratings: they describe how the list differs, not what matters.

Useful to see which criteria tell initiatives apart; no substitute for judgment.
"""

from __future__ import annotations

import numpy as np

from portfolio.errors import PortfolioError
from portfolio.ranking.result import FloatArray
from portfolio.ranking.scaling import by_range, by_sum

_REMEDY = "Give the weights yourself."


def entropy_weights(table: FloatArray) -> FloatArray:
    """Return weights that grow with how unequally a criterion is spread over the list.

    ``p_ij = x_ij / sum_i x_ij``, ``E_j = -sum_i p_ij ln p_ij / ln n`` with ``0 ln 0 = 0``,
    ``w_j = (1 - E_j) / sum_k (1 - E_k)`` (Shannon, Bell System Technical Journal 27, 1948;
    Hwang and Yoon, Multiple Attribute Decision Making, 1981, pages 52 to 54). A column that
    is constant gets 0.

    Args:
        table: ``(n, m)`` without gaps, 0 or more, ``n >= 2``.

    Returns:
        ``(m,)``, sum 1.

    Raises:
        PortfolioError: a number is negative or missing, there are fewer than two rows, or
            all columns are constant.
    """
    _refuse_unusable(table)
    if (table < 0).any():
        raise PortfolioError(
            what="Entropy weights compare ratings by their proportions, so none may be negative.",
            remedy=_REMEDY,
        )
    tame = table / np.maximum(table.max(axis=0), np.finfo(np.float64).tiny)
    shares = by_sum(tame)
    logs = np.log(np.where(shares > 0, shares, 1.0))
    entropy = -(shares * logs).sum(axis=0) / np.log(len(table))
    constant = table.min(axis=0) == table.max(axis=0)
    return _as_weights(np.where(constant, 0.0, np.maximum(0.0, 1 - entropy)))


def critic_weights(table: FloatArray, *, senses: FloatArray) -> FloatArray:
    """Return weights that grow with a criterion's spread and its conflict with the others.

    On shares of the range ``r_ij``: ``w_j`` in proportion to
    ``std_j * sum_k (1 - corr_jk)``, with the standard deviation of the population and
    Pearson's correlation (Diakoulaki, Mavrotas and Papayannakis, Computers and Operations
    Research 22(7), 1995). A constant column gets 0 and is left out of the sums; a criterion
    that is perfectly correlated with all others gets 0.

    Args:
        table: ``(n, m)`` without gaps, ``n >= 2``.
        senses: ``(m,)``, 1 where more is better, -1 where less is.

    Returns:
        ``(m,)``, sum 1.

    Raises:
        PortfolioError: fewer than two rows, a missing number, all columns constant, or all
            perfectly correlated.
    """
    _refuse_unusable(table)
    largest = np.maximum(np.abs(table).max(axis=0), np.finfo(np.float64).tiny)
    shares = by_range(table / largest, senses)
    spread = shares.std(axis=0)
    varying = spread > 0
    conflict = np.zeros(len(spread))
    if varying.any():
        correlations = np.atleast_2d(np.corrcoef(shares[:, varying], rowvar=False))
        # Rounding alone is no conflict.
        conflict[varying] = np.where(correlations > 1 - 1e-12, 0.0, 1 - correlations).sum(axis=0)
    if int(varying.sum()) == 1:
        conflict[varying] = 1.0
    return _as_weights(spread * conflict)


def _refuse_unusable(table: FloatArray) -> None:
    if len(table) < 2 or not np.isfinite(table).all():
        raise PortfolioError(
            what="Weights can be read off a table of two or more initiatives without gaps only.",
            remedy=_REMEDY,
        )


def _as_weights(sizes: FloatArray) -> FloatArray:
    total = sizes.sum()
    if total == 0:
        raise PortfolioError(
            what="The criteria do not tell the initiatives apart, so no weights follow from them.",
            remedy=_REMEDY,
        )
    return np.asarray(sizes / total)
