"""At which size an initiative is funded, and from when."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox

from portfolio.model import Decision, FundingLevel, Period, Portfolio, in_order
from portfolio.model.text import visible
from portfolio.report.decision_draft import FUNDING
from ui.widgets.still import StillCombo

_FULL = ("full size", None)
_AS_STATED = ("as stated", None)
_LONGEST = 40
_SHRINK = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon


class SizeAndStart(QObject):
    """Two lists for a form to place."""

    #: another size or start was chosen; payload: id of the level or None, of the period or None
    pick_chosen = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.size, self.start = StillCombo(), StillCombo()
        for name, combo in (("Size", self.size), ("Start", self.start)):
            combo.setAccessibleName(f"{name} that is decided")
            combo.setSizeAdjustPolicy(_SHRINK)
            combo.activated.connect(self._choose)

    def show_decision(self, portfolio: Portfolio, decision: Decision) -> tuple[str, ...]:
        """Show at which size and from when; return which of the two the decision asks for."""
        levels = portfolio.initiatives[decision.initiative].levels
        _offer(self.size, (_FULL, *_named(levels)), decision.level)
        _offer(self.start, (_AS_STATED, *_named(portfolio.periods)), decision.start)
        asks = {
            "level": decision.option in FUNDING and bool(levels),
            "start": decision.option != "cut" and bool(portfolio.periods),
        }
        return tuple(name for name, asked in asks.items() if asked)

    def _choose(self) -> None:
        self.pick_chosen.emit(self.size.currentData(), self.start.currentData())


def _offer(
    combo: StillCombo, entries: tuple[tuple[str, str | None], ...], chosen: str | None
) -> None:
    with QSignalBlocker(combo):
        combo.clear()
        for text, key in entries:
            combo.addItem(text, key)
        combo.setCurrentIndex(next((n for n, e in enumerate(entries) if e[1] == chosen), 0))


def _named(records: Mapping[str, FundingLevel | Period]) -> tuple[tuple[str, str], ...]:
    return tuple((visible(r.name)[:_LONGEST] or "(no name)", k) for k, r in in_order(records))
