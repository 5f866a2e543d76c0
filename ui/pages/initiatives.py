"""Initiatives: what is on the table, and what does it need?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.context import Context
from ui.pages.page import Page

if TYPE_CHECKING:
    from portfolio.analysis import Results


class InitiativesPage(Page):
    """Initiatives page."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Initiatives", "What is on the table, and what does it need?")

    def show_results(self, results: Results) -> None:
        """Show the current state."""
