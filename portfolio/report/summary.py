"""The answer in a few numbers and one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from portfolio.analysis.worth import worth_by_id
from portfolio.model import Portfolio, Problem
from portfolio.model.amounts import amount_text, percent_text
from portfolio.model.redacted_mark import OTHER_PLAN, another_plan
from portfolio.model.text import listed, plural, quoted, visible
from portfolio.report.blocking import blocked_by
from portfolio.report.capacity_words import overall

if TYPE_CHECKING:
    from portfolio.analysis import Results
    from portfolio.funding import Plan

_BINDING = 0.97
_REMEMBERED = 4
_RELAX = "Release what is forced in, switch off a rule, or raise a limit."


@dataclass(frozen=True, slots=True)
class ResourceUse:
    """How much of one resource the plan uses, in the period where it is tightest.

    Attributes:
        share: of the capacity, 1 is all of it; None where no limit is stated, or no
            plan fits.
        amount: used and available in that period, as text with the unit.
        binding: this limit decides what is cut: under 3 % of it is left, or, where no
            limit is as tight, it has no room for more worthwhile initiatives than others.
        demand_share: what all initiatives together ask of the whole capacity, over
            all periods; None where no limit is stated.
    """

    resource_id: str
    name: str
    period: str
    share: float | None
    amount: str
    binding: bool = False
    demand_share: float | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What the strip at the foot of the window and the first page say.

    Attributes:
        headline: the answer in one sentence.
        proof: how sure the plan is, for example ``proven optimal``; for a redacted copy
            without money, that its plan is another one.
        remedy: what to do when no plan fits; else empty.
        fits: whether there is a plan that obeys every limit and rule.
        funded, deferred, cut, forced: counts of initiatives; deferred are funded from a
            later start than stated, and are not among the funded; forced are those that a
            rule decides by name, and are among the others. Without a plan that fits, none
            is funded, deferred or cut.
        value: of the plan, with its unit; empty without a plan.
        captured: plan's value as a share of the value of everything on the table;
            None when nothing on the table is worth anything.
        uses: one for each resource, in the order of the screen.
        binds: a sentence on what runs out first; empty without a plan.
        waterline_loss: a sentence on what the waterline loses; empty without both plans.
        attention: a sentence that counts the problems by severity.
        errors, warnings: counts of problems.
    """

    headline: str
    proof: str
    remedy: str
    fits: bool
    funded: int
    deferred: int
    cut: int
    forced: int
    value: str
    captured: float | None
    uses: tuple[ResourceUse, ...]
    binds: str
    waterline_loss: str
    attention: str
    errors: int
    warnings: int

    @property
    def counts(self) -> str:
        """``12 funded, 2 deferred, 5 cut``; empty without a plan that fits."""
        if not self.fits:
            return ""
        later = f"{self.deferred:,} deferred, " if self.deferred else ""
        return f"{self.funded:,} funded, {later}{self.cut:,} cut"


@lru_cache(maxsize=_REMEMBERED)
def summarize(results: Results) -> Summary:
    """Return the summary of what is known now; parts may be outdated, see ``results.stale``.

    The strip and the page that is shown ask for the same one: it is worked out once.
    """
    portfolio, plan = results.portfolio, results.plan
    uses = () if plan is None else _with_blocker(results, _uses(portfolio, plan))
    usable = plan is not None and plan.status != "infeasible"
    if not usable:
        uses = tuple(map(_unplanned, uses))
    return Summary(
        headline=_headline(results, uses),
        proof=_proof_here(results),
        remedy=_RELAX if plan is not None and not usable else "",
        fits=usable,
        funded=len(plan.chosen) - len(plan.deferred) if plan is not None and usable else 0,
        deferred=len(plan.deferred) if plan is not None and usable else 0,
        cut=len(portfolio.initiatives) - len(plan.chosen) if plan is not None and usable else 0,
        forced=_ruled(plan) if plan is not None else 0,
        value=amount_text(plan.value, plan.unit) if plan is not None and usable else "",
        captured=_captured(results),
        uses=uses,
        binds=_binds(uses) if usable else "",
        waterline_loss=_waterline_loss(results),
        attention=counted(results.problems),
        errors=_count(results.problems, "error"),
        warnings=_count(results.problems, "warning"),
    )


def _ruled(plan: Plan) -> int:
    return len(plan.forced_in | plan.forced_out | plan.mandated)


def _unplanned(use: ResourceUse) -> ResourceUse:
    """Take back the use of a plan that does not exist; what is asked for stays."""
    if use.share is None:
        return use
    words = "no plan fits, so none of it is assigned"
    return replace(use, period="", share=None, amount=words, binding=False)


def _count(problems: Sequence[Problem], severity: str) -> int:
    return sum(problem.severity == severity for problem in problems)


def counted(problems: Sequence[Problem]) -> str:
    """Return ``2 errors and 1 warning.``; severities that do not occur are left out."""
    counts = [
        plural(count, severity)
        for severity in ("error", "warning", "note")
        if (count := _count(problems, severity))
    ]
    return f"{listed(counts)}." if counts else "Nothing is missing or contradictory."


