"""The MOORA family of scikit-criteria."""

from __future__ import annotations

from portfolio.ranking.library import Recipe
from portfolio.ranking.method import ORDER_STABLE, Method
from portfolio.ranking.preparing import unit_columns, unit_columns_unweighted
from portfolio.ranking.requirements import POSITIVE

_FAMILY = "MOORA"
_SLOW_LIMIT = 500

RATIO_MOORA = Method(
    name="ratio_moora",
    title="MOORA ratio system",
    question="By how much do its benefits exceed its costs, each as a share of the column's "
    "length?",
    family=_FAMILY,
    source="Brauers and Zavadskas (2006), Control and Cybernetics 35(2), 445-469",
    score=Recipe("moora", "RatioMOORA", "score", unit_columns),
)

REFERENCE_POINT_MOORA = Method(
    name="reference_point_moora",
    title="MOORA reference point",
    question="How large is its worst shortfall from the best that the list offers on any "
    "criterion?",
    family=_FAMILY,
    source="Brauers and Zavadskas (2012), Informatica 23(1), 1-25",
    score=Recipe("moora", "ReferencePointMOORA", "score", unit_columns),
    score_name="largest shortfall",
    higher_is_better=False,
)

MULTIPLICATIVE_FORM = Method(
    name="multiplicative_form",
    title="Full multiplicative form",
    question="How large is the product of its benefits divided by the product of its costs, all "
    "criteria alike?",
    family=_FAMILY,
    source="Brauers and Zavadskas (2012), Informatica 23(1), 1-25",
    score=Recipe("moora", "FullMultiplicativeForm", "score", unit_columns_unweighted),
    score_name="log of the product",
    label=ORDER_STABLE,
    uses_weights=False,
    requires=(POSITIVE,),
)

MULTIMOORA = Method(
    name="multimoora",
    title="MULTIMOORA",
    question="Against how many others does it win by a majority of ratio system, reference point "
    "and multiplicative form?",
    family=_FAMILY,
    source="Brauers and Zavadskas (2012), Informatica 23(1), 1-25",
    score=Recipe("moora", "MultiMOORA", "score", unit_columns),
    score_name="wins",
    requires=(POSITIVE,),
    limit=_SLOW_LIMIT,
)
