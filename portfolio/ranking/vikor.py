"""VIKOR with what a drag of weights leaves unchanged kept, and its compromise set."""

from __future__ import annotations

import numpy as np

from portfolio.ranking.compromise import leaders
from portfolio.ranking.library import Recipe
from portfolio.ranking.method import Method, Scored
from portfolio.ranking.parameters import Parameter, Values
from portfolio.ranking.preparing import varying
from portfolio.ranking.result import FloatArray, Scales
from portfolio.ranking.scaling import by_range, divided, exponents


class VikorTerms:
    """How much of each criterion's range every initiative falls short of the best.

    With ``d_ij = (best_j - x_ij) / (best_j - worst_j)``, 0 to 1 and 0 where all are equal,
    the majority's loss is ``S_i = sum_j w_j d_ij``, the largest regret ``R_i = max_j w_j d_ij``
    and the index ``Q_i = v (S_i - min S) / (max S - min S) + (1 - v) (R_i - min R) /
    (max R - min R)``, where a term without a range is 0 (Opricovic and Tzeng, European
    Journal of Operational Research 156(2), 2004, page 447). The ``d`` do not depend on the
    weights, so a drag costs one product of ``(n, m)`` by ``(m,)`` and one maximum.

    Args:
        table: ``(n, m)`` ratings without gaps, any sign; ``n >= 2``.
        senses: ``(m,)``, 1 or -1.
        scales: not used.
        v: weight of the majority, 0 to 1.
    """

    def __init__(
        self, table: FloatArray, senses: FloatArray, scales: Scales, *, v: float = 0.5
    ) -> None:
        del scales
        self._short = by_range(np.ldexp(table, -exponents(table)), -senses)
        self._v = v

    def apply(self, weights: FloatArray) -> Scored:
        """Return ``Q``, shape ``(n,)``, 0 (best) to 1, and the compromise set."""
        losses = self._short * weights
        total, worst = losses.sum(axis=1), losses.max(axis=1)
        index = self._v * _spread(total) + (1 - self._v) * _spread(worst)
        return Scored(index, leaders=leaders(index, total, worst))


def _spread(losses: FloatArray) -> FloatArray:
    low = losses.min()
    return divided(losses - low, losses.max() - low)


def _by_index(parameters: Values) -> dict[str, object]:
    """Settings of the library under which Q alone decides the ranks."""
    return {**parameters, "use_compromise_set": False}


VIKOR = Method(
    name="vikor",
    title="VIKOR",
    question="Which compromise serves the majority of criteria and still leaves the smallest "
    "regret on any one?",
    family="Distances",
    source="Opricovic and Tzeng (2004), European Journal of Operational Research 156(2), 445-455",
    score=Recipe("vikor", "VIKOR", "q_k", varying, _by_index),
    score_name="Q",
    higher_is_better=False,
    keep=VikorTerms,
    parameters=(
        Parameter(
            "v",
            "Weight of the majority",
            "1 looks only at what most of the weight says, 0 only at the largest regret on one "
            "criterion.",
            0.5,
        ),
    ),
)
