"""The plan: the best set of initiatives that every limit and rule allows."""

from __future__ import annotations

import dataclasses
import math
import time
from collections.abc import Mapping

import numpy as np

from portfolio.errors import PortfolioError, Tick
from portfolio.funding.conflict import conflict_of
from portfolio.funding.joint import assigned
from portfolio.funding.problem import Problem, build_problem
from portfolio.funding.result import Plan, PlanStatus, Span
from portfolio.funding.rows import Floats
from portfolio.funding.search import best_choice
from portfolio.funding.solver import Answer, Control
from portfolio.funding.ties import settle
from portfolio.funding.values import value_of
from portfolio.model import FrozenMap, Portfolio, RuleKind

#: Long enough to prove portfolios of some hundred initiatives; after it the gap is stated.
TIME_LIMIT_S = 60.0

_UNSETTLED = "There was no time to look for a cheaper plan of the same value."


def plan(
    portfolio: Portfolio,
    *,
    scores: Mapping[str, float] | None = None,
    tick: Tick | None = None,
    time_limit_s: float = TIME_LIMIT_S,
) -> Plan:
    """Return the plan that is worth most, proven, or the best found with its gap.

    Deterministic: everything is taken by id, so neither its order nor an earlier run
    changes the answer; ties go to the lower cost, then to the lower ids.

    Args:
        portfolio: the document.
        scores: initiative id to score, 0 to 100, for the multi-criteria value.
        tick: told the progress; when it raises ``Cancelled`` the best plan so far is
            returned with that status.
        time_limit_s: after which the best plan so far is returned.

    Raises:
        PortfolioError: a number that cannot be planned with, or mixed benefit units.
        Cancelled: asked to stop before there was any plan.
    """
    started = time.monotonic()
    control = Control(tick, started + time_limit_s)
    problem = build_problem(portfolio, value=scores)
    answer = best_choice(problem, control)
    notes = problem.notes
    if answer.outcome == "optimal" and answer.x is not None:
        x = settle(problem, answer.x, control)
        answer = Answer("optimal", x, value_of(problem.gain, x))
        if control.seconds_left() == 0:
            notes = (*notes, _UNSETTLED)
    status = _status(answer, control, time_limit_s)
    conflict = ""
    if status == "infeasible":
        conflict = conflict_of(portfolio, problem, Control(tick))
        notes = (conflict, *notes)
    found = make_plan("best", problem, answer, status, time.monotonic() - started)
    return dataclasses.replace(found, conflict=conflict, notes=notes)


def make_plan(
    name: str, problem: Problem, answer: Answer, status: PlanStatus, seconds: float
) -> Plan:
    """Return the plan that an answer stands for."""
    tables, worth = problem.tables, problem.worth
    x = problem.completed(np.zeros(len(problem.options)) if answer.x is None else answer.x)
    infeasible = status == "infeasible"
    value = 0.0 if infeasible else problem.offset + value_of(problem.gain, x)
    bound = value if status == "optimal" else max(problem.offset + answer.bound, value)
    use = problem.use_of(x)
    helped = np.zeros(use.shape, dtype=bool)
    if any(tables.serves):
        use, helped = assigned(tables, use)
    return Plan(
        name=name,
        status=status,
        objective=worth.objective,
        objective_name=worth.name,
        unit=worth.unit,
        value=value,
        bound=value if infeasible else bound,
        gap=0.0 if infeasible else relative_gap(value, bound),
        chosen=chosen_of(problem, x),
        forced_in=_under(problem, "force_in"),
        forced_out=_under(problem, "force_out"),
        mandated=_under(problem, "mandated"),
        unvalued=worth.unvalued,
        use=use,
        capacity=tables.capacity,
        demand=tables.demand.sum(axis=0),
        resource_ids=tables.resource_ids,
        period_ids=tables.period_ids,
        carries=tables.carries,
        notes=problem.notes,
        seconds=seconds,
        spans=spans_of(problem, x),
        helped=helped,
    )


def chosen_of(problem: Problem, x: Floats) -> FrozenMap[str, str]:
    """Return initiative id to level id for the options that ``x`` chooses."""
    options, ids = problem.options, problem.tables.initiative_ids
    return FrozenMap({ids[options.initiative[o]]: options.level_ids[o] for o in problem.taken(x)})


def spans_of(problem: Problem, x: Floats) -> FrozenMap[str, Span]:
    """Return initiative id to when it is at work, for the options that ``x`` chooses."""
    options, tables = problem.options, problem.tables
    periods = tables.period_ids
    if not periods:
        return FrozenMap()
    spans = {}
    for option in problem.taken(x):
        start, last = int(options.start[option]), int(options.last[option])
        spans[tables.initiative_ids[options.initiative[option]]] = Span(
            start=periods[start],
            last=periods[min(last, len(periods) - 1)],
            shift=int(options.shift[option]),
            goes_on=last >= len(periods),
        )
    return FrozenMap(spans)


def relative_gap(value: float, bound: float) -> float:
    """Return ``(bound - value) / |value|``; infinite when the value is 0 and the bound is not."""
    if bound <= value:
        return 0.0
    return (bound - value) / abs(value) if value else math.inf


def _under(problem: Problem, kind: RuleKind) -> frozenset[str]:
    return frozenset(
        initiative_id
        for source in problem.rows.sources
        if source.kind == kind
        for initiative_id in source.initiatives
    )


def _status(answer: Answer, control: Control, time_limit_s: float) -> PlanStatus:
    if answer.outcome == "unknown":
        if control.cancelled is not None:
            raise control.cancelled
        raise PortfolioError(
            what=f"No plan was found within {time_limit_s:g} seconds.",
            remedy="Allow more time, or lift some of the rules.",
        )
    return answer.outcome if control.cancelled is None else "cancelled"
