"""Capacities of one resource that several portfolios state, as one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal

from portfolio.model import FrozenMap, Portfolio
from portfolio.model.text import listed, quoted

#: What becomes of the capacity of a resource that several portfolios state differently.
Capacities = Literal["sum", "first", "largest"]
Capacity = FrozenMap[str, float]
#: Resource id to the titles of the portfolios that have it, with their capacities.
Stated = dict[str, list[tuple[str, Capacity]]]

_WAYS: dict[Capacities, tuple[Callable[[Sequence[float]], float], str]] = {
    "sum": (sum, "were added up"),
    "first": (lambda amounts: amounts[0], "differ; the first one stated was taken"),
    "largest": (max, "differ; the largest was taken in each period"),
}


def note_capacities(stated: Stated, portfolio: Portfolio) -> None:
    """Add what one portfolio states to what others did."""
    for key, record in portfolio.resources.items():
        stated.setdefault(key, []).append((portfolio.title, record.capacity))


def with_capacities(
    portfolio: Portfolio, stated: Stated, way: Capacities
) -> tuple[Portfolio, list[str]]:
    """Return a portfolio with the capacities that several state, and a sentence on each.

    Where they are equal, or only one has the resource, they stay as they are. A period
    that none of them states stays without a limit.
    """
    choose, words = _WAYS[way]
    resources, report = {}, []
    for key, each in stated.items():
        capacities = [capacity for _, capacity in each]
        record = portfolio.resources[key]
        if any(capacity != capacities[0] for capacity in capacities):
            titles = listed(quoted(title) for title, capacity in each if capacity)
            resources[key] = replace(record, capacity=_joined(capacities, choose))
            report.append(f"The capacities of {quoted(record.name)} in {titles} {words}.")
        elif len(each) > 1 and capacities[0]:
            report.append(
                f"{quoted(record.name)} has the same capacity in {len(each)} portfolios, which "
                "counts once."
            )
    if not resources:
        return portfolio, report
    return replace(portfolio, resources=portfolio.resources.with_all(resources)), report


def _joined(capacities: Sequence[Capacity], choose: Callable[[Sequence[float]], float]) -> Capacity:
    periods = dict.fromkeys(period for capacity in capacities for period in capacity)
    return FrozenMap(
        {
            period: choose([capacity[period] for capacity in capacities if period in capacity])
            for period in periods
        }
    )
