"""VIKOR with what a drag of weights leaves unchanged kept, and its compromise set."""

from __future__ import annotations

from functools import partial

import numpy as np

from portfolio.ranking.compromise import leaders
from portfolio.ranking.library import Recipe, score
from portfolio.ranking.method import Method, Scored
from portfolio.ranking.preparing import varying
from portfolio.ranking.result import FloatArray
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
        majority: ``v``, 0 to 1.
    """

    def __init__(self, table: FloatArray, senses: FloatArray, *, majority: float = 0.5) -> None:
        self._short = by_range(np.ldexp(table, -exponents(table)), -senses)
        self._majority = majority

    def apply(self, weights: FloatArray) -> Scored:
        """Return ``Q``, shape ``(n,)``, 0 (best) to 1, and the compromise set."""
        losses = self._short * weights
        total, worst = losses.sum(axis=1), losses.max(axis=1)
        index = self._majority * _spread(total) + (1 - self._majority) * _spread(worst)
        return Scored(index, leaders=leaders(index, total, worst))


def _spread(losses: FloatArray) -> FloatArray:
    low = losses.min()
    return divided(losses - low, losses.max() - low)


VIKOR = Method(
    name="vikor",
    title="VIKOR",
    question="Which compromise serves the majority of criteria and still leaves the smallest "
    "regret on any one?",
    family="Distances",
    source="Opricovic and Tzeng (2004), European Journal of Operational Research 156(2), 445-455",
    score=partial(
        score,
        Recipe("vikor", "VIKOR", "q_k", varying, {"v": 0.5, "use_compromise_set": False}),
    ),
    score_name="Q",
    higher_is_better=False,
    keep=VikorTerms,
)
