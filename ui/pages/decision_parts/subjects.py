"""What the panel says about the selected initiatives."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from portfolio.edit import decision_faults
from portfolio.model import Decision, Portfolio
from portfolio.model.days import day_text
from portfolio.model.text import listed, plural, quoted, uncapitalized, visible
from portfolio.report.decision_draft import against_plan
from portfolio.report.decision_history import history
from portfolio.report.decision_rows import DecisionRow
from portfolio.report.plan_reads import settled
from portfolio.report.verdict_words import fated
from ui.pages.decision_parts.drafts import Drafts
from ui.pages.decision_parts.panel import Subject

if TYPE_CHECKING:
    from portfolio.analysis import Results

READ_ONLY = "This document is read-only: nothing can be recorded in it. Save as makes a copy."
PAPER = "This is a ballot paper: decisions are made in the portfolio that it belongs to."
_WAIT = "The plan is being worked out; the form follows it."
_NO_PLAN = "No plan says what to do; the form begins with the full size."
#: Names in the form, and in its tooltip.
_NAMED, _TOLD = 4, 40
_TRIED = "That is the plan of a what-if."
_SUGGESTED = "The form holds what the plan suggests."


def locked_by(portfolio: Portfolio, *, read_only: bool) -> str:
    """Return why nothing can be recorded in a document, as a sentence; empty when it can."""
    if portfolio.paper is not None:
        return PAPER
    return READ_ONLY if read_only else ""


def subject_of(
    results: Results, keys: tuple[str, ...], drafts: Drafts, row: DecisionRow | None, locked: str
) -> Subject:
    """Return what the panel shows.

    Args:
        results: with all of the initiatives.
        keys: of the initiatives, at least one.
        drafts: what would be recorded.
        row: of the first one, as in the table.
        locked: why nothing can be recorded.
    """
    portfolio, key = results.portfolio, keys[0]
    decision = drafts.shared(results, keys)
    begun = any(drafts.is_begun(each) for each in keys)
    decided = row is not None and row.decision is not None
    one, record = len(keys) == 1, portfolio.initiatives[key]
    status = _status(results, row, decision if begun else None)
    past = history(portfolio, key) if one else []
    waits = not begun and not decided and results.plan_error is None and not settled(results)
    return Subject(
        keys=keys,
        title=plural(len(keys), "initiative") if not one else record.name or "(no name)",
        names="" if one else _names(results, keys, _TOLD),
        status=status if one else (_names(results, keys, _NAMED),),
        warning=_warning(row) if one and row is not None else "",
        decision=decision,
        begun=begun,
        needs_reason=any(_needs_reason(results, drafts, each) for each in keys),
        locked=locked or (_WAIT if waits else ""),
        record=_record(keys, decided=decided and one, begun=begun),
        earlier=tuple((each.key, each.words) for each in past),
        withdrawable=frozenset(each.key for each in past if not each.withdrawn),
    )


def with_what_if(subject: Subject) -> Subject:
    """Return what the panel shows where the plan is that of a what-if."""
    if len(subject.keys) > 1:
        return subject  # What the plan says is told of one alone.
    status = tuple(f"{line} {_TRIED}" if not n else line for n, line in enumerate(subject.status))
    return replace(subject, status=status)


def _needs_reason(results: Results, drafts: Drafts, key: str) -> bool:
    decision = replace(drafts.decision(results, key), reason="")
    against = against_plan(results, decision)
    faults = decision_faults(results.portfolio, decision, against_plan=against)
    return any(fault.field == "reason" for fault in faults)


def _status(results: Results, row: DecisionRow | None, draft: Decision | None) -> tuple[str, ...]:
    key = row.key if row is not None else ""
    if row is None or key not in results.portfolio.initiatives:
        return ()
    words = fated(results.portfolio, results.plan, key).words
    line = results.lines.get(key)
    plan = f"The plan: {uncapitalized(words)}." if words else _NO_PLAN
    lines = [f"{plan} {visible(line.cause)}" if line is not None and words else plan]
    if row.decision is not None:
        by = visible(row.decision.decided_by.strip())
        day = day_text(row.decision.at.astimezone().date())
        lines.append(f"Decided on {day}{f' by {by}' if by else ''}.")
    if draft is not None:
        lines.append(_draft_words(draft, row.today))
    elif row.decision is None and words:
        lines.append(_SUGGESTED)
    return tuple(lines)


def _names(results: Results, keys: tuple[str, ...], most: int) -> str:
    names = (quoted(results.portfolio.initiatives[each].name) for each in keys)
    return f"{listed(names, most)}."


def _warning(row: DecisionRow) -> str:
    broken = f"No longer holds: {visible(row.broken)}" if row.broken else ""
    return "\n".join(filter(None, (broken, f"It {row.apart}" if row.apart else "")))


def _draft_words(draft: Decision, today: date) -> str:
    day = draft.at.astimezone().date()
    return "Not recorded yet." if day == today else f"Entered on {day_text(day)}, not recorded."


def _record(keys: tuple[str, ...], *, decided: bool, begun: bool) -> str:
    """Return what the button says; empty when there is nothing new to record."""
    if decided and not begun:
        return ""
    if len(keys) > 1:
        return f"Record {plural(len(keys), 'decision')}"
    return "Record the new decision" if decided else "Record decision"
