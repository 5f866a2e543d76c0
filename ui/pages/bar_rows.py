"""From a ranking to the lines of the ranked list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from portfolio.model.amounts import column_decimals, number_text
from portfolio.report.light_words import criterion_name
from ui.widgets.ranked_bars import BarRow, Verdict

if TYPE_CHECKING:
    from portfolio.analysis import Results
    from portfolio.ranking import Ranking
    from portfolio.ranking.result import FloatArray, IntArray

_UNRANKED = "not rated"


class RankedRows:
    """The rows of a ranking, best first; those without a rank come last.

    Only what the order needs is worked out at once; a row is made when it is painted.

    Args:
        results: with a ranking; without one there are no rows.
        before: initiative id to rank when a drag began, for the arrows.
    """

    def __init__(self, results: Results, before: Mapping[str, int] | None = None) -> None:
        self._results = results
        self._before = before
        self._made: dict[int, BarRow] = {}
        self._places: list[int] = []
        self._longest = 1.0
        self._decimals = 0
        self.keys: Sequence[str] = []
        ranking, records = results.ranking, results.portfolio.initiatives
        if ranking is not None:
            ids = ranking.initiative_ids
            self._longest = _longest_bar(ranking)
            self._decimals = column_decimals(ranking.scores.tolist())
            self._places = [n for n in by_rank(ranking.ranks) if ids[n] in records]
            self.keys = [ids[n] for n in self._places]
        self.widest_score = _UNRANKED if len(self.keys) > _ranked(ranking) else ""
        self.widest = max((records[key].name for key in self.keys), key=len, default="")

    def row(self, number: int) -> BarRow:
        """Return one row."""
        if number not in self._made:
            self._made[number] = self._make(self._places[number])
        return self._made[number]

    def _make(self, place: int) -> BarRow:
        ranking = self._results.ranking
        if ranking is None:
            raise IndexError(place)
        key, rank = ranking.initiative_ids[place], int(ranking.ranks[place])
        score = number_text(float(ranking.scores[place]), decimals=self._decimals)
        return BarRow(
            key=key,
            rank=str(rank) if rank else "",
            name=self._results.portfolio.initiatives[key].name or "(no name)",
            score=score if rank else _UNRANKED,
            parts=_parts(ranking, place, self._longest) if rank else (),
            verdict=_verdict(self._results, key),
            moved=_moved(self._before, key, rank),
        )


def ranks_of(ranking: Ranking | None) -> dict[str, int]:
    """Return initiative id to rank; 0 when it is not ranked."""
    if ranking is None:
        return {}
    return dict(zip(ranking.initiative_ids, ranking.ranks.tolist(), strict=True))


def part_names(results: Results) -> list[str]:
    """Return the names of the bar's segments."""
    ranking, criteria = results.ranking, results.portfolio.criteria
    if ranking is None or ranking.contributions is None:
        return []
    ids = ranking.criterion_ids
    return [criterion_name(criteria[key]) if key in criteria else key for key in ids]


def by_rank(ranks: IntArray) -> list[int]:
    """Return places by rank, rank 0 last, ties in the order of the screen."""
    last = len(ranks) + 1
    order: list[int] = np.argsort(np.where(ranks > 0, ranks, last), kind="stable").tolist()
    return order


def _ranked(ranking: Ranking | None) -> int:
    """Return how many initiatives have a rank."""
    return 0 if ranking is None else int(np.count_nonzero(ranking.ranks))


def _parts(ranking: Ranking, place: int, longest: float) -> tuple[float, ...]:
    """Return the segments as shares of the longest bar, or of 100 points if these are given.

    Without contributions there is one segment: how far the score is from the worst.
    """
    if ranking.contributions is not None:
        shares = np.maximum(ranking.contributions[place], 0.0) / longest
        return tuple(shares.tolist())
    return (float(_lengths(ranking)[place]) / longest,)


def _longest_bar(ranking: Ranking) -> float:
    if ranking.contributions is None:
        return _top(_lengths(ranking))
    if ranking.score_unit == "points":
        return 100.0
    return _top(np.maximum(ranking.contributions, 0.0).sum(axis=1))


def _lengths(ranking: Ranking) -> FloatArray:
    """Return the length of each bar for scores that do not add up, shape ``(n,)``."""
    scores = ranking.scores
    known = np.isfinite(scores)
    if not known.any():
        return np.zeros(len(scores))
    low, high = float(scores[known].min()), float(scores[known].max())
    lengths = scores - min(0.0, low) if ranking.higher_is_better else high - scores
    return np.where(known, lengths, 0.0)


def _top(lengths: FloatArray) -> float:
    top = float(np.nanmax(lengths, initial=0.0))
    return top if top > 0 else 1.0


def _verdict(results: Results, key: str) -> Verdict:
    if results.plan is None or results.plan.status == "infeasible":
        return ""
    return results.plan.verdict(key)


def _moved(before: Mapping[str, int] | None, key: str, rank: int) -> int:
    then = before.get(key, 0) if before else 0
    return then - rank if then and rank else 0
