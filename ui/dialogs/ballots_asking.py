"""What is being put together in the dialog that asks for ballots: pure, and easily tested."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from portfolio.edit import add_rater
from portfolio.edit.ballots import people_in, rated_criteria, same_name
from portfolio.model import Invitation, Portfolio, Weighing, in_order, new_id
from portfolio.model.text import plural

#: Taken for one rating, read, judged and given; said wherever minutes are.
_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Asking:
    """What was settled on, for the action that makes the papers.

    Attributes:
        added: raters who are new: id to name and role.
        invitations: rater id to what the rater is asked.
        from_earlier: whether everybody starts from their own earlier ratings.
    """

    added: Mapping[str, tuple[str, str]]
    invitations: Mapping[str, Invitation]
    from_earlier: bool

    def with_people(self, portfolio: Portfolio) -> Portfolio:
        """Return a portfolio with the raters who are new."""
        for key, (name, role) in self.added.items():
            if key not in portfolio.raters:
                portfolio = add_rater(portfolio, key, name, role=role)
        return portfolio


@dataclass(slots=True)
class Wishes:
    """Who is asked, and about what: at first everybody about everything.

    Attributes:
        added: raters who are new: id to name and role.
        chosen: ids of those who are asked.
        initiatives: rater id to what they are asked about.
        criteria: the same for criteria.
    """

    portfolio: Portfolio
    added: dict[str, tuple[str, str]] = field(default_factory=dict)
    chosen: set[str] = field(default_factory=set)
    initiatives: dict[str, set[str]] = field(default_factory=dict)
    criteria: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin with everybody, as they were asked last where that is known."""
        for key in self.portfolio.raters:
            asked = self.portfolio.invitations.get(key)
            self.chosen.add(key)
            self.initiatives[key] = set(asked.initiatives if asked else self.all_initiatives)
            self.criteria[key] = set(asked.criteria if asked else self.all_criteria)
            self.initiatives[key] &= set(self.all_initiatives)
            self.criteria[key] &= set(self.all_criteria)

    @property
    def all_initiatives(self) -> tuple[str, ...]:
        """Ids of all initiatives, in screen order."""
        return tuple(key for key, _ in in_order(self.portfolio.initiatives))

    @property
    def all_criteria(self) -> tuple[str, ...]:
        """Ids of all criteria that people rate on, in screen order."""
        return rated_criteria(self.portfolio)

    @property
    def people(self) -> dict[str, str]:
        """Rater id to name and role on one line, the new ones last."""
        known = {key: (one.name, one.role) for key, one in in_order(self.portfolio.raters)}
        return {
            key: f"{name}, {role}" if role.strip() else name
            for key, (name, role) in {**known, **self.added}.items()
        }

    def add_people(self, text: str) -> int:
        """Add everybody on a list who is not there yet, choose all on it; how many are new."""
        there = {same_name(one.name): key for key, one in self.portfolio.raters.items()}
        there |= {same_name(name): key for key, (name, _) in self.added.items()}
        new = 0
        for name, role in people_in(text):
            key = there.get(same_name(name))
            if key is None:
                key, new = new_id("u"), new + 1
                self.added[key] = (name, role)
                self.initiatives[key] = set(self.all_initiatives)
                self.criteria[key] = set(self.all_criteria)
            self.chosen.add(key)
        return new

    def ask(self, raters: Iterable[str], table: str, keys: Collection[str], *, asked: bool) -> None:
        """Ask raters about initiatives or criteria, or no longer; ``table`` says which."""
        for rater in raters:
            wanted = getattr(self, table)[rater]
            wanted |= set(keys)
            if not asked:
                wanted -= set(keys)

    def shared(self, raters: Collection[str], table: str) -> tuple[set[str], set[str]]:
        """Return what all of these raters are asked about, and what some of them are."""
        wanted = [getattr(self, table)[rater] for rater in raters]
        if not wanted:
            return set(), set()
        return set.intersection(*wanted), set.union(*wanted)

    def problem(self) -> str:
        """Return why no papers can be made yet; empty when they can."""
        if not self.chosen:
            return "Choose at least one rater, or add somebody."
        for rater in self.people:
            if rater in self.chosen and not (self.initiatives[rater] and self.criteria[rater]):
                name = self.people[rater]
                return f"{name} is asked about nothing: choose initiatives and criteria."
        return ""

    def effort(self) -> str:
        """Return how long a paper is, the longest where they differ: ratings and minutes."""
        sizes = [
            (len(self.initiatives[rater]) * len(self.criteria[rater]), rater)
            for rater in self.people
            if rater in self.chosen
        ]
        if not sizes:
            return ""
        most, rater = max(sizes)
        initiatives, criteria = len(self.initiatives[rater]), len(self.criteria[rater])
        each = "Each" if min(sizes)[0] == most else "The longest"
        minutes = plural(max(1, math.ceil(most * _SECONDS / 60)), "minute")
        return (
            f"{each}: {plural(initiatives, 'initiative')} × "
            f"{plural(criteria, 'criterion', 'criteria')}, {plural(most, 'rating')}, "
            f"about {minutes} at {_SECONDS} seconds a rating."
        )

    def settled(
        self, now: datetime, weighing: Weighing, due: date | None, note: str, *, from_earlier: bool
    ) -> Asking:
        """Return what was settled on."""
        invitations = {
            rater: Invitation(
                now,
                tuple(key for key in self.all_initiatives if key in self.initiatives[rater]),
                tuple(key for key in self.all_criteria if key in self.criteria[rater]),
                weighing,
                due,
                note.strip(),
            )
            for rater in self.people
            if rater in self.chosen
        }
        added = {key: each for key, each in self.added.items() if key in self.chosen}
        return Asking(added, invitations, from_earlier)
