"""Why the selected initiative is funded or cut, and the leaders' override."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QLabel,
    QMenu,
    QPushButton,
    QVBoxLayout,
)

from portfolio.edit import override_of
from portfolio.model import Portfolio
from portfolio.model.text import visible
from portfolio.report.rule_sentences import rule_sentence
from ui.context import Context
from ui.overrides import guarded
from ui.pages.reason_on_demand import ReasonOnDemand
from ui.theme import SPACE
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.flow import Flow
from ui.widgets.inner_scroll import InnerScroll

if TYPE_CHECKING:
    from portfolio.analysis import Results

ACTIONS = (
    ("initiative.force_in", "Force in…"),
    ("initiative.force_out", "Force out…"),
    ("initiative.release", "Let the plan decide"),
)
_REASON_LINES = 3
_LETTERS = 76


class WhyCard(QFrame):
    """Name, reason in words, and buttons to force in, force out or let go."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._name = ElidedLabel()
        self._reason = QLabel()
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons = {name: QPushButton(title) for name, title in ACTIONS}
        self._reasons = ReasonOnDemand(context)
        self._lay_out()
        for name, button in self._buttons.items():
            button.clicked.connect(
                lambda _checked, name=name: context.requests.action_requested.emit(name)
            )
        self._reasons.line_found.connect(self._show_found)

    def show_selected(self, results: Results | None) -> None:
        """Show what is known about the current initiative."""
        key = self._context.selection.current
        record = results.portfolio.initiatives.get(key) if results is not None else None
        for button in self._buttons.values():
            button.setEnabled(record is not None)
        if results is None or record is None:
            self._reasons.stop()
            self._name.show_text("Why?")
            self._reason.setText("Choose an initiative to see why it is funded or cut.")
            return
        override = override_of(results.portfolio, key)
        self._buttons["initiative.release"].setEnabled(override is not None)
        self._name.show_text(record.name or "(no name)")
        self._reason.setText("\n".join(self._words(results, key)))

    def menu(self) -> QMenu:
        """Return a menu with the same choices, for the lines of the table."""
        menu = QMenu(self)
        for name, title in ACTIONS:
            action = menu.addAction(title)
            action.setEnabled(self._buttons[name].isEnabled())
            action.triggered.connect(self._buttons[name].click)
        return menu

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        letters = self.fontMetrics().averageCharWidth() * _LETTERS
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        wanted = beside if self.width() >= letters else below
        if self._head.direction() != wanted:
            self._head.setDirection(wanted)

    def _words(self, results: Results, key: str) -> list[str]:
        line = self._reasons.line(results, key)
        words = [line.reason] if line is not None else []
        if self._reasons.searching == key:
            words.append("Working out what the opposite would displace…")
        elif line is None:
            words.append("The reason is being worked out…")
        elif "lines" in results.stale:
            words.append("(for the plan before this change; updating…)")
        # A reason that is up to date tells who forced it, and why.
        fits = results.plan is not None and results.plan.status != "infeasible"
        told = line is not None and fits and "lines" not in results.stale
        forced = "" if told else _override_words(results.portfolio, key)
        return [*words, forced] if forced else words

    def _show_found(self, _line: object) -> None:
        self.show_selected(self._context.analyst.results)

    def _lay_out(self) -> None:
        self.setProperty("role", "card")
        self._name.setProperty("role", "heading")
        self._reason.setTextFormat(Qt.TextFormat.PlainText)
        self._reason.setWordWrap(True)
        self._reason.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._reason.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = Flow()
        for button in self._buttons.values():
            buttons.addWidget(button)
        self._head.setSpacing(SPACE)
        self._head.addWidget(self._name, 1)
        self._head.addLayout(buttons)
        scroll = InnerScroll(self._reason, _REASON_LINES)
        scroll.setAccessibleName("The reason in words")
        down = QVBoxLayout(self)
        down.setContentsMargins(SPACE * 2, SPACE, SPACE * 2, SPACE)
        down.setSpacing(SPACE)
        down.addLayout(self._head)
        down.addWidget(scroll, 1)


def _override_words(portfolio: Portfolio, key: str) -> str:
    override = override_of(portfolio, key)
    return "" if override is None else visible(rule_sentence(portfolio, override[1]))
