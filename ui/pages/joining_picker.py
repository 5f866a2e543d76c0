"""How several raters become one rating: chosen where it is seen."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker

from portfolio.edit import set_settings
from portfolio.model import Portfolio
from ui.context import Context
from ui.widgets.still import StillCombo

_WAYS = {"mean": "Raters: weighted mean", "median": "Raters: median"}


class JoiningPicker(StillCombo):
    """The mean by the raters' weights, or the median; choosing one is an undo step."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.addItems(list(_WAYS.values()))
        self.setAccessibleName("How several raters become one rating")
        self.activated.connect(self._choose)

    def show_portfolio(self, portfolio: Portfolio) -> None:
        """Show the way in force."""
        with QSignalBlocker(self):
            self.setCurrentIndex(list(_WAYS).index(portfolio.settings.aggregation))

    def _choose(self, place: int) -> None:
        document = self._context.document
        changed = set_settings(document.portfolio, aggregation=list(_WAYS)[place])
        document.apply("Change how ratings are joined", changed)
