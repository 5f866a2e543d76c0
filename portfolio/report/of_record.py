"""A plan frozen as the plan of record: what was to be done, and everything it followed from."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from portfolio.errors import PortfolioError
from portfolio.files.journal import recorded
from portfolio.files.snapshot import packed
from portfolio.model import (
    Decision,
    Entry,
    FrozenMap,
    PlannedLine,
    PlanOfRecord,
    PlanState,
    Portfolio,
    new_id,
)
from portfolio.model.amounts import amount_text
from portfolio.model.decided import current_decisions
from portfolio.model.text import quoted, visible
from portfolio.ranking import method_named
from portfolio.report.decision_draft import FUNDING
from portfolio.report.plan_reads import settled
from portfolio.report.ranked_list import ranks_of
from portfolio.report.record_words import funded_count

if TYPE_CHECKING:
    from portfolio.analysis import Results
    from portfolio.funding import Plan

_WEIGHTING = {
    "direct": "direct weights",
    "swing": "swing weights",
    "raters": "the raters’ own weights",
}
_CHECK = "Look at the problems of the portfolio, mend them, and freeze the plan then."
_WAIT = "Wait until the plan is there, then freeze it."


def freeze(results: Results, title: str, note: str, who: str, now: datetime) -> Portfolio:
    """Return the document with its plan as a plan of record, and an entry of the log on it.

    Decisions that hold go before the plan, with their size and start.

    Args:
        results: of the document as it is now, with nothing stale.
        title: what it is called, for example *Board of March 2026*.
        note: in the words of who freezes it; may be empty.
        who: as the person is called in the preferences.
        now: with its time zone.

    Raises:
        PortfolioError: without a title, or without a settled plan that fits.
    """
    plan = _settled_plan(results)
    if not title.strip():
        what = "A plan of record needs a title."
        raise PortfolioError(what, remedy="Say for which meeting it is made.")
    portfolio, key = results.portfolio, new_id("o")
    inputs, fingerprint = packed(portfolio)
    record = PlanOfRecord(
        title.strip(),
        now.astimezone(UTC),
        author=who,
        note=note.strip(),
        method=_method(results),
        objective=plan.objective_name,
        value=plan.value,
        unit=plan.unit,
        gap=plan.gap,
        lines=planned_lines(results, plan),
        inputs=inputs,
        fingerprint=fingerprint,
    )
    after = replace(portfolio, plans=portfolio.plans.with_(key, record))
    entry = Entry(now, "plan of record", _what(record), who=who, record=key)
    return recorded(after, entry)


def planned_lines(results: Results, plan: Plan) -> FrozenMap[str, PlannedLine]:
    """Return initiative id to what becomes of it: by the decision that holds, else by the plan."""
    portfolio, ranks = results.portfolio, ranks_of(results.ranking)
    current = current_decisions(portfolio)
    lines = {}
    for key, record in portfolio.initiatives.items():
        line = PlannedLine(
            record.name,
            _state(results, plan, key),
            level=plan.chosen.get(key) or None,
            start=plan.spans[key].start if key in plan.spans else None,
            score=results.scores.get(key),
            rank=ranks.get(key) or None,
            reason=results.lines[key].reason if key in results.lines else "",
        )
        decision = portfolio.decisions.get(current.get(key, ""))
        lines[key] = line if decision is None else _decided(line, decision)
    return FrozenMap(lines)


def _settled_plan(results: Results) -> Plan:
    if results.plan_error is not None:
        error = results.plan_error
        what = f"There is no plan to freeze. {error.what}"
        raise PortfolioError(what, error.where, error.remedy or _CHECK)
    plan = results.plan
    if plan is None or not settled(results) or not {"ranking", "lines"}.isdisjoint(results.stale):
        raise PortfolioError("The plan is being worked out anew, and is not frozen.", remedy=_WAIT)
    if plan.status == "infeasible":
        what = "No plan obeys every limit and rule, so that there is none to freeze."
        raise PortfolioError(what, remedy="Relax one of them.")
    if not math.isfinite(plan.gap):
        what = "Nothing is known yet about how good the plan is, and it is not frozen."
        raise PortfolioError(what, remedy=_WAIT)
    return plan


def _method(results: Results) -> str:
    settings = results.portfolio.settings
    ranking = results.ranking
    if ranking is None:
        return "Not ranked"
    weights = _WEIGHTING[settings.weighting]
    return f"{method_named(ranking.method).title}, {weights}, {settings.aggregation} of raters"


def _state(results: Results, plan: Plan, key: str) -> PlanState:
    if key not in plan.chosen:
        return "cut"
    if results.portfolio.initiatives[key].status == "running":
        return "running"
    return "forced" if plan.origin(key) else "funded"


def _decided(line: PlannedLine, decision: Decision) -> PlannedLine:
    """Return a line of the plan as it was decided."""
    said = as_decided(line, decision)
    reason = f"Decided: {decision.option}"
    if decision.decided_by.strip():
        reason += f", by {visible(decision.decided_by.strip())}"
    return replace(
        said,
        reason=f"{reason}. {decision.reason.strip()}".strip(),
        planned=None if said == line else line.state,
    )


def as_decided(line: PlannedLine, decision: Decision) -> PlannedLine:
    """Return a line with state, size and start as decided; an equal one when it has them."""
    if decision.option in FUNDING:
        state: PlanState = "forced" if line.state == "cut" else line.state
        return replace(line, state=state, level=decision.level, start=decision.start or line.start)
    if decision.option == "defer" and line.state != "cut" and decision.start is not None:
        return replace(line, level=decision.level, start=decision.start)
    return replace(line, state="cut", level=None, start=None)


def _what(record: PlanOfRecord) -> str:
    funded = funded_count(record.lines)
    value = amount_text(record.value, record.unit)
    return (
        f"Plan of record {quoted(record.title)}: {funded:,} funded, "
        f"{len(record.lines) - funded:,} cut, {value} of {record.objective}."
    )
