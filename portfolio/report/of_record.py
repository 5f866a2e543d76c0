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
from portfolio.model.decided import held_decisions
from portfolio.model.text import quoted, visible
from portfolio.ranking import method_named
from portfolio.report.decision_draft import FUNDING
from portfolio.report.decision_words import Occasion
from portfolio.report.of_record_worth import worth_as_decided, worth_of, worth_sentences
from portfolio.report.plan_reads import settled
from portfolio.report.ranked_list import ranks_of
from portfolio.report.record_words import counts_words

if TYPE_CHECKING:
    from portfolio.analysis import Results
    from portfolio.funding import Plan

_WEIGHTING = {
    "direct": "direct weights",
    "swing": "swing weights",
    "raters": "the raters’ own weights",
}
_CHECK = "Look at the problems of the portfolio, mend them, and freeze the plan then."
_OUT: tuple[PlanState, ...] = ("cut", "deferred")
_WAIT = "Wait until the plan is there, then freeze it."


def freeze(results: Results, title: str, note: str, occasion: Occasion) -> Portfolio:
    """Return the document with its plan as a plan of record, and an entry of the log on it.

    Decisions that hold go before the plan, with their size and start; what the record is
    worth and whether it fits is that of the lines as decided. That a what-if was on is told
    by the entry, and at the end of the note.

    Args:
        results: of the document as it is now, with nothing stale.
        title: what it is called, for example *Board of March 2026*.
        note: in the words of who freezes it; may be empty.
        occasion: by whom and when.

    Raises:
        PortfolioError: without a title, or without a settled plan that fits.
    """
    plan = _settled_plan(results)
    if not title.strip():
        what = "A plan of record needs a title."
        raise PortfolioError(what, remedy="Say for which meeting it is made.")
    record = replace(
        _record(results, plan, occasion.now),
        title=title.strip(),
        author=occasion.who,
        note="\n".join(filter(None, [note.strip(), occasion.what_if])),
    )
    portfolio, key = results.portfolio, new_id("o")
    after = replace(portfolio, plans=portfolio.plans.with_(key, record))
    what = f"{_what(record)} {occasion.what_if}".rstrip()
    entry = Entry(occasion.now, "plan of record", what, who=occasion.who, record=key)
    return recorded(after, entry)


def _record(results: Results, plan: Plan, now: datetime) -> PlanOfRecord:
    """Return what is frozen, without title, author and note."""
    lines = planned_lines(results, plan)
    worth = worth_as_decided(results, plan, lines)
    inputs, fingerprint = packed(results.portfolio)
    return PlanOfRecord(
        "",
        now.astimezone(UTC),
        method=_method(results),
        objective=worth.objective,
        value=worth.value,
        unit=worth.unit,
        gap=worth.gap,
        best=worth.best,
        breaks=worth.breaks,
        lines=lines,
        inputs=inputs,
        fingerprint=fingerprint,
    )


def planned_lines(results: Results, plan: Plan) -> FrozenMap[str, PlannedLine]:
    """Return initiative id to what becomes of it: by the decision that holds, else by the plan."""
    portfolio, ranks = results.portfolio, ranks_of(results.ranking)
    held = held_decisions(portfolio)
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
        decision = held.get(key)
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
        planned=None if _agree(said, line) else line.state,
    )


def as_decided(line: PlannedLine, decision: Decision) -> PlannedLine:
    """Return a line with state, size and start as decided; an equal one when it has them."""
    if decision.option in FUNDING:
        state: PlanState = "forced" if line.state in _OUT else line.state
        return replace(line, state=state, level=decision.level, start=decision.start or line.start)
    if decision.option == "defer":
        # A start counts where the plan funds it, too: else it is only put off.
        start = decision.start if line.start is not None else None
        level = decision.level if start is not None else None
        return replace(line, state="deferred", level=level, start=start)
    return replace(line, state="cut", level=None, start=None)


def still_decided(line: PlannedLine, decision: Decision) -> bool:
    """Whether a line does what a decision says; one that was deferred is not cut."""
    said = as_decided(line, decision)
    return _agree(said, line) and (line.state, said.state) != ("deferred", "cut")


def _agree(said: PlannedLine, line: PlannedLine) -> bool:
    """Whether two lines fund the same, whatever they call it."""
    one, other = (replace(each, state="funded") for each in (said, line))
    return said.in_plan == line.in_plan and one == other


def _what(record: PlanOfRecord) -> str:
    counts = ", ".join(counts_words(record.lines))
    worth = " ".join(worth_sentences(worth_of(record)))
    return f"Plan of record {quoted(record.title)}: {counts}. {worth}"
