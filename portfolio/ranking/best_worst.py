"""Weights from comparisons with the best and the worst criterion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from portfolio.errors import PortfolioError
from portfolio.ranking.result import FloatArray

_REMEDY = "Compare each criterion with the best and with the worst, from 1 (equal) to 9."
_HALVINGS = 50
_HAIR = 1e-6


@dataclass(frozen=True, eq=False, slots=True)
class BestWorst:
    """What the comparisons say.

    Attributes:
        weights: ``(m,)``, sum 1; the middle of the range that fits best, where several do.
        deviation: the largest distance of a ratio of weights from its comparison, 0 when
            all fit.
        consistency_ratio: ``deviation`` over the largest possible one; 0 is consistent.
    """

    weights: FloatArray
    deviation: float
    consistency_ratio: float


def best_worst_weights(
    best_to_others: Sequence[float], others_to_worst: Sequence[float]
) -> BestWorst:
    """Return the weights whose ratios come nearest to the comparisons.

    Minimizes ``xi`` with ``|w_B / w_j - a_Bj| <= xi`` and ``|w_j / w_W - a_jW| <= xi`` for
    all j, ``sum_j w_j = 1`` (Rezaei, Best-Worst Multi-Criteria Decision-Making Method, Omega
    53, 2015). For a given ``xi`` the conditions are linear in the weights, so ``xi`` is found
    by halving, and the range of each weight by two linear programs (Rezaei, Omega 64, 2016).
    The consistency ratio divides by the smaller root of
    ``xi^2 - (1 + 2 a_BW) xi + a_BW^2 - a_BW = 0``.

    Args:
        best_to_others: how many times the best is preferred to each; 1 for itself.
        others_to_worst: how many times each is preferred to the worst; 1 for itself.

    Raises:
        PortfolioError: the comparisons are of different length, below 1, or name no best or
            no worst.
    """
    best = np.asarray(best_to_others, dtype=np.float64)
    worst = np.asarray(others_to_worst, dtype=np.float64)
    _refuse_unusable(best, worst)
    top, bottom = int(np.argmin(best)), int(np.argmin(worst))
    low, high = 0.0, float(max(best.max(), worst.max())) - 1.0  # What equal weights miss by.
    limits = _Limits(best, worst, top, bottom)
    if limits.allow(0.0):
        high = 0.0
    for _ in range(_HALVINGS if high else 0):
        middle = (low + high) / 2
        low, high = (low, middle) if limits.allow(middle) else (middle, high)
    # A hair wider, so that the range is not empty to a solver that works to 1e-7.
    weights = limits.middle(high + _HAIR)
    return BestWorst(weights, high, high / _largest_deviation(best[bottom]) if high else 0.0)


def _refuse_unusable(best: FloatArray, worst: FloatArray) -> None:
    if best.shape != worst.shape or best.size == 0:
        raise PortfolioError(
            what="The comparisons with the best and with the worst are not equally many.",
            remedy=_REMEDY,
        )
    if not (np.isfinite(best) & np.isfinite(worst) & (best >= 1) & (worst >= 1)).all():
        raise PortfolioError(what="A comparison is below 1 or not a number.", remedy=_REMEDY)
    if best.min() > 1 or worst.min() > 1:
        raise PortfolioError(
            what="No criterion is compared as equal to the best, or none as equal to the worst.",
            remedy=_REMEDY,
        )


def _largest_deviation(extreme: float) -> float:
    """Return the deviation of the least consistent comparisons, from best over worst."""
    middle = 1 + 2 * extreme
    return float((middle - np.sqrt(middle**2 - 4 * (extreme**2 - extreme))) / 2)


class _Limits:
    """The conditions ``A(xi) w <= 0``, ``sum w = 1``, ``w >= 0``."""

    def __init__(self, best: FloatArray, worst: FloatArray, top: int, bottom: int) -> None:
        self._count = len(best)
        of_top, of_bottom = np.zeros((2, self._count, self._count))
        of_top[:, top] = 1.0
        of_bottom[:, bottom] = 1.0
        own = np.eye(self._count)
        # Rows at xi = 0, and what each unit of xi adds to them.
        self._rows = np.vstack(
            (
                of_top - best[:, np.newaxis] * own,
                best[:, np.newaxis] * own - of_top,
                own - worst[:, np.newaxis] * of_bottom,
                worst[:, np.newaxis] * of_bottom - own,
            )
        )
        self._slack = np.vstack((own, own, of_bottom, of_bottom))

    def allow(self, deviation: float) -> bool:
        """Whether any weights keep the conditions."""
        return self._extreme(np.zeros(self._count), deviation) is not None

    def middle(self, deviation: float) -> FloatArray:
        """Return the middle of each weight's range, normalized."""
        found = np.empty((2, self._count))
        for column, goal in enumerate(np.eye(self._count)):
            for row, sign in enumerate((1.0, -1.0)):
                weights = self._extreme(sign * goal, deviation)
                found[row, column] = np.nan if weights is None else weights[column]
        middle = found.mean(axis=0)
        return np.asarray(middle / middle.sum())

    def _extreme(self, goal: FloatArray, deviation: float) -> FloatArray | None:
        from scipy.optimize import linprog

        answer = linprog(
            goal,
            A_ub=self._rows - deviation * self._slack,
            b_ub=np.zeros(len(self._rows)),
            A_eq=np.ones((1, self._count)),
            b_eq=[1.0],
            bounds=(0.0, 1.0),
        )
        return np.asarray(answer.x, dtype=np.float64) if answer.status == 0 else None
