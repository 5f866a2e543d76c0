"""Criteria with anchored scales, and the ratings given on them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from portfolio.model.frozen import FrozenMap
from portfolio.model.preference import Preference

Direction = Literal["max", "min"]
Confidence = Literal["low", "medium", "high"]
#: How a rater's own weights were asked for; empty when they were not.
Weighing = Literal["", "swing", "rank order", "pairwise"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """One written point of a scale.

    Attributes:
        level: the rating, in the criterion's unit.
        points: its value, 0 (worst) to 100 (best).
        text: what an initiative at this level looks like.
    """

    level: float
    points: float
    text: str = ""
    extra: FrozenMap[str, object] = field(default_factory=FrozenMap)


@dataclass(frozen=True, slots=True)
class Criterion:
    """A yardstick.

    Attributes:
        direction: ``max`` when more is better; decides the sense in relative methods.
        unit: of the ratings, for example ``points`` or ``months``.
        anchors: two or more, by rising level; the value function is the straight
            line between them and flat beyond the ends.
        weight: direct weight, 0 or more; only the proportions matter.
        swing: points from the swing question, 0 to 100, 100 for the swing that
            matters most; None when it has not been asked.
        group: heading under which it is shown.
        preference: how much a lead counts under PROMETHEE; None for any lead in full
            (the usual criterion).
        check: of the five lessons, such as ``1a``, of which the value takes the place of
            ratings; empty when people rate.
    """

    name: str
    order: str
    direction: Direction = "max"
    unit: str = "points"
    anchors: tuple[Anchor, ...] = (Anchor(0.0, 0.0), Anchor(100.0, 100.0))
    weight: float = 1.0
    swing: float | None = None
    group: str = ""
    description: str = ""
    preference: Preference | None = None
    check: str = ""
    extra: FrozenMap[str, object] = field(default_factory=FrozenMap)


@dataclass(frozen=True, slots=True)
class Rater:
    """A person who rates.

    Attributes:
        weight: their say in a mean, 0 or more; 0 is none at all.
        weighing: how they were asked for weights of their own.
        weights: criterion id to their own weight, 0 or more; only the proportions
            matter. They count where ``Settings.weighting`` is ``raters``.
    """

    name: str
    order: str
    role: str = ""
    weight: float = 1.0
    weighing: Weighing = ""
    weights: FrozenMap[str, float] = field(default_factory=FrozenMap)
    extra: FrozenMap[str, object] = field(default_factory=FrozenMap)


@dataclass(frozen=True, slots=True)
class PastRating:
    """What a rating was before its rater rated again."""

    value: float
    confidence: Confidence | None = None
    comment: str = ""
    at: datetime | None = None
    extra: FrozenMap[str, object] = field(default_factory=FrozenMap)


@dataclass(frozen=True, slots=True)
class Rating:
    """One rater's score of one initiative on one criterion, in the criterion's unit.

    Attributes:
        at: when it was given.
        earlier: what it was before, the oldest first.
    """

    value: float
    confidence: Confidence | None = None
    comment: str = ""
    at: datetime | None = None
    earlier: tuple[PastRating, ...] = ()
    extra: FrozenMap[str, object] = field(default_factory=FrozenMap)
