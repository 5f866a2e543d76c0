"""Criteria: what matters to us, and how much?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.context import Context
from ui.pages.page import Page

if TYPE_CHECKING:
    from portfolio.analysis import Results


class CriteriaPage(Page):
    """Criteria page."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Criteria", "What matters to us, and how much?")

    def show_results(self, results: Results) -> None:
        """Show the current state."""
