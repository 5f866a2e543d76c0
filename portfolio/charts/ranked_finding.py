"""The ranking in words: who leads, by how much, what the lead is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from portfolio.charts.chart import Finding
from portfolio.charts.criteria_key import criterion_name
from portfolio.charts.text import level_texts, shown
from portfolio.charts.waiting import RANKING, no_ranking
from portfolio.model.amounts import number_text
from portfolio.model.text import capitalized, listed, plural, quoted

if TYPE_CHECKING:
    from portfolio.analysis import Results
    from portfolio.ranking.result import Ranking

_NAMED = 3


@dataclass(frozen=True, slots=True)
class Ranked:
    """One ranked initiative, and its row in the ranking's arrays."""

    key: str
    name: str
    rank: int
    score: float
    row: int


def ranked(results: Results, ranking: Ranking) -> list[Ranked]:
    """Return the initiatives that have a rank, best first; ties in the order of the screen."""
    initiatives = results.portfolio.initiatives
    rows = zip(ranking.initiative_ids, ranking.ranks, ranking.scores, strict=True)
    entries = [
        Ranked(key, shown(initiatives[key].name) or "(no name)", int(rank), float(score), row)
        for row, (key, rank, score) in enumerate(rows)
        if rank > 0 and key in initiatives
    ]
    return sorted(entries, key=lambda entry: entry.rank)


def ranked_finding(results: Results) -> Finding:
    """Return the headline (leader and lead) and the detail (what the leader earns most from)."""
    ranking, gap = results.ranking, no_ranking(results)
    if gap is not None or ranking is None:
        return gap or RANKING
    entries = ranked(results, ranking)
    if not entries:
        return RANKING
    leaders = [entry for entry in entries if entry.rank == entries[0].rank]
    names = listed((quoted(entry.name) for entry in leaders), _NAMED)
    score = f"{level_texts([leaders[0].score])[0]} {ranking.score_unit}".strip()
    if len(leaders) > 1:
        return Finding(f"{names} share the lead with {score}.", "")
    ahead = ""
    if len(entries) > 1:
        _, lead = level_texts([leaders[0].score, abs(leaders[0].score - entries[1].score)])
        by = lead if float(lead.replace(",", "")) else "just"
        ahead = f", {by} ahead of {quoted(entries[1].name)}"
    return Finding(f"{names} leads with {score}{ahead}.", _made_of(results, ranking, leaders[0]))


def ranked_notes(ranking: Ranking, entries: Sequence[Ranked]) -> list[str]:
    """Return the small print: who has no rank, and what the scores depend on."""
    unranked = len(ranking.initiative_ids) - len(entries)
    notes = []
    if unranked:
        notes.append(f"Not ranked for want of ratings: {plural(unranked, 'initiative')}.")
    if ranking.relative:
        notes.append("Scores depend on which other initiatives are in the list.")
    return notes


def score_line(ranking: Ranking, *, stacked: bool) -> str:
    """Return what the bars show, as a sentence."""
    unit = f" in {ranking.score_unit}" if ranking.score_unit else ""
    made = ", by what each criterion adds; weights in percent" if stacked else ""
    lower = "" if ranking.higher_is_better else "; lower is better"
    return f"{capitalized(ranking.score_name)}{unit}{made}{lower}."


def rest_line(ranking: Ranking, entries: Sequence[Ranked], visible: int) -> str:
    """Return what became of those that have no bar."""
    limit = level_texts([entries[0].score, entries[visible].score])[1]
    side = "or less" if ranking.higher_is_better else "or more"
    return f"The other {len(entries) - visible:,} of {len(entries):,} score {limit} {side}."


def _made_of(results: Results, ranking: Ranking, leader: Ranked) -> str:
    added = ranking.contributions
    if added is None or len(ranking.criterion_ids) < _NAMED:
        return ""
    most = np.argsort(-added[leader.row], kind="stable")[:2]
    named = [
        f"{quoted(criterion_name(results.portfolio, ranking.criterion_ids[int(column)]))} "
        f"({number_text(float(added[leader.row, column]))})"
        for column in most
    ]
    return f"{quoted(leader.name)} earns most from {listed(named)}."
