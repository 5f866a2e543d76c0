"""The plan line by line: what happens to each initiative, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio.analysis.worth import worth_by_id
from portfolio.model import Portfolio, in_order
from portfolio.report.ranked_list import ranks_of
from portfolio.report.rule_sentences import rules_about
from portfolio.report.verdict_words import Fate, Fated, Origin, fated

if TYPE_CHECKING:
    from portfolio.analysis import Results
    from portfolio.funding import Plan

__all__ = ["Fate", "FundingRow", "Origin", "funding_rows", "held_by"]

_FIRST: tuple[Fate | None, ...] = ("fund", "defer", "cut", None)
_FREE = "No rule holds it; nothing is decided while no plan fits."


@dataclass(frozen=True, slots=True)
class FundingRow:
    """What the plan does with one initiative.

    Attributes:
        fated: what becomes of it, from when, at which size, and by which rule.
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
    fated: Fated
    worth: float | None
    rank: int
    waterline: Fate | None
    reason: str
    price: float | None

    @property
    def fate(self) -> Fate | None:
        """Funded, deferred or cut; None when no plan fits, so that nothing is decided."""
        return self.fated.fate

    @property
    def origin(self) -> Origin:
        """The rule that decided it or holds it; empty when the plan was free to choose."""
        return self.fated.origin

    @property
    def level(self) -> str:
        """Name of the size it is funded at; empty for full size or when cut."""
        return self.fated.level


def funding_rows(results: Results) -> list[FundingRow]:
    """Return one row an initiative: funded, deferred, cut, each by falling worth.

    Empty without a plan.

    When no plan fits: those that a rule holds before the others, with these rules as reason.
    """
    portfolio, plan = results.portfolio, results.plan
    if plan is None:
        return []
    worths = worth_by_id(results)
    ranks = ranks_of(results.ranking)
    rows = [
        _row(results, plan, key, worths.get(key), ranks.get(key, 0))
        for key, _ in in_order(portfolio.initiatives)
    ]
    if plan.status == "infeasible":
        return sorted(rows, key=lambda row: (not row.origin, -(row.worth or 0.0)))
    return sorted(rows, key=lambda row: (_FIRST.index(row.fate), -(row.worth or 0.0)))


def _row(results: Results, plan: Plan, key: str, worth: float | None, rank: int) -> FundingRow:
    portfolio, line = results.portfolio, results.lines.get(key)
    record = portfolio.initiatives[key]
    fits = plan.status != "infeasible"
    down = results.waterline if fits else None
    reason = line.reason if line is not None else ""
    return FundingRow(
        key=key,
        name=record.name,
        code=record.code,
        fated=fated(portfolio, plan, key),
        worth=worth,
        rank=rank,
        waterline=None if down is None else down.verdict(key),
        reason=reason if fits else held_by(portfolio, key) or _FREE,
        price=line.price if line is not None else None,
    )


def held_by(portfolio: Portfolio, key: str) -> str:
    """Return the rules in force about an initiative as sentences; empty without any."""
    return " ".join(text for _, rule, text in rules_about(portfolio, key) if rule.active)
