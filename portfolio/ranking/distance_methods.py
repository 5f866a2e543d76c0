"""Methods of scikit-criteria that measure how near the best or how far from the worst."""

from __future__ import annotations

from functools import partial

from portfolio.ranking.library import Recipe, score
from portfolio.ranking.method import Method
from portfolio.ranking.preparing import (
    ratios_to_best,
    shares_with_reference,
    turned_unit_columns,
    varying,
)
from portfolio.ranking.requirements import NOT_NEGATIVE, POSITIVE_COSTS

_FAMILY = "Distances"
_PAIRS_LIMIT = 3_000

CODAS = Method(
    name="codas",
    title="CODAS",
    question="How much farther from the worst is it than each of the others?",
    family=_FAMILY,
    source="Keshavarz Ghorabaee, Zavadskas, Turskis and Antucheviciene (2016), Economic "
    "Computation and Economic Cybernetics Studies and Research 50(3), 25-44",
    score=partial(score, Recipe("codas", "CODAS", "score", ratios_to_best)),
    score_name="assessment",
    requires=(NOT_NEGATIVE, POSITIVE_COSTS),
    limit=_PAIRS_LIMIT,
)

EDAS = Method(
    name="edas",
    title="EDAS",
    question="How far is it above and below the average initiative?",
    family=_FAMILY,
    source="Keshavarz Ghorabaee, Zavadskas, Olfat and Turskis (2015), Informatica 26(3), 435-451",
    score=partial(score, Recipe("edas", "EDAS", "score", varying)),
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
    score=partial(score, Recipe("probid", "PROBID", "score", turned_unit_columns)),
    limit=_PAIRS_LIMIT,
)

SIMPLIFIED_PROBID = Method(
    name="simplified_probid",
    title="Simplified PROBID",
    question="How near is it to the best quarter of ideals, and how far from the worst quarter?",
    family=_FAMILY,
    source="Wang, Rangaiah and Wang (2021), Industrial and Engineering Chemistry Research "
    "60(30), 11216-11230",
    score=partial(score, Recipe("probid", "SimplifiedPROBID", "score", turned_unit_columns)),
    breaks="it divides by the distance to the best, which is 0 for an initiative that is the "
    "best on every criterion",
    limit=_PAIRS_LIMIT,
)

ERVD = Method(
    name="ervd",
    title="ERVD",
    question="How good is it when falling short of the level worth 50 points hurts more than "
    "exceeding it helps?",
    family=_FAMILY,
    source="Shyur, Yin, Shih and Cheng (2015), Foundations of Computing and Decision Sciences "
    "40(4), 299-315",
    score=partial(score, Recipe("ervd", "ERVD", "similarity", shares_with_reference)),
    score_name="closeness",
    level=0.5,
    requires=(NOT_NEGATIVE,),
)
