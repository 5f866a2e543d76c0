"""One line for each initiative: its record beside what the ranking and the plan say of it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio.model import Initiative, Problem, Resource, in_order
from portfolio.report.capacity_words import overall
from portfolio.report.funding_rows import Fate, Origin, origin_of
from portfolio.report.worth import worth_by_id

if TYPE_CHECKING:
    from portfolio.analysis import Results
    from portfolio.funding import Plan


@dataclass(frozen=True, slots=True)
class InitiativeLine:
    """What a table of initiatives reads.

    Attributes:
        fate: funded or cut; None without a plan that obeys the limits.
        origin: the rule that decided it, or that holds it while no plan fits; empty when
            the plan was free to choose.
        level: name of the size it is funded at; empty for full size or when cut.
        rank: 1 is best; 0 when it is not ranked.
        score: in the unit of the ranking; None when it is not ranked.
        worth: risk-adjusted benefit (or score) at full size; None when it is not known.
    """

    key: str
    record: Initiative
    fate: Fate | None = None
    origin: Origin = ""
    level: str = ""
    rank: int = 0
    score: float | None = None
    worth: float | None = None


def initiative_lines(results: Results) -> list[InitiativeLine]:
    """Return one line an initiative, in the order of the screen."""
    ranking = results.ranking
    ranked: Mapping[str, tuple[int, float]] = {}
    if ranking is not None:
        pairs = zip(ranking.ranks.tolist(), ranking.scores.tolist(), strict=True)
        ranked = dict(zip(ranking.initiative_ids, pairs, strict=True))
    worths = worth_by_id(results)
    return [
        _line(key, record, results.plan, ranked.get(key, (0, math.nan)), worths.get(key))
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
    if line.fate is None:
        return f"{line.origin.capitalize()}; no plan fits" if line.origin else ""
    size = f" ({line.level})" if line.level else ""
    word = f"Funded{size}" if line.fate == "fund" else "Cut"
    return f"{word}, {line.origin}" if line.origin else word


def _line(
    key: str,
    record: Initiative,
    plan: Plan | None,
    ranked: tuple[int, float],
    worth: float | None,
) -> InitiativeLine:
    fate, origin, level = _verdict(key, record, plan)
    rank, score = ranked
    finite = score if math.isfinite(score) else None
    return InitiativeLine(key, record, fate, origin, level, rank, finite, worth)


def _verdict(key: str, record: Initiative, plan: Plan | None) -> tuple[Fate | None, Origin, str]:
    if plan is None:
        return None, "", ""
    origin = origin_of(plan, key)
    if plan.status == "infeasible":
        return None, origin, ""
    if key not in plan.chosen:
        return "cut", origin, ""
    level = record.levels.get(plan.chosen[key])
    return "fund", origin, level.name if level is not None else ""
