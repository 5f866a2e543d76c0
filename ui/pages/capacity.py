"""Capacity: what do we have, and what runs out first?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.context import Context
from ui.pages.page import Page

if TYPE_CHECKING:
    from portfolio.analysis import Results


class CapacityPage(Page):
    """Capacity page."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Capacity", "What do we have, and what runs out first?")

    def show_results(self, results: Results) -> None:
        """Show the current state."""
