"""Decisions that grant what is not in the portfolio any more."""

from __future__ import annotations

from collections.abc import Iterator

from portfolio.model.checks.problem import Fault, Problem, problems_of
from portfolio.model.decided import current_decisions
from portfolio.model.decision import Decision
from portfolio.model.portfolio import Portfolio
from portfolio.model.text import quoted

_REMEDY = "Decide again on what there is now."


def decision_problems(portfolio: Portfolio) -> Iterator[Problem]:
    """Yield what is wrong with decisions that hold, by initiative in the order of the screen.

    One on an initiative that is gone is history, and no problem.
    """
    current = current_decisions(portfolio)
    known = ((record.order, key) for key, record in portfolio.initiatives.items() if key in current)
    for _, initiative in sorted(known):
        key = current[initiative]
        title = f"Decision on {quoted(portfolio.initiatives[initiative].name)}"
        yield from problems_of("decision", key, title, _faults(portfolio, portfolio.decisions[key]))


def _faults(portfolio: Portfolio, decision: Decision) -> Iterator[Fault]:
    record = portfolio.initiatives[decision.initiative]
    if decision.level is not None and decision.level not in record.levels:
        text = "the size that it grants is not there any more"
        yield "unknown_level", "warning", "level", text, _REMEDY
    if decision.start is not None and decision.start not in portfolio.periods:
        text = "the period in which it lets it start is not in the portfolio any more"
        yield "unknown_period", "warning", "start", text, _REMEDY
    for resource, row in decision.amounts.items():
        if resource not in portfolio.resources:
            text = "it grants an amount of a resource that is not in the portfolio any more"
            yield "unknown_resource", "warning", f"amounts/{resource}", text, _REMEDY
        elif not row.keys() <= portfolio.periods.keys():
            name = quoted(portfolio.resources[resource].name)
            text = f"it grants an amount of {name} in a period that is gone"
            yield "unknown_period", "warning", f"amounts/{resource}", text, _REMEDY
