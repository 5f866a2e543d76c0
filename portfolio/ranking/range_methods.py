"""Methods of scikit-criteria that read a rating by its place between a worst and a best."""

from __future__ import annotations

from functools import partial

import numpy as np

from portfolio.ranking.library import Case, Recipe, evaluated
from portfolio.ranking.method import ABSOLUTE, Method
from portfolio.ranking.preparing import (
    above_zero,
    between_anchors,
    reference_ideal,
    shares_of_range,
    stable_ideal,
)
from portfolio.ranking.result import FloatArray, Scales
from portfolio.ranking.scaling import by_range, exponents

_FAMILY = "Ranges"


def mabac_score(
    table: FloatArray, *, weights: FloatArray, senses: FloatArray, scales: Scales
) -> FloatArray:
    """Return the sum of distances from the border area, ``(n,)``, 0 for the border itself.

    ``S_i = sum_j (w_j (r_ij + 1) - g_j)`` with shares of the range ``r`` and the border
    ``g_j``, the geometric mean of ``w_j (r_ij + 1)`` over all initiatives. The library takes
    the n-th root of a product of n factors, which leaves the range of numbers beyond some
    hundred initiatives. So it is given a quarter of the weights, which keeps the product
    from overflowing, and its border is exchanged for one from logarithms.
    """
    recipe = Recipe("mabac", "MABAC", "score", shares_of_range)
    answer = evaluated(recipe, Case(table, weights / 4, senses, scales))
    sums = answer["score"] + answer["border_approximation_area"].sum()
    shares = by_range(np.ldexp(table, -exponents(table)), senses)
    border = weights * np.exp(np.log1p(shares).mean(axis=0))
    return np.asarray(4 * sums - border.sum())


def _between_anchors(
    recipe: Recipe,
    table: FloatArray,
    *,
    weights: FloatArray,
    senses: FloatArray,
    scales: Scales,
) -> FloatArray:
    """Return the score of ratings that are read as shares of the anchored range, ``(n,)``."""
    shares, unit = between_anchors(table, scales)
    return recipe(shares, weights=weights, senses=senses, scales=unit)


MABAC = Method(
    name="mabac",
    title="MABAC",
    question="How far does it lie above or below the border between the better and the worse "
    "half of the list?",
    family=_FAMILY,
    source="Pamučar and Ćirović (2015), Expert Systems with Applications 42(6), 3016-3028",
    score=mabac_score,
    score_name="distance from the border",
)

MAIRCA = Method(
    name="mairca",
    title="MAIRCA",
    question="How large is the gap between what it could reach on each criterion and what it does?",
    family=_FAMILY,
    source="Gigović, Pamučar, Bajić and Milićević (2016), Sustainability 8(4), 372",
    score=Recipe("mairca", "MAIRCA", "values", above_zero),
    score_name="gap",
    higher_is_better=False,
)

RIM = Method(
    name="rim",
    title="RIM",
    question="How near is it to the levels that your anchors call the best?",
    family=_FAMILY,
    source="Cables, Lamata and Verdegay (2016), Information Sciences 337-338, 1-10",
    score=partial(_between_anchors, Recipe("rim", "RIM", "score", reference_ideal)),
    score_name="closeness",
    relative=False,
    label=ABSOLUTE,
)

SPOTIS = Method(
    name="spotis",
    title="SPOTIS",
    question="How far is it from the best level of each scale, in shares of the scale?",
    family=_FAMILY,
    source="Dezert, Tchamova, Han and Tacnet (2020), 23rd International Conference on "
    "Information Fusion",
    score=partial(_between_anchors, Recipe("spotis", "SPOTIS", "score", stable_ideal)),
    score_name="distance",
    higher_is_better=False,
    relative=False,
    label=ABSOLUTE,
)
