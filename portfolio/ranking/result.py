"""What the room takes in and hands out: a table of ratings, and a ranking."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from portfolio.model import FrozenMap, Preference

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]


@dataclass(frozen=True, eq=False, slots=True)
class Scales:
    """What each criterion says about its ratings; arrays have the shape ``(n_criteria,)``.

    All in the criterion's unit.

    Attributes:
        low: the lowest anchored level.
        high: the highest anchored level, above ``low``.
        ideal_low: the lowest level that earns the most points.
        ideal_high: the highest level that earns the most points.
        neutral: the level that earns 50 points, or the nearest to it.
        preferences: how much a lead counts, one a criterion (None for the usual
            criterion); empty for the usual criterion everywhere.
    """

    low: FloatArray
    high: FloatArray
    ideal_low: FloatArray
    ideal_high: FloatArray
    neutral: FloatArray
    preferences: tuple[Preference | None, ...] = field(default=(), kw_only=True)

    def part(self, columns: BoolArray) -> Scales:
        """Return the scales of the chosen criteria."""
        return Scales(
            self.low[columns],
            self.high[columns],
            self.ideal_low[columns],
            self.ideal_high[columns],
            self.neutral[columns],
            preferences=tuple(compress(self.preferences, columns)),
        )


@dataclass(frozen=True, eq=False, slots=True)
class Matrix:
    """The ratings of a portfolio as a table, initiatives and criteria in screen order.

    Attributes:
        initiative_ids: of the ``n`` rows.
        criterion_ids: of the ``m`` columns.
        ratings: ``(n, m)``, all raters as one, in the criterion's unit; NaN for missing.
        values: ``(n, m)``, the same through the anchors: 0 (worst) to 100 points; NaN
            for missing.
        weights: ``(m,)``, 0 or more, with sum 1; empty when there is no criterion.
        senses: ``(m,)``, 1 where more is better, -1 where less is.
        spread: ``(n, m)``, highest less lowest rating of a cell; 0 with one rater, NaN
            with none.
        counts: ``(n, m)``, raters who rated the cell.
        scales: what the criteria say, in their units.
        initiative_names: for messages; not unique.
        criterion_names: for messages; not unique.
        notes: what was left out or looks odd, in sentences.
        parameters: method name to parameter name to value, as the document states them.
    """

    initiative_ids: tuple[str, ...]
    criterion_ids: tuple[str, ...]
    ratings: FloatArray
    values: FloatArray
    weights: FloatArray
    senses: FloatArray
    spread: FloatArray
    counts: IntArray
    scales: Scales
    initiative_names: tuple[str, ...]
    criterion_names: tuple[str, ...]
    notes: tuple[str, ...] = ()
    parameters: FrozenMap[str, FrozenMap[str, float]] = field(default_factory=FrozenMap)


@dataclass(frozen=True, slots=True)
class Compromise:
    """The initiatives that VIKOR proposes together, and why; see ``compromise.leaders``.

    Attributes:
        ids: one or more, the best first.
        advantage: the lead of the first over the second is large enough (condition C1).
        stability: the first is also the best for the majority or in its largest regret (C2).
    """

    ids: tuple[str, ...]
    advantage: bool
    stability: bool


@dataclass(frozen=True, eq=False, slots=True)
class Ranking:
    """One method's answer, rows in the order of ``initiative_ids``.

    Attributes:
        method: name of the method, see ``portfolio.ranking.METHODS``.
        initiative_ids: of the ``n`` rows.
        scores: ``(n,)``; 0 to 100 for additive value, the method's own index otherwise;
            NaN for an initiative that is not ranked.
        ranks: ``(n,)``, 1 for the best; equal scores share the best rank and the next
            ranks are skipped (1, 2, 2, 4). 0 for an initiative that is not ranked.
        contributions: ``(n, m)``, what each criterion adds to the score; a row sums to
            the score, a row that is not ranked is 0. Negative parts are possible where
            scores can be negative. None when the method does not add up.
        score_name: what the score is called, for example ``value`` or ``closeness``.
        score_unit: for example ``points``; empty for a plain index.
        higher_is_better: False when the smallest score is the best.
        relative: the scores depend on which other initiatives are in the list.
        notes: the rule used for missing ratings, ties, what was left out, in sentences.
        criterion_ids: of the ``m`` columns of ``contributions``.
        compromise: the compromise set, for a method that names one (VIKOR); the last of the
            ``notes`` says it in words.
    """

    method: str
    initiative_ids: tuple[str, ...]
    scores: FloatArray
    ranks: IntArray
    contributions: FloatArray | None
    score_name: str
    score_unit: str
    higher_is_better: bool
    relative: bool
    notes: tuple[str, ...] = ()
    criterion_ids: tuple[str, ...] = ()
    compromise: Compromise | None = None
