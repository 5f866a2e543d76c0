"""Fund or cut in words: what the best plan funds, what the waterline loses, where they differ."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from portfolio.charts.chart import Finding
from portfolio.charts.lineup import Entry, lineup
from portfolio.charts.text import shown
from portfolio.charts.waiting import PLANNING, no_plan
from portfolio.model.amounts import amount_text, percent_text
from portfolio.model.text import listed, plural, quoted

if TYPE_CHECKING:
    from portfolio.analysis import Results
    from portfolio.funding import Plan

#: A difference below this share of the value is rounding.
SAME = 1e-9
_NAMED = 3


def fund_finding(results: Results) -> Finding:
    """Return the headline (count, worth, loss) and the detail (who changes places, proof)."""
    plan = results.plan
    missing = no_plan(results)
    if plan is None or missing is not None:
        return missing or PLANNING
    count = len(results.portfolio.initiatives)
    funds = f"{len(plan.chosen):,} of {plural(count, 'initiative')}"
    if plan.deferred:
        funds += f", {len(plan.deferred):,} of them from a later start,"
    worth = amount_text(plan.value, shown(plan.unit))
    headline = f"The best plan funds {funds} for {worth}{_loss(results, plan)}."
    if results.provisional:
        headline = headline.replace("The best plan", "A quick plan", 1)
    return Finding(headline, f"{_difference(results, plan)} {_proof(results, plan)}".strip())


def lost_value(results: Results, plan: Plan) -> float:
    """Return what the waterline loses against the plan; 0 within rounding, NaN without one."""
    down = results.waterline
    if down is None or down.status == "infeasible" or down.objective != plan.objective:
        return math.nan
    lost = plan.value - down.value
    return 0.0 if abs(lost) <= SAME * max(abs(plan.value), 1.0) else lost


def _loss(results: Results, plan: Plan) -> str:
    lost = lost_value(results, plan)
    if math.isnan(lost):
        return ""
    if lost == 0:
        return "; funding straight down the list is worth as much"
    amount = amount_text(abs(lost), shown(plan.unit))
    if lost < 0:
        return f"; funding straight down the list is worth {amount} more"
    share = f" ({percent_text(lost / plan.value)})" if plan.value > 0 else ""
    return f"; funding straight down the list would lose {amount}{share}"


def _difference(results: Results, plan: Plan) -> str:
    if math.isnan(lost_value(results, plan)):
        return ""
    entries = lineup(results, plan)
    enters = [entry for entry in entries if entry.best and not entry.down]
    leaves = [entry for entry in entries if entry.down and not entry.best]
    if enters and leaves:
        return f"It passes over {_names(leaves)} to fund {_names(enters)}."
    if enters:
        return f"It also funds {_names(enters)}."
    return f"It does without {_names(leaves)}." if leaves else ""


def _names(entries: Sequence[Entry]) -> str:
    largest = sorted(entries, key=lambda entry: -_size(entry))
    return listed((quoted(entry.name) for entry in largest), _NAMED)


def _size(entry: Entry) -> float:
    return 0.0 if math.isnan(entry.gain) else abs(entry.gain)


def _proof(results: Results, plan: Plan) -> str:
    if results.provisional:
        return "It is not yet proven best."
    if plan.status == "optimal":
        return "No plan within the limits is worth more."
    if math.isfinite(plan.gap):
        return f"The best possible is at most {percent_text(plan.gap)} more."
    return "How much better a plan could be is not known."
