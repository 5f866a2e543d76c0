"""What is entered and not recorded yet, by initiative: neither leaving nor ending loses it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from portfolio.model import Decision, DecisionOption, Portfolio
from portfolio.model.decided import current_decisions
from portfolio.report.decision_draft import FUNDING
from portfolio.report.decision_start import decided_anew, with_option, with_size, with_terms
from ui.context import Context
from ui.pages.decision_parts.kept_drafts import KeptDrafts
from ui.pages.decision_parts.suggestions import Suggestions

if TYPE_CHECKING:
    from portfolio.analysis import Results

#: results and initiative id to the ids of what funding it displaces
Displacing = Callable[["Results", str], tuple[str, ...]]
#: What is of one initiative alone, so that several have it each in its own way.
_OWN = frozenset({"initiative", "name", "level", "start", "amounts", "displaces", "at", "extra"})
_ALONE = ("level", "start", "amounts", "displaces")
_TOLD = tuple(field.name for field in fields(Decision) if field.name not in _OWN)


class Drafts(QObject):
    """The decision that would be recorded for each initiative.

    That is what was entered; else the decision that holds; else what the plan suggests.
    """

    #: there is a draft more or less, or one with another option
    drafts_changed = Signal()
    #: what was entered at another time is there again
    drafts_offered = Signal()

    def __init__(self, context: Context, displaced: Displacing) -> None:
        super().__init__()
        self._context = context
        self._displaced = displaced
        self._kept = KeptDrafts(context)
        self._begun: dict[str, Decision] = {}
        self._options: dict[str, DecisionOption] = {}
        #: of whom a person said what they displace
        self._told: set[str] = set()
        #: of whom a person said who decides
        self._signed: set[str] = set()
        self._decider = ""
        self._current: tuple[Portfolio | None, dict[str, str]] = (None, {})
        self._suggestions = Suggestions()
        self._author = context.settings.preferences.author
        context.settings.preferences_changed.connect(self._sign)
        context.document.document_replaced.connect(self._start_anew)
        self._kept.drafts_read.connect(self._offer)
        self._kept.read()

    @property
    def options(self) -> Mapping[str, DecisionOption]:
        """Initiative id to the option of its draft."""
        return self._options

    def decision(self, results: Results, key: str) -> Decision:
        """Return the draft of one initiative."""
        if key in self._begun:
            return self._displacing(results, self._begun[key])
        held = self._held(results.portfolio, key)
        if held is not None:
            return with_terms(held)
        author = self._decider or self._context.settings.preferences.author
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
            self._begin(key, self._chosen(results, key, option))
        self._tell()

    def _chosen(self, results: Results, key: str, option: DecisionOption) -> Decision:
        """Return a draft with another option; against the one that holds it begins anew."""
        before, held = self.decision(results, key), self._held(results.portfolio, key)
        if held is None or key in self._begun:
            return with_option(results, before, option)
        if option == held.option:
            return before
        return decided_anew(results, before, option, self._author, datetime.now(UTC))

    def resize(self, results: Results, changed: Decision) -> None:
        """Take another size or start, with the amounts that it needs."""
        self._begin(changed.initiative, with_size(results.portfolio, changed))
        self._tell()

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
        if changed.decided_by != before.decided_by:
            self._signed.update(keys)
        told: dict[str, Any] = {
            name: getattr(changed, name)
            for name in _TOLD
            if getattr(changed, name) != getattr(before, name)
        }
        for key in keys:
            own = self.decision(results, key)
            alone = {name: getattr(changed, name) for name in _ALONE} if len(keys) == 1 else {}
            self._begin(key, replace(own, **told, **alone))
        self._tell()

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
        for key, begun in tuple(self._begun.items()):
            if not begun.decided_by:
                self._begin(key, replace(begun, decided_by=self._author))

    def settle(self, *keys: str) -> None:
        """Forget what is recorded now; a board that was named decides on the next ones too."""
        for key in keys:
            if key in self._signed:
                self._decider = self._begun[key].decided_by
        self.forget(*keys)

    def forget(self, *keys: str) -> None:
        """Forget what was entered for some initiatives: it is recorded, or not wanted."""
        for key in keys:
            self._told.discard(key)
            self._signed.discard(key)
            if self._begun.pop(key, None) is not None:
                self._kept.keep(key, None)
        self._tell()

    def store(self) -> None:
        """Write down at once what was entered: one may be about to leave."""
        self._kept.store()

    def _begin(self, key: str, draft: Decision) -> None:
        self._begun[key] = replace(draft, at=datetime.now(UTC))
        self._kept.keep(key, self._begun[key])

    def _start_anew(self) -> None:
        """Another document has drafts of its own; those of this one are kept."""
        self._begun, self._told, self._signed, self._decider = {}, set(), set(), ""
        self._tell()
        self._kept.read()

    def _offer(self, drafts: Mapping[str, Decision]) -> None:
        """Offer what was entered before, unless something was entered since."""
        self._begun = {**drafts, **self._begun}
        self._tell()
        if drafts:
            self.drafts_offered.emit()

    def _tell(self) -> None:
        options = {key: draft.option for key, draft in self._begun.items()}
        if options != self._options:
            self._options = options
            self.drafts_changed.emit()
