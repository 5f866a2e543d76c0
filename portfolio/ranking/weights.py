"""Weights that people give: direct, by swing, or by putting the criteria in order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from portfolio.errors import PortfolioError
from portfolio.model import Criterion, Weighting
from portfolio.model.text import quoted
from portfolio.ranking.result import FloatArray

_REMEDY = "Give every criterion a weight of 0 or more, and at least one of them more than 0."


def normalized(weights: FloatArray, names: Sequence[str]) -> FloatArray:
    """Return the weights divided by their sum.

    Args:
        weights: shape ``(n_criteria,)``, 0 or more; only the proportions matter.
        names: of the criteria, for messages.

    Returns:
        Shape ``(n_criteria,)``, 0 to 1 with sum 1.

    Raises:
        PortfolioError: a weight for each criterion is not given, a weight is negative or
            not a number, or all are 0.
    """
    if weights.shape != (len(names),):
        raise PortfolioError(
            what=f"The number of weights does not fit the number of criteria, {len(names)}.",
            where="Weights",
            remedy=_REMEDY,
        )
    wrong = np.flatnonzero(~((weights >= 0) & (weights < np.inf)))
    if wrong.size:
        negative = bool(weights[wrong[0]] < 0)
        raise PortfolioError(
            what="The weight is negative." if negative else "The weight is not a finite number.",
            where=f"Criterion {quoted(names[wrong[0]])}",
            remedy=_REMEDY,
        )
    largest = weights.max(initial=0.0)
    if largest == 0:
        raise PortfolioError(what="All weights are 0.", where="Weights", remedy=_REMEDY)
    shares = weights / largest
    return np.asarray(shares / shares.sum(), dtype=np.float64)


def stated_weights(
    criteria: Sequence[Criterion], weighting: Weighting
) -> tuple[FloatArray, tuple[str, ...]]:
    """Return the weights as they stand in the document, normalized, and what to say of them.

    Direct weights are ``Criterion.weight``. Swing weights are ``Criterion.swing``: points
    given to the swing of each criterion from its worst to its best level, 100 for the one
    that matters most (von Winterfeldt and Edwards, Decision Analysis and Behavioral
    Research, 1986, section 8.3). A criterion whose swing has not been asked carries no
    weight yet, and a sentence says so.

    Raises:
        PortfolioError: as ``normalized``; or swing weights are used and none was asked.
    """
    names = [criterion.name for criterion in criteria]
    if not criteria:
        return np.zeros(0), ()
    if weighting == "direct":
        return normalized(np.array([float(one.weight) for one in criteria]), names), ()
    unasked = [criterion.name for criterion in criteria if criterion.swing is None]
    if len(unasked) == len(criteria):
        raise PortfolioError(
            what="Swing weights are to be used, but no swing has been judged yet.",
            where="Weights",
            remedy="Judge the swings on the criteria page, or use direct weights.",
        )
    notes = tuple(
        f"The swing of {quoted(name)} has not been judged yet, so it carries no weight."
        for name in unasked
    )
    swings = [0.0 if one.swing is None else float(one.swing) for one in criteria]
    return normalized(np.array(swings), names), notes


def rank_order_centroid(order: Sequence[int]) -> FloatArray:
    """Return the weights that stand for a bare order of importance.

    ``w_j = (1 / m) * sum(1 / k for k in order_j..m)``: the center of all weights that
    respect the order (Barron and Barrett, Decision Quality Using Ranked Attribute Weights,
    Management Science 42(11), 1996). Criteria that share a place share the mean of the
    places that they take.

    Args:
        order: place of each criterion, 1 for the most important; shape ``(m,)``.

    Returns:
        Shape ``(m,)``, sum 1.
    """
    places = np.asarray(order, dtype=np.float64)
    count = len(places)
    by_place = np.cumsum(1.0 / np.arange(count, 0, -1))[::-1] / count
    result = np.empty(count)
    for place in np.unique(places):
        tied = places == place
        first = int((places < place).sum())
        result[tied] = by_place[first : first + int(tied.sum())].mean()
    return result
