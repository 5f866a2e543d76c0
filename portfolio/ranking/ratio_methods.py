"""Methods of scikit-criteria that add up or multiply shares and ratios."""

from __future__ import annotations

from portfolio.ranking.library import Recipe, renamed
from portfolio.ranking.method import ORDER_STABLE, Method
from portfolio.ranking.parameters import Parameter
from portfolio.ranking.preparing import (
    as_rated,
    inverted_shares,
    ratios_to_best,
    shares,
    shares_beside_an_ideal,
    shares_beside_the_anchors,
    shares_of_range,
)
from portfolio.ranking.requirements import HAS_COST, NOT_NEGATIVE, POSITIVE, POSITIVE_COSTS
from portfolio.ranking.result import FloatArray, Scales

_FAMILY = "Shares and ratios"
_SUM_AGAINST_PRODUCT = Parameter(
    "lambda",
    "Share of the sum",
    "1 looks only at the weighted sum, 0 only at the weighted product, where a low rating hurts "
    "more.",
    0.5,
)

WEIGHTED_SUM = Method(
    name="weighted_sum",
    title="Weighted sum of shares",
    question="What share of everything that the list offers on each criterion does it bring, "
    "weighted by what matters?",
    family=_FAMILY,
    source="Fishburn (1967), Operations Research 15(3), 537-542; shares and inverted costs as "
    "in Kracka, Brauers and Zavadskas (2010)",
    score=Recipe("simple", "WeightedSumModel", "score", inverted_shares),
    requires=(NOT_NEGATIVE, POSITIVE_COSTS),
)

WEIGHTED_PRODUCT = Method(
    name="weighted_product",
    title="Weighted product",
    question="How good is it when a low rating pulls the whole product down instead of being "
    "made up for by a high one?",
    family=_FAMILY,
    source="Bridgman (1922), Dimensional Analysis; Miller and Starr (1969)",
    score=Recipe("simple", "WeightedProductModel", "score", inverted_shares),
    score_name="log10 of the product",
    label=ORDER_STABLE,
    requires=(POSITIVE,),
)

WASPAS = Method(
    name="waspas",
    title="WASPAS",
    question="How good is it on the average of a weighted sum and a weighted product of its "
    "ratios to the best?",
    family=_FAMILY,
    source="Zavadskas, Turskis, Antucheviciene and Zakarevicius (2012), Elektronika ir "
    "Elektrotechnika 122(6), 3-6",
    score=Recipe(
        "waspas", "WASPAS", "score", ratios_to_best, renamed(**{"lambda": "lambda_value"})
    ),
    requires=(POSITIVE,),
    parameters=(_SUM_AGAINST_PRODUCT,),
)


def aras_score(
    table: FloatArray,
    *,
    weights: FloatArray,
    senses: FloatArray,
    scales: Scales,
    ideal: float = 0.0,
) -> FloatArray:
    """Return the share of an ideal initiative's score, ``(n,)``, 0 or more.

    With ``ideal`` 0 that is the best of each column, so no share is above 1; with 1 it is
    the level of each criterion that its anchors call the best, as Zavadskas and Turskis do
    with norms.
    """
    prepare = shares_beside_the_anchors if ideal else shares_beside_an_ideal
    recipe = Recipe("aras", "ARAS", "utility", prepare)
    return recipe(table, weights=weights, senses=senses, scales=scales)


ARAS = Method(
    name="aras",
    title="ARAS",
    question="What share of an ideal initiative, best on every criterion, does it reach?",
    family=_FAMILY,
    source="Zavadskas and Turskis (2010), Technological and Economic Development of Economy "
    "16(2), 159-172",
    score=aras_score,
    score_name="utility degree",
    requires=(NOT_NEGATIVE, POSITIVE_COSTS),
    parameters=(
        Parameter(
            "ideal",
            "Ideal by the anchors",
            "0 compares with the best of the list on each criterion, 1 with the levels that your "
            "anchors call the best.",
            0.0,
            whole=True,
        ),
    ),
)

COPRAS = Method(
    name="copras",
    title="COPRAS",
    question="How do its shares of the benefits compare with its shares of the costs, in percent "
    "of the best initiative?",
    family=_FAMILY,
    source="Zavadskas, Kaklauskas and Sarka (1994), Technological and Economic Development of "
    "Economy 1(3), 131-139",
    score=Recipe("copras", "COPRAS", "score", shares),
    score_name="utility degree",
    score_unit="%",
    level=100.0,
    requires=(HAS_COST, NOT_NEGATIVE, POSITIVE_COSTS),
)

MARCOS = Method(
    name="marcos",
    title="MARCOS",
    question="How far is it above the worst and below the best that the list offers on each "
    "criterion, as ratios?",
    family=_FAMILY,
    source="Stević, Pamučar, Puška and Chatterjee (2020), Computers and Industrial Engineering "
    "140, 106231",
    score=Recipe("marcos", "MARCOS", "utility_scores", as_rated, prints=True),
    score_name="utility",
    requires=(POSITIVE,),
)

COCOSO = Method(
    name="cocoso",
    title="CoCoSo",
    question="How good is it when three ways to combine a sum and a product of its ratings are "
    "averaged?",
    family=_FAMILY,
    source="Yazdani, Zarate, Zavadskas and Turskis (2019), Management Decision 57(9), 2501-2519",
    score=Recipe(
        "cocoso", "CoCoSo", "score", shares_of_range, renamed(**{"lambda": "lambda_value"})
    ),
    breaks="it divides by the weakest result, which is 0 as soon as one initiative is the worst "
    "on every criterion",
    parameters=(_SUM_AGAINST_PRODUCT,),
)

RAM = Method(
    name="ram",
    title="RAM",
    question="How good is it when shares of benefits are rooted by shares of costs, so that only "
    "part of a weakness can be made up for?",
    family=_FAMILY,
    source="Sotoudeh-Anvari (2023), Journal of Cleaner Production 423, 138695",
    score=Recipe("ram", "RAM", "score", shares),
    requires=(NOT_NEGATIVE,),
)

OCRA = Method(
    name="ocra",
    title="OCRA",
    question="How much better than the worst is it on costs and on benefits, in multiples of the "
    "smallest rating?",
    family=_FAMILY,
    source="Parkan (1994), Managerial and Decision Economics 15(3), 201-221",
    score=Recipe("ocra", "OCRA", "performance", as_rated),
    score_name="performance",
    requires=(POSITIVE,),
)
