"""The fields of a decision, from the option to the day of its review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from portfolio.model import Condition, Decision, FrozenMap, KillCriterion, Portfolio, in_order
from portfolio.model.days import day_text
from portfolio.report.decision_draft import FUNDING
from portfolio.report.decision_rows import money_by_unit, money_text
from portfolio.report.vote_words import votes_text
from ui.pages.decision_parts.amounts import AmountsGrid
from ui.pages.decision_parts.day_field import DayField
from ui.pages.decision_parts.displaced import Displaced
from ui.pages.decision_parts.kill import KillFields
from ui.pages.decision_parts.option_buttons import OptionButtons
from ui.pages.decision_parts.pairs import FieldPairs
from ui.pages.decision_parts.size_and_start import SizeAndStart
from ui.pages.decision_parts.terms import TermRows
from ui.pages.decision_parts.votes import VotesPart
from ui.theme import SPACE, Theme
from ui.widgets.form_field import LineField, TextField, mark_invalid
from ui.widgets.form_section import FormSection

_AMOUNTS, _DISPLACES, _TERMS = "Amounts", "It displaces", "Conditions"
_KILL, _VOTES = "Kill criterion", "Votes"
#: Plain fields that every option asks for.
_ALWAYS = ("owner", "decided_by", "review")
#: In a blank field about several initiatives.
_EACH = "each its own"
_OF_ONE = (_AMOUNTS, _DISPLACES)
_OF_FUNDED = (_AMOUNTS, _DISPLACES, _TERMS, _KILL)


class DecisionFields(QWidget):
    """Shows a decision and hands on every change of it; writes nothing itself.

    Attributes:
        option: what is decided; placed by the panel, where it stays while the others scroll.
    """

    #: a field was changed; payload: Decision with it
    decision_changed = Signal(object)
    #: another option was chosen; payload: DecisionOption
    option_chosen = Signal(str)
    #: another size or start was chosen; payload: Decision with it
    size_chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._decision: Decision | None = None
        self._portfolio: Portfolio | None = None
        self._one = True
        self.option = OptionButtons()
        self._picks = SizeAndStart()
        self.reason = TextField("Reason")
        self._reason_label = QLabel("Reason")
        self.owner = LineField("Owner", _anything)
        self.decided_by = LineField("Decided by", _anything)
        self.review = DayField("Review on")
        self._plain: dict[str, tuple[str, QWidget]] = {
            "level": ("Size", self._picks.size),
            "start": ("Start", self._picks.start),
            "owner": ("Owner", self.owner),
            "decided_by": ("Decided by", self.decided_by),
            "review": ("Review on", self.review),
        }
        self._pairs = FieldPairs(self._plain)
        self._amounts, self._displaced = AmountsGrid(), Displaced(theme)
        self._terms, self._kill, self._votes = TermRows(theme), KillFields(), VotesPart(theme)
        self._sections = {
            title: FormSection(title, part)
            for title, part in (
                (_TERMS, self._terms),
                (_AMOUNTS, self._amounts),
                (_DISPLACES, self._displaced),
                (_KILL, self._kill),
                (_VOTES, self._votes),
            )
        }
        self._lay_out()
        self._connect()

    @property
    def unread(self) -> QLineEdit | None:
        """The first field that holds what cannot be read; None when all can."""
        fields = self.findChildren(QLineEdit)
        shown = (field for field in fields if field.isVisibleTo(self))
        return next((field for field in shown if field.property("invalid") == "true"), None)

    def show_decision(self, portfolio: Portfolio, decision: Decision, *, one: bool) -> None:
        """Show a decision, on one initiative or on several alike."""
        if (decision, one) == (self._decision, self._one) and portfolio is self._portfolio:
            return
        before = self._decision
        moved = before is None or before.initiative != decision.initiative or one != self._one
        if moved:
            self._forget_typed()
        self._decision, self._portfolio, self._one = decision, portfolio, one
        self.option.show_option(decision.option)
        for field in (self.reason, self.owner, self.decided_by):
            field.setPlaceholderText("" if one else _EACH)
        self.reason.show_text(decision.reason)
        self.owner.show_text(decision.owner)
        self.decided_by.show_text(decision.decided_by)
        self.review.show_day(decision.review)
        asked = self._picks.show_decision(portfolio, decision) if one else ()
        self._pairs.show_only((*asked, *_ALWAYS))
        self._pairs.call("start", "Not before" if decision.option == "defer" else "Start")
        if one:
            self._amounts.show_amounts(portfolio, decision.initiative, decision.amounts)
            self._displaced.show_displaced(portfolio, decision.displaces)
        self._terms.show_entries(decision.terms, anew=moved)
        self._kill.show_kill(decision.kill, decision.kill_criterion)
        self._votes.show_votes(decision.votes, _people(portfolio), anew=moved)
        self._show_sections()

    def field(self, name: str) -> QWidget:
        """Return the widget for a field of ``Decision``, in sight; the reason for any other."""
        parts = {
            "amounts": (_AMOUNTS, self._amounts),
            "displaces": (_DISPLACES, self._displaced),
            "terms": (_TERMS, self._terms),
            "kill": (_KILL, self._kill),
            "votes": (_VOTES, self._votes),
        }
        if name in parts:
            title, part = parts[name]
            self._sections[title].open(shown=True)
            if name != "terms":
                return _first_field(part)
            if not self._terms.count:
                self._terms.add.click()
            return self._terms.first
        if name == "option":
            return self.option.pressed
        return self._plain[name][1] if name in self._plain else self.reason

    def lock(self, *, locked: bool) -> None:
        """Take no input; sections can still be opened and read."""
        sections = (self._terms, self._amounts, self._displaced, self._kill, self._votes)
        for part in (self.option, self.reason, self._pairs, *sections):
            part.setEnabled(not locked)

    def need_reason(self, *, needed: bool) -> None:
        """Say whether a reason has to be given."""
        self._reason_label.setText("Reason (needed)" if needed else "Reason")

    def _forget_typed(self) -> None:
        """Let go of what could not be read: it was about another initiative."""
        for field in self.findChildren(QLineEdit):
            field.setModified(False)
            if field.property("invalid") == "true":
                mark_invalid(field, "")

    def _show_sections(self) -> None:
        """Show the sections that the option asks for, and what is in those that are folded."""
        decision, portfolio = self._decision, self._portfolio
        if decision is None or portfolio is None:
            return
        funded = decision.option in FUNDING
        for title in _OF_FUNDED:
            self._sections[title].setVisible(funded and (self._one or title not in _OF_ONE))
        notes = {
            _AMOUNTS: money_text(money_by_unit(portfolio, decision)),
            _DISPLACES: _many(len(decision.displaces), "nothing"),
            _TERMS: _many(len(decision.terms), "none"),
            _KILL: _kill_note(decision),
            _VOTES: votes_text(decision.votes) or "none",
        }
        for title, note in notes.items():
            self._sections[title].note(note)

    def _take(self, **changes: object) -> None:
        if self._decision is None:
            return
        changed: Decision = replace(self._decision, **changes)  # type: ignore[arg-type] # named
        if changed != self._decision:
            self._decision = changed
            self._show_sections()
            self.decision_changed.emit(changed)

    def _pick(self, level: str | None, start: str | None) -> None:
        if self._decision is not None:
            self.size_chosen.emit(replace(self._decision, level=level, start=start))

    def _take_amounts(self, amounts: FrozenMap[str, FrozenMap[str, float]]) -> None:
        self._take(amounts=amounts)

    def _take_displaced(self, ids: tuple[str, ...]) -> None:
        self._take(displaces=ids)
        if self._portfolio is not None:
            self._displaced.show_displaced(self._portfolio, ids)

    def _take_terms(self, terms: Sequence[Condition]) -> None:
        self._take(terms=tuple(terms))

    def _take_kill(self, kill: KillCriterion | None) -> None:
        self._take(kill=kill)

    def _connect(self) -> None:
        self.option.option_chosen.connect(self.option_chosen)
        self._picks.pick_chosen.connect(self._pick)
        self.reason.text_entered.connect(lambda text: self._take(reason=text.strip()))
        self.owner.text_entered.connect(lambda text: self._take(owner=text.strip()))
        self.decided_by.text_entered.connect(lambda text: self._take(decided_by=text.strip()))
        self.review.day_entered.connect(lambda day: self._take(review=day))
        self._amounts.amounts_changed.connect(self._take_amounts)
        self._displaced.displaced_changed.connect(self._take_displaced)
        self._terms.entries_changed.connect(self._take_terms)
        self._kill.kill_changed.connect(self._take_kill)
        self._votes.votes_changed.connect(lambda votes: self._take(votes=votes))

    def _lay_out(self) -> None:
        self._reason_label.setProperty("role", "muted")
        self._reason_label.setBuddy(self.reason)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        for part in (self._reason_label, self.reason, self._pairs):
            layout.addWidget(part)
        layout.addSpacing(SPACE)
        for title, section in self._sections.items():
            section.open(shown=title in _OF_ONE)
            layout.addWidget(section)
        for title, follower in (
            (_TERMS, self._terms),
            (_AMOUNTS, self._amounts),
            (_DISPLACES, self._displaced),
            (_VOTES, self._votes),
        ):
            follower.follow(self._sections[title].head)
        layout.setAlignment(Qt.AlignmentFlag.AlignTop)


def _first_field(part: QWidget) -> QWidget:
    """Return the first part of a section that takes the keyboard."""
    children = part.findChildren(QWidget)
    found = (child for child in children if child.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return next((child for child in found if child.isVisibleTo(part)), part)


def _anything(_text: str) -> str:
    return ""


def _kill_note(decision: Decision) -> str:
    if decision.kill is None:
        return "in words" if decision.kill_criterion.strip() else "none"
    return day_text(decision.kill.date) if decision.kill.date else "no date"


def _many(count: int, none: str) -> str:
    return f"{count:,}" if count else none


def _people(portfolio: Portfolio) -> tuple[str, ...]:
    return tuple(rater.name for _, rater in in_order(portfolio.raters))
