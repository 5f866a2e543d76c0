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
    """Return what the plan suggests, decided by an author, with the day of the first review.

    Without a plan: to fund it at full size.
    """
    portfolio = results.portfolio
    record = portfolio.initiatives[initiative]
    found = suggested(results, initiative, now)
    if found is None:
        amounts = granted(portfolio, initiative, None, None)
        found = Decision(initiative, "fund", now, owner=record.owner, amounts=amounts)
    return replace(found, decided_by=author, review=first_review(portfolio, found, now.date()))


def decided_anew(
    results: Results, held: Decision, option: DecisionOption, author: str, now: datetime
) -> Decision:
    """Return a decision with another option in place of one that holds.

    The owner, the conditions and the kill criterion are carried over. Who decided, the votes
    and the reason were of the other option: the author decides now, nobody has voted, and the
    reason is that of the plan where it does the same.
    """
    bare = replace(held, decided_by=author, votes=(), reason="")
    changed = with_option(results, bare, option)
    return replace(changed, review=first_review(results.portfolio, changed, now.date()))


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


def first_review(portfolio: Portfolio, decision: Decision, today: date) -> date:
    """Return the first day after today by which there is a whole period of work to look at.

    That is when the period ends in which the granted work begins, or the first one of the
    plan where nothing is granted; a quarter later where no other period has a day.
    """
    periods = in_order(portfolio.periods)
    granted_in = {key for row in decision.amounts.values() for key in row}
    days = [period.start for key, period in periods if not granted_in or key in granted_in]
    begins = next((day for day in days if day), today)
    after = max(today, begins)
    starts = (period.start for _, period in periods)
    return min((day for day in starts if day and day > after), default=after + _QUARTER)
