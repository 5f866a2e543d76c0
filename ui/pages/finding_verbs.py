"""What can be done about a finding: try what would turn it, bar funding, override the bar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from portfolio.edit import bar_until_met, set_figure
from portfolio.funding import RulePrice
from portfolio.lessons import Finding
from portfolio.lessons.turns import Turn
from portfolio.model import FIGURE, Figure, Rule
from portfolio.model.text import quoted, visible
from portfolio.report.finding_words import ways_out
from portfolio.report.rule_sentences import rule_sentence
from ui.context import Context
from ui.pages.gate_choices import Choice, GateChoices

_SOURCE = "A what-if"
_NO_GATE = "Nothing bars its funding on account of this."


class FindingVerbs:
    """Each is one undo step; what is tried is a what-if, which a save leaves out."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._gates = GateChoices(context)

    def turns(self, found: Finding) -> tuple[tuple[str, Choice | None], ...]:
        """Return what would turn a finding green, each with what tries it where one figure does."""
        open_ = ways_out(found.parts, "red", "amber", "missing")
        return tuple((turn.sentence, self._try(found, turn)) for turn in open_)

    def missing(self, found: Finding) -> tuple[tuple[str, Choice], ...]:
        """Return the figures that a finding waits for, each with what goes to its field."""
        parts = (part for part in found.parts if part.missing)
        leaves = (leaf for part in parts for term in part.terms for leaf in term.leaves())
        names = dict.fromkeys(leaf.name for leaf in leaves if leaf.origin == "missing")
        titles = {name: FIGURE[name].title for name in names if name in FIGURE}
        return tuple(
            (title, ("Enter it", f"Enter {title}", partial(self._enter, name)))
            for name, title in titles.items()
        )

    def limits(self, lines: Sequence[str]) -> tuple[tuple[str, Choice | None], ...]:
        """Return what a finding is held against, and on the first line what changes it."""
        ask = partial(self._context.requests.action_requested.emit, "edit.thresholds")
        change: Choice = ("Change…", "Change the thresholds", ask)
        return tuple((line, None if number else change) for number, line in enumerate(lines))

    def funding(
        self, found: Finding, prices: Mapping[str, RulePrice]
    ) -> tuple[tuple[str, Choice | None], ...]:
        """Return how its gates stand and what each costs, with what can be done about it.

        A gate is called met where its light is green; while it is not, it is overridden. A
        red light without a gate can be given one.
        """
        rows = [self._gate(key, rule, found, prices) for key, rule in self._gates_of(found)]
        if rows or found.status != "red":
            return tuple(rows)
        name = f"Bar funding until {found.check.code} {found.check.title} is met"
        return ((_NO_GATE, ("Bar until met…", name, partial(self._bar, found))),)

    def standing(self, found: Finding, prices: Mapping[str, RulePrice]) -> str:
        """Return how the gates of a finding stand and what each costs; empty without one."""
        return " ".join(self._said(key, rule, prices) for key, rule in self._gates_of(found))

    def _said(self, key: str, rule: Rule, prices: Mapping[str, RulePrice]) -> str:
        line = visible(rule_sentence(self._context.document.portfolio, rule))
        return f"{line} {prices[key].sentence}" if key in prices else line

    def _gates_of(self, found: Finding) -> list[tuple[str, Rule]]:
        rules = self._context.document.portfolio.rules
        return [(key, rule) for key, rule in rules.items() if _stands_for(rule, found)]

    def _gate(
        self, key: str, rule: Rule, found: Finding, prices: Mapping[str, RulePrice]
    ) -> tuple[str, Choice | None]:
        left_out = "Override…" if found.status == "green" else "Met"
        choices = self._gates.choices(key, rule)
        return self._said(key, rule, prices), next((c for c in choices if c[0] != left_out), None)

    def _enter(self, name: str) -> None:
        self._context.requests.page_requested.emit("initiatives")
        self._context.requests.fact_requested.emit(name)

    def _try(self, found: Finding, turn: Turn) -> Choice | None:
        if turn.value is None or turn.name not in FIGURE:
            return None
        return "Try it", f"Try it: {turn.sentence}", partial(self._assume, found.initiative, turn)

    def _assume(self, initiative: str, turn: Turn) -> None:
        document = self._context.document
        record = document.portfolio.initiatives.get(initiative)
        if record is None or turn.value is None:
            return
        what = f"{FIGURE[turn.name].title} of {quoted(record.name)}"
        figure = Figure(turn.value, source=_SOURCE)
        edited = set_figure(document.portfolio, initiative, turn.name, figure)
        document.assume(
            f"turn/{initiative}/{turn.name}", f"another {what}", (f"Try {what}", edited)
        )

    def _bar(self, found: Finding) -> None:
        context, document = self._context, self._context.document
        check = found.check
        words = context.messages.ask_text(
            "Bar funding until met",
            "It waits until …",
            f"{check.title.lower()} is green (check {check.code})",
        )
        if not words or found.initiative not in document.portfolio.initiatives:
            return
        name = quoted(document.portfolio.initiatives[found.initiative].name)
        edited = bar_until_met(document.portfolio, found.initiative, check.code, words.strip())
        document.apply(f"Bar {name} until {check.code} is met", edited)


def _stands_for(rule: Rule, found: Finding) -> bool:
    gate = rule.kind == "gate" and rule.active and rule.check == found.check.code
    return gate and found.initiative in rule.initiatives
