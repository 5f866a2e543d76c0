"""The strip at the foot of the window: what every page shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from portfolio.model.amounts import percent_text
from ui.theme import SPACE, Theme
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.meters import MeterRow

if TYPE_CHECKING:
    from portfolio.report import Summary

_START = "No initiatives yet · Ctrl+Return adds the first one"


class Strip(QFrame):
    """Capacity use, counts, value, proof."""

    #: a resource was clicked; payload: resource id
    resource_clicked = Signal(str)
    #: the problems were clicked
    problems_clicked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._meters = MeterRow(theme)
        self._plan = ElidedLabel()
        self._proof = ElidedLabel()
        self._problems = QPushButton()
        self._lay_out()
        self._connect()

    def show_summary(self, summary: Summary, *, pale: bool, by_hand: bool = False) -> None:
        """Show the numbers of a plan; pale when they are older than the document.

        A plan by hand is called so, and nothing is said of a proof.
        """
        self._meters.show_uses(summary.uses, pale=pale)
        start = "By hand: " if by_hand else ""
        self._plan.show_text(f"{start}{summary.counts} · {summary.value}" if summary.value else "")
        captured = ""
        if summary.captured is not None:
            captured = f"{percent_text(summary.captured)} of all on the table"
        proof = "" if by_hand else summary.proof
        self._proof.show_text(" · ".join(word for word in (captured, proof) if word))
        for label in (self._plan, self._proof):
            label.setVisible(bool(label.text()))
        found = summary.errors + summary.warnings
        self._problems.setText(f"{found} to check" if found else "")
        self._problems.setVisible(found > 0)
        self._problems.setToolTip(
            f"{summary.errors} errors and {summary.warnings} warnings in the input"
        )

    def show_start(self) -> None:
        """Say how to begin; nothing that is missing yet is a fault."""
        self._meters.show_uses((), pale=False)
        self._plan.show_text("")
        self._plan.setVisible(False)
        self._proof.show_text(_START)
        self._proof.setVisible(True)
        self._problems.setVisible(False)

    def _lay_out(self) -> None:
        self.setProperty("role", "strip")
        self._plan.setProperty("role", "strong")
        self._proof.setProperty("role", "muted")
        self._problems.setProperty("role", "quiet")
        self._problems.setVisible(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE * 2, SPACE, SPACE * 2, SPACE)
        layout.setSpacing(SPACE * 2)
        layout.addWidget(self._meters, 1)
        layout.addWidget(self._problems)
        words = QVBoxLayout()
        words.setSpacing(0)
        for label in (self._plan, self._proof):
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
            words.addWidget(label)
        layout.addLayout(words)

    def _connect(self) -> None:
        self._problems.clicked.connect(self.problems_clicked)
        self._meters.resource_clicked.connect(self.resource_clicked)
        self._theme.theme_changed.connect(self.update)
