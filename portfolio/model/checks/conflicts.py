"""Rules that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from portfolio.model.checks.links import (
    Graph,
    active_rules,
    bound_by,
    name_of,
    reversed_,
    with_requirements,
)
from portfolio.model.checks.problem import Problem
from portfolio.model.order import in_order
from portfolio.model.portfolio import Portfolio
from portfolio.model.text import listed, quoted


def conflict_problems(
    portfolio: Portfolio, graph: Graph, bound: Sequence[str]
) -> Iterator[Problem]:
    """Yield overrides and exclusions that cannot be obeyed.

    Args:
        portfolio: the whole document.
        graph: who requires whom, see ``links.requirements``.
        bound: initiatives that are mandated or forced in, with what they require.
    """
    yield from _forced_both_ways(portfolio, graph)
    back = reversed_(graph)
    must = set(bound)
    for key, rule in active_rules(portfolio, "excludes"):
        members = [i for i in dict.fromkeys(rule.initiatives) if i in portfolio.initiatives]
        both = [i for i in members if i in must]
        if len(both) > 1:
            yield _bound_twice(portfolio, key, both)
        else:
            yield from _never_funded(portfolio, key, members, back)


def _forced_both_ways(portfolio: Portfolio, graph: Graph) -> Iterator[Problem]:
    forced_in = bound_by(portfolio, "force_in")
    mandated = bound_by(portfolio, "mandated")
    required = with_requirements(graph, (*forced_in, *mandated))
    for key, rule in active_rules(portfolio, "force_out"):
        for initiative in dict.fromkeys(rule.initiatives):
            name = quoted(getattr(portfolio.initiatives.get(initiative), "name", ""))
            if initiative in forced_in:
                code, text = "forced_in_and_out", f"{name} is forced in and forced out."
            elif initiative in mandated:
                code, text = "mandated_forced_out", f"{name} is mandated and forced out."
            elif initiative in required:
                code = "required_forced_out"
                text = (
                    f"{name} is forced out, but a mandated or forced-in initiative requires it: "
                    f"{_dependents(portfolio, graph, initiative, (*forced_in, *mandated))}."
                )
            else:
                continue
            remedy = "Release it on one side; no plan can obey both."
            yield Problem(code, "error", "rule", key, "initiatives", text, remedy)


def _dependents(portfolio: Portfolio, graph: Graph, initiative: str, bound: tuple[str, ...]) -> str:
    above = with_requirements(reversed_(graph), [initiative])
    return listed(name_of(portfolio, i) for i in dict.fromkeys(bound) if i in above)


def _bound_twice(portfolio: Portfolio, key: str, both: list[str]) -> Problem:
    names = listed(name_of(portfolio, i) for i in both)
    return Problem(
        "excludes_mandated",
        "error",
        "rule",
        key,
        "initiatives",
        f"At most one of {names} may be funded, but they are all mandated, forced in, or required "
        "by one that is.",
        "Release one of them, or delete the exclusion; no plan can obey both.",
    )


def _never_funded(
    portfolio: Portfolio, key: str, members: list[str], back: Graph
) -> Iterator[Problem]:
    needs: dict[str, list[str]] = {}
    for member in members:
        for initiative in with_requirements(back, [member]):
            needs.setdefault(initiative, []).append(member)
    for initiative, _ in in_order({i: portfolio.initiatives[i] for i in needs}):
        if len(needs[initiative]) > 1:
            names = listed(name_of(portfolio, i) for i in needs[initiative] if i != initiative)
            self_too = "it or " if initiative in needs[initiative] else ""
            yield Problem(
                "excludes_required",
                "warning",
                "rule",
                key,
                "initiatives",
                f"{name_of(portfolio, initiative)} can never be funded: it requires {names}, but "
                f"only one of {self_too}these may be funded.",
                "Delete the dependency or the exclusion.",
            )
