"""Amounts that decisions grant: what falls short of the need, and what the limits do not hold."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from portfolio.errors import PortfolioError
from portfolio.funding import Pick, judge
from portfolio.model import Decision, FrozenMap, PlannedLine, Portfolio, Resource, in_order
from portfolio.model.amounts import amount_text
from portfolio.model.checks.pools import carries
from portfolio.model.decided import held_decisions
from portfolio.model.text import listed, quoted, visible
from portfolio.report.decision_draft import FUNDING, Amounts, granted

_SAME = 1e-9
_NONE: FrozenMap[str, float] = FrozenMap()
#: Period id to what is granted and what is needed.
_Pairs = dict[str, tuple[float, float]]


def granted_otherwise(portfolio: Portfolio, lines: Mapping[str, PlannedLine]) -> dict[str, Amounts]:
    """Return initiative id to what the decision that holds grants, where that is not the need.

    A cell without an amount is as needed.

    Args:
        portfolio: the document.
        lines: what becomes of each initiative; those that are not funded are left out.
    """
    held, found = held_decisions(portfolio), {}
    for key, line in lines.items():
        decision = held.get(key)
        if decision is None or not line.in_plan or key not in portfolio.initiatives:
            continue
        rows = _rows(portfolio, decision, line.level, line.start)
        if any(not _alike(*pair) for _, pairs in rows for pair in pairs.values()):
            found[key] = decision.amounts
    return found


def shortfalls(
    portfolio: Portfolio, decision: Decision, level: str | None, start: str | None
) -> Iterator[str]:
    """Yield ``was granted less “Compute” than it needs: 10 of 20 H100e-h in Q2 2027``.

    One for each resource of which it does not get what it needs; what looks the same in three
    digits is the same. Of a budget that carries over the sums count.

    Args:
        portfolio: the document.
        decision: on an initiative of it.
        level: id of its size; None for the full one.
        start: id of the period in which it starts; None for as stated.
    """
    for resource, pairs in _rows(portfolio, decision, level, start):
        told = list(_short(portfolio, resource, pairs))
        if told:
            less = f"was granted less {quoted(resource.name)} than it needs"
            yield f"{less}: {listed(told, len(told))}"


def overdrawn(portfolio: Portfolio) -> tuple[str, ...]:
    """Return the limits that what is decided does not keep, a sentence each.

    What the decisions that hold grant, and where they state no amount what is needed; those
    on which nothing is decided use nothing. Empty where nothing can be planned either.
    """
    picks, grants = {}, {}
    for key, decision in held_decisions(portfolio).items():
        later = decision.option == "defer" and decision.start is not None and decision.amounts
        if key in portfolio.initiatives and (decision.option in FUNDING or later):
            picks[key] = Pick(decision.level or "", decision.start or "")
            grants[key] = decision.amounts
    if not picks:
        return ()
    try:
        judged = judge(portfolio, picks, grants=grants)
    except PortfolioError:  # The plan meets the same fault, and says so.
        return ()
    return tuple(each.sentence for each in judged.breaches if each.resource_id)


def _rows(
    portfolio: Portfolio, decision: Decision, level: str | None, start: str | None
) -> Iterator[tuple[Resource, _Pairs]]:
    """Yield each resource of which a decision states an amount, with what is needed of it."""
    needed = granted(portfolio, decision.initiative, level, start)
    for key, resource in in_order(portfolio.resources):
        given, wanted = decision.amounts.get(key) or _NONE, needed.get(key) or _NONE
        needs = {p: wanted.get(p, 0.0) for p, _ in in_order(portfolio.periods)}
        if given and needs:
            yield resource, {p: (given.get(p, need), need) for p, need in needs.items()}


def _short(portfolio: Portfolio, resource: Resource, pairs: _Pairs) -> Iterator[str]:
    when = {period: f" in {visible(portfolio.periods[period].name)}" for period in pairs}
    if carries(resource):
        given, need = (math.fsum(side) for side in zip(*pairs.values(), strict=True))
        pairs, when = {"": (given, need)}, {"": ""}
    for period, (given, need) in pairs.items():
        texts = [amount_text(amount, resource.unit) for amount in (given, need)]
        if given < need and texts[0] != texts[1]:
            yield f"{texts[0].removesuffix(f' {resource.unit}')} of {texts[1]}{when[period]}"


def _alike(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=_SAME, abs_tol=_SAME)
