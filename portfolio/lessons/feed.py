"""Checks that feed criteria: a value that was worked out, in place of ratings."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from portfolio.lessons.check import Measure
from portfolio.lessons.inputs import Inputs
from portfolio.lessons.population import population_of
from portfolio.lessons.registry import CHECK
from portfolio.lessons.subject import Subject, subject
from portfolio.model import Anchor, Criterion, Direction, FrozenMap, Portfolio, Rater, Rating

#: The id under which the values stand among the raters; no rater of a file has it.
FEEDER = "lessons"


@dataclass(frozen=True, slots=True)
class Feed:
    """A check that can take the place of ratings, and a scale for it.

    Attributes:
        part: name of the measure that is used.
        unit: of the ratings that it gives; ``%`` for shares.
        anchors: a scale to begin with, by rising level.
    """

    code: str
    part: str
    unit: str
    direction: Direction
    anchors: tuple[Anchor, ...]


def _scale(*points: tuple[float, float, str]) -> tuple[Anchor, ...]:
    return tuple(Anchor(level, earned, text) for level, earned, text in points)


#: In the order of the board. What depends on a plan cannot feed what the plan depends on.
FEEDS: tuple[Feed, ...] = (
    Feed(
        "1a",
        "1a.margin",
        "%",
        "max",
        _scale(
            (0.0, 0.0, "Each use loses money"),
            (20.0, 25.0, "Below this, the light is red"),
            (50.0, 60.0, "From here, the light is green"),
            (70.0, 100.0, "As good as software without AI"),
        ),
    ),
    Feed(
        "1b",
        "1b.efficiency",
        "×",
        "max",
        _scale(
            (0.0, 0.0, "No revenue"),
            (3.0, 25.0, "Below this, the light is red"),
            (5.0, 60.0, "From here, the light is green"),
            (10.0, 100.0, "Inference costs a tenth of revenue"),
        ),
    ),
    Feed(
        "2a",
        "2a.app",
        "%",
        "max",
        _scale(
            (0.0, 0.0, "Nobody is back on day 30"),
            (5.0, 25.0, "Below this, the light is red"),
            (12.0, 60.0, "Strong among all apps"),
            (30.0, 100.0, "A habit"),
        ),
    ),
    Feed(
        "2c",
        "2c.seats",
        "%",
        "max",
        _scale(
            (0.0, 0.0, "No seat is active"),
            (40.0, 25.0, "Below this, the light is red"),
            (60.0, 60.0, "Most seats are active in a week"),
            (90.0, 100.0, "Nearly everybody who has it uses it"),
        ),
    ),
    Feed(
        "3d",
        "3d.value",
        "months",
        "min",
        _scale(
            (3.0, 100.0, "Before the next review"),
            (12.0, 75.0, "Within a year"),
            (24.0, 50.0, "Until here, the light is green"),
            (48.0, 0.0, "From here, the light is red"),
        ),
    ),
)
FEED = {feed.code: feed for feed in FEEDS}


def fed(portfolio: Portfolio) -> Portfolio:
    """Return the portfolio with values in place of ratings where a criterion is fed.

    The same object when none is. A value that is not known or not finite is no rating:
    a criterion that is fed says nothing of that initiative.
    """
    sources = {
        key: FEED[record.check]
        for key, record in portfolio.criteria.items()
        if record.check in FEED
    }
    if not sources:
        return portfolio
    ratings = {
        rater: FrozenMap({key: _without(row, sources) for key, row in table.items()})
        for rater, table in portfolio.ratings.items()
    }
    return replace(
        portfolio,
        raters=portfolio.raters.with_(FEEDER, Rater("The checks", "")),
        ratings=FrozenMap({**ratings, FEEDER: _values(portfolio, sources)}),
    )


def _without(row: FrozenMap[str, Rating], sources: Mapping[str, Feed]) -> FrozenMap[str, Rating]:
    if sources.keys().isdisjoint(row.keys()):
        return row
    return FrozenMap({key: rating for key, rating in row.items() if key not in sources})


def _values(
    portfolio: Portfolio, sources: Mapping[str, Feed]
) -> FrozenMap[str, FrozenMap[str, Rating]]:
    """Return initiative id to criterion id to the value of its check."""
    everyone = population_of(portfolio)
    # A measure reads no dates: only answers are held against the day.
    subjects = [
        subject(key, record, portfolio.settings, date.min, everyone)
        for key, record in portfolio.initiatives.items()
    ]
    table: dict[str, dict[str, Rating]] = {each.id: {} for each in subjects}
    for criterion, feed in sources.items():
        levels = _levels(subjects, feed, portfolio.criteria[criterion])
        for each, level in zip(subjects, levels, strict=True):
            if math.isfinite(level):
                table[each.id][criterion] = Rating(level)
    return FrozenMap({key: FrozenMap(row) for key, row in table.items() if row})


def _levels(subjects: list[Subject], feed: Feed, criterion: Criterion) -> Iterable[float]:
    """Return the value for each subject, in the unit of the criterion."""
    check = CHECK[feed.code]
    part = next(part for part in check.parts if part.name == feed.part)
    if not isinstance(part, Measure):
        raise TypeError(f"{feed.part} is no measure")
    values = part.value(Inputs(subjects, samples=0))[:, 0].tolist()
    factor = 100.0 if part.unit == "share" and criterion.unit.strip() == "%" else 1.0
    return [
        math.nan if check.applies(each) else value * factor
        for each, value in zip(subjects, values, strict=True)
    ]
