"""The rules that concern one initiative, with a way to add one and to take one away."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from portfolio.edit import add_rule, force, remove_rules
from portfolio.errors import PortfolioError
from portfolio.model import Rule, new_id
from portfolio.model.text import quoted
from portfolio.report.initiative_lines import InitiativeLine
from portfolio.report.rule_sentences import rules_concerning
from ui.context import Context
from ui.pages.gate_choices import Choice, GateChoices
from ui.pages.initiatives_parts.rule_entry import needs_reason, rule_of
from ui.pages.initiatives_parts.rule_form import RuleForm
from ui.tables import Row
from ui.theme import SPACE
from ui.widgets.emptying import empty
from ui.widgets.tab_order import tab_through

if TYPE_CHECKING:
    from portfolio.analysis import Results

_LONGEST = 60


class RulesPart(QWidget):
    """One sentence a rule; a new one is said from left to right."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._gates = GateChoices(context)
        self._key = ""
        self._before: QWidget | None = None
        self._shown: tuple[object, ...] | None = None
        self._list = QVBoxLayout()
        self._form = RuleForm()
        self._lay_out()
        self._form.add_requested.connect(self._add_rule)

    def show_row(self, results: Results, row: Row[InitiativeLine]) -> None:
        """Show the rules about one initiative."""
        self._key = row.key
        rules = rules_concerning(results.portfolio, row.key)
        shown = (row.key, *((key, sentence, rule.state) for key, rule, sentence in rules))
        if shown != self._shown:
            self._shown = shown
            self._show_rules(rules)
        self._form.show_member(results.portfolio, row.key)

    def follow(self, before: QWidget) -> None:
        """Take the place after a widget in the order of the Tab key."""
        self._before = before

    def _show_rules(self, rules: list[tuple[str, Rule, str]]) -> None:
        empty(self._list)
        if not rules:
            nothing = QLabel("No rule concerns it.")
            nothing.setProperty("role", "muted")
            self._list.addWidget(nothing)
        lines = [
            _RuleLine(
                sentence,
                ("Remove", f"Remove the rule: {sentence}", self._remover(key, sentence)),
                self._gates.choices(key, rule),
            )
            for key, rule, sentence in rules
        ]
        for line in lines:
            self._list.addWidget(line)
        tab_through(self._before, (button for line in lines for button in line.buttons))

    def _add_rule(self) -> None:
        portfolio = self._context.document.portfolio
        entry = self._form.entry(self._context.settings.preferences.author)
        name = quoted(portfolio.initiatives[self._key].name)
        try:
            rule = rule_of(entry, portfolio)
            add = force if needs_reason(rule.kind) else add_rule
            self._context.document.apply(
                f"Add a rule about {name}", add(portfolio, new_id("x"), rule)
            )
        except PortfolioError as error:
            self._context.messages.show_error(error, "The rule was not added")
            return
        self._form.clear()

    def _remover(self, key: str, sentence: str) -> Callable[[], None]:
        def remove() -> None:
            portfolio = remove_rules(self._context.document.portfolio, (key,))
            short = sentence if len(sentence) <= _LONGEST else f"{sentence[:_LONGEST]}…"
            self._context.document.apply(f"Remove the rule {short}", portfolio)

        return remove

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, SPACE)
        layout.setSpacing(SPACE)
        layout.addLayout(self._list)
        layout.addWidget(self._form)


class _RuleLine(QWidget):
    """A rule, the button that takes it away, and below it what else can be done with it."""

    def __init__(self, sentence: str, remove: Choice, choices: tuple[Choice, ...]) -> None:
        super().__init__()
        words = QLabel(sentence)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        grid.addWidget(words, 0, 0)
        self.buttons = [_button(choice) for choice in (remove, *choices)]
        grid.addWidget(self.buttons[0], 0, 1, Qt.AlignmentFlag.AlignTop)
        if choices:
            below = QHBoxLayout()
            for button in self.buttons[1:]:
                below.addWidget(button)
            below.addStretch(1)
            grid.addLayout(below, 1, 0, 1, 2)


def _button(choice: Choice) -> QPushButton:
    button = QPushButton(choice[0])
    button.setProperty("role", "quiet")
    button.setAccessibleName(choice[1])
    button.clicked.connect(choice[2])
    return button
