"""Kendall's coefficient of concordance: do the raters put the initiatives in the same order?"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from portfolio.ranking.result import BoolArray, FloatArray

#: Scores closer than this many points tie: less is rounding, not judgment.
_DECIMALS = 9

#: So many initiatives at a time are held against all others.
_BLOCK = 512

#: Up to so many initiatives tables take the place of the chi-square distribution.
SMALL = 7

Trouble = Literal["", "raters", "initiatives", "ties"]


@dataclass(frozen=True, slots=True)
class Concordance:
    """How far several raters agree on an order.

    Attributes:
        w: Kendall's W, 0 (none) to 1 (the same order); NaN when it is not defined.
        chi_square: ``m (n - 1) W``; NaN as ``w``.
        p: share of random orders that agree at least as well, by the chi-square distribution
            with ``n - 1`` degrees of freedom; NaN as ``w``.
        raters: ``m``, those who have rated anything here; all count alike, whatever their
            weight.
        initiatives: ``n``, those that all of them have rated.
        asked: initiatives that at least one of them has rated.
        without: row of a rater to W of the others, over the same initiatives; NaN where it
            is not defined.
        trouble: why it is not defined: fewer than two ``raters``, fewer than two
            ``initiatives`` that all have rated, or ``ties`` from end to end.
    """

    w: float
    chi_square: float
    p: float
    raters: int
    initiatives: int
    asked: int
    without: tuple[tuple[int, float], ...] = ()
    trouble: Trouble = ""

    @property
    def rough(self) -> bool:
        """Whether there are too few initiatives for the chi-square distribution."""
        return self.initiatives <= SMALL


def concordance(scores: FloatArray, heard: BoolArray) -> Concordance:
    """Return Kendall's W with the correction for ties.

    ``W = 12 S / (m^2 (n^3 - n) - m sum_r T_r)`` where ``S = sum_i (R_i - mean R)^2`` over the
    sums ``R_i`` of the ranks of initiative ``i``, ties at their mean rank, and ``T_r = sum
    (t^3 - t)`` over the groups of ``t`` ties of rater ``r`` (Kendall and Babington Smith, The
    Problem of m Rankings, Annals of Mathematical Statistics 10, 1939; Siegel and Castellan,
    Nonparametric Statistics for the Behavioral Sciences, 2nd ed., 1988, section 9.6).

    The chi-square distribution is an approximation: up to seven initiatives tables are to be
    used instead (Siegel and Castellan, table T), and it is conservative: a permutation test
    finds agreement that it misses, the more so the fewer the raters (Legendre, Species
    Associations: The Kendall Coefficient of Concordance Revisited, Journal of Agricultural,
    Biological, and Environmental Statistics 10, 2005).

    Taken over those of ``heard`` who rated anything, and the initiatives that all of these rated.

    Args:
        scores: ``(r, n)``, larger is better; NaN for missing.
        heard: ``(r,)``, whose scores count.
    """
    rated = ~np.isnan(scores)
    raters = np.flatnonzero(heard & rated.any(axis=1))
    shared = np.flatnonzero(rated[raters].all(axis=0))
    asked = int(rated[raters].any(axis=0).sum())
    counts, none = (len(raters), len(shared), asked), (math.nan, math.nan, math.nan)
    if min(len(raters), len(shared)) < 2:
        few: Trouble = "raters" if len(raters) < 2 else "initiatives"
        return Concordance(*none, *counts, trouble=few)
    ranks, ties = average_ranks(scores[np.ix_(raters, shared)])
    sums, tied = ranks.sum(axis=0), float(ties.sum())
    w = _agreement(sums, tied, len(raters))
    if math.isnan(w):
        return Concordance(*none, *counts, trouble="ties")
    without = tuple(
        (int(rater), _agreement(sums - ranks[row], tied - float(ties[row]), len(raters) - 1))
        for row, rater in enumerate(raters)
    )
    chi_square = len(raters) * (len(shared) - 1) * w
    return Concordance(w, chi_square, _tail(chi_square, len(shared) - 1), *counts, without)


def average_ranks(scores: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the ranks of each row, ties at their mean, and ``sum(t^3 - t)`` of its ties.

    Args:
        scores: ``(m, n)``, finite; the largest of a row gets rank 1.

    Returns:
        ``(m, n)`` and ``(m,)``.
    """
    ranks, ties = np.empty(scores.shape), np.empty(len(scores))
    for row, own in enumerate(np.round(scores, _DECIMALS)):
        _, group, sizes = np.unique(-own, return_inverse=True, return_counts=True)
        ends = np.cumsum(sizes)
        ranks[row] = (ends - (sizes - 1) / 2)[group]
        ties[row] = float((sizes.astype(np.float64) ** 3 - sizes).sum())
    return ranks, ties


def _agreement(sums: FloatArray, tied: float, raters: int) -> float:
    """Return W from sums of ranks; NaN for one rater, or when all of them tie everything."""
    n = len(sums)
    most = raters**2 * (n**3 - n) - raters * tied
    if raters < 2 or most <= 0:
        return math.nan
    return min(float(12 * ((sums - sums.mean()) ** 2).sum() / most), 1.0)


def _tail(chi_square: float, freedom: int) -> float:
    from scipy.special import chdtrc

    return float(chdtrc(freedom, chi_square))


def tau_b(first: FloatArray, second: FloatArray) -> float:
    """Return Kendall's tau-b of two lists of scores, -1 (reversed) to 1 (the same order).

    ``(C - D) / sqrt((P - T_1) (P - T_2))`` over all ``P`` pairs: concordant less discordant,
    ``T`` tied in one list (Kendall, The Treatment of Ties in Ranking Problems, Biometrika
    33, 1945). Initiatives with a missing score are left out. NaN when fewer than two are left,
    or one list ties everything. Time grows with ``n^2``, memory with ``n``.

    Args:
        first: ``(n,)``; NaN for missing.
        second: the same.
    """
    both = ~(np.isnan(first) | np.isnan(second))
    one, other = (np.round(scores[both], _DECIMALS) for scores in (first, second))
    agreed = untied = also_untied = 0
    for start in range(0, len(one), _BLOCK):
        rows = slice(start, start + _BLOCK)
        signs, others = _signs(one[rows], one), _signs(other[rows], other)
        agreed += int((signs * others).sum(dtype=np.int64))
        untied += int(np.count_nonzero(signs))
        also_untied += int(np.count_nonzero(others))
    most = math.sqrt(untied * also_untied)
    return agreed / most if most else math.nan


def _signs(some: FloatArray, scores: FloatArray) -> NDArray[np.int8]:
    """Return whether each of some is above (1), level with (0) or below (-1) each score."""
    column = some[:, np.newaxis]
    return (column > scores).astype(np.int8) - (column < scores)
