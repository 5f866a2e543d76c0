"""What to say in place of a chart whose result is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio.charts.chart import Finding

if TYPE_CHECKING:
    from portfolio.analysis import Results
    from portfolio.errors import PortfolioError

NO_INITIATIVES = Finding(
    "No initiatives yet.", "Add the first one, or paste a table from a spreadsheet."
)
PLANNING = Finding("The plan is being worked out.", "The picture appears as soon as it is there.")
RANKING = Finding("The ranking is being made.", "The picture appears as soon as it is there.")
NO_CRITERIA = Finding("No criteria yet.", "Add what counts, and how much, on the Criteria page.")
NO_LIMITS = Finding(
    "Nothing is limited yet.", "Add resources and what there is of each, on the Capacity page."
)
RELAX = "Release what is forced in, switch off a rule, or raise the limit, on the Funding page."
#: Where the page around the picture says which limits and rules contradict each other.
NOTHING_FITS = Finding("Without a plan there is nothing to draw.", RELAX)


def refused(what: str, error: PortfolioError) -> Finding:
    """Return what there is not, why and where, and what to do about it."""
    place = f"{error.where}: " if error.where else ""
    return Finding(f"{what} {place}{error.what}", error.remedy)


def no_plan(results: Results) -> Finding | None:
    """Return why there is no plan to draw, and what to do; None when there is one."""
    plan, error = results.plan, results.plan_error
    if not results.portfolio.initiatives:
        return NO_INITIATIVES
    if plan is None and error is not None:
        return refused("There is no plan.", error)
    if plan is None:
        return PLANNING
    if plan.status == "infeasible":
        return Finding(plan.conflict or "No plan fits every limit and rule.", RELAX)
    return None


def no_ranking(results: Results) -> Finding | None:
    """Return why there is no ranking to draw, and what to do; None when there is one."""
    ranking, error = results.ranking, results.ranking_error
    if not results.portfolio.initiatives:
        return NO_INITIATIVES
    if not results.portfolio.criteria:
        return NO_CRITERIA
    if ranking is None and error is not None:
        return refused("There is no ranking.", error)
    if ranking is None:
        return RANKING
    if not (ranking.ranks > 0).any():
        return Finding("Nothing is rated yet.", "Enter a rating on the Initiatives page.")
    return None
