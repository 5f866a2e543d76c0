"""The whole document, as one frozen record."""

from __future__ import annotations

from dataclasses import dataclass, field

from portfolio.model.ballot import Ballot, BallotPaper, Invitation
from portfolio.model.criterion import Criterion, Rater, Rating
from portfolio.model.decision import Comment, Decision, Entry, PlanOfRecord
from portfolio.model.frozen import FrozenMap
from portfolio.model.initiative import Initiative
from portfolio.model.resource import Period, Resource
from portfolio.model.rule import Rule
from portfolio.model.scenario import Scenario
from portfolio.model.settings import Settings

Ratings = FrozenMap[str, FrozenMap[str, FrozenMap[str, Rating]]]


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Initiatives, resources, criteria, ratings, rules, scenarios, decisions, comments.

    Every collection maps a random id to a frozen record. Two portfolios are equal
    when their content is; an edit returns a new one that shares what it did not
    change.

    Attributes:
        id: of the document, for backups and recovery; survives Save as.
        ratings: rater id to initiative id to criterion id to rating.
        invitations: rater id to what they were asked in the present round of ballots.
        ballots: rater id to what came back and is not revealed yet; nothing reads it.
        paper: what makes this document a ballot paper; None for every other one.
        journal: hash to entry of the log of decisions, which only grows.
        plans: the plans of record.
    """

    id: str
    title: str = "Untitled portfolio"
    notes: str = ""
    settings: Settings = field(default_factory=Settings)
    periods: FrozenMap[str, Period] = field(default_factory=FrozenMap)
    resources: FrozenMap[str, Resource] = field(default_factory=FrozenMap)
    criteria: FrozenMap[str, Criterion] = field(default_factory=FrozenMap)
    initiatives: FrozenMap[str, Initiative] = field(default_factory=FrozenMap)
    raters: FrozenMap[str, Rater] = field(default_factory=FrozenMap)
    ratings: Ratings = field(default_factory=FrozenMap)
    rules: FrozenMap[str, Rule] = field(default_factory=FrozenMap)
    scenarios: FrozenMap[str, Scenario] = field(default_factory=FrozenMap)
    decisions: FrozenMap[str, Decision] = field(default_factory=FrozenMap)
    comments: FrozenMap[str, Comment] = field(default_factory=FrozenMap)
    invitations: FrozenMap[str, Invitation] = field(default_factory=FrozenMap)
    ballots: FrozenMap[str, Ballot] = field(default_factory=FrozenMap)
    paper: BallotPaper | None = None
    journal: FrozenMap[str, Entry] = field(default_factory=FrozenMap)
    plans: FrozenMap[str, PlanOfRecord] = field(default_factory=FrozenMap)
    extra: FrozenMap[str, object] = field(default_factory=FrozenMap)
