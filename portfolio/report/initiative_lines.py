"""One line for each initiative: its record beside what the ranking and the plan say of it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio.analysis.worth import worth_by_id
from portfolio.model import Initiative, Problem, Resource, in_order
from portfolio.report.capacity_words import overall
from portfolio.report.verdict_words import UNDECIDED, Fate, Fated, Origin, fated

if TYPE_CHECKING:
    from portfolio.analysis import Results


@dataclass(frozen=True, slots=True)
class InitiativeLine:
    """What a table of initiatives reads.

    Attributes:
        fated: what becomes of it, from when, at which size, and by which rule.
        rank: 1 is best; 0 when it is not ranked.
        score: in the unit of the ranking; None when it is not ranked.
        worth: risk-adjusted benefit (or score) at full size; None when it is not known.
    """

    key: str
    record: Initiative
    fated: Fated = UNDECIDED
    rank: int = 0
    score: float | None = None
    worth: float | None = None

    @property
    def fate(self) -> Fate | None:
        """Funded, deferred or cut; None without a plan that obeys the limits."""
        return self.fated.fate

    @property
    def origin(self) -> Origin:
        """The rule that decided it or holds it; empty when the plan was free to choose."""
        return self.fated.origin

    @property
    def level(self) -> str:
        """Name of the size it is funded at; empty for full size or when cut."""
        return self.fated.level


def initiative_lines(results: Results) -> list[InitiativeLine]:
    """Return one line an initiative, in the order of the screen."""
    ranking = results.ranking
    ranked: Mapping[str, tuple[int, float]] = {}
    if ranking is not None:
        pairs = zip(ranking.ranks.tolist(), ranking.scores.tolist(), strict=True)
        ranked = dict(zip(ranking.initiative_ids, pairs, strict=True))
    worths = worth_by_id(results)
    return [
        _line(
            (key, record),
            fated(results.portfolio, results.plan, key),
            ranked.get(key, (0, math.nan)),
            worths.get(key),
        )
        for key, record in in_order(results.portfolio.initiatives)
    ]


def overall_demand(
    record: Initiative, resource: tuple[str, Resource], periods: Iterable[str]
) -> float | None:
    """Return the likely demand for one resource over some periods, in its unit.

    The sum for a budget, the highest for anything renewable. None when no period is
    stated; a period that is not stated counts nothing.
    """
    key, limited = resource
    row = record.demand.get(key)
    stated = [row[period].likely for period in periods if period in row] if row else []
    return overall(limited, stated) if stated else None


def problems_by_initiative(problems: Iterable[Problem]) -> dict[str, list[Problem]]:
    """Return initiative id to its problems, those of its ratings included, in order."""
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.kind in ("initiative", "rating"):
            found.setdefault(problem.record, []).append(problem)
    return found


def verdict_text(line: InitiativeLine) -> str:
    """Return the verdict in a few words: ``Funded (Pilot)``, ``Cut, forced out``."""
    return line.fated.words


def _line(
    told: tuple[str, Initiative], decided: Fated, ranked: tuple[int, float], worth: float | None
) -> InitiativeLine:
    rank, score = ranked
    finite = score if math.isfinite(score) else None
    return InitiativeLine(*told, decided, rank, finite, worth)
