"""What is missing or contradictory in a portfolio, in words."""

from __future__ import annotations

from collections.abc import Iterator

from portfolio.model.checks.barred import barred_problems
from portfolio.model.checks.circles import circle_problems
from portfolio.model.checks.conflicts import conflict_problems
from portfolio.model.checks.criteria import criterion_problems, weight_problems
from portfolio.model.checks.decisions import decision_problems
from portfolio.model.checks.frame import Frame, frame_of, yardsticks_of
from portfolio.model.checks.initiatives import initiative_problems
from portfolio.model.checks.lesson_settings import lesson_setting_problems
from portfolio.model.checks.links import bound_by, requirements, with_requirements
from portfolio.model.checks.memory import Memory
from portfolio.model.checks.names import merged, name_problems
from portfolio.model.checks.pins import pin_problems, with_pins
from portfolio.model.checks.pools import pool_problems
from portfolio.model.checks.problem import Problem, ProblemKind, Severity
from portfolio.model.checks.ratings import panel_problems, rater_problems, rating_problems
from portfolio.model.checks.resources import period_problems, resource_problems
from portfolio.model.checks.rules import rule_problems
from portfolio.model.checks.scenarios import (
    comment_problems,
    portfolio_problems,
    scenario_problems,
)
from portfolio.model.checks.shortfalls import shortfalls
from portfolio.model.criterion import Rating
from portfolio.model.frozen import FrozenMap
from portfolio.model.order import in_order
from portfolio.model.portfolio import Portfolio

_NO_RATINGS: FrozenMap[str, FrozenMap[str, Rating]] = FrozenMap()

__all__ = ["Memory", "Problem", "ProblemKind", "Severity", "problems"]


def problems(portfolio: Portfolio, memory: Memory | None = None) -> tuple[Problem, ...]:
    """Return everything missing or contradictory, in the order of the screen.

    First the portfolio as a whole, then initiatives, periods, resources, criteria,
    ratings, rules, scenarios, decisions and comments, each by its own order.

    Args:
        portfolio: the document.
        memory: of earlier calls, so that only records that changed since are
            checked; the answer is the same without it.
    """
    memory = memory if memory is not None else Memory()
    memory.next_round()
    frame = memory.same("frame", frame_of(portfolio))
    return (
        *portfolio_problems(portfolio),
        *lesson_setting_problems(portfolio.settings.lessons, frame.lessons),
        *_initiatives(portfolio, memory, frame),
        *_capacity(portfolio, memory),
        *_criteria(portfolio, memory),
        *_ratings(portfolio, memory),
        *_rules(portfolio),
        *_scenarios(portfolio, memory),
        *decision_problems(portfolio),
        *comment_problems(portfolio),
    )


def _initiatives(portfolio: Portfolio, memory: Memory, frame: Frame) -> Iterator[Problem]:
    ordered = in_order(portfolio.initiatives)
    names = name_problems("initiative", "initiative", ordered, memory)
    inside = {
        key: memory.found(("initiative", key), (key, record, frame), initiative_problems)
        for key, record in ordered
    }
    return merged((key for key, _ in ordered), names, inside)


def _capacity(portfolio: Portfolio, memory: Memory) -> Iterator[Problem]:
    periods = in_order(portfolio.periods)
    resources = in_order(portfolio.resources)
    yield from merged(
        (key for key, _ in periods),
        name_problems("period", "period", periods, memory),
        period_problems(periods),
    )
    names = {key: record.name for key, record in periods}
    yield from merged(
        (key for key, _ in resources),
        name_problems("resource", "resource", resources, memory),
        {key: resource_problems(key, record, names) for key, record in resources},
        pool_problems(resources),
    )


def _criteria(portfolio: Portfolio, memory: Memory) -> Iterator[Problem]:
    ordered = in_order(portfolio.criteria)
    weighting = portfolio.settings.weighting
    yield from weight_problems(portfolio)
    yield from merged(
        (key for key, _ in ordered),
        name_problems("criterion", "criterion", ordered, memory),
        {key: criterion_problems(key, record, weighting) for key, record in ordered},
    )


def _ratings(portfolio: Portfolio, memory: Memory) -> Iterator[Problem]:
    raters = in_order(portfolio.raters)
    yield from panel_problems(portfolio)
    yield from merged(
        (key for key, _ in raters),
        name_problems("rating", "rater", raters, memory),
        rater_problems(raters),
    )
    yardsticks = memory.same("yardsticks", yardsticks_of(portfolio))
    tables = [portfolio.ratings.get(key, _NO_RATINGS) for key, _ in raters]
    for key, record in in_order(portfolio.initiatives) if yardsticks.criteria else ():
        parts = (key, record, yardsticks, *[table.get(key) for table in tables])
        yield from memory.found(("ratings", key), parts, rating_problems)


def _rules(portfolio: Portfolio) -> Iterator[Problem]:
    graph = requirements(portfolio)
    bound = with_requirements(graph, bound_by(portfolio, "mandated", "force_in"))
    yield from rule_problems(portfolio)
    yield from circle_problems(portfolio, bound)
    yield from conflict_problems(portfolio, graph, bound)
    yield from pin_problems(portfolio)
    narrowed = with_pins(portfolio)
    yield from barred_problems(narrowed, bound)
    yield from shortfalls(narrowed, bound)


def _scenarios(portfolio: Portfolio, memory: Memory) -> Iterator[Problem]:
    ordered = in_order(portfolio.scenarios)
    return merged(
        (key for key, _ in ordered),
        name_problems("scenario", "scenario", ordered, memory),
        scenario_problems(portfolio),
    )
