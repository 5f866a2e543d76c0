"""Who voted how, and what those who were against had to say; or just the count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from portfolio.errors import PortfolioError
from portfolio.model import Vote, VoteChoice
from portfolio.report.vote_words import (
    CHOICES,
    count_of,
    counted,
    is_named,
    read_count,
    votes_text,
    with_count,
)
from ui.pages.decision_parts.entry_rows import EntryRow, EntryRows
from ui.theme import SPACE, Theme
from ui.widgets.form_field import ChoiceField, LineField
from ui.widgets.tab_order import tab_through


class VoteRow(EntryRow):
    """One person's vote."""

    def __init__(self, vote: Vote, people: Sequence[str]) -> None:
        super().__init__()
        self._vote = vote
        self.voter = LineField("Who voted", lambda _text: "", people)
        self.choice = ChoiceField("Voted", CHOICES)
        self.dissent = LineField("What they had to say", lambda _text: "")
        self.fields = (self.voter, self.choice, self.dissent)
        self._lay_out()
        self.voter.show_text(vote.voter)
        self.choice.show_text(vote.choice)
        self.dissent.show_text(vote.dissent)
        for field in (self.voter, self.choice, self.dissent):
            field.text_entered.connect(lambda _text: self.changed.emit())

    def entry(self) -> Vote:
        return replace(
            self._vote,
            voter=self.voter.text().strip(),
            choice=CHOICES[self.choice.currentIndex()],
            dissent=self.dissent.text().strip(),
        )

    def _lay_out(self) -> None:
        self.voter.setPlaceholderText("Name")
        self.dissent.setPlaceholderText("Dissent, in their words")
        above = QHBoxLayout()
        above.setSpacing(SPACE // 2)
        above.addWidget(self.voter, 1)
        above.addWidget(self.choice, 1)
        self.inside.addLayout(above)
        self.inside.addWidget(self.dissent)


class VotesPart(QWidget):
    """The count of all votes, and below it those who are named."""

    #: the votes changed; payload: tuple of Vote
    votes_changed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._people: Sequence[str] = ()
        self._votes: tuple[Vote, ...] = ()
        self._counted: Mapping[VoteChoice, int] = {}
        self.count = LineField("Count of the votes", self._problem)
        self.rows = EntryRows("person", self._row, _is_filled, theme)
        self._lay_out()
        self.count.text_entered.connect(self._count)
        self.rows.entries_changed.connect(self._name)

    def follow(self, before: QWidget) -> None:
        """Let Tab go from a widget to the count, and from there to the names."""
        tab_through(before, [self.count])
        self.rows.follow(self.count)

    def show_votes(self, votes: tuple[Vote, ...], people: Sequence[str], *, anew: bool) -> None:
        """Show votes; ``people`` are offered as names."""
        if anew or votes != self._votes:
            self._counted = count_of(votes)
        self._votes, self._people = votes, people
        self.count.show_text(votes_text(votes))
        self.rows.show_entries(tuple(vote for vote in votes if is_named(vote)), anew=anew)

    def _row(self, vote: object) -> EntryRow:
        return VoteRow(vote if isinstance(vote, Vote) else Vote(""), self._people)

    def _problem(self, text: str) -> str:
        try:
            counted(self._votes, text)
        except PortfolioError as error:
            return str(error)
        return ""

    def _count(self, text: str) -> None:
        votes = counted(self._votes, text)
        self._counted = read_count(text) if text.strip() else {}
        self._take(votes)

    def _name(self, entries: tuple[Vote, ...]) -> None:
        """Take the votes of those who are named, who are among those that were counted."""
        self._take(with_count(entries, self._counted))

    def _take(self, votes: tuple[Vote, ...]) -> None:
        self._votes = votes
        self.count.show_text(votes_text(votes))
        self.votes_changed.emit(votes)

    def _lay_out(self) -> None:
        label = QLabel("Count")
        label.setProperty("role", "muted")
        label.setBuddy(self.count)
        self.count.setPlaceholderText("5 for, 2 against")
        above = QHBoxLayout()
        above.setSpacing(SPACE)
        above.addWidget(label)
        above.addWidget(self.count, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, SPACE)
        layout.setSpacing(SPACE)
        layout.addLayout(above)
        layout.addWidget(self.rows, 0, Qt.AlignmentFlag.AlignTop)


def _is_filled(vote: object) -> bool:
    return isinstance(vote, Vote) and is_named(vote)
