"""Methods of scikit-criteria that measure how near the best or how far from the worst."""

from __future__ import annotations

from portfolio.ranking.library import Recipe, minkowski
from portfolio.ranking.method import Method
from portfolio.ranking.parameters import Parameter, Values, exponent
from portfolio.ranking.preparing import (
    ratios_to_best,
    shares_with_reference,
    turned_unit_columns,
    varying,
)
from portfolio.ranking.requirements import NOT_NEGATIVE, POSITIVE_COSTS

_FAMILY = "Distances"
_PAIRS_LIMIT = 3_000
_BLOCKS_OR_LINES = Parameter(
    "exponent",
    "Exponent of the distance",
    "1 adds up the distances on the criteria, 2 measures straight lines.",
    2.0,
    low=1.0,
    high=2.0,
    whole=True,
)

CODAS = Method(
    name="codas",
    title="CODAS",
    question="How much farther from the worst is it than each of the others?",
    family=_FAMILY,
    source="Keshavarz Ghorabaee, Zavadskas, Turskis and Antucheviciene (2016), Economic "
    "Computation and Economic Cybernetics Studies and Research 50(3), 25-44",
    score=Recipe("codas", "CODAS", "score", ratios_to_best),
    score_name="assessment",
    requires=(NOT_NEGATIVE, POSITIVE_COSTS),
    limit=_PAIRS_LIMIT,
    parameters=(
        Parameter(
            "tau",
            "Threshold",
            "Two initiatives whose straight-line distances differ by less are told apart by these "
            "alone; 0.01 to 0.05 is usual.",
            0.02,
        ),
    ),
)

EDAS = Method(
    name="edas",
    title="EDAS",
    question="How far is it above and below the average initiative?",
    family=_FAMILY,
    source="Keshavarz Ghorabaee, Zavadskas, Olfat and Turskis (2015), Informatica 26(3), 435-451",
    score=Recipe("edas", "EDAS", "score", varying),
    score_name="appraisal",
    requires=(NOT_NEGATIVE,),
)

PROBID = Method(
    name="probid",
    title="PROBID",
    question="How near is it to a whole row of ideals, from the best to the worst, and how far "
    "from the average?",
    family=_FAMILY,
    source="Wang, Rangaiah and Wang (2021), Industrial and Engineering Chemistry Research "
    "60(30), 11216-11230",
    score=Recipe("probid", "PROBID", "score", turned_unit_columns, minkowski),
    limit=_PAIRS_LIMIT,
    parameters=(_BLOCKS_OR_LINES,),
)

SIMPLIFIED_PROBID = Method(
    name="simplified_probid",
    title="Simplified PROBID",
    question="How near is it to the best quarter of ideals, and how far from the worst quarter?",
    family=_FAMILY,
    source="Wang, Rangaiah and Wang (2021), Industrial and Engineering Chemistry Research "
    "60(30), 11216-11230",
    score=Recipe("probid", "SimplifiedPROBID", "score", turned_unit_columns, minkowski),
    breaks="it divides by the distance to the best, which is 0 for an initiative that is the "
    "best on every criterion",
    limit=_PAIRS_LIMIT,
    parameters=(_BLOCKS_OR_LINES,),
)


def _losses_and_distance(parameters: Values) -> dict[str, object]:
    """Settings of the library for how much a shortfall hurts, and how shortfalls add up."""
    names = {"lambda": "lambda_value", "alpha": "alpha_value"}
    curve = {names[name]: parameters[name] for name in names if name in parameters}
    return {**curve, **minkowski({"exponent": 1.0, **parameters})}


ERVD = Method(
    name="ervd",
    title="ERVD",
    question="How good is it when falling short of the level worth 50 points hurts more than "
    "exceeding it helps?",
    family=_FAMILY,
    source="Shyur, Yin, Shih and Cheng (2015), Foundations of Computing and Decision Sciences "
    "40(4), 299-315",
    score=Recipe("ervd", "ERVD", "similarity", shares_with_reference, _losses_and_distance),
    score_name="closeness",
    level=0.5,
    requires=(NOT_NEGATIVE,),
    parameters=(
        Parameter(
            "lambda",
            "Weight of a shortfall",
            "How many times as much falling short of the level worth 50 points counts as "
            "exceeding it.",
            2.25,
            low=1.0,
            high=10.0,
        ),
        Parameter(
            "alpha",
            "Curve",
            "1 counts every step alike; the lower, the less a further step counts.",
            0.88,
            low=0.01,
        ),
        exponent(1.0),
    ),
)
