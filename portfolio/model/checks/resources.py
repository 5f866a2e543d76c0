"""Periods, resources and their capacities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import isfinite

from portfolio.model.checks.estimates import LARGEST, TOO_LARGE
from portfolio.model.checks.problem import Fault, Problem, problems_of
from portfolio.model.days import day_text
from portfolio.model.resource import Period, Resource
from portfolio.model.text import listed, quoted


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
                f"{quoted(record.name)} begins on {day_text(start)}, not after "
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
    faults = (*_unit(record), *_amounts(record, periods), *_gaps(record, periods))
    return problems_of("resource", key, quoted(record.name), faults)


def _unit(record: Resource) -> Iterator[Fault]:
    if not record.unit.strip():
        yield (
            "unit_missing",
            "warning",
            "unit",
            "it has no unit",
            "Say what its amounts count, for example “FTE” or “$M”.",
        )


def _amounts(record: Resource, periods: Mapping[str, str]) -> Iterator[Fault]:
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
        elif not 0 <= amount <= LARGEST:
            code, said, remedy = _fault_of(amount)
            text = f"the capacity in {quoted(periods[period])} {said}"
            yield code, "error", field, text, remedy


def _fault_of(amount: float) -> tuple[str, str, str]:
    """Return code, end of a sentence and remedy for a capacity that cannot be planned with."""
    remedy = "Enter 0 or more, or clear it for no limit."
    if not isfinite(amount):
        return "number_not_finite", "is not a finite number", remedy
    if amount < 0:
        return "capacity_negative", "is negative", remedy
    return "number_too_large", "is too large to plan with", TOO_LARGE


def _gaps(record: Resource, periods: Mapping[str, str]) -> Iterator[Fault]:
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
