"""Weights from pairwise judgments: the analytic hierarchy process."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from portfolio.errors import PortfolioError
from portfolio.ranking.result import FloatArray

_REMEDY = "Judge each pair once with a number above 0, for example 1/9 to 9."

# Alonso and Lamata (2006), Table 5: means over 500,000 random matrices.
_RANDOM_INDEX = {
    3: 0.5245, 4: 0.8815, 5: 1.1086, 6: 1.2479, 7: 1.3417, 8: 1.4056, 9: 1.4499,
    10: 1.4854, 11: 1.5141, 12: 1.5365, 13: 1.5551, 14: 1.5713, 15: 1.5838,
}  # fmt: skip


@dataclass(frozen=True, eq=False, slots=True)
class Priorities:
    """What a matrix of pairwise judgments says.

    Attributes:
        weights: ``(m,)``, above 0 with sum 1.
        consistency_ratio: 0 for judgments that never contradict one another; above 0.1 is
            commonly taken to mean that they should be looked at again. None for more than
            fifteen items, where no random index has been published.
        worst_triad: positions of the three items whose judgments contradict one another
            most; None when none do.
        worst_contradiction: of that triad, 0 to 1 (Koczkodaj, Mathematical and Computer
            Modelling 18(7), 1993).
    """

    weights: FloatArray
    consistency_ratio: float | None
    worst_triad: tuple[int, int, int] | None
    worst_contradiction: float


def priorities(judgments: FloatArray) -> Priorities:
    """Return the principal eigenvector of pairwise judgments, and how consistent they are.

    ``A w = lambda w`` with the largest lambda; ``CI = (lambda - m) / (m - 1)``,
    ``CR = CI / RI`` (Saaty, The Analytic Hierarchy Process, 1980), with the random indexes
    of Alonso and Lamata, Consistency in the Analytic Hierarchy Process, International
    Journal of Uncertainty, Fuzziness and Knowledge-Based Systems 14(4), 2006. A triad
    contradicts itself by ``min(|1 - b / (a c)|, |1 - a c / b|)`` with ``a`` how many times
    i is more important than j, ``b`` i than k, ``c`` j than k.

    Args:
        judgments: ``(m, m)``, ``a_ij`` how many times i is more important than j;
            reciprocal, above 0.

    Raises:
        PortfolioError: the matrix is not square, not reciprocal or not above 0.
    """
    _refuse_unusable(judgments)
    count = len(judgments)
    values, vectors = np.linalg.eig(judgments)
    largest = int(np.argmax(values.real))
    weights = np.abs(vectors[:, largest].real)
    index = max(0.0, (float(values[largest].real) - count) / max(1, count - 1))
    ratio = 0.0 if count < 3 else None
    if count in _RANDOM_INDEX:
        ratio = index / _RANDOM_INDEX[count]
    triad, contradiction = _worst_triad(judgments)
    return Priorities(weights / weights.sum(), ratio, triad, contradiction)


def _refuse_unusable(judgments: FloatArray) -> None:
    square = judgments.ndim == 2 and judgments.shape[0] == judgments.shape[1] > 0
    if not square:
        raise PortfolioError(what="Pairwise judgments need a square table.", remedy=_REMEDY)
    if not (np.isfinite(judgments) & (judgments > 0)).all():
        raise PortfolioError(what="A pairwise judgment is not a number above 0.", remedy=_REMEDY)
    if not np.allclose(judgments * judgments.T, 1.0, rtol=1e-2):
        raise PortfolioError(
            what="Two judgments of one pair contradict each other: one must be 1 divided by "
            "the other.",
            remedy=_REMEDY,
        )


def _worst_triad(judgments: FloatArray) -> tuple[tuple[int, int, int] | None, float]:
    worst: tuple[int, int, int] | None = None
    most = 1e-9
    for i, j, k in combinations(range(len(judgments)), 3):
        direct, through = judgments[i, k], judgments[i, j] * judgments[j, k]
        size = min(abs(1 - direct / through), abs(1 - through / direct))
        if size > most:
            worst, most = (i, j, k), float(size)
    return worst, most if worst else 0.0
