"""What weights do not change, in words."""

from __future__ import annotations

from portfolio.analysis.worth import states_benefit
from portfolio.model import Portfolio


def weights_note(portfolio: Portfolio) -> str:
    """Return what weights do not change, and where that is set; empty where they count."""
    if not states_benefit(portfolio):
        return ""
    return (
        "Weights move the ranking, not the plan: the plan maximizes risk-adjusted benefit. "
        "That is set on the Funding page."
    )
