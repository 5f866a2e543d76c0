"""What can be done with a rule: switch it, take it away, meet or override its gate, edit it."""

from __future__ import annotations

from portfolio.edit import remove_rules, set_rule
from portfolio.model import Portfolio, Rule, in_order
from portfolio.model.checks.limits import group_of
from portfolio.model.text import visible
from portfolio.report.rule_sentences import rule_sentence
from ui.context import Context
from ui.pages.gate_choices import Choice, GateChoices

_SHORT = 60
_FORCES = ("force_in", "force_out")


class RuleVerbs:
    """Each is one undo step with the rule in its label."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._gates = GateChoices(context)

    def choices(self, key: str) -> tuple[Choice, ...]:
        """Return text, full name and doing of what makes sense for a rule now."""
        rule = self._context.document.portfolio.rules.get(key)
        if rule is None:
            return ()
        what = rule_words(self._context.document.portfolio, rule)
        switch = "Switch off" if rule.active else "Switch on"
        drop = "Release" if rule.kind in _FORCES else "Remove"
        return (
            *self._gates.choices(key, rule),
            (switch, f"{switch} the rule {what}", lambda: self.switch(key)),
            ("Edit", f"Go to where the rule {what} is edited", lambda: self.edit(key)),
            (drop, f"{drop} the rule {what}", lambda: self.drop(key)),
        )

    def switch(self, key: str) -> None:
        """Apply a rule that is off, or the other way round; it is kept either way."""
        document = self._context.document
        rule = document.portfolio.rules.get(key)
        if rule is None:
            return
        verb = "Switch off" if rule.active else "Apply"
        edited = set_rule(document.portfolio, key, active=not rule.active)
        document.apply(f"{verb} the rule {rule_words(document.portfolio, rule)}", edited)

    def drop(self, key: str) -> None:
        """Take a rule away: what was forced is released."""
        document = self._context.document
        rule = document.portfolio.rules.get(key)
        if rule is None:
            return
        done = "Release" if rule.kind in _FORCES else "Remove the rule"
        what = rule_words(document.portfolio, rule)
        document.apply(f"{done} {what}", remove_rules(document.portfolio, (key,)))
        self._context.messages.notice(f"{done}: {what}. Ctrl+Z brings it back.")

    def edit(self, key: str) -> None:
        """Go to the form of an initiative that the rule is about."""
        portfolio = self._context.document.portfolio
        rule = portfolio.rules.get(key)
        if rule is None:
            return
        for member in group_of(rule, portfolio)[:1]:
            self._context.selection.select(member)
        self._open_section()

    def add(self) -> None:
        """Go to where a rule about the selected initiative is added; else about the first one."""
        selection, known = self._context.selection, self._context.document.portfolio.initiatives
        if selection.current not in known and known:
            selection.select(in_order(known)[0][0])
        self._open_section()

    def _open_section(self) -> None:
        requests = self._context.requests
        requests.page_requested.emit("initiatives")
        requests.section_requested.emit("Rules")


def rule_words(portfolio: Portfolio, rule: Rule) -> str:
    """Return a rule in brackets, without its reason and cut short, for the label of a step."""
    sentence = rule_sentence(portfolio, rule)
    text = visible(sentence.partition(". ")[0].rstrip("."))
    return f"({text if len(text) <= _SHORT else f'{text[: _SHORT - 1]}…'})"
