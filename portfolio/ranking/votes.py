"""Several raters become one rating a cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from portfolio.errors import PortfolioError
from portfolio.model import Aggregation, Portfolio
from portfolio.model.text import quoted
from portfolio.ranking.result import FloatArray, IntArray

_LARGE = 1e290
_SHRINK = 2.0**-64


@dataclass(frozen=True, eq=False, slots=True)
class Votes:
    """Every rating that counts, one an entry; all arrays have shape ``(n_ratings,)``.

    Attributes:
        cells: row times the number of columns, plus column.
        values: in the criterion's unit.
        says: the rater's weight, 0 or more.
        strays: ratings that name a rater, initiative or criterion that does not exist.
    """

    cells: IntArray
    values: FloatArray
    says: FloatArray
    strays: int


def collected(portfolio: Portfolio, rows: Mapping[str, int], columns: Mapping[str, int]) -> Votes:
    """Return the ratings of all raters of the portfolio.

    Args:
        portfolio: where the ratings are.
        rows: initiative id to row.
        columns: criterion id to column.

    Raises:
        PortfolioError: a rating or a rater's weight is not a usable number.
    """
    cells: list[int] = []
    values: list[float] = []
    says: list[FloatArray] = []
    strays = 0
    width = len(columns)
    for rater_id, ballot in portfolio.ratings.items():
        before = len(cells)
        known = rater_id in portfolio.raters
        for initiative_id, marks in ballot.items():
            row = rows.get(initiative_id) if known else None
            for criterion_id, rating in marks.items():
                column = columns.get(criterion_id)
                if row is None or column is None:
                    strays += 1
                else:
                    cells.append(row * width + column)
                    values.append(rating.value)
        if known:
            says.append(np.full(len(cells) - before, _say(portfolio, rater_id)))
    votes = Votes(
        np.array(cells, dtype=np.int64),
        np.array(values, dtype=np.float64),
        np.concatenate(says) if says else np.zeros(0),
        strays,
    )
    _refuse_unusable(votes, portfolio, rows, columns)
    return votes


def _say(portfolio: Portfolio, rater_id: str) -> float:
    rater = portfolio.raters[rater_id]
    if not 0 <= rater.weight < np.inf:
        raise PortfolioError(
            what="The weight of this rater is not a number of 0 or more.",
            where=f"Rater {quoted(rater.name)}",
            remedy="Give the rater a weight of 0 or more; 1 is an ordinary say.",
        )
    return float(rater.weight)


def _refuse_unusable(
    votes: Votes, portfolio: Portfolio, rows: Mapping[str, int], columns: Mapping[str, int]
) -> None:
    wrong = np.flatnonzero(~np.isfinite(votes.values))
    if wrong.size == 0:
        return
    row, column = divmod(int(votes.cells[wrong[0]]), len(columns))
    initiative = portfolio.initiatives[list(rows)[row]].name
    criterion = portfolio.criteria[list(columns)[column]].name
    raise PortfolioError(
        what="A rating is not a finite number.",
        where=f"Initiative {quoted(initiative)}, criterion {quoted(criterion)}",
        remedy="Enter a number, or clear the rating.",
    )


def joined(votes: Votes, size: int, rule: Aggregation) -> FloatArray:
    """Return one rating a cell, shape ``(size,)``, NaN where nobody with a say has rated.

    ``mean``: ``sum(say * value) / sum(say)`` over the raters of the cell. ``median``: the
    middle rating, or the mean of the two middle ones; every rater with a say counts once.
    """
    if rule == "median":
        return _medians(votes, size)
    result = np.full(size, np.nan)
    total = np.bincount(votes.cells, weights=votes.says, minlength=size)
    shrink = _SHRINK if np.abs(votes.values).max(initial=0.0) > _LARGE else 1.0
    sums = np.bincount(votes.cells, weights=votes.says * (votes.values * shrink), minlength=size)
    rated = total > 0
    result[rated] = sums[rated] / total[rated] / shrink
    low, high = extremes(votes, size)
    # Raters who agree give exactly what they agree on, whatever their sum is rounded to.
    result[rated] = np.clip(result[rated], low[rated], high[rated])
    return result


def _medians(votes: Votes, size: int) -> FloatArray:
    heard = votes.says > 0
    cells, values = votes.cells[heard], votes.values[heard]
    values = values[np.lexsort((values, cells))]
    counts = np.bincount(cells, minlength=size)
    ends = np.cumsum(counts)
    rated = counts > 0
    first = (ends - counts)[rated]
    below = values[first + (counts[rated] - 1) // 2]
    above = values[first + counts[rated] // 2]
    result = np.full(size, np.nan)
    result[rated] = np.where(below == above, below, below / 2 + above / 2)
    return result


def extremes(votes: Votes, size: int) -> tuple[FloatArray, FloatArray]:
    """Return the lowest and the highest rating of each cell, NaN where there is none."""
    low, high = np.full(size, np.inf), np.full(size, -np.inf)
    np.minimum.at(low, votes.cells, votes.values)
    np.maximum.at(high, votes.cells, votes.values)
    empty = low > high
    low[empty] = high[empty] = np.nan
    return low, high
