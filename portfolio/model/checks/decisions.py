"""Decisions that grant what is gone, and decisions that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator

from portfolio.model.checks.problem import Fault, Problem, problems_of
from portfolio.model.decided import current_decisions, rival_decisions
from portfolio.model.decision import Decision
from portfolio.model.portfolio import Portfolio
from portfolio.model.text import quoted

_REMEDY = "Decide again on what there is now."
_SETTLE = "Decide again, or withdraw one of the two."


def decision_problems(portfolio: Portfolio) -> Iterator[Problem]:
    """Yield what is wrong with decisions that hold, by initiative in the order of the screen.

    One on an initiative that is gone is history, and no problem.
    """
    current, rivals = current_decisions(portfolio), rival_decisions(portfolio)
    known = ((record.order, key) for key, record in portfolio.initiatives.items() if key in current)
    for _, initiative in sorted(known):
        key = current[initiative]
        title = f"Decision on {quoted(portfolio.initiatives[initiative].name)}"
        decision, rival = portfolio.decisions[key], portfolio.decisions.get(rivals.get(key, ""))
        faults = (*_apart(decision, rival), *_faults(portfolio, decision))
        yield from problems_of("decision", key, title, faults)


def _apart(decision: Decision, rival: Decision | None) -> Iterator[Fault]:
    if rival is None:
        return
    by = f" by {rival.decided_by}" if rival.decided_by.strip() else ""
    text = (
        f"it says {quoted(decision.option)}, while another version of the file, merged since, "
        f"said {quoted(rival.option)}{by}"
    )
    yield "decided_apart", "warning", "option", text, _SETTLE


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
