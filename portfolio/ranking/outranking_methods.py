"""Methods of scikit-criteria that compare initiatives with one another: ELECTRE II, SIMUS."""

from __future__ import annotations

import dataclasses

import numpy as np

from portfolio.errors import PortfolioError
from portfolio.ranking.library import Case, Recipe
from portfolio.ranking.method import Method
from portfolio.ranking.parameters import Parameter, Values, falling
from portfolio.ranking.preparing import as_rated, shares
from portfolio.ranking.requirements import BOUNDED, NOT_NEGATIVE, POSITIVE
from portfolio.ranking.result import FloatArray, Scales

_FINE = 2.0**32
_HAIR = 1e-9


def _comparable_shares(case: Case) -> Case:
    """Shares of the column total, and weights whose sums compare exactly.

    A concordance is a sum of weights, and two of them are compared. Weights that are
    multiples of one small number add up without rounding.
    """
    return dataclasses.replace(shares(case), weights=np.round(case.weights * _FINE) / _FINE)


def _thresholds(parameters: Values) -> dict[str, object]:
    """A sum that is 0.65 but for rounding reaches the threshold 0.65."""
    return {
        name: max(0.0, value - _HAIR) if name.startswith("p") else min(1.0, value + _HAIR)
        for name, value in parameters.items()
    }


ELECTRE2 = Method(
    name="electre2",
    title="ELECTRE II",
    question="Where does it stand when one initiative outranks another only if most of the "
    "weight agrees and no criterion strongly objects?",
    family="Outranking",
    source="Roy and Bertier (1971); Gomes, Araya and Carignano (2004), Tomada de decisões em "
    "cenários complexos",
    score=Recipe("electre", "ELECTRE2", "score", _comparable_shares, _thresholds),
    score_name="mean of two ranks",
    higher_is_better=False,
    level=1.0,
    requires=(NOT_NEGATIVE,),
    limit=2_000,
    parameters=(
        *falling(
            {
                "p0": "Concordance, strong",
                "p1": "Concordance, medium",
                "p2": "Concordance, weak",
            },
            "The share of the weight that must agree before one initiative outranks another; "
            "the three must not rise, and the order follows the weak one, p2.",
            (0.65, 0.5, 0.35),
        ),
        *falling(
            {"q0": "Discordance, lenient", "q1": "Discordance, strict"},
            "The largest objection of a single criterion that is put up with, as a share of the "
            "widest range; the two must not rise, and the order follows the lenient one, q0.",
            (0.65, 0.35),
        ),
    ),
)


def simus_score(
    table: FloatArray,
    *,
    weights: FloatArray,
    senses: FloatArray,
    scales: Scales,
    rank_by: float = 1.0,
) -> FloatArray:
    """Return how much of the best mixes each initiative makes up, ``(n,)``, 0 or more.

    One linear program a criterion: the mix of initiatives that is best on it, with the
    others as limits. With ``rank_by`` 1 the score is the sum of an initiative's shares, times
    the part of the programs in which it takes part; with 2 it is how far its shares exceed
    those of the others less how far they exceed its own. Weights are not used (Munier, A
    Strategy for Using Multicriteria Analysis in Decision-Making, 2011).

    Initiatives with equal ratings are entered once, in a fixed order, because a program may
    have several best mixes. The library returns the shares in the alphabetical order of the
    variables' names (``x0, x1, x10, x2``); they are put back here.

    Raises:
        PortfolioError: the linear programs could not be solved.
    """
    import pulp

    pulp.LpSolverDefault.msg = False
    rows, places = np.unique(table, axis=0, return_inverse=True)
    recipe = Recipe("simus", "SIMUS", f"method_{rank_by:.0f}_score", as_rated)
    equal = np.full_like(weights, 1 / len(weights))
    try:
        by_name = recipe(rows, weights=equal, senses=senses, scales=scales)
    except pulp.PulpSolverError as error:
        raise PortfolioError(
            what="SIMUS could not solve its linear programs.",
            remedy="Use another method.",
        ) from error
    names = sorted(range(len(rows)), key=lambda number: f"x{number}")
    result = np.empty(len(rows))
    result[names] = by_name
    return np.asarray(result[places.ravel()])


SIMUS = Method(
    name="simus",
    title="SIMUS",
    question="How often and how much does it take part in the best mix of initiatives for each "
    "single criterion?",
    family="Outranking",
    source="Munier (2011), A Strategy for Using Multicriteria Analysis in Decision-Making",
    score=simus_score,
    uses_weights=False,
    requires=(POSITIVE, BOUNDED),
    limit=500,
    parameters=(
        Parameter(
            "rank_by",
            "Procedure",
            "1 ranks by the shares in the best mixes, 2 by comparing these shares pair by pair.",
            1.0,
            low=1.0,
            high=2.0,
            whole=True,
        ),
    ),
)
