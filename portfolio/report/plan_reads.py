"""Whether two snapshots of a document have the same plan, in the same words."""

from __future__ import annotations

from portfolio.analysis.reads import PLAN, PLAN_WORDS, RANKING, same
from portfolio.model import Portfolio


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
