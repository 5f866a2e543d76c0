"""The table that every method starts from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from portfolio.model import Criterion, Portfolio, in_order
from portfolio.model.amounts import number_text
from portfolio.model.text import listed, plural, quoted
from portfolio.ranking.rater_weights import weights_in_force
from portfolio.ranking.result import BoolArray, FloatArray, Matrix
from portfolio.ranking.scales import checked_anchors, follows_direction, points, scales_of
from portfolio.ranking.votes import Votes, collected, extremes, joined

_NAMED = 4


def build_matrix(portfolio: Portfolio) -> Matrix:
    """Return the ratings of all raters as one table, in screen order.

    Raters are joined by ``settings.aggregation``, ratings become points through the
    anchors, weights follow ``settings.weighting`` and sum to 1. Arrays are read-only.
    Takes time proportional to the number of ratings.

    Raises:
        PortfolioError: weights, anchors, a rater's weight or a rating cannot be used.
    """
    initiatives = in_order(portfolio.initiatives)
    criteria = in_order(portfolio.criteria)
    records = [criterion for _, criterion in criteria]
    rows = {key: row for row, (key, _) in enumerate(initiatives)}
    columns = {key: column for column, (key, _) in enumerate(criteria)}
    weights, weight_notes = weights_in_force(portfolio)
    votes = collected(portfolio, rows, columns)
    shape, size = (len(rows), len(columns)), len(rows) * len(columns)
    ratings = joined(votes, size, portfolio.settings.aggregation).reshape(shape)
    spread = _spread(votes, size).reshape(shape)
    counts = np.bincount(votes.cells, minlength=size).reshape(shape)
    matrix = Matrix(
        initiative_ids=tuple(rows),
        criterion_ids=tuple(columns),
        ratings=ratings,
        values=_values(ratings, records),
        weights=weights,
        senses=np.array([1.0 if one.direction == "max" else -1.0 for one in records]),
        spread=spread,
        counts=counts,
        scales=scales_of(records),
        initiative_names=tuple(record.name for _, record in initiatives),
        criterion_names=tuple(record.name for record in records),
        parameters=portfolio.settings.parameters,
        notes=(*weight_notes, *_notes(records, votes, np.isnan(ratings) & (counts > 0))),
    )
    for array in (ratings, matrix.values, weights, matrix.senses, spread, counts):
        array.setflags(write=False)
    return replace(matrix, notes=(*matrix.notes, *_beyond_notes(matrix)))


def _spread(votes: Votes, size: int) -> FloatArray:
    """Return highest less lowest rating of each cell, ``(size,)``; always finite where rated."""
    low, high = extremes(votes, size)
    with np.errstate(over="ignore"):
        return np.minimum(high - low, np.finfo(np.float64).max)


def _values(ratings: FloatArray, criteria: Sequence[Criterion]) -> FloatArray:
    values = np.empty_like(ratings)
    for column, criterion in enumerate(criteria):
        levels, earned = checked_anchors(criterion)
        values[:, column] = points(ratings[:, column], anchor_levels=levels, anchor_points=earned)
    return values


def _beyond_notes(matrix: Matrix) -> Iterator[str]:
    """Say which ratings the scales do not reach."""
    ratings, scales = matrix.ratings, matrix.scales
    beyond = (ratings < scales.low) | (ratings > scales.high)
    for column in np.flatnonzero(beyond.any(axis=0)).tolist():
        rows = np.flatnonzero(beyond[:, column]).tolist()
        low, high = number_text(scales.low[column]), number_text(scales.high[column])
        who = listed((quoted(matrix.initiative_names[row]) for row in rows), _NAMED)
        yield (
            f"{plural(len(rows), 'rating lies', 'ratings lie')} beyond the scale of "
            f"{quoted(matrix.criterion_names[column])}, {low} to {high} ({who}): methods that go "
            "by the scale count the nearer end."
        )


def _notes(criteria: Sequence[Criterion], votes: Votes, unheard: BoolArray) -> Iterator[str]:
    for criterion in criteria:
        if not follows_direction(criterion):
            said = "more" if criterion.direction == "max" else "less"
            yield (
                f"The anchors of {quoted(criterion.name)} do not follow its direction ({said} is "
                "better): additive value goes by the anchors, methods that read the ratings "
                "themselves go by the direction."
            )
    if unheard.any():
        count = int(unheard.sum())
        yield (
            f"{plural(count, 'cell')} rated only by raters with weight 0 "
            f"{'counts' if count == 1 else 'count'} as missing."
        )
    if votes.strays:
        yield (
            f"{plural(votes.strays, 'rating')} of unknown raters, initiatives or criteria "
            f"{'is' if votes.strays == 1 else 'are'} left out."
        )
