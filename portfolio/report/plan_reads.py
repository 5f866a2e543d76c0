"""What may be built on: a plan or ranking that is there, settled, or that of another snapshot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio.analysis.reads import PLAN, PLAN_WORDS, RANKING, same
from portfolio.errors import PortfolioError
from portfolio.model import Portfolio

if TYPE_CHECKING:
    from portfolio.analysis import Results
    from portfolio.funding import Plan
    from portfolio.ranking import Matrix, Ranking


def ranking_of(results: Results) -> tuple[Ranking, Matrix]:
    """Return the ranking and the table that it was made from.

    Raises:
        PortfolioError: there is none, for this reason.
    """
    ranking, matrix = results.ranking, results.matrix
    if ranking is None or matrix is None:
        remedy = "Add initiatives, and criteria to rate them on."
        raise results.ranking_error or PortfolioError("There is no ranking.", remedy=remedy)
    return ranking, matrix


def plan_of(results: Results) -> Plan:
    """Return the plan, which may be that nothing fits.

    Raises:
        PortfolioError: there is none, for this reason.
    """
    if results.plan is None:
        remedy = "Add initiatives with their benefits and demands."
        raise results.plan_error or PortfolioError("There is no plan.", remedy=remedy)
    return results.plan


def settled(results: Results) -> bool:
    """Whether the plan is that of the document, and no better one is being looked for."""
    return "plan" not in results.stale and not results.provisional


def same_plan(before: Portfolio, after: Portfolio, *, by_benefit: bool) -> bool:
    """Whether what was found out about the plan of one snapshot holds for the other.

    Everything that a plan is made from is equal, and the names and reasons that its
    sentences use. Notes, decisions and scenarios do not count.

    Args:
        before: the one snapshot.
        after: the other.
        by_benefit: the plan adds up benefits, so that weights and ratings do not count.
    """
    alike = same(PLAN, before, after) and same(PLAN_WORDS, before, after)
    return alike and (by_benefit or same(RANKING, before, after))
