"""Additive value on anchored scales: the default method."""

from __future__ import annotations

import numpy as np

from portfolio.ranking.method import ABSOLUTE, Method, Scored
from portfolio.ranking.result import FloatArray, Scales


def additive_value(
    table: FloatArray, *, weights: FloatArray, senses: FloatArray, scales: Scales
) -> FloatArray:
    """Return ``V_i = sum_j w_j v_ij`` (Keeney and Raiffa, 1976, chapter 3).

    Args:
        table: ``(n, m)``, 0 to 100 points; NaN for missing.
        weights: ``(m,)``, sum 1.
        senses: not used; points are always better when higher.
        scales: not used; the anchors are already in the points.

    Returns:
        ``(n,)``, 0 to 100. Where points are missing, the weights of the others are scaled
        to 1: ``V_i = sum_j w_j v_ij / sum_j w_j`` over the rated criteria; NaN when none
        of positive weight is rated.
    """
    del senses, scales
    return AdditiveTerms(table).apply(weights).scores


class AdditiveTerms:
    """Points with gaps as 0, and where the gaps are.

    Args:
        table: ``(n, m)``, 0 to 100 points; NaN for missing.
    """

    def __init__(self, table: FloatArray) -> None:
        known = ~np.isnan(table)
        complete = bool(known.all())
        self._points = table if complete else np.where(known, table, 0.0)
        self._known = None if complete else known.astype(np.float64)

    def apply(self, weights: FloatArray) -> Scored:
        """Return the values and the points that each criterion adds."""
        added = self._points * weights
        if self._known is None:
            return Scored(self._points @ weights, added)
        counted = self._known @ weights
        with np.errstate(divide="ignore", invalid="ignore"):
            return Scored((self._points @ weights) / counted, added / counted[:, np.newaxis])


def _keep(table: FloatArray, senses: FloatArray, scales: Scales) -> AdditiveTerms:
    del senses, scales
    return AdditiveTerms(table)


ADDITIVE = Method(
    name="additive",
    title="Additive value",
    question="How many of the 100 possible points does the initiative earn on the scales that "
    "you wrote, weighted by what matters?",
    family="Value",
    source="Keeney and Raiffa (1976), Decisions with Multiple Objectives, chapter 3",
    score=additive_value,
    score_name="value",
    score_unit="points",
    reads="values",
    relative=False,
    label=ABSOLUTE,
    needs_complete=False,
    keep=_keep,
)
