"""Ranking: which initiatives are best, and why?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.context import Context
from ui.pages.page import Page

if TYPE_CHECKING:
    from portfolio.analysis import Results


class RankingPage(Page):
    """Ranking page."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Ranking", "Which initiatives are best, and why?")

    def show_results(self, results: Results) -> None:
        """Show the current state."""
