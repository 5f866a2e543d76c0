"""Ratings given apart: who was asked for what, what came back, and the paper itself.

A ballot paper is a portfolio file of its own that holds only what one rater is asked
about. What comes back lies sealed in ``Portfolio.ballots``, where no ranking reads it,
until all are revealed together.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from portfolio.model.criterion import Rating, Weighing
from portfolio.model.frozen import FrozenMap


@dataclass(frozen=True, slots=True)
class Invitation:
    """What one rater was asked.

    Attributes:
        at: when their ballot paper was made.
        initiatives: ids of those to rate, in the order of the screen.
        criteria: ids of those to rate on, in the order of the screen.
        weighing: how weights are asked for as well; empty when they are not.
        due: the last day to hand it in.
        note: to the raters, in the facilitator's words.
        revealed: when what came back was revealed; None until then.
    """

    at: datetime
    initiatives: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()
    weighing: Weighing = ""
    due: date | None = None
    note: str = ""
    revealed: datetime | None = None
    extra: FrozenMap[str, object] = field(default_factory=FrozenMap)


@dataclass(frozen=True, slots=True)
class Ballot:
    """What came back from one rater, and is not revealed yet.

    Attributes:
        at: when the rater handed it in; None for a paper that was taken in unfinished.
        taken: when it was taken in.
        ratings: initiative id to criterion id to rating.
        weights: criterion id to the rater's own weight, as ``Rater.weights``.
        left_out: as ``BallotPaper.left_out``.
    """

    at: datetime | None
    taken: datetime
    ratings: FrozenMap[str, FrozenMap[str, Rating]] = field(default_factory=FrozenMap)
    weighing: Weighing = ""
    weights: FrozenMap[str, float] = field(default_factory=FrozenMap)
    left_out: FrozenMap[str, tuple[str, ...]] = field(default_factory=FrozenMap)
    extra: FrozenMap[str, object] = field(default_factory=FrozenMap)


@dataclass(frozen=True, slots=True)
class BallotPaper:
    """Makes a document the ballot paper of its one rater.

    Attributes:
        portfolio: id of the document that it belongs to.
        rater: id of the rater.
        asked: what the rater is asked.
        handed_in: when the rater said that it is finished; None until then.
        left_out: initiative id to the criteria on which the rater cannot judge it.
    """

    portfolio: str
    rater: str
    asked: Invitation
    handed_in: datetime | None = None
    left_out: FrozenMap[str, tuple[str, ...]] = field(default_factory=FrozenMap)
    extra: FrozenMap[str, object] = field(default_factory=FrozenMap)
