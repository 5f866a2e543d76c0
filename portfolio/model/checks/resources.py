"""Periods, resources and their capacities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from math import inf, isfinite

from portfolio.model.amounts import amount_text
from portfolio.model.checks.problem import Problem, Severity
from portfolio.model.order import in_order
from portfolio.model.portfolio import Portfolio
from portfolio.model.resource import Period, Resource
from portfolio.model.text import listed, quoted

_Fault = tuple[str, Severity, str, str, str]


def period_problems(periods: Sequence[tuple[str, Period]]) -> dict[str, list[Problem]]:
    """Return the periods that begin before the one above them, by id."""
    dated = [(key, record, record.start) for key, record in periods if record.start is not None]
    return {
        key: [
            Problem(
                "period_order",
                "warning",
                "period",
                key,
                "start",
                f"{quoted(record.name)} begins on {start.isoformat()}, not after "
                f"{quoted(earlier.name)}, which stands before it.",
                "Correct the first day, or put the periods in order.",
            )
        ]
        for (_, earlier, before), (key, record, start) in pairwise(dated)
        if start <= before
    }


def resource_problems(
    key: str, record: Resource, periods: Mapping[str, str]
) -> tuple[Problem, ...]:
    """Return the problems inside one resource.

    Args:
        key: id of the resource.
        record: the resource.
        periods: id to name, in the order of the screen.
    """
    title = quoted(record.name)
    return tuple(
        Problem(code, severity, "resource", key, field, f"{title}: {text}.", remedy)
        for code, severity, field, text, remedy in (
            *_unit(record),
            *_amounts(record, periods),
            *_gaps(record, periods),
        )
    )


def _unit(record: Resource) -> Iterator[_Fault]:
    if not record.unit.strip():
        yield (
            "unit_missing",
            "warning",
            "unit",
            "it has no unit",
            "Say what its amounts count, for example “FTE” or “$M”.",
        )


def _amounts(record: Resource, periods: Mapping[str, str]) -> Iterator[_Fault]:
    for period, amount in record.capacity.items():
        field = f"capacity/{period}"
        if period not in periods:
            yield (
                "unknown_period",
                "warning",
                field,
                "a capacity is stated for a period that is not in the portfolio; it is ignored",
                "Add the period again, or clear the capacity.",
            )
        elif not 0 <= amount < inf:
            code = "capacity_negative" if isfinite(amount) else "number_not_finite"
            said = "is negative" if isfinite(amount) else "is not a finite number"
            yield (
                code,
                "error",
                field,
                f"the capacity in {quoted(periods[period])} {said}",
                "Enter 0 or more, or clear it for no limit.",
            )


def _gaps(record: Resource, periods: Mapping[str, str]) -> Iterator[_Fault]:
    missing = [name for period, name in periods.items() if period not in record.capacity]
    if not missing:
        return
    everywhere = len(missing) == len(periods)
    where = "" if everywhere else f" in {listed(map(quoted, missing))}"
    yield (
        "capacity_not_stated",
        "warning",
        "capacity",
        f"no capacity is stated{where}, so it limits nothing{' there' if where else ''}",
        "Enter how much there is; 0 if there is none.",
    )


def shortfalls(portfolio: Portfolio, bound: Sequence[str]) -> Iterator[Problem]:
    """Yield each resource that cannot even carry the initiatives that rules bring in.

    Looks at one resource at a time, with every initiative at its smallest funding
    level; several limits together may bar a plan even where none of them does alone.

    Args:
        portfolio: the whole document.
        bound: initiatives that are mandated or forced in, with what they require.
    """
    if not bound:
        return
    for key, resource in in_order(portfolio.resources):
        short = _first_shortfall(portfolio, key, resource, bound)
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


def _first_shortfall(
    portfolio: Portfolio, key: str, resource: Resource, bound: Sequence[str]
) -> tuple[str, float, float] | None:
    limited = [(p, r) for p, r in in_order(portfolio.periods) if p in resource.capacity]
    needed = [sum(_smallest(portfolio, i, key, p) for i in bound) for p, _ in limited]
    there = [resource.capacity[period] for period, _ in limited]
    running = resource.kind == "budget" and resource.carries_over
    if running:
        needed, there = list(accumulate(needed)), list(accumulate(there))
    for (_, period), need, capacity in zip(limited, needed, there, strict=True):
        if need > capacity * (1 + 1e-9) + 1e-9:
            return f"{'up to' if running else 'in'} {quoted(period.name)}", need, capacity
    return None


def _smallest(portfolio: Portfolio, initiative: str, resource: str, period: str) -> float:
    record = portfolio.initiatives[initiative]
    row = record.demand.get(resource)
    estimate = row.get(period) if row is not None else None
    shares = [level.demand_share for level in record.levels.values()]
    if estimate is None or not isfinite(estimate.likely):
        return 0.0
    return estimate.likely * min(shares, default=1.0)
