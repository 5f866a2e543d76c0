"""The whole document, as one frozen record."""

from __future__ import annotations

from dataclasses import dataclass, field

from portfolio.model.criterion import Criterion, Rater, Rating
from portfolio.model.decision import Comment, Decision
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
    extra: FrozenMap[str, object] = field(default_factory=FrozenMap)
