"""What is entered and not recorded yet, by initiative: going elsewhere loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from portfolio.model import Decision, DecisionOption, Portfolio
from portfolio.model.decided import current_decisions
from portfolio.report.decision_draft import FUNDING
from portfolio.report.decision_start import with_option, with_size, with_terms
from ui.context import Context
from ui.pages.decision_parts.suggestions import Suggestions

if TYPE_CHECKING:
    from portfolio.analysis import Results

#: results and initiative id to the ids of what funding it displaces
Displacing = Callable[["Results", str], tuple[str, ...]]
#: What is of one initiative alone, so that several have it each in its own way.
_OWN = frozenset({"initiative", "name", "level", "start", "amounts", "displaces", "at", "extra"})
_ALONE = ("level", "start", "amounts", "displaces")
_TOLD = tuple(field.name for field in fields(Decision) if field.name not in _OWN)


class Drafts:
    """The decision that would be recorded for each initiative.

    That is what was entered; else the decision that holds; else what the plan suggests.
    """

    def __init__(self, context: Context, displaced: Displacing) -> None:
        self._context = context
        self._displaced = displaced
        self._begun: dict[str, Decision] = {}
        #: of whom a person said what they displace
        self._told: set[str] = set()
        self._current: tuple[Portfolio | None, dict[str, str]] = (None, {})
        self._suggestions = Suggestions()
        self._author = context.settings.preferences.author
        context.settings.preferences_changed.connect(self._sign)

    def decision(self, results: Results, key: str) -> Decision:
        """Return the draft of one initiative."""
        if key in self._begun:
            return self._displacing(results, self._begun[key])
        held = self._held(results.portfolio, key)
        if held is not None:
            return with_terms(held)
        author = self._context.settings.preferences.author
        return self._displacing(results, self._suggestions.decision(results, key, author))

    def _held(self, portfolio: Portfolio, key: str) -> Decision | None:
        """Return the decision that holds; which those are is found once a document."""
        if self._current[0] is not portfolio:
            self._current = (portfolio, current_decisions(portfolio))
        return portfolio.decisions.get(self._current[1].get(key, ""))

    def shared(self, results: Results, keys: tuple[str, ...]) -> Decision:
        """Return the draft of the first initiative, without what the others do not share."""
        first, *others = (self.decision(results, key) for key in keys)
        blank = Decision(first.initiative, first.option, first.at)
        mixed = {
            name: getattr(blank, name)
            for name in _TOLD
            if any(getattr(other, name) != getattr(first, name) for other in others)
        }
        return replace(first, **mixed) if others else first

    def is_begun(self, key: str) -> bool:
        """Whether something was entered that is not recorded."""
        return key in self._begun

    def choose(self, results: Results, keys: tuple[str, ...], option: DecisionOption) -> None:
        """Begin to decide on some initiatives in one way."""
        for key in keys:
            self._begun[key] = with_option(results, self.decision(results, key), option)

    def resize(self, results: Results, changed: Decision) -> None:
        """Take another size or start, with the amounts that it needs."""
        self._begun[changed.initiative] = with_size(results.portfolio, changed)

    def take(self, results: Results, keys: tuple[str, ...], changed: Decision) -> None:
        """Take what was entered for some initiatives, for all of them alike.

        Args:
            results: with all of them.
            keys: of the initiatives; what is of one alone is taken for the first.
            changed: ``shared`` with what was entered.
        """
        before = self.shared(results, keys)
        if changed.displaces != before.displaces:
            self._told.add(changed.initiative)
        told: dict[str, Any] = {
            name: getattr(changed, name)
            for name in _TOLD
            if getattr(changed, name) != getattr(before, name)
        }
        for key in keys:
            own = self.decision(results, key)
            alone = {name: getattr(changed, name) for name in _ALONE} if len(keys) == 1 else {}
            self._begun[key] = replace(own, **told, **alone)

    def _displacing(self, results: Results, decision: Decision) -> Decision:
        """Return a decision with what funding it displaces, unless somebody said so."""
        told = decision.displaces or decision.initiative in self._told
        if told or decision.option not in FUNDING:
            return decision
        found = self._displaced(results, decision.initiative)
        return replace(decision, displaces=found) if found else decision

    def _sign(self) -> None:
        """Let what was begun without a name be decided by the person who gives one."""
        before, self._author = self._author, self._context.settings.preferences.author
        if before or not self._author:
            return
        for key, begun in self._begun.items():
            if not begun.decided_by:
                self._begun[key] = replace(begun, decided_by=self._author)

    def forget(self, *keys: str) -> None:
        """Forget what was entered for some initiatives; without any, for all."""
        for key in keys or tuple(self._begun):
            self._begun.pop(key, None)
            self._told.discard(key)
