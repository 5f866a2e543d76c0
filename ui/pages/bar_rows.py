"""From a ranking to the lines of the ranked list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from portfolio.model.amounts import number_text
from ui.widgets.ranked_bars import BarRow, Verdict

if TYPE_CHECKING:
    from portfolio.analysis import Results
    from portfolio.ranking import Ranking


def bar_rows(results: Results, before: Mapping[str, int] | None = None) -> list[BarRow]:
    """Return one line an initiative, best first; those without a rank come last.

    Args:
        results: with a ranking; without one the list is empty.
        before: initiative id to rank when a drag began, for the arrows.
    """
    ranking = results.ranking
    if ranking is None:
        return []
    records = results.portfolio.initiatives
    ranks, scores = ranking.ranks.tolist(), ranking.scores.tolist()
    parts = _parts(ranking)
    order = sorted(range(len(ranks)), key=lambda n: (ranks[n] == 0, ranks[n], n))
    rows = []
    for n in order:
        key = ranking.initiative_ids[n]
        record = records.get(key)
        if record is None:
            continue
        rows.append(
            BarRow(
                key=key,
                rank=str(ranks[n]) if ranks[n] else "",
                name=record.name or "(no name)",
                score=number_text(scores[n]) if ranks[n] else "not rated",
                parts=parts[n],
                verdict=_verdict(results, key),
                moved=_moved(before, key, ranks[n]),
            )
        )
    return rows


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
    return [criteria[key].name if key in criteria else key for key in ranking.criterion_ids]


def _parts(ranking: Ranking) -> list[tuple[float, ...]]:
    """Return each row's segments as shares of the longest bar, or of 100 points if given."""
    if ranking.contributions is not None:
        longest = 100.0 if ranking.score_unit == "points" else _longest(ranking.scores)
        shares = np.maximum(ranking.contributions, 0.0) / longest
        return [tuple(row) for row in shares.tolist()]
    scores = np.nan_to_num(ranking.scores)
    if not ranking.higher_is_better:
        scores = scores.max(initial=0.0) - scores
    scores = scores - min(0.0, float(scores.min(initial=0.0)))
    return [(share,) for share in (scores / _longest(scores)).tolist()]


def _longest(scores: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    top = float(np.nanmax(np.abs(scores), initial=0.0))
    return top if top > 0 else 1.0


def _verdict(results: Results, key: str) -> Verdict:
    if results.plan is None or results.plan.status == "infeasible":
        return ""
    return "fund" if key in results.plan.chosen else "cut"


def _moved(before: Mapping[str, int] | None, key: str, rank: int) -> int:
    then = before.get(key, 0) if before else 0
    return then - rank if then and rank else 0
