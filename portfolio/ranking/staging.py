"""Everything about a ranking that the sizes of the weights do not change."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress

import numpy as np

from portfolio.model import MissingRule
from portfolio.ranking.method import Kept, Method, Scored
from portfolio.ranking.missing import filled, missing_notes
from portfolio.ranking.preferences import check_preferences, preference_notes
from portfolio.ranking.requirements import check
from portfolio.ranking.result import BoolArray, FloatArray, Matrix, Scales


@dataclass(frozen=True, eq=False, slots=True)
class Stage:
    """A table that is ready to be ranked.

    Attributes:
        weighted: ``(m,)``, criteria with a weight above 0; the stage holds for these.
        rows: ``(n,)``, initiatives that are ranked: rated on a criterion that counts.
        columns: ``(m,)``, criteria that count: weighted, and rated by anyone.
        kept: what remains to be done for given weights; None when no row is ranked.
        notes: in sentences.
    """

    weighted: BoolArray
    rows: BoolArray
    columns: BoolArray
    kept: Kept | None
    notes: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether every initiative is ranked and every criterion counts."""
        return bool(self.rows.all() and self.columns.all())


def staged(matrix: Matrix, method: Method, missing: MissingRule, weighted: BoolArray) -> Stage:
    """Choose the rows and columns that count, fill gaps, check and prepare the table.

    Args:
        matrix: the ratings.
        method: how to rank.
        missing: what to do about gaps, where the method can do without a full table.
        weighted: ``(m,)``, criteria with a weight above 0.

    Raises:
        PortfolioError: the method cannot read these ratings.
    """
    table = matrix.values if method.reads == "values" else matrix.ratings
    known = ~np.isnan(table)
    columns = weighted & known.any(axis=0)
    rows = np.asarray(known[:, columns].any(axis=1))
    notes = list(matrix.notes)
    if not method.uses_weights:
        notes.append(f"{method.title} gives every criterion with a weight above 0 the same say.")
    if not known.all():
        both = matrix.initiative_names, matrix.criterion_names
        notes += missing_notes(known, rows, weighted, fill=_fill(method, missing), names=both)
    if not rows.any():
        return Stage(weighted, rows, columns, None, tuple(notes))
    chosen = table if rows.all() and columns.all() else table[rows][:, columns]
    if method.needs_complete or missing == "median":
        chosen = filled(chosen)
    if method.reads_preferences:
        preferences, names = matrix.scales.part(columns).preferences, _names(matrix, columns)
        check_preferences(preferences, names)
        notes += preference_notes(preferences, names)
    if method.relative and bool((chosen == chosen[0]).all()):
        notes.append(
            f"{method.title} compares initiatives with one another, and there is no difference "
            "between those in the list: they share rank 1, and the score says nothing."
        )
        kept: Kept = Level(len(chosen), method.level)
    else:
        kept = _kept(matrix, method, chosen, columns)
    return Stage(weighted, rows, columns, kept, tuple(notes))


def _fill(method: Method, missing: MissingRule) -> str:
    if not method.needs_complete and missing != "median":
        return "weights"
    return "" if missing == "median" else f", because {method.title} needs a full table"


def _names(matrix: Matrix, columns: BoolArray) -> list[str]:
    return list(compress(matrix.criterion_names, columns))


def _kept(matrix: Matrix, method: Method, table: FloatArray, columns: BoolArray) -> Kept:
    senses = matrix.senses[columns]
    scales, names = matrix.scales.part(columns), _names(matrix, columns)
    check(method.requires, table, senses, title=method.title, names=names)
    if method.keep is not None:
        return method.keep(table, senses, scales)
    return Afresh(method, table, senses, scales)


@dataclass(frozen=True, eq=False, slots=True)
class Level:
    """The answer of a relative method when there is nothing to compare."""

    count: int
    score: float

    def apply(self, weights: FloatArray) -> Scored:
        """Return the same score for all, ``(n,)``."""
        del weights
        return Scored(np.full(self.count, self.score))


@dataclass(frozen=True, eq=False, slots=True)
class Afresh:
    """A method that keeps nothing between two drags.

    Attributes:
        method: how to score.
        table: ``(n, m)`` without gaps.
        senses: ``(m,)``.
        scales: ``(m,)`` each.
    """

    method: Method
    table: FloatArray
    senses: FloatArray
    scales: Scales

    def apply(self, weights: FloatArray) -> Scored:
        """Return the scores ``(n,)``."""
        score = self.method.score
        return Scored(score(self.table, weights=weights, senses=self.senses, scales=self.scales))
