"""Comparing initiatives: from ratings and weights to scores and ranks."""

from collections.abc import Iterator

from portfolio.errors import PortfolioError
from portfolio.model import Portfolio, Problem, Severity
from portfolio.model.text import quoted
from portfolio.ranking.additive import ADDITIVE
from portfolio.ranking.compare import Move, Moves, moves
from portfolio.ranking.distance_methods import (
    CODAS,
    EDAS,
    ERVD,
    PROBID,
    SIMPLIFIED_PROBID,
)
from portfolio.ranking.library import warm_up
from portfolio.ranking.live import Live
from portfolio.ranking.matrix import build_matrix
from portfolio.ranking.method import Method
from portfolio.ranking.moora_methods import (
    MULTIMOORA,
    MULTIPLICATIVE_FORM,
    RATIO_MOORA,
    REFERENCE_POINT_MOORA,
)
from portfolio.ranking.outranking_methods import ELECTRE2, SIMUS
from portfolio.ranking.parameters import Parameter
from portfolio.ranking.promethee import PROMETHEE2
from portfolio.ranking.range_methods import MABAC, MAIRCA, RIM, SPOTIS
from portfolio.ranking.ratio_methods import (
    ARAS,
    COCOSO,
    COPRAS,
    MARCOS,
    OCRA,
    RAM,
    WASPAS,
    WEIGHTED_PRODUCT,
    WEIGHTED_SUM,
)
from portfolio.ranking.result import Compromise, Matrix, Ranking, Scales
from portfolio.ranking.reversal import Reversal, Swap, reversal
from portfolio.ranking.reversal_words import reversal_sentence
from portfolio.ranking.topsis import TOPSIS
from portfolio.ranking.tuning import faults_of, tuned
from portfolio.ranking.vikor import VIKOR

METHODS: tuple[Method, ...] = (
    ADDITIVE,
    PROMETHEE2,
    TOPSIS,
    VIKOR,
    WEIGHTED_SUM,
    WEIGHTED_PRODUCT,
    WASPAS,
    ARAS,
    COPRAS,
    MARCOS,
    COCOSO,
    RAM,
    OCRA,
    CODAS,
    EDAS,
    ERVD,
    PROBID,
    SIMPLIFIED_PROBID,
    RIM,
    SPOTIS,
    MABAC,
    MAIRCA,
    RATIO_MOORA,
    REFERENCE_POINT_MOORA,
    MULTIPLICATIVE_FORM,
    MULTIMOORA,
    ELECTRE2,
    SIMUS,
)

__all__ = [
    "METHODS",
    "Compromise",
    "Live",
    "Matrix",
    "Method",
    "Move",
    "Moves",
    "Parameter",
    "Ranking",
    "Reversal",
    "Scales",
    "Swap",
    "build_matrix",
    "method_named",
    "method_problems",
    "moves",
    "rank",
    "reversal",
    "reversal_sentence",
    "tuned",
    "warm_up",
]


def method_named(name: str) -> Method:
    """Return the method of that name.

    Raises:
        PortfolioError: there is none.
    """
    for method in METHODS:
        if method.name == name:
            return method
    raise PortfolioError(
        what=f"There is no ranking method {quoted(name)}.",
        where="Settings",
        remedy=f"Choose one of: {', '.join(method.name for method in METHODS)}.",
    )


def method_problems(portfolio: Portfolio) -> tuple[Problem, ...]:
    """Return what is wrong with the method that the settings name, and with any parameter.

    What concerns a method that is not in use is a warning.
    """
    return tuple(_method_problems(portfolio))


def _method_problems(portfolio: Portfolio) -> Iterator[Problem]:
    used = portfolio.settings.method
    known = {method.name: method for method in METHODS}
    for name, stated in sorted(portfolio.settings.parameters.items()):
        field = f"settings/parameters/{name}"
        if name not in known:
            what = f"There are parameters for a ranking method {quoted(name)}, which is unknown."
            remedy = "Correct the name of the method, or take them out."
            yield Problem("method_parameter", "warning", "portfolio", "", field, what, remedy)
            continue
        for fault in faults_of(known[name], stated):
            place, code = f"{field}/{fault.name}", "method_parameter"
            level: Severity = "error" if name == used else "warning"
            yield Problem(code, level, "portfolio", "", place, fault.what, fault.remedy)
    try:
        method_named(used)
    except PortfolioError as error:
        field = "settings/method"
        yield Problem("method", "error", "portfolio", "", field, error.what, error.remedy)


def rank(portfolio: Portfolio, *, method: str | None = None) -> Ranking:
    """Rank the initiatives of a portfolio.

    Args:
        portfolio: with ratings, criteria and settings.
        method: name of a method; None for the one in the settings.

    Returns:
        Scores and ranks in screen order, with the rule for missing ratings in words.

    Raises:
        PortfolioError: there is nothing to rank, or weights, scales, ratings or the method
            cannot be used as they stand.
    """
    chosen = method_named(portfolio.settings.method if method is None else method)
    matrix = build_matrix(portfolio)
    return Live(matrix, chosen, portfolio.settings.missing).rerank(matrix.weights)
