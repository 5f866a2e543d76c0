"""What the form of a decision begins with, when an option is chosen and when a size is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from portfolio.model import Condition, Decision, DecisionOption, FrozenMap, Portfolio, in_order
from portfolio.report.decision_draft import FUNDING, granted, suggested

if TYPE_CHECKING:
    from portfolio.analysis import Results

_QUARTER = timedelta(days=91)


def started(results: Results, initiative: str, author: str, now: datetime) -> Decision:
    """Return what the plan suggests, decided by an author, with a review in the next period.

    Without a plan: to fund it at full size.
    """
    portfolio = results.portfolio
    record = portfolio.initiatives[initiative]
    found = suggested(results, initiative, now)
    if found is None:
        amounts = granted(portfolio, initiative, None, None)
        found = Decision(initiative, "fund", now, owner=record.owner, amounts=amounts)
    return replace(found, decided_by=author, review=next_review(portfolio, now.date()))


def with_option(results: Results, decision: Decision, option: DecisionOption) -> Decision:
    """Return a decision with another option.

    Where that is what the plan does, size, start and amounts become those of the plan. Of
    two options that fund, the second keeps those of the first; otherwise funding begins
    with the full size, and deferring and cutting with nothing. What the plan says for
    another option is no reason for this one and is left out; what a person wrote stays.
    """
    if option == decision.option:
        return decision
    plan = suggested(results, decision.initiative, decision.at)
    changed = replace(decision, option=option)
    if plan is not None and plan.option == option:
        changed = replace(changed, level=plan.level, start=plan.start, amounts=plan.amounts)
    elif option not in FUNDING:
        changed = replace(changed, level=None, start=None, amounts=FrozenMap(), displaces=())
    elif decision.option not in FUNDING:
        changed = with_size(results.portfolio, replace(changed, level=None, start=None))
    return changed if plan is None else _reasoned(changed, plan)


def _reasoned(decision: Decision, plan: Decision) -> Decision:
    """Return a decision with the reason of the plan where it does what the plan does."""
    alike = decision.option == plan.option or {decision.option, plan.option} <= set(FUNDING)
    if alike and not decision.reason:
        return replace(decision, reason=plan.reason)
    if not alike and decision.reason == plan.reason:
        return replace(decision, reason="")
    return decision


def with_size(portfolio: Portfolio, decision: Decision) -> Decision:
    """Return a decision with the amounts of its size and start.

    A deferral that grants nothing goes on doing so.
    """
    if decision.option not in FUNDING and not decision.amounts:
        return decision
    amounts = granted(portfolio, decision.initiative, decision.level, decision.start)
    return replace(decision, amounts=amounts)


def with_terms(decision: Decision) -> Decision:
    """Return a decision whose conditions in words are the first of its conditions."""
    if not decision.conditions.strip():
        return decision
    terms = (Condition(decision.conditions.strip()), *decision.terms)
    return replace(decision, conditions="", terms=terms)


def as_recorded(decision: Decision) -> Decision:
    """Return a decision with what its option asks for alone.

    What is not funded has neither conditions nor a kill criterion; they stay in the form,
    should it be funded after all.
    """
    if decision.option in FUNDING:
        return decision
    return replace(decision, terms=(), kill=None)


def next_review(portfolio: Portfolio, today: date) -> date:
    """Return the first day of the next period; a quarter from now where none has a later one."""
    starts = (period.start for _, period in in_order(portfolio.periods))
    return min((day for day in starts if day and day > today), default=today + _QUARTER)
