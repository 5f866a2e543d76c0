"""Resources that cannot even carry the initiatives that rules bring in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from math import isfinite

from portfolio.model.amounts import amount_text
from portfolio.model.checks.pools import carries
from portfolio.model.checks.problem import Problem
from portfolio.model.checks.timing import span_of
from portfolio.model.initiative import Initiative
from portfolio.model.order import in_order
from portfolio.model.portfolio import Portfolio
from portfolio.model.resource import Resource
from portfolio.model.text import quoted


def shortfalls(portfolio: Portfolio, bound: Sequence[str]) -> Iterator[Problem]:
    """Yield each resource that cannot even carry the initiatives that rules bring in.

    Looks at one resource at a time, with every initiative at its smallest funding
    level and, period by period, at the start that needs least; a pool also carries its
    parts. A resource in whose place another can be used is left out. Several limits
    together may bar a plan even where none of them does alone.

    Args:
        portfolio: the whole document.
        bound: initiatives that are mandated or forced in, with what they require.
    """
    if not bound:
        return
    served = {other for record in portfolio.resources.values() for other in record.serves}
    parts = _parts(portfolio.resources, served)
    for key, resource in in_order(portfolio.resources):
        if key in served:
            continue
        short = _first_shortfall(portfolio, (key, *parts.get(key, ())), resource, bound)
        if short is not None:
            name, needed, there = short
            yield Problem(
                "capacity_below_mandated",
                "error",
                "resource",
                key,
                "capacity",
                f"The mandated and forced-in initiatives need {amount_text(needed, resource.unit)} "
                f"of {quoted(resource.name)} {name}, but only "
                f"{amount_text(there, resource.unit)} are there.",
                "Raise the capacity, lower their demand, or release one of them.",
            )


def _parts(resources: Mapping[str, Resource], served: set[str]) -> dict[str, list[str]]:
    """Return pool id to the parts whose needs nothing outside of the pool can meet."""
    parts: dict[str, list[str]] = {}
    for key, record in resources.items():
        pool = resources.get(record.pool) if record.pool is not None else None
        if pool is not None and pool is not record and key not in served:
            parts.setdefault(str(record.pool), []).append(key)
    return parts


def _first_shortfall(
    portfolio: Portfolio, needed_of: Sequence[str], resource: Resource, bound: Sequence[str]
) -> tuple[str, float, float] | None:
    periods = in_order(portfolio.periods)
    order = [key for key, _ in periods]
    least = [
        _least(portfolio.initiatives[i], resource_id, order)
        for i in bound
        for resource_id in needed_of
    ]
    totals = [sum(amounts) for amounts in zip(*least, strict=True)]
    limited = [n for n, key in enumerate(order) if key in resource.capacity]
    needed = [totals[n] for n in limited]
    there = [resource.capacity[order[n]] for n in limited]
    running = carries(resource)
    if running:
        needed, there = list(accumulate(needed)), list(accumulate(there))
    for place, need, capacity in zip(limited, needed, there, strict=True):
        if need > capacity * (1 + 1e-9) + 1e-9:
            name = quoted(periods[place][1].name)
            return f"{'up to' if running else 'in'} {name}", need, capacity
    return None


def _least(record: Initiative, resource: str, periods: Sequence[str]) -> list[float]:
    """Return what an initiative needs at least in each period, whenever it starts."""
    row = record.demand.get(resource)
    if row is None:
        return [0.0] * len(periods)
    share = min((level.demand_share for level in record.levels.values()), default=1.0)
    amounts = [row[period].likely if period in row else 0.0 for period in periods]
    amounts = [amount * share if isfinite(amount) else 0.0 for amount in amounts]
    span = span_of(record, periods)
    shifts = {start - span.first for start in span.open_starts(record, len(periods))}
    return [min(_at(amounts, place - shift) for shift in shifts) for place in range(len(periods))]


def _at(amounts: Sequence[float], place: int) -> float:
    return amounts[place] if 0 <= place < len(amounts) else 0.0
