"""From a ranking to the lines of the ranked list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from portfolio.model.amounts import column_decimals, number_text
from portfolio.report.light_words import criterion_name
from portfolio.report.ranked_list import bar_shares, by_rank
from ui.widgets.ranked_bars import BarRow, Verdict

if TYPE_CHECKING:
    from portfolio.analysis import Results
    from portfolio.ranking import Ranking

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
        self._shares = np.empty((0, 0))
        self._decimals = 0
        self.keys: Sequence[str] = []
        ranking, records = results.ranking, results.portfolio.initiatives
        if ranking is not None:
            ids = ranking.initiative_ids
            self._shares = bar_shares(ranking)
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
            parts=tuple(self._shares[place].tolist()) if rank else (),
            verdict=_verdict(self._results, key),
            moved=_moved(self._before, key, rank),
        )


def part_names(results: Results) -> list[str]:
    """Return the names of the bar's segments."""
    ranking, criteria = results.ranking, results.portfolio.criteria
    if ranking is None or ranking.contributions is None:
        return []
    ids = ranking.criterion_ids
    return [criterion_name(criteria[key]) if key in criteria else key for key in ids]


def _ranked(ranking: Ranking | None) -> int:
    """Return how many initiatives have a rank."""
    return 0 if ranking is None else int(np.count_nonzero(ranking.ranks))


def _verdict(results: Results, key: str) -> Verdict:
    if results.plan is None or results.plan.status == "infeasible":
        return ""
    return results.plan.verdict(key)


def _moved(before: Mapping[str, int] | None, key: str, rank: int) -> int:
    then = before.get(key, 0) if before else 0
    return then - rank if then and rank else 0
