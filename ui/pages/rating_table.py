"""The ranking as a table: rank, score, and the rating on each criterion."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio.model import Criterion, in_order
from portfolio.model.amounts import column_decimals, number_text
from portfolio.model.text import plural
from portfolio.report.light_words import criterion_name, scorer
from portfolio.report.ranked_list import by_rank
from ui.tables.column import Column, Row

if TYPE_CHECKING:
    from portfolio.analysis import Results


@dataclass(frozen=True, slots=True)
class Rated:
    """One initiative in the ranking.

    Attributes:
        rank: 0 when it is not ranked.
        score: NaN when it is not ranked.
        ratings: per criterion in its unit, NaN for missing.
        counts: raters per cell.
        spreads: highest less lowest rating per cell.
        decimals: of the column of scores, then of those of the criteria.
    """

    name: str
    code: str
    rank: int
    score: float
    ratings: tuple[float, ...]
    counts: tuple[int, ...]
    spreads: tuple[float, ...]
    decimals: tuple[int, ...]


def rated_rows(results: Results) -> list[Row[Rated]]:
    """Return one row an initiative, by rank; what is not ranked comes last."""
    ranking, matrix, records = results.ranking, results.matrix, results.portfolio.initiatives
    if ranking is None or matrix is None:
        return []
    places = {key: n for n, key in enumerate(matrix.initiative_ids)}
    ratings, counts = matrix.ratings.tolist(), matrix.counts.tolist()
    spreads = matrix.spread.tolist()
    ranks, scores = ranking.ranks.tolist(), ranking.scores.tolist()
    # One by one they would not stand below each other: 80 beside 91.8.
    decimals = tuple(map(column_decimals, (scores, *matrix.ratings.T.tolist())))
    rows = []
    for n in by_rank(ranking.ranks):
        key = ranking.initiative_ids[n]
        if key not in records or key not in places:
            continue
        place = places[key]
        value = Rated(
            name=records[key].name,
            code=records[key].code,
            rank=ranks[n],
            score=scores[n],
            ratings=tuple(ratings[place]),
            counts=tuple(counts[place]),
            spreads=tuple(spreads[place]),
            decimals=decimals,
        )
        rows.append(Row(key, value))
    return rows


def rated_columns(results: Results) -> list[Column[Rated]]:
    """Return rank, name, score, and one column a criterion."""
    ranking = results.ranking
    title = ranking.score_name.capitalize() if ranking is not None else "Score"
    fixed: list[Column[Rated]] = [
        Column(
            "rank",
            "Rank",
            lambda r: str(r.rank) if r.rank else "–",
            "number",
            sort=lambda r: r.rank or None,
            width=6,
        ),
        Column("code", "Code", lambda r: r.code, width=8, searched=True),
        Column("name", "Initiative", lambda r: r.name, width=34, searched=True),
        Column(
            "score",
            title,
            lambda r: _number(r.score, r.decimals[0]),
            "number",
            unit=ranking.score_unit if ranking is not None else "",
            sort=lambda r: _sortable(r.score),
            width=11,
        ),
    ]
    criteria = [
        _criterion_column(n, key, record)
        for n, (key, record) in enumerate(in_order(results.portfolio.criteria))
    ]
    return fixed + criteria


def _criterion_column(place: int, key: str, criterion: Criterion) -> Column[Rated]:
    by = f"{scorer(criterion.check)}." if criterion.check else ""
    return Column(
        f"criterion/{key}",
        criterion_name(criterion),
        lambda r: (
            _number(r.ratings[place], r.decimals[place + 1]) if place < len(r.ratings) else ""
        ),
        "number",
        unit=criterion.unit,
        sort=lambda r: _sortable(r.ratings[place]) if place < len(r.ratings) else None,
        tone=lambda r: "" if place < len(r.counts) and r.counts[place] else "muted",
        tip=lambda r: by or _tip(r, place),
        about=by,
        width=14,
    )


def _tip(rated: Rated, place: int) -> str:
    if place >= len(rated.counts) or not rated.counts[place]:
        return "Not rated by anybody; missing is not zero."
    words = f"Rated by {plural(rated.counts[place], 'person', 'people')}"
    if rated.counts[place] > 1:
        words += f"; they differ by {number_text(rated.spreads[place])}"
    return f"{words}."


def _number(value: float, decimals: int) -> str:
    return "missing" if math.isnan(value) else number_text(value, decimals=decimals)


def _sortable(value: float) -> float | None:
    return None if math.isnan(value) else value
