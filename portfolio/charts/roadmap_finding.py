"""The roadmap in words: what starts when, what goes on, what falls due."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from portfolio.charts.capacity_finding import period_name
from portfolio.charts.chart import Finding
from portfolio.charts.roadmap_rows import Work, works
from portfolio.charts.waiting import PLANNING, no_plan
from portfolio.model.text import capitalized, listed, plural, quoted

if TYPE_CHECKING:
    from portfolio.analysis import Results
    from portfolio.funding import Plan

NO_PERIODS = Finding(
    "There are no planning periods yet.", "Add the first one on the Capacity page."
)
_NAMED = 3


def roadmap_gap(results: Results) -> Finding | None:
    """Return why there is no roadmap to draw, and what to do; None when there is one."""
    missing = no_plan(results)
    if missing is not None:
        return missing
    return NO_PERIODS if results.plan is not None and not results.plan.period_ids else None


def roadmap_finding(results: Results) -> Finding:
    """Return the headline (who starts when) and the detail (what waits, reviews, going on)."""
    gap, plan = roadmap_gap(results), results.plan
    if gap is not None or plan is None:
        return gap or PLANNING
    found = works(results, plan)
    funded = [work for work in found if work.start >= 0]
    return Finding(_headline(results, plan, funded), " ".join(_details(results, plan, found)))


def _headline(results: Results, plan: Plan, funded: Sequence[Work]) -> str:
    if not funded:
        return "Nothing is funded, so there is no work to show."
    first = period_name(results, plan, 0)
    at_once = [work for work in funded if work.start == 0]
    deferred = [work for work in funded if work.deferred]
    later = len(funded) - len(at_once) - len([work for work in deferred if work.start > 0])
    parts = [f"{plural(len(at_once), 'initiative')} at work from {first}"] if at_once else []
    verb = "starts" if later == 1 else "start"
    parts += [f"{later:,} {verb} later as stated"] if later else []
    if deferred:
        names = listed(
            (f"{quoted(w.name)} to {period_name(results, plan, w.start)}" for w in deferred), _NAMED
        )
        parts.append(f"{len(deferred):,} deferred ({names})")
    words = listed(parts)
    return f"{capitalized(words)}."


def _details(results: Results, plan: Plan, found: Sequence[Work]) -> list[str]:
    goes_on = [work for work in found if work.goes_on]
    waiting = [work for work in found if work.start < 0]
    reviews = sum(due.kind == "review" for work in found for due in work.dues)
    last = period_name(results, plan, len(plan.period_ids) - 1)
    said = []
    if goes_on:
        names = listed((quoted(work.name) for work in goes_on), _NAMED)
        verb = "goes" if len(goes_on) == 1 else "go"
        said.append(f"{names} {verb} on after {last}.")
    if waiting:
        names = listed((quoted(work.name) for work in waiting), _NAMED)
        verb = "waits for its gate" if len(waiting) == 1 else "wait for their gates"
        said.append(f"{names} {verb}.")
    conditions = sum(d.kind == "condition" and not d.done for w in found for d in w.dues)
    if conditions:
        said.append(f"{plural(conditions, 'condition')} to be met.")
    if reviews:
        said.append(f"{plural(reviews, 'review')} set by decisions.")
    return said
