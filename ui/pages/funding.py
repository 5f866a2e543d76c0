"""Funding: what do the limits allow, and what does each yes displace?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.context import Context
from ui.pages.page import Page

if TYPE_CHECKING:
    from portfolio.analysis import Results


class FundingPage(Page):
    """Funding page."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            context, "Funding", "What do the limits allow, and what does each yes displace?"
        )

    def show_results(self, results: Results) -> None:
        """Show the current state."""
