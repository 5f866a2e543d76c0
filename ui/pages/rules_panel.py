"""The rules behind the plan: seen, switched off, removed, and added for what is selected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from portfolio.edit import add_rule
from portfolio.errors import PortfolioError
from portfolio.model import Portfolio, Rule, RuleKind, new_id
from portfolio.model.text import listed, quoted, visible
from portfolio.report import all_rules
from portfolio.report.rule_sentences import rule_sentence
from ui.context import Context
from ui.pages.gate_choices import GateChoices
from ui.pages.initiatives_parts.rule_entry import RuleEntry, amount_of, rule_of
from ui.pages.rule_prices_verbs import RuleVerbs, rule_words
from ui.theme import SPACE
from ui.widgets.rule_list import RuleList, RuleRow

_OFFERED: tuple[tuple[RuleKind, str, int], ...] = (
    ("requires", "{first} only with {others}", 2),
    ("finished_before", "{first} only after the end of {others}", 2),
    ("together", "All or none of {all}", 2),
    ("excludes", "At most one of {all}", 2),
    ("at_most", "At most so many of {all}…", 2),
    ("at_least", "At least so many of {all}…", 2),
    ("synergy", "More (or less) worth together: {all}…", 2),
    ("mandated", "{all} must be funded", 1),
    ("gate", "A gate for {all}…", 1),
)
_QUESTIONS: dict[RuleKind, str] = {
    "at_most": "How many of them at most?",
    "at_least": "How many of them at least?",
    "synergy": "What does funding all of them add, in {unit}? Below 0: what it costs.",
    "gate": "What must be met first? For example: rights are cleared",
}
_NOTHING = (
    "No rules yet. Select initiatives in the plan (Ctrl+click for several) and add one: "
    "only together, at most one, must be funded."
)


class RulesPanel(QWidget):
    """Sentences with boxes; what is added concerns the selected initiatives."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._list = RuleList()
        self._hint = QLabel(_NOTHING)
        self._add = QPushButton("Add rule…")
        self._remove = QPushButton("Remove")
        self._verbs = RuleVerbs(context)
        self._gates = GateChoices(context)
        self._pass = [QPushButton(), QPushButton()]
        self._presses: list[Callable[[], None]] = []
        self._lay_out()
        self._connect()

    def show_portfolio(self, portfolio: Portfolio) -> None:
        """Show all rules of the document; one that is switched off keeps its place."""
        rows = [
            RuleRow(key, visible(text), rule.active, next(iter(rule.initiatives), ""))
            for key, rule, text in all_rules(portfolio)
        ]
        self._list.show_rules(rows)
        self._list.setVisible(bool(rows))
        self._hint.setVisible(not rows)
        self._show_buttons()

    def _lay_out(self) -> None:
        self._hint.setWordWrap(True)
        self._hint.setProperty("role", "muted")
        self._add.setAccessibleDescription("For the initiatives selected in the plan")
        buttons = QHBoxLayout()
        buttons.addWidget(self._add)
        buttons.addWidget(self._remove)
        for button in self._pass:
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE, 0, 0)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._hint)
        layout.addStretch(0)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self._list.rule_switched.connect(self._switch)
        self._list.removal_requested.connect(self._verbs.drop)
        self._list.rule_chosen.connect(self._select_members)
        self._remove.clicked.connect(lambda: self._verbs.drop(self._list.current_rule))
        self._add.clicked.connect(self._offer)
        for number, button in enumerate(self._pass):
            button.clicked.connect(lambda _on=False, number=number: self._presses[number]())

    def _show_buttons(self) -> None:
        key = self._list.current_rule
        self._remove.setEnabled(bool(key))
        rule = self._context.document.portfolio.rules.get(key)
        choices = self._gates.choices(key, rule) if rule is not None else ()
        self._presses = [press for _, _, press in choices]
        for number, button in enumerate(self._pass):
            button.setVisible(number < len(choices))
            if number < len(choices):
                button.setText(choices[number][0])
                button.setAccessibleName(choices[number][1])

    def _select_members(self, key: str) -> None:
        self._show_buttons()
        portfolio = self._context.document.portfolio
        if key not in portfolio.rules:
            return
        known = tuple(i for i in portfolio.rules[key].initiatives if i in portfolio.initiatives)
        if known:
            self._context.selection.select(known[0], known)

    def _switch(self, key: str, active: bool) -> None:
        portfolio = self._context.document.portfolio
        rule = portfolio.rules.get(key)
        if rule is None or rule.active == active:
            self.show_portfolio(portfolio)
        else:
            self._verbs.switch(key)

    def _offer(self) -> None:
        menu = self.offers()
        menu.popup(self._add.mapToGlobal(self._add.rect().topLeft()))

    def offers(self) -> QMenu:
        """Return the menu of rules that can be made for what is selected."""
        portfolio = self._context.document.portfolio
        chosen = self._members()
        names = [quoted(portfolio.initiatives[key].name) for key in chosen]
        menu = QMenu(self)
        for kind, phrase, least in _OFFERED:
            enough = len(chosen) >= least
            words = phrase.format(
                first=names[0] if enough else "One",
                others=listed(names[1:]) if enough else "others",
                all=listed(names, most=3) if enough else "several",
            )
            action = menu.addAction(words.replace("&", "&&"))
            action.setEnabled(enough)
            action.triggered.connect(lambda _on=False, kind=kind: self._make(kind))
        if len(chosen) < 2:
            menu.addSeparator()
            hint = menu.addAction("Select two or more initiatives with Ctrl+click")
            hint.setEnabled(False)
        return menu

    def _members(self) -> tuple[str, ...]:
        """Return the selected initiatives, the current one first."""
        selection, known = self._context.selection, self._context.document.portfolio.initiatives
        ordered = dict.fromkeys((selection.current, *selection.chosen))
        return tuple(key for key in ordered if key in known)

    def _make(self, kind: RuleKind) -> None:
        document = self._context.document
        try:
            rule = self._asked(kind, document.portfolio)
        except PortfolioError as error:
            self._context.messages.show_error(error, "The rule was not added")
            return
        if rule is None:
            return
        what = rule_sentence(document.portfolio, rule)
        reason = self._context.messages.ask_text("Add a rule", f"{what} Why?")
        if reason is not None:
            made = replace(rule, reason=reason.strip())
            edited = add_rule(document.portfolio, new_id("x"), made)
            document.apply(f"Add the rule {rule_words(document.portfolio, rule)}", edited)

    def _asked(self, kind: RuleKind, portfolio: Portfolio) -> Rule | None:
        """Return the rule for what is selected; None when the person backs out."""
        author = self._context.settings.preferences.author
        members = self._members()
        rule = Rule(kind, members, author=author)
        if kind not in _QUESTIONS:
            return rule
        question = _QUESTIONS[kind].format(unit=portfolio.settings.benefit_unit)
        answer = self._context.messages.ask_text("Add a rule", question)
        if answer is None:
            return None
        entry = RuleEntry(kind, members[0], amount=answer, condition=answer)
        if kind == "gate":
            return replace(rule_of(entry, portfolio), initiatives=members, author=author)
        return replace(rule, amount=amount_of(entry, portfolio))
