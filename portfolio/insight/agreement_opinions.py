"""What every rater says of every initiative, as one table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from portfolio.lessons.feed import FEED, fed
from portfolio.model import Portfolio, in_order
from portfolio.ranking import Matrix, build_matrix
from portfolio.ranking.result import BoolArray, FloatArray
from portfolio.ranking.scales import checked_anchors, points


@dataclass(frozen=True, eq=False, slots=True)
class Opinions:
    """Ratings that are shown, in screen order; sealed ballots are not among them.

    Attributes:
        rater_ids: of the ``r`` raters, those who have rated nothing included.
        initiative_ids: of the ``n`` initiatives.
        criterion_ids: of the ``m`` criteria that people rate; one that a check feeds is
            not among them.
        levels: ``(r, n, m)``, in the criterion's unit; NaN where a rater has not rated.
        points: the same through the anchors, 0 to 100.
        says: ``(r,)``, the weight of each rater, 0 or more.
        joined: ``(n, m)``, all raters as one, as the ranking reads it.
        shares: ``(m,)``, weights of the criteria, as the ranking uses them.
        matrix: the table of the ranking, with all its criteria.
    """

    rater_ids: tuple[str, ...]
    initiative_ids: tuple[str, ...]
    criterion_ids: tuple[str, ...]
    levels: FloatArray
    points: FloatArray
    says: FloatArray
    joined: FloatArray
    shares: FloatArray
    matrix: Matrix

    @property
    def heard(self) -> BoolArray:
        """Who has a say and has rated anything, ``(r,)``."""
        rated: BoolArray = np.any(np.isfinite(self.levels), axis=(1, 2))
        return rated & (self.says > 0)

    def is_of(self, portfolio: Portfolio) -> bool:
        """Whether everything that is spoken of is in a portfolio."""
        return (
            portfolio.raters.keys() >= set(self.rater_ids)
            and portfolio.initiatives.keys() >= set(self.initiative_ids)
            and portfolio.criteria.keys() >= set(self.criterion_ids)
        )

    def overall(self) -> FloatArray:
        """Return each rater's own score of each initiative, ``(r, n)``, 0 to 100.

        ``s_ri = sum_j(w_j v_rij) / sum_j(w_j)`` over the criteria on which rater ``r`` has
        rated initiative ``i``: additive value from what is rated, with the weights of the
        ranking. NaN where none of them has a weight.
        """
        rated = ~np.isnan(self.points)
        total = rated @ self.shares
        scores = np.full(total.shape, np.nan)
        earned = np.where(rated, self.points, 0.0) @ self.shares
        np.divide(earned, total, out=scores, where=total > 0)
        return scores


def opinions_of(portfolio: Portfolio) -> Opinions:
    """Read the ratings of a portfolio; takes time in proportion to their number.

    Raises:
        PortfolioError: weights, anchors, a rater's weight or a rating cannot be used.
    """
    matrix = build_matrix(fed(portfolio))
    criteria = in_order(portfolio.criteria)
    rated = [(key, record) for key, record in criteria if record.check not in FEED]
    columns = {key: column for column, (key, _) in enumerate(rated)}
    chosen = [place for place, (key, _) in enumerate(criteria) if key in columns]
    raters = in_order(portfolio.raters)
    levels = _levels(portfolio, tuple(key for key, _ in raters), matrix.initiative_ids, columns)
    earned = np.empty_like(levels)
    for column, (_, record) in enumerate(rated):
        anchor_levels, anchor_points = checked_anchors(record)
        earned[:, :, column] = points(
            levels[:, :, column], anchor_levels=anchor_levels, anchor_points=anchor_points
        )
    return Opinions(
        rater_ids=tuple(key for key, _ in raters),
        initiative_ids=matrix.initiative_ids,
        criterion_ids=tuple(columns),
        levels=levels,
        points=earned,
        says=np.array([record.weight for _, record in raters], dtype=np.float64),
        joined=matrix.ratings[:, chosen],
        shares=matrix.weights[chosen],
        matrix=matrix,
    )


def _levels(
    portfolio: Portfolio,
    raters: tuple[str, ...],
    initiatives: tuple[str, ...],
    columns: dict[str, int],
) -> FloatArray:
    levels = np.full((len(raters), len(initiatives), len(columns)), np.nan)
    rows = {key: row for row, key in enumerate(initiatives)}
    for place, rater in enumerate(raters):
        spots: list[tuple[int, int]] = []
        values: list[float] = []
        for initiative, marks in portfolio.ratings.get(rater, {}).items():
            row = rows.get(initiative)
            for criterion, rating in marks.items():
                if row is not None and criterion in columns:
                    spots.append((row, columns[criterion]))
                    values.append(rating.value)
        if spots:
            levels[place][tuple(np.array(spots).T)] = values
    return levels
