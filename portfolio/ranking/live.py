"""A ranking that follows a weight slider: what the weights do not change is kept."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from portfolio.errors import PortfolioError
from portfolio.model import FrozenMap, MissingRule
from portfolio.model.text import quoted
from portfolio.ranking.compromise import Leaders, compromise_text, leading
from portfolio.ranking.method import Method, Scored
from portfolio.ranking.ordering import competition_ranks, tie_notes
from portfolio.ranking.result import Compromise, FloatArray, IntArray, Matrix, Ranking
from portfolio.ranking.staging import Level, Stage, staged
from portfolio.ranking.tuning import tuned, tuning_notes
from portfolio.ranking.weights import normalized

_NOTHING_STATED: FrozenMap[str, float] = FrozenMap()
_ELSE = "Use additive value, or another method."


class Live:
    """Ranks one table again and again with other weights.

    Belongs to one thread at a time. Rankings are read-only and may be shared.

    Args:
        matrix: the table.
        method: how to rank.
        missing: what to do about gaps, where the method can do without a full table.

    Raises:
        PortfolioError: there is nothing to rank, or too much for the method, or it cannot
            use a parameter that the document states.
    """

    def __init__(self, matrix: Matrix, method: Method, missing: MissingRule = "rated_only") -> None:
        _refuse_size(matrix, method)
        self._matrix = matrix
        stated = matrix.parameters.get(method.name, _NOTHING_STATED)
        self._method = tuned(method, stated)
        self._tuning = tuning_notes(method, stated)
        self._missing = missing
        self._stage: Stage | None = None

    def rerank(self, weights: FloatArray) -> Ranking:
        """Return the ranking under other weights.

        Args:
            weights: shape ``(n_criteria,)``, 0 or more; only the proportions matter.

        Raises:
            PortfolioError: weights that cannot be used, ratings that the method cannot
                read, or a score that is not finite.
        """
        shares = normalized(np.asarray(weights, dtype=np.float64), self._matrix.criterion_names)
        weighted = shares > 0
        stage = self._stage
        if stage is None or not np.array_equal(stage.weighted, weighted):
            # A criterion that drops to 0 leaves the comparison; the others start anew.
            stage = self._stage = staged(self._matrix, self._method, self._missing, weighted)
        counted = shares[stage.columns]
        found = self._scored(stage, counted / counted.sum())
        ranks = competition_ranks(found.scores, higher_is_better=self._method.higher_is_better)
        notes = (*self._tuning, *stage.notes)
        if not isinstance(stage.kept, Level):
            notes = (*notes, *tie_notes(ranks))
        if not stage.whole:
            found, ranks = _placed(stage, found, ranks)
        return self._ranking(found, ranks, notes)

    def _scored(self, stage: Stage, weights: FloatArray) -> Scored:
        if stage.kept is None:
            return Scored(np.zeros(0))
        title, breaks = self._method.title, self._method.breaks
        try:
            found = stage.kept.apply(weights)
        except (ValueError, ArithmeticError) as error:
            why = breaks or "they lie outside what it is made for"
            raise PortfolioError(
                what=f"{title} cannot rank these ratings: {why}.", remedy=_ELSE
            ) from error
        wrong = np.flatnonzero(~np.isfinite(found.scores))
        if wrong.size:
            row = np.flatnonzero(stage.rows)[wrong[0]]
            raise PortfolioError(
                what=f"{title} gives no finite score here{': ' if breaks else ''}{breaks}.",
                where=f"Initiative {quoted(self._matrix.initiative_names[row])}",
                remedy=_ELSE,
            )
        return found

    def _ranking(self, found: Scored, ranks: IntArray, notes: tuple[str, ...]) -> Ranking:
        scores, parts, leaders = found
        for array in (scores, ranks) if parts is None else (scores, ranks, parts):
            array.setflags(write=False)
        compromise = None
        if leaders is not None:
            compromise = _compromise(leaders, ranks, self._matrix.initiative_ids)
            names = self._matrix.initiative_names
            notes = (*notes, compromise_text(leaders, ranks, names))
        return Ranking(
            method=self._method.name,
            initiative_ids=self._matrix.initiative_ids,
            scores=scores,
            ranks=ranks,
            contributions=parts,
            score_name=self._method.score_name,
            score_unit=self._method.score_unit,
            higher_is_better=self._method.higher_is_better,
            relative=self._method.relative,
            notes=notes,
            criterion_ids=self._matrix.criterion_ids,
            compromise=compromise,
        )


def _refuse_size(matrix: Matrix, method: Method) -> None:
    count = len(matrix.initiative_ids)
    if count == 0:
        raise PortfolioError(
            what="There is no initiative to rank yet.", remedy="Add initiatives first."
        )
    if not matrix.criterion_ids:
        raise PortfolioError(
            what="There is no criterion to rank by yet.", remedy="Add a criterion first."
        )
    if method.limit is not None and count > method.limit:
        raise PortfolioError(
            what=f"{method.title} compares every pair of initiatives, which is bearable for up "
            f"to {method.limit:,}; there are {count:,}.",
            remedy=_ELSE,
        )


def _compromise(leaders: Leaders, ranks: IntArray, ids: tuple[str, ...]) -> Compromise:
    rows = leading(leaders, ranks)
    return Compromise(tuple(ids[row] for row in rows), leaders.advantage, leaders.stability)


def _placed(stage: Stage, found: Scored, ranks: IntArray) -> tuple[Scored, IntArray]:
    """Put results for the rows and columns that count back among all."""
    count = len(stage.rows)
    all_scores = np.full(count, np.nan)
    all_scores[stage.rows] = found.scores
    all_ranks = np.zeros(count, dtype=np.int64)
    all_ranks[stage.rows] = ranks
    parts, leaders = found.parts, found.leaders
    if parts is not None:
        parts = np.zeros((count, len(stage.columns)))
        parts[np.ix_(stage.rows, stage.columns)] = found.parts
    if leaders is not None:
        rows = np.zeros(count, dtype=np.bool_)
        rows[stage.rows] = leaders.rows
        leaders = replace(leaders, rows=rows)
    return Scored(all_scores, parts, leaders), all_ranks
