"""What a decision grants: a field for each resource and period."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from portfolio.model import FrozenMap, Portfolio, in_order
from ui.pages.decision_parts.brief_amount import BriefAmount
from ui.theme import SPACE
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.emptying import empty
from ui.widgets.tab_order import tab_through

Amounts = FrozenMap[str, FrozenMap[str, float]]
_Frame = tuple[tuple[tuple[str, str, str], ...], tuple[tuple[str, str], ...]]
_NONE: FrozenMap[str, float] = FrozenMap()


class AmountsGrid(QWidget):
    """Periods down and resources across; resources that play no part are left out."""

    #: an amount was entered or emptied; payload: all amounts, as in ``Decision.amounts``
    amounts_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._frame: _Frame | None = None
        self._before: QWidget | None = None
        self._amounts: Amounts = FrozenMap()
        self._fields: dict[tuple[str, str], BriefAmount] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, SPACE)
        self._grid.setHorizontalSpacing(SPACE // 2)
        self._grid.setVerticalSpacing(SPACE // 4)

    def follow(self, before: QWidget) -> None:
        """Let Tab go from a widget through the fields."""
        self._before = before

    def show_amounts(self, portfolio: Portfolio, initiative: str, amounts: Amounts) -> None:
        """Show what is granted, and blank fields for the rest of what it needs."""
        needed = portfolio.initiatives[initiative].demand
        resources = tuple(
            (key, record.name, record.unit)
            for key, record in in_order(portfolio.resources)
            if amounts.get(key) or needed.get(key)
        )
        periods = tuple((key, record.name) for key, record in in_order(portfolio.periods))
        if (resources, periods) != self._frame:
            self._frame = resources, periods
            # Shown again as a whole, and not laid out anew for each field.
            self.hide()
            self._build(self._frame)
        self._amounts = amounts
        for resource, _, unit in resources:
            granted = amounts.get(resource) or _NONE
            for period, _ in periods:
                self._fields[resource, period].show_amount(granted.get(period), unit)
        self.setVisible(bool(resources and periods))

    def _build(self, frame: _Frame) -> None:
        empty(self._grid)
        self._fields = {}
        resources, periods = frame
        for column, (_, name, unit) in enumerate(resources, start=1):
            self._grid.setColumnStretch(column, 1)
            for line, words in enumerate((*_two_lines(name), unit)):
                if words:
                    self._grid.addWidget(_heading(words), line, column)
        for line, (period, title) in enumerate(periods, start=3):
            self._grid.addWidget(_heading(title), line, 0)
            for column, (resource, name, unit) in enumerate(resources, start=1):
                field = BriefAmount(f"{name}, {title}", unit)
                field.amount_entered.connect(
                    lambda value, r=resource, p=period: self._enter(r, p, value)
                )
                self._fields[resource, period] = field
                self._grid.addWidget(field, line, column)
        tab_through(self._before, self._fields.values())

    def _enter(self, resource: str, period: str, value: float | None) -> None:
        granted = self._amounts.get(resource) or _NONE
        granted = granted.without(period) if value is None else granted.with_(period, value)
        amounts = self._amounts
        amounts = amounts.with_(resource, granted) if granted else amounts.without(resource)
        self._amounts = amounts
        self.amounts_changed.emit(amounts)


def _two_lines(name: str) -> tuple[str, str]:
    """Return a name on two lines, the lower one filled first: a column is a word wide."""
    first, _, rest = " ".join(name.split()).partition(" ")
    return (first, rest) if rest else ("", first)


def _heading(words: str) -> ElidedLabel:
    label = ElidedLabel(words, letters=4)
    label.setProperty("role", "muted")
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return label
