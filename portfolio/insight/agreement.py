"""Agreement: where the raters lie apart, how well they agree, and who differs most."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from portfolio.errors import Tick, silent
from portfolio.insight.agreement_concordance import Concordance, concordance, tau_b
from portfolio.insight.agreement_opinions import Opinions, opinions_of
from portfolio.insight.agreement_spread import (
    FIVE,
    deviations,
    distances,
    quantiles,
    usual_distances,
)
from portfolio.model import Portfolio
from portfolio.ranking.result import BoolArray, FloatArray, IntArray


@dataclass(frozen=True, slots=True)
class RaterStanding:
    """One rater against the others.

    Attributes:
        rater_id: in screen order.
        rated: cells that they have rated.
        of: cells that there are.
        heard: whether they have a say and have rated anything.
        distance: mean distance from the median of the others, 0 to 100 points; NaN without
            a shared cell. See ``agreement_spread.distances``.
        usual: the same of the others on the very same cells; NaN as ``distance``. See
            ``agreement_spread.usual_distances``.
        shared: cells that they and another have rated.
        tau: Kendall's tau-b of their overall scores with the median of the others', -1 to 1;
            NaN where it is not defined.
        without: what W of the overall scores would be without them, over the same
            initiatives; NaN where it is not defined.
    """

    rater_id: str
    rated: int
    of: int
    heard: bool
    distance: float
    usual: float
    shared: int
    tau: float
    without: float

    @property
    def beyond(self) -> float:
        """Points by which they lie farther from the others than those do on the same cells."""
        return self.distance - self.usual


@dataclass(frozen=True, eq=False, slots=True)
class Agreement:
    """How the raters agree; arrays have the shape ``(n_initiatives, n_criteria)``.

    The five quantiles are over the raters who have a say, each counting once whatever their
    weight, and NaN where none of them has rated. ``agreement_spread.quantiles`` defines them.

    Attributes:
        opinions: who said what, and the ids of rows and columns.
        points: lowest, lower quartile, median, upper quartile and highest, in points of the
            value scale, ``(5, n, m)``.
        levels: the same in the criterion's unit.
        counts: raters with a say who have rated the cell.
        overall: W of the raters' own overall scores.
        by_criterion: W on each criterion, in the order of the columns.
        raters: in screen order.
    """

    opinions: Opinions
    points: FloatArray
    levels: FloatArray
    counts: IntArray
    overall: Concordance
    by_criterion: tuple[Concordance, ...]
    raters: tuple[RaterStanding, ...]

    @property
    def spread(self) -> FloatArray:
        """Interquartile range in points, 0 to 100; NaN with fewer than two raters."""
        between: FloatArray = self.points[3] - self.points[1]
        return np.where(self.counts >= 2, between, np.nan)

    @property
    def heard(self) -> int:
        """How many raters have a say and have rated anything."""
        return sum(one.heard for one in self.raters)

    def wide(self, beyond: float) -> BoolArray:
        """Return which cells are worth discussing: those with a wider spread than that."""
        return np.nan_to_num(self.spread, nan=0.0) > beyond


def agreement(portfolio: Portfolio, tick: Tick | None = None) -> Agreement:
    """Return how the raters of a portfolio agree.

    Args:
        portfolio: the document; sealed ballots are not read.
        tick: told the progress; may raise ``Cancelled``.

    Raises:
        PortfolioError: weights, anchors, a rater's weight or a rating cannot be used.
    """
    say = tick or silent
    say(0.0, "Reading the ratings")
    opinions = opinions_of(portfolio)
    say(0.4, "Comparing the raters")
    heard = opinions.heard
    counted = opinions.points[heard]
    overall_scores = opinions.overall()
    overall = concordance(overall_scores, heard)
    by_criterion = tuple(
        concordance(opinions.points[:, :, column], heard)
        for column in range(len(opinions.criterion_ids))
    )
    say(0.7, "Comparing the raters")
    return Agreement(
        opinions=opinions,
        points=quantiles(counted, FIVE),
        levels=quantiles(opinions.levels[heard], FIVE),
        counts=(~np.isnan(counted)).sum(axis=0),
        overall=overall,
        by_criterion=by_criterion,
        raters=_standings(opinions, overall_scores, overall),
    )


def _standings(
    opinions: Opinions, scores: FloatArray, overall: Concordance
) -> tuple[RaterStanding, ...]:
    heard = opinions.heard
    present = np.flatnonzero(heard).tolist()
    apart = deviations(opinions.points, present)
    far, usual = distances(apart).tolist(), usual_distances(apart, present).tolist()
    shared = (~np.isnan(apart)).sum(axis=(1, 2)).tolist()
    rated = (~np.isnan(opinions.points)).sum(axis=(1, 2)).tolist()
    without = dict(overall.without)
    lines = []
    for row, rater_id in enumerate(opinions.rater_ids):
        others = [other for other in present if other != row]
        rest = quantiles(scores[others], [0.5])[0] if others else np.full(scores.shape[1], np.nan)
        lines.append(
            RaterStanding(
                rater_id=rater_id,
                rated=rated[row],
                of=opinions.points[0].size,
                heard=bool(heard[row]),
                distance=far[row],
                usual=usual[row],
                shared=shared[row],
                tau=tau_b(scores[row], rest),
                without=without.get(row, float("nan")),
            )
        )
    return tuple(lines)
