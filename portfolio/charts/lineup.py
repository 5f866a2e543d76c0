"""The initiatives in ranked order, with what each plan makes of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio.analysis.worth import known_worth
from portfolio.charts.text import shown
from portfolio.model import in_order

if TYPE_CHECKING:
    from portfolio.analysis import Results
    from portfolio.funding import Plan


@dataclass(frozen=True, slots=True)
class Entry:
    """One initiative.

    Attributes:
        rank: 0 when it is not ranked.
        score: NaN when it is not ranked.
        gain: what it adds to the plan's objective, at the funded size where the best
            plan funds it, else at full size; NaN when not known.
        best: whether the best plan funds it; start: from which period, where that is later
            than stated, else empty; down: whether the plan straight down the
            list does, None without such a plan.
        level: name of the size that the best plan funds; empty for full size.
        rule: ``forced in``, ``forced out``, ``mandated`` or empty.
    """

    key: str
    name: str
    rank: int
    score: float
    gain: float
    best: bool
    down: bool | None
    level: str = ""
    rule: str = ""
    start: str = ""

    @property
    def contested(self) -> bool:
        """Whether the two plans differ about it."""
        return self.down is not None and self.best != self.down


def lineup(results: Results, plan: Plan) -> tuple[Entry, ...]:
    """Return every initiative, best rank first, those without a rank last, as on the screen."""
    ranking = results.ranking
    scores: dict[str, float] = {}
    ranks: dict[str, int] = {}
    if ranking is not None:
        scores = dict(zip(ranking.initiative_ids, map(float, ranking.scores), strict=True))
        ranks = dict(zip(ranking.initiative_ids, map(int, ranking.ranks), strict=True))
    down = None if results.waterline is None else results.waterline.chosen
    worth = known_worth(results)
    gains = worth.by_id if worth.objective == plan.objective else {}
    entries = []
    for key, initiative in in_order(results.portfolio.initiatives):
        level = initiative.levels.get(plan.chosen.get(key, ""))
        share = level.benefit_share if level else 1.0
        entries.append(
            Entry(
                key=key,
                name=shown(initiative.name) or "(no name)",
                rank=ranks.get(key, 0),
                score=scores.get(key, math.nan),
                gain=gains.get(key, math.nan) * share,
                best=key in plan.chosen,
                down=None if down is None else key in down,
                level=shown(level.name) if level else "",
                rule=plan.origin(key),
                start=_later_start(results, plan, key),
            )
        )
    return tuple(sorted(entries, key=lambda entry: entry.rank or math.inf))


def waterline_row(entries: Sequence[Entry]) -> int | None:
    """Return the index of the row above which funding down the list ends.

    The place with the most funded above it, less those cut above it; the lowest such
    place when several tie, because what the list passes over is rarer than what it
    funds. Initiatives under a rule do not count. None when every other one is funded, or
    there is no such plan.
    """
    if any(entry.down is None for entry in entries):
        return None
    place, balance, most = 0, 0, 0
    for index, entry in enumerate(entries, start=1):
        if not entry.rule:
            balance += 1 if entry.down else -1
        if balance >= most:
            place, most = index, balance
    cut_below = any(not entry.down and not entry.rule for entry in entries[place:])
    return place if cut_below else None


def outcome(entry: Entry) -> str:
    """Say in one sentence what becomes of an initiative."""
    down = "funds" if entry.down else "cuts"
    list_too = "" if entry.down is None else f", straight down the list {down} it"
    best = "funds" if entry.best else "cuts"
    size = f" ({entry.level})" if entry.level else ""
    size += f" from {entry.start}" if entry.start else ""
    rule = f" It is {entry.rule}." if entry.rule else ""
    return f"{entry.name}: the best plan {best} it{size}{list_too}.{rule}"


def _later_start(results: Results, plan: Plan, key: str) -> str:
    if plan.verdict(key) != "defer":
        return ""
    period = results.portfolio.periods.get(plan.spans[key].start)
    return shown(period.name) if period is not None else "a later period"
