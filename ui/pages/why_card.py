"""Why the selected initiative is funded or cut, and the leaders' override."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QLabel,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from portfolio.edit import override_of
from portfolio.funding import Lever, with_lever
from portfolio.model import Portfolio
from portfolio.model.text import quoted, visible
from portfolio.report import fated
from portfolio.report.light_words import lights_line
from portfolio.report.rule_sentences import rule_sentence
from ui.context import Context
from ui.overrides import guarded
from ui.pages.choice_rows import ChoiceRow, ChoiceRows
from ui.pages.reason_on_demand import ReasonOnDemand
from ui.theme import SPACE
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.flow import Flow
from ui.widgets.inner_scroll import InnerScroll
from ui.widgets.unbroken import unbroken

if TYPE_CHECKING:
    from portfolio.analysis import Results

ACTIONS = (
    ("initiative.force_in", "Force in…"),
    ("initiative.force_out", "Force out…"),
    ("initiative.release", "Let the plan decide"),
)
_REASON_LINES = 3
_LOOKING = "Looking for the smallest changes that bring it in…"
_COMES_IN = "It would come in with"
_NO_LEVER = (
    "No single change of its size, start, needs or benefit, or of one capacity, brings it in."
)
_LETTERS = 76


class WhyCard(QFrame):
    """What becomes of it and why, what the opposite would do, and what would bring it in."""

    #: a lever was pulled as a what-if
    lever_tried = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._name = ElidedLabel()
        self._verdict = QLabel()
        self._reason = QLabel()
        self._effect = QLabel()
        self._levers_title = QLabel()
        self._levers_shown: tuple[Lever, ...] = ()
        self._levers = ChoiceRows(_COMES_IN)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons = {name: QPushButton(title) for name, title in ACTIONS}
        self._reasons = ReasonOnDemand(context)
        self._lay_out()
        for name, button in self._buttons.items():
            button.clicked.connect(
                lambda _checked, name=name: context.requests.action_requested.emit(name)
            )
        self._reasons.reason_found.connect(self._show_found)
        self._levers.choice_made.connect(self._try)

    def show_selected(self, results: Results | None) -> None:
        """Show what is known about the current initiative."""
        key = self._context.selection.current
        record = results.portfolio.initiatives.get(key) if results is not None else None
        for button in self._buttons.values():
            button.setEnabled(record is not None)
        if results is None or record is None:
            self._reasons.stop()
            self._name.show_text("Why?")
            self._show_words("", ("Choose an initiative to see why it is funded or cut.", ""))
            self._show_levers(None, None, enabled=False)
            return
        override = override_of(results.portfolio, key)
        self._buttons["initiative.release"].setEnabled(override is not None)
        self._name.show_text(record.name or "(no name)")
        self._show_words(
            fated(results.portfolio, results.plan, key).words, self._words(results, key)
        )
        self._show_levers_of(results, key)

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

    def _words(self, results: Results, key: str) -> tuple[str, str]:
        """Return why, and what the opposite would do."""
        line = self._reasons.line(results, key)
        words = [line.cause] if line is not None else []
        effect = line.effect if line is not None else ""
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
        lights = lights_line(results.board, key)
        return "\n".join(word for word in (*words, forced, lights) if word), effect

    def _show_words(self, verdict: str, words: tuple[str, str]) -> None:
        self._verdict.setText(verdict)
        self._verdict.setVisible(bool(verdict))
        self._reason.setText(unbroken(words[0]))
        self._effect.setText(unbroken(words[1]))
        self._effect.setVisible(bool(words[1]))

    def _show_levers_of(self, results: Results, key: str) -> None:
        plan = results.plan
        cut = plan is not None and plan.status != "infeasible" and plan.verdict(key) == "cut"
        barred = cut and (plan is None or key in plan.forced_out)
        levers = self._reasons.levers(results, key) if cut and not barred else None
        waiting = cut and not barred and levers is None
        title = _COMES_IN if levers or waiting else ""
        if levers == () and results.lines.get(key) is not None:
            title = _NO_LEVER if _could(results, key) else ""
        words = _LOOKING if waiting else title
        self._levers_title.setEnabled(not waiting)
        self._show_levers(words, levers, enabled="levers" not in results.stale)

    def _show_levers(
        self, title: str | None, levers: tuple[Lever, ...] | None, *, enabled: bool
    ) -> None:
        self._levers_title.setText(title or "")
        self._levers_title.setVisible(bool(title))
        self._levers_shown = levers or ()
        rows = [ChoiceRow(visible(lever.sentence)) for lever in self._levers_shown]
        self._levers.show_rows(rows, enabled=enabled)

    def _try(self, number: int) -> None:
        """Pull a lever as a what-if."""
        lever, document = self._levers_shown[number], self._context.document
        name = quoted(document.portfolio.initiatives[lever.initiative_id].name)
        edit = (f"Try {lever.sentence} for {name}", with_lever(document.portfolio, lever))
        document.assume(
            f"lever/{lever.initiative_id}/{lever.kind}/{lever.resource_id}",
            f"{lever.sentence} for {name}",
            edit,
        )
        self.lever_tried.emit()

    def _show_found(self, _key: str) -> None:
        self.show_selected(self._context.analyst.results)

    def _body(self) -> QWidget:
        body = QWidget()
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 0, SPACE, 0)
        inside.setSpacing(SPACE // 2)
        for part in (self._reason, self._effect, self._levers_title, self._levers):
            inside.addWidget(part)
        inside.addStretch(1)
        return body

    def _lay_out(self) -> None:
        self.setProperty("role", "card")
        self._name.setProperty("role", "heading")
        for label in (self._verdict, self._reason, self._effect, self._levers_title):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        for label in (self._reason, self._effect):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._verdict.setProperty("role", "muted")
        self._effect.setProperty("role", "muted")
        self._levers_title.setProperty("role", "strong")
        buttons = Flow()
        for button in self._buttons.values():
            buttons.addWidget(button)
        self._head.setSpacing(SPACE)
        title = QVBoxLayout()
        title.setSpacing(0)
        title.addWidget(self._name)
        title.addWidget(self._verdict)
        self._head.addLayout(title, 1)
        self._head.addLayout(buttons)
        scroll = InnerScroll(self._body(), _REASON_LINES)
        scroll.setAccessibleName("The reason in words")
        down = QVBoxLayout(self)
        down.setContentsMargins(SPACE * 2, SPACE, SPACE * 2, SPACE)
        down.setSpacing(SPACE)
        down.addLayout(self._head)
        down.addWidget(scroll, 1)


def _could(results: Results, key: str) -> bool:
    """Whether a change of sizes and capacities might help at all: no gate keeps it waiting."""
    gates = (rule for rule in results.portfolio.rules.values() if rule.kind == "gate")
    return not any(
        rule.active and rule.state == "open" and key in rule.initiatives for rule in gates
    )


def _override_words(portfolio: Portfolio, key: str) -> str:
    override = override_of(portfolio, key)
    return "" if override is None else visible(rule_sentence(portfolio, override[1]))