def _headline(results: Results, uses: tuple[ResourceUse, ...]) -> str:
    plan, total = results.plan, len(results.portfolio.initiatives)
    if total == 0:
        return "Nothing to decide yet: add or paste initiatives."
    if results.plan_error is not None:
        return results.plan_error.what
    if plan is None:
        return "Finding the best plan…"
    if plan.status == "infeasible":
        return plan.conflict or "No plan fits every limit and rule."
    value = amount_text(plan.value, plan.unit)
    later = len(plan.deferred)
    start = f", {later:,} of them from a later start," if later else ""
    funded = f"Fund {len(plan.chosen)} of {total:,}{start} for {value} of {plan.objective_name}"
    binding = [quoted(use.name) for use in uses if use.binding]
    if not binding:
        return f"{funded}; no limit binds."
    return f"{funded}; {listed(binding[:3])} {'runs' if len(binding) == 1 else 'run'} out first."


def _proof_here(results: Results) -> str:
    proof = _proof(results)
    if not proof or not another_plan(results.portfolio.settings):
        return proof
    return f"{proof} {OTHER_PLAN}"


def _proof(results: Results) -> str:
    plan = results.plan
    if plan is None:
        return ""
    if results.provisional:
        return "quick answer, being proven…"
    if "plan" in results.stale:
        return "updating…"
    if plan.status == "optimal":
        return "proven optimal"
    if plan.status == "infeasible":
        return "no plan fits"
    return f"within {percent_text(plan.gap)}, proven"


def _captured(results: Results) -> float | None:
    plan = results.plan
    if plan is None or results.plan_error is not None or plan.status == "infeasible":
        return None
    total = sum(gain for gain in worth_by_id(results).values() if gain > 0)
    return plan.value / total if total > 0 else None


def _uses(portfolio: Portfolio, plan: Plan) -> tuple[ResourceUse, ...]:
    shares = plan.use_share()
    return tuple(_use(portfolio, plan, row, shares[row]) for row in range(len(plan.resource_ids)))


def _with_blocker(results: Results, uses: tuple[ResourceUse, ...]) -> tuple[ResourceUse, ...]:
    """Mark the resource that keeps the most out as binding, when none is nearly used up."""
    if any(use.binding for use in uses):
        return uses
    blocked = blocked_by(results)
    if not blocked:
        return uses
    most = max(uses, key=lambda use: (blocked.get(use.resource_id, 0), use.share or 0.0))
    return tuple(replace(use, binding=True) if use is most else use for use in uses)


def _use(
    portfolio: Portfolio, plan: Plan, row: int, shares: np.ndarray[tuple[int], np.dtype[np.float64]]
) -> ResourceUse:
    resource = portfolio.resources.get(plan.resource_ids[row])
    name, unit = (visible(resource.name), resource.unit) if resource is not None else ("?", "")
    stated = ~np.isnan(plan.capacity[row])
    if not stated.any():
        used = plan.use[row].tolist()
        most = used if resource is None else [overall(resource, used)]
        amount = amount_text(max(most, default=0.0), unit)
        return ResourceUse(plan.resource_ids[row], name, "", None, f"{amount}, no limit stated")
    column = int(np.nanargmax(shares))
    period = portfolio.periods.get(plan.period_ids[column])
    share = float(shares[column])
    used, limit = _compared(plan, row, column)
    capacity = float(plan.capacity[row][stated].sum())
    asked = float(plan.demand[row][stated].sum())
    return ResourceUse(
        resource_id=plan.resource_ids[row],
        name=name,
        period=visible(period.name) if period is not None else "",
        share=share,
        amount=f"{amount_text(used, unit)} of {amount_text(limit, unit)}",
        binding=_binds_there(plan, row, shares),
        demand_share=asked / capacity if capacity > 0 else None,
    )


def _binds_there(
    plan: Plan, row: int, shares: np.ndarray[tuple[int], np.dtype[np.float64]]
) -> bool:
    """Whether a limit is nearly used up where nobody else can stand in."""
    used = shares >= _BINDING
    return bool((used if plan.helped is None else used & ~plan.helped[row]).any())


def _compared(plan: Plan, row: int, column: int) -> tuple[float, float]:
    if not plan.carries[row]:
        return float(plan.use[row, column]), float(plan.capacity[row, column])
    upto = slice(0, column + 1)
    stated = ~np.isnan(plan.capacity[row, upto])
    used = float(plan.use[row, upto][stated].sum())
    return used, float(plan.capacity[row, upto][stated].sum())


def _binds(uses: tuple[ResourceUse, ...]) -> str:
    limited = [use for use in uses if use.share is not None]
    if not limited:
        return "No capacity is stated, so nothing limits the plan."
    binding = [use for use in limited if use.binding]
    if not binding:
        tightest = max(limited, key=lambda use: use.share or 0.0)
        return (
            f"No limit binds: the tightest is {tightest.name}, "
            f"{percent_text(tightest.share or 0.0)} used in {tightest.period}."
        )
    parts = [f"{use.name} ({percent_text(use.share or 0.0)} in {use.period})" for use in binding]
    return f"{listed(parts)} {'binds' if len(parts) == 1 else 'bind'}."


def _waterline_loss(results: Results) -> str:
    best, line = results.plan, results.waterline
    if best is None or best.status == "infeasible" or best.value <= 0:
        return ""
    if results.ranking is not None and not results.ranking.ranks.any():
        return "Nothing is ranked yet, so there is no waterline to compare with."
    if line is None:
        return ""
    if line.status == "infeasible":
        return "Funding straight down the ranking finds no plan that obeys the rules."
    lost = best.value - line.value
    if lost <= 1e-9 * best.value:
        return "Funding straight down the ranking would do as well here."
    return (
        f"Funding straight down the ranking would lose {amount_text(lost, best.unit)} "
        f"({percent_text(lost / best.value)})."
    )
