"""TOPSIS with what a drag of weights leaves unchanged kept."""

from __future__ import annotations

import numpy as np

from portfolio.ranking.library import Recipe, minkowski
from portfolio.ranking.method import Method, Scored
from portfolio.ranking.parameters import exponent
from portfolio.ranking.preparing import turned_unit_columns
from portfolio.ranking.result import FloatArray, Scales
from portfolio.ranking.scaling import by_norm


class TopsisTerms:
    """Distances to the best and to the worst of each criterion, raised to the exponent.

    With columns ``r_ij = x_ij / sqrt(sum_i x_ij^2)`` and weighted ideals ``w_j max_i r_ij``
    and ``w_j min_i r_ij`` (exchanged where less is better), the distances are
    ``d+_i = (sum_j w_j^e |r_ij - best_j|^e)^(1/e)`` and ``d-_i`` alike with the worst, with
    the exponent ``e = 2`` for straight lines. The powers do not depend on the weights, so a
    drag costs two products of ``(n, m)`` by ``(m,)`` (Hwang and Yoon, Multiple Attribute
    Decision Making, 1981, pages 128 to 140).

    Args:
        table: ``(n, m)`` ratings without gaps, any sign.
        senses: ``(m,)``, 1 or -1.
        scales: not used.
        exponent: of the distance, 1 or more.
    """

    def __init__(
        self, table: FloatArray, senses: FloatArray, scales: Scales, *, exponent: float = 2.0
    ) -> None:
        del scales
        scaled = by_norm(table) * senses
        self._exponent = exponent
        self._to_best = (scaled.max(axis=0) - scaled) ** exponent
        self._to_worst = (scaled - scaled.min(axis=0)) ** exponent

    def apply(self, weights: FloatArray) -> Scored:
        """Return ``C_i = d-_i / (d+_i + d-_i)``, shape ``(n,)``, 0 (worst) to 1 (best).

        0.5 when an initiative has no distance to either, which is only so when all are
        alike in every criterion that counts.
        """
        powers, root = weights**self._exponent, 1 / self._exponent
        to_best = (self._to_best @ powers) ** root
        to_worst = (self._to_worst @ powers) ** root
        both = to_best + to_worst
        return Scored(np.where(both > 0, to_worst / np.where(both > 0, both, 1.0), 0.5))


TOPSIS = Method(
    name="topsis",
    title="TOPSIS",
    question="How near is it to the best, and how far from the worst, that the list offers on "
    "each criterion?",
    family="Distances",
    source="Hwang and Yoon (1981), Multiple Attribute Decision Making, pages 128-140",
    score=Recipe("topsis", "TOPSIS", "similarity", turned_unit_columns, minkowski),
    score_name="closeness",
    level=0.5,
    keep=TopsisTerms,
    parameters=(exponent(2.0),),
)
