"""Scenarios of the document, each tried with one choice and undone with one."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox

from portfolio.edit import apply_scenario
from portfolio.model import Portfolio, in_order
from portfolio.model.text import quoted, visible
from ui.context import Context
from ui.theme.tooltip import plain_tooltip
from ui.widgets.still import StillCombo

_LONGEST = 44
_LETTERS = 11
_SHRINK = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
_BASE = 0
_TIP = Qt.ItemDataRole.ToolTipRole


class ScenarioPicker(StillCombo):
    """The base case, then the scenarios.

    A scenario is applied to the base case, not on top of another one. The base is
    remembered only to return to it: once something else was edited, the document as
    it stands is the base of the next choice.
    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._base: Portfolio | None = None
        self._applied: Portfolio | None = None
        self._key = ""
        self._keys: list[str] = []
        self._titles: list[str] = []
        self.setAccessibleName("Scenario")
        self.setPlaceholderText("Scenario, edited")
        # A long name must not push the tools beside it onto a line of their own.
        self.setSizeAdjustPolicy(_SHRINK)
        self.setMinimumContentsLength(_LETTERS)
        self.setToolTip("Try a scenario as a what-if; Ctrl+Z undoes it")
        self.activated.connect(self._choose)

    def show_portfolio(self, portfolio: Portfolio) -> None:
        """Show the scenarios of the document, and which of them is in force."""
        found = in_order(portfolio.scenarios)
        keys, titles = [key for key, _ in found], [record.name for _, record in found]
        self.setVisible(bool(keys))
        with QSignalBlocker(self):
            if (keys, titles) != (self._keys, self._titles):
                self._keys, self._titles = keys, titles
                self._fill()
            self.setCurrentIndex(self._place(portfolio))

    def _fill(self) -> None:
        self.clear()
        self.addItem("Base case")
        for title in self._titles:
            name = visible(title) or "(no name)"
            short = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
            self.addItem(f"What if: {short}")
            self.setItemData(self.count() - 1, plain_tooltip(name), _TIP)

    def _place(self, portfolio: Portfolio) -> int:
        """Return the entry that describes the document; -1 for a scenario that was edited."""
        if self._base is None or self._key not in self._keys or portfolio == self._base:
            return _BASE
        if portfolio.id != self._base.id:
            self._base = None
            return _BASE
        return 1 + self._keys.index(self._key) if portfolio == self._applied else -1

    def _choose(self, index: int) -> None:
        document = self._context.document
        now = document.portfolio
        in_force = self._base is not None and now == self._applied
        base = self._base if in_force and self._base is not None else now
        if index == _BASE:
            if in_force:
                document.apply("Go back to the base case", base)
            self.show_portfolio(document.portfolio)
            return
        self._key = self._keys[index - 1]
        self._base, self._applied = base, apply_scenario(base, self._key)
        name = quoted(base.scenarios[self._key].name)
        edit = (f"Try scenario {name}", self._applied)
        document.assume("scenario", f"the scenario {name}", edit, before=base)
        self.show_portfolio(document.portfolio)
