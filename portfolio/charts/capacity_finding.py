"""Capacity in words: what runs out first, what the plan uses of it, what is left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from portfolio.charts.chart import Finding
from portfolio.charts.text import shown
from portfolio.charts.waiting import NO_INITIATIVES, NO_LIMITS, PLANNING, refused
from portfolio.model.amounts import amount_text, percent_text
from portfolio.model.text import quoted

if TYPE_CHECKING:
    from portfolio.analysis import Results
    from portfolio.funding import Plan

#: A limit counts as kept when it is passed by no more than rounding.
WITHIN = 1 + 1e-9


@dataclass(frozen=True, slots=True)
class Peak:
    """The fullest cell of a table of shares: resource row, period column, share."""

    row: int
    column: int
    share: float


def share_text(share: float) -> str:
    """Return a share of a limit in percent; ``∞`` where something is needed and nothing is there.

    No stated limit is a dash.
    """
    return "∞" if np.isposinf(share) else percent_text(share)


def peak(shares: NDArray[np.float64]) -> Peak | None:
    """Return the fullest cell, the first on the screen when several are; None without limits."""
    if shares.size == 0 or bool(np.isnan(shares).all()):
        return None
    row, column = np.unravel_index(int(np.nanargmax(shares)), shares.shape)
    return Peak(int(row), int(column), float(shares[row, column]))


def resource_name(results: Results, plan: Plan, row: int) -> str:
    """Return the name of a resource of the plan, in one line."""
    resource = results.portfolio.resources.get(plan.resource_ids[row])
    return (shown(resource.name) if resource else "") or "(no name)"


def period_name(results: Results, plan: Plan, column: int) -> str:
    """Return the name of a period of the plan, in one line."""
    period = results.portfolio.periods.get(plan.period_ids[column])
    return (shown(period.name) if period else "") or "(no name)"


def limit_text(results: Results, plan: Plan, row: int) -> str:
    """Return what there is of a resource: ``38–45 FTE``, ``$250M in all``, ``no limit``."""
    resource = results.portfolio.resources.get(plan.resource_ids[row])
    stated = plan.capacity[row][~np.isnan(plan.capacity[row])]
    if resource is None or not stated.size:
        return "no limit"
    unit = shown(resource.unit)
    if plan.carries[row]:
        return f"{amount_text(float(stated.sum()), unit)} in all"
    low, high = (amount_text(float(end), unit) for end in (stated.min(), stated.max()))
    if low == high:
        return high
    return f"{low.removesuffix(f' {unit}')}–{high}"


def capacity_gap(results: Results) -> Finding | None:
    """Return why there is nothing to show of capacities, and what to do; None otherwise."""
    plan = results.plan
    if not results.portfolio.initiatives:
        return NO_INITIATIVES
    if plan is None and results.plan_error is not None:
        return refused("There is no plan.", results.plan_error)
    if plan is None:
        return PLANNING
    return NO_LIMITS if peak(plan.capacity) is None else None


def demand_sentence(results: Results, plan: Plan) -> str:
    """Say what runs out first if everyone gets what they ask for."""
    top = peak(plan.demand_share())
    if top is None:
        return NO_LIMITS.headline
    name = quoted(resource_name(results, plan, top.row))
    when = period_name(results, plan, top.column)
    if not plan.demand.any():
        return "No initiative says yet what it needs."
    if top.share <= WITHIN:
        most = f"{share_text(top.share)} of {name} ({when})"
        return f"Everything fits: all initiatives together need at most {most}."
    if np.isposinf(top.share):
        return f"{name} runs out first: initiatives ask for it in {when}, and there is none."
    asked = f"all initiatives ask for {share_text(top.share)} of it in {when}"
    return f"{name} runs out first: {asked}."


def use_sentence(results: Results, plan: Plan) -> str:
    """Say what the plan uses most of, and what it uses least of."""
    shares = plan.use_share()
    top = peak(shares)
    if top is None or plan.status == "infeasible":
        return ""
    name = quoted(resource_name(results, plan, top.row))
    when = period_name(results, plan, top.column)
    if np.isposinf(top.share):
        return f"{who_plans(plan)} needs {name} in {when}, and there is none."
    said = f"{who_plans(plan)} uses {share_text(top.share)} of {name} in {when}"
    stated = np.flatnonzero(~np.isnan(shares).all(axis=1))
    peaks = np.nanmax(shares[stated], axis=1)
    least = int(stated[int(np.argmin(peaks))])
    if least == top.row:
        return f"{said}."
    left = quoted(resource_name(results, plan, least))
    return f"{said}, and at most {share_text(float(peaks.min()))} of {left}."


def who_plans(plan: Plan) -> str:
    """Return how a plan is called at the start of a sentence."""
    return "The plan by hand" if plan.name == "by hand" else "The best plan"
