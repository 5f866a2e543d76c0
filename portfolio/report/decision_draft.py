"""What the results suggest to decide on an initiative: the plan, as a decision to start from."""

from __future__ import annotations

import math
from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING

from portfolio.errors import Tick
from portfolio.funding import build_problem
from portfolio.funding.reasons import case_of
from portfolio.funding.reverse import Swaps
from portfolio.funding.solver import Control
from portfolio.model import Decision, FrozenMap, KillCriterion, Portfolio, in_order
from portfolio.model.checks.timing import span_of
from portfolio.report.plan_reads import settled

if TYPE_CHECKING:
    from portfolio.analysis import Results

Amounts = FrozenMap[str, FrozenMap[str, float]]
#: The options that fund an initiative.
FUNDING = ("fund", "fund with conditions")

_NOTHING: Amounts = FrozenMap()


def suggested(results: Results, initiative: str, now: datetime) -> Decision | None:
    """Return the decision that does what the plan does, with its reason.

    The owner and the kill criterion are those of the initiative. What it displaces is not
    in it: that takes a plan of its own, see ``displaced_by``.

    Args:
        results: with a plan that is settled.
        initiative: its id.
        now: the time of the decision.

    Returns:
        None while no plan says what to do: none fits, or it is being looked for.
    """
    portfolio, plan = results.portfolio, results.plan
    if plan is None or plan.status == "infeasible" or not settled(results):
        return None
    record, option = portfolio.initiatives[initiative], plan.verdict(initiative)
    line = results.lines.get(initiative) if "lines" not in results.stale else None
    level = plan.chosen.get(initiative) or None
    kill = None if record.facts is None else record.facts.kill
    span = plan.spans.get(initiative)
    start = span.start if span is not None else None
    return Decision(
        initiative,
        option,
        now,
        reason=line.cause if line is not None else "",
        owner=record.owner,
        name=record.name,
        level=level,
        start=start,
        amounts=_NOTHING if option == "cut" else granted(portfolio, initiative, level, start),
        kill=kill if kill != KillCriterion() else None,
    )


def granted(portfolio: Portfolio, initiative: str, level: str | None, start: str | None) -> Amounts:
    """Return what an initiative needs at a size and from a start: resource to period to amount.

    The likely demand times the share of the size, moved to the start. What would move
    beyond the planned periods is left out, and so is a demand of 0.

    Args:
        portfolio: the document.
        initiative: its id.
        level: id of its size; None for the full one.
        start: id of the period in which it starts; None for as stated.
    """
    record = portfolio.initiatives[initiative]
    periods = [key for key, _ in in_order(portfolio.periods)]
    shift = periods.index(start) - span_of(record, periods).first if start in periods else 0
    size = record.levels.get(level or "")
    share = size.demand_share if size is not None else 1.0
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for resource, row in record.demand.items():
        for period, estimate in row.items():
            place = periods.index(period) + shift if period in periods else -1
            amount = estimate.likely * share
            if 0 <= place < len(periods) and amount and math.isfinite(amount):
                found[resource][periods[place]] = amount
    return FrozenMap({resource: FrozenMap(row) for resource, row in found.items()})


def displaced_by(results: Results, initiative: str, tick: Tick | None = None) -> tuple[str, ...]:
    """Return the ids that funding an initiative keeps out of the plan, or would push out of it.

    Of one that the plan funds, those that would be funded in the best plan without it; of one
    that is cut, those that would leave the best plan with it. Each takes a plan of its own.

    Args:
        results: with a plan.
        initiative: its id.
        tick: told the progress.

    Raises:
        Cancelled: ``tick`` asked to stop.
    """
    portfolio, plan = results.portfolio, results.plan
    if plan is None or plan.status == "infeasible" or initiative not in portfolio.initiatives:
        return ()
    case = case_of(portfolio, plan, build_problem(portfolio, value=results.scores))
    funded = initiative in plan.chosen
    swap = Swaps(case.problem, case.x).with_verdict(
        case.index[initiative], funded=not funded, control=Control(tick)
    )
    if not swap.possible:
        return ()
    moved = swap.enters if funded else swap.leaves
    return tuple(key for key in moved if key != initiative)


def against_plan(results: Results, decision: Decision) -> bool:
    """Whether a decision funds what the plan cuts: then it needs a reason."""
    plan = results.plan
    if plan is None or plan.status == "infeasible":
        return False
    return decision.option in FUNDING and plan.verdict(decision.initiative) == "cut"
