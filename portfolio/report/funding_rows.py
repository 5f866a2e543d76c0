"""The plan line by line: what happens to each initiative, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from portfolio.model import Portfolio, in_order
from portfolio.report.worth import worth_by_id

if TYPE_CHECKING:
    from portfolio.analysis import Results
    from portfolio.funding import Plan

Fate = Literal["fund", "cut"]
Origin = Literal["", "mandated", "forced in", "forced out"]


@dataclass(frozen=True, slots=True)
class FundingRow:
    """What the plan does with one initiative.

    Attributes:
        fate: funded or cut.
        origin: the rule that decided it; empty when the plan was free to choose.
        level: name of the size it is funded at; empty for full size or when cut.
        worth: what it adds at full size, in the plan's unit; None when not valued.
        rank: by the ranking in force; 0 when it is not ranked.
        waterline: what funding straight down the ranking does; None when not known.
        reason: in words; empty until it is known.
        price: value lost when the verdict is reversed, in the plan's unit; None when
            it has not been solved.
    """

    key: str
    name: str
    code: str
    fate: Fate
    origin: Origin
    level: str
    worth: float | None
    rank: int
    waterline: Fate | None
    reason: str
    price: float | None


def funding_rows(results: Results) -> list[FundingRow]:
    """Return one row an initiative: funded before cut, each by falling worth; [] without a plan."""
    portfolio, plan = results.portfolio, results.plan
    if plan is None or plan.status == "infeasible":
        return []
    worths = worth_by_id(results)
    ranks = _ranks(results)
    rows = [
        _row(results, plan, key, worths.get(key), ranks.get(key, 0))
        for key, _ in in_order(portfolio.initiatives)
    ]
    return sorted(rows, key=lambda row: (row.fate == "cut", -(row.worth or 0.0)))


def _ranks(results: Results) -> dict[str, int]:
    ranking = results.ranking
    if ranking is None:
        return {}
    return dict(zip(ranking.initiative_ids, ranking.ranks.tolist(), strict=True))


def _row(results: Results, plan: Plan, key: str, worth: float | None, rank: int) -> FundingRow:
    portfolio, line = results.portfolio, results.lines.get(key)
    record = portfolio.initiatives[key]
    funded = key in plan.chosen
    down = results.waterline
    return FundingRow(
        key=key,
        name=record.name,
        code=record.code,
        fate="fund" if funded else "cut",
        origin=_origin(plan, key),
        level=_level(portfolio, key, plan.chosen[key]) if funded else "",
        worth=worth,
        rank=rank,
        waterline=None if down is None else ("fund" if key in down.chosen else "cut"),
        reason=line.reason if line is not None else "",
        price=line.price if line is not None else None,
    )


def _origin(plan: Plan, key: str) -> Origin:
    if key in plan.mandated:
        return "mandated"
    if key in plan.forced_in:
        return "forced in"
    return "forced out" if key in plan.forced_out else ""


def _level(portfolio: Portfolio, key: str, level: str) -> str:
    record = portfolio.initiatives[key].levels.get(level)
    return record.name if record is not None else ""
