"""Plans as people make them by hand, and what each loses against the best one."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from portfolio.funding.planning import make_plan
from portfolio.funding.problem import Problem, build_problem
from portfolio.funding.result import Floats, Plan, PlanStatus, share_of
from portfolio.funding.solver import Answer
from portfolio.funding.waterline import down_the_list
from portfolio.model import Portfolio
from portfolio.model.amounts import amount_text, percent_text
from portfolio.model.text import quoted


@dataclass(frozen=True, slots=True, eq=False)
class Habit:
    """One way to plan by hand.

    Attributes:
        name: ``waterline``, ``ratio`` or ``money first``.
        title: for the screen.
        question: what those who plan like this go by, as a sentence.
        plan: what comes out; ``infeasible`` when a rule cannot be kept that way.
        lost: value of the best plan minus that of this one; infinite when infeasible.
        sentence: what it loses, in words.
    """

    name: str
    title: str
    question: str
    plan: Plan
    lost: float
    sentence: str


@dataclass(frozen=True, slots=True, eq=False)
class _Way:
    """Name, title and question of a habit, and what it chooses; None when it cannot."""

    words: tuple[str, str, str]
    choice: Floats | None


def habits(
    portfolio: Portfolio,
    best: Plan,
    ranking_order: Sequence[str],
    *,
    scores: Mapping[str, float] | None = None,
) -> tuple[Habit, ...]:
    """Return what planning by hand would give: three ways, each obeying every limit and rule.

    *Down the ranking*: the ranked list from the top until the first that does not fit.
    *By ratio*: benefit per unit of the scarcest resource, best first, passing over what
    does not fit. *Money first, then people*: down the ranking under capital alone; then
    what does not fit the other limits is taken out again, from the bottom of the list.

    The scarcest resource is the one whose demand, all initiatives at full size, is the largest
    share of its capacity in any period. A ratio is the gain of an option by what it needs of
    that resource over all periods; an initiative stands where its best option does, one that
    needs nothing before all others, ties in the order of ids. Options without a gain are not
    listed.

    Args:
        portfolio: the document.
        best: the best plan of it.
        ranking_order: ids, best first; empty while nothing is ranked, which leaves out the
            ways that go by rank.
        scores: as given to ``plan``.

    Raises:
        PortfolioError: as ``plan`` does.
    """
    if best.status == "infeasible":
        return ()
    problem = build_problem(portfolio, value=scores)
    return tuple(
        _judged(problem, best, way) for way in _ways(portfolio, problem, best, ranking_order)
    )


def _ways(
    portfolio: Portfolio, problem: Problem, best: Plan, ranking_order: Sequence[str]
) -> list[_Way]:
    scarce = _scarcest(best)
    name = portfolio.resources[best.resource_ids[scarce]].name if scarce is not None else ""
    down = _Way(
        ("waterline", "Down the ranking", "Fund the highest ranks until the first misfit."),
        down_the_list(problem, ranking_order),
    )
    money = _Way(
        (
            "money first",
            "Money first, then people",
            "Fund down the ranking until the money is gone, then drop what cannot be staffed.",
        ),
        _money_first(portfolio, problem, ranking_order),
    )
    ways = [down, money] if ranking_order else []
    if scarce is not None:
        words = f"Fund what gives most for each unit of {quoted(name)}, the scarcest resource."
        ratio = ("ratio", f"Benefit per {quoted(name)}", words)
        ways.insert(len(ways) // 2, _Way(ratio, _by_ratio(problem, scarce)))
    return ways


def _scarcest(plan: Plan) -> int | None:
    """Return the row of the resource that is asked for most against its capacity."""
    share = share_of(plan.demand, plan.capacity, plan.carries)
    if share.size == 0 or np.isnan(share).all():
        return None
    return int(np.unravel_index(int(np.nanargmax(share)), share.shape)[0])


def _by_ratio(problem: Problem, resource: int) -> Floats | None:
    options = problem.options
    columns = range(options.sizes)
    needed = options.demand[: options.sizes, resource, :].sum(axis=1)
    ratio = {c: _ratio(float(problem.gain[c]), float(needed[c])) for c in columns}
    order = sorted((c for c in columns if problem.gain[c] > 0), key=lambda c: (-ratio[c], c))
    ids = [problem.tables.initiative_ids[options.initiative[column]] for column in order]
    return down_the_list(problem, list(dict.fromkeys(ids)), passing_over=True)


def _ratio(gain: float, needed: float) -> float:
    return gain / needed if needed > 0 else math.inf


def _money_first(portfolio: Portfolio, problem: Problem, order: Sequence[str]) -> Floats | None:
    tables = problem.tables
    capital = {
        row
        for row, key in enumerate(tables.resource_ids)
        if portfolio.resources[key].category == "capital"
    }
    sources = problem.rows.sources
    kept = [
        row
        for row, source in enumerate(sources)
        if source.kind != "capacity" or source.resource in capital
    ]
    by_money = down_the_list(problem.with_only(kept), order)
    if by_money is None:
        return None
    funded = {tables.initiative_ids[problem.options.initiative[c]] for c in problem.taken(by_money)}
    left = [key for key in order if key in funded]
    return down_the_list(problem, left, passing_over=True)


def _judged(problem: Problem, best: Plan, way: _Way) -> Habit:
    (name, title, question), x = way.words, way.choice
    status: PlanStatus = "infeasible" if x is None else "feasible"
    answer = Answer("infeasible" if x is None else "feasible", x, math.inf)
    plan = make_plan(name, problem, answer, status, 0.0)
    if x is None:
        words = "It cannot keep every rule."
        return Habit(name, title, question, plan, math.inf, words)
    plan = replace(plan, bound=best.bound)
    lost = max(0.0, best.value - plan.value)
    if lost <= 1e-9 * max(abs(best.value), 1.0):
        return Habit(name, title, question, plan, 0.0, "It does as well here.")
    share = f" ({percent_text(lost / abs(best.value))})" if best.value else ""
    words = f"It loses {amount_text(lost, best.unit)}{share}."
    return Habit(name, title, question, plan, lost, words)
