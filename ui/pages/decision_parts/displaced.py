"""What leaves the plan for a decision: names that can be taken out, and a list to add one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from portfolio.model import Portfolio, in_order
from portfolio.model.text import quoted, visible
from ui.theme import SPACE, Theme, icon
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.emptying import empty
from ui.widgets.filling import show_parts
from ui.widgets.still import StillCombo, make_searchable
from ui.widgets.tab_order import tab_through

_LONGEST = 60
_ADD = "Add an initiative that it displaces…"


class Displaced(QWidget):
    """The names of what is displaced."""

    #: one was added or taken out; payload: tuple of initiative ids
    displaced_changed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._ids: tuple[str, ...] = ()
        self._offered: object = None
        self._buttons: list[QToolButton] = []
        self._before: QWidget | None = None
        self._nothing = QLabel("It displaces nothing.")
        self._rows = QVBoxLayout()
        self._more = StillCombo()
        self._lay_out()
        self._more.activated.connect(self._add)
        theme.theme_changed.connect(self._tint)

    def follow(self, before: QWidget) -> None:
        """Let Tab go from a widget through the names to the list."""
        self._before = before

    def show_displaced(self, portfolio: Portfolio, ids: Sequence[str]) -> None:
        """Show what is displaced; one that was deleted meanwhile is said so."""
        self._offer(portfolio)
        self._ids = tuple(ids)
        empty(self._rows)
        self._buttons = []
        for key in self._ids:
            record = portfolio.initiatives.get(key)
            self._rows.addWidget(self._row(key, "a deleted one" if record is None else record.name))
        show_parts(self._rows)
        self._nothing.setVisible(not self._ids)
        tab_through(self._before, (*self._buttons, self._more))
        self._tint()

    def _row(self, key: str, name: str) -> QWidget:
        row, remove = QWidget(), QToolButton()
        remove.setAccessibleName(f"It does not displace {quoted(name)}")
        remove.clicked.connect(lambda: self._drop(key))
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(SPACE // 2)
        across.addWidget(ElidedLabel(name or "(no name)"), 1)
        across.addWidget(remove)
        self._buttons.append(remove)
        return row

    def _offer(self, portfolio: Portfolio) -> None:
        if portfolio.initiatives is self._offered:
            return
        self._offered = portfolio.initiatives
        with QSignalBlocker(self._more):
            self._more.clear()
            for key, record in in_order(portfolio.initiatives):
                self._more.addItem(visible(record.name)[:_LONGEST] or "(no name)", key)
            self._more.setCurrentIndex(-1)

    def _add(self, number: int) -> None:
        key = self._more.itemData(number)
        self._more.setCurrentIndex(-1)
        if key and key not in self._ids:
            self._take((*self._ids, key))

    def _drop(self, key: str) -> None:
        self._more.setFocus()
        self._take(tuple(each for each in self._ids if each != key))

    def _take(self, ids: tuple[str, ...]) -> None:
        self.displaced_changed.emit(ids)

    def _lay_out(self) -> None:
        self._nothing.setProperty("role", "muted")
        self._more.setAccessibleName(_ADD.removesuffix("…"))
        self._more.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        make_searchable(self._more)
        line = self._more.lineEdit()
        if line is not None:
            line.setPlaceholderText(_ADD)
        self._rows.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, SPACE)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(self._nothing)
        layout.addLayout(self._rows)
        layout.addWidget(self._more)

    def _tint(self) -> None:
        for button in self._buttons:
            button.setIcon(icon("close", self._theme.tokens.muted))
