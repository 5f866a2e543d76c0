"""What may be built on a plan: whether it is settled, and whether another snapshot has it too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio.analysis.reads import PLAN, PLAN_WORDS, RANKING, same
from portfolio.model import Portfolio

if TYPE_CHECKING:
    from portfolio.analysis import Results


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
