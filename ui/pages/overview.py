"""Overview: what should we fund, and what must we cut?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.context import Context
from ui.pages.page import Page

if TYPE_CHECKING:
    from portfolio.analysis import Results


class OverviewPage(Page):
    """Overview page."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Overview", "What should we fund, and what must we cut?")

    def show_results(self, results: Results) -> None:
        """Show the current state."""
