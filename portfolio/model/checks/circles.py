"""Dependencies that run in circles."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise

from portfolio.model.checks.links import Graph, active_rules, cycles, name_of, requirements
from portfolio.model.checks.problem import Problem
from portfolio.model.order import in_order
from portfolio.model.portfolio import Portfolio
from portfolio.model.rule import RuleKind


def circle_problems(portfolio: Portfolio, bound: Collection[str]) -> Iterator[Problem]:
    """Yield circles of waiting for each other, then circles of requiring each other.

    Nothing in a circle of the first sort can ever start; those in one of the second
    can only be funded together.

    Args:
        portfolio: the whole document.
        bound: initiatives that are mandated or forced in, with what they require.
    """
    waiting = requirements(portfolio, "finished_before")
    needing = requirements(portfolio, "requires", "finished_before")
    order = [key for key, _ in in_order(portfolio.initiatives)] if needing else []
    must = set(bound)
    for circle in cycles(waiting, order):
        yield _waiting(portfolio, circle, must)
    for circle in cycles(needing, order):
        if not _all_within(circle, waiting):
            yield _requiring(portfolio, circle)


def _all_within(circle: tuple[str, ...], graph: Graph) -> bool:
    return all(needed in graph.get(subject, ()) for subject, needed in pairwise(circle))


def _waiting(portfolio: Portfolio, circle: tuple[str, ...], must: set[str]) -> Problem:
    bound = not must.isdisjoint(circle)
    path = " only after ".join(name_of(portfolio, i) for i in circle)
    demanded = ", though a rule says that one of them must be" if bound else ""
    return Problem(
        "finished_before_cycle",
        "error" if bound else "warning",
        "rule",
        _link(portfolio, circle, "finished_before"),
        "initiatives",
        f"{path}: none of them can ever be funded{demanded}.",
        "Delete one of these rules.",
    )


def _requiring(portfolio: Portfolio, circle: tuple[str, ...]) -> Problem:
    path = " requires ".join(name_of(portfolio, i) for i in circle)
    return Problem(
        "requires_cycle",
        "warning",
        "rule",
        _link(portfolio, circle, "requires", "finished_before"),
        "initiatives",
        f"{path}: they can only be funded together.",
        "Delete one of these dependencies, or enter them as one initiative.",
    )


def _link(portfolio: Portfolio, circle: tuple[str, ...], *kinds: RuleKind) -> str:
    """Return the id of a rule that makes the first step of a circle."""
    return next(
        key
        for key, rule in active_rules(portfolio, *kinds)
        if rule.initiatives[:1] == circle[:1] and circle[1] in rule.initiatives[1:]
    )
