"""What is missing or contradictory in one initiative."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf, isfinite

from portfolio.model.checks.estimates import REMEDIES, all_sound, faults
from portfolio.model.checks.frame import Frame
from portfolio.model.checks.problem import Problem, Severity
from portfolio.model.estimate import Benefit, Estimate
from portfolio.model.frozen import FrozenMap
from portfolio.model.initiative import Initiative
from portfolio.model.order import in_order
from portfolio.model.text import listed, plural, quoted


def initiative_problems(key: str, record: Initiative, frame: Frame) -> tuple[Problem, ...]:
    """Return the problems inside one initiative, in the order of its form.

    Its name is checked beside the others' in ``names``, its ratings in ``ratings``.
    """
    title = quoted(record.name or record.code)
    return tuple(
        Problem(code, severity, "initiative", key, field, f"{title}: {text}.", remedy)
        for code, severity, field, text, remedy in (
            *_dates(record),
            *_benefit(record, frame),
            *_demand(record, frame),
            *_levels(record),
        )
    )


_Fault = tuple[str, Severity, str, str, str]


def _dates(record: Initiative) -> Iterator[_Fault]:
    start, end = record.start, record.end
    if start is not None and end is not None and end < start:
        yield (
            "end_before_start",
            "error",
            "end",
            f"it ends on {end.isoformat()}, before it starts on {start.isoformat()}",
            "Correct one of the two dates.",
        )


def _benefit(record: Initiative, frame: Frame) -> Iterator[_Fault]:
    benefit = record.benefit
    if benefit is None or benefit.amount is None:
        if frame.wants_benefit:
            yield (
                "benefit_missing",
                "warning",
                "benefit/amount",
                "no benefit is stated, so the plan leaves it out unless a rule brings it in",
                "Estimate its benefit, even as a wide range.",
            )
        return
    for code, text in faults(benefit.amount, benefit.unit, floor=-inf):
        yield code, "error", "benefit/amount", f"in the benefit, {text}", REMEDIES[code]
    if benefit.unit.strip() != frame.benefit_unit:
        units = f"{quoted(benefit.unit)}, but others in {quoted(frame.benefit_unit)}"
        yield (
            "benefit_unit_mixed",
            "error",
            "benefit/unit",
            f"the benefit is counted in {units}",
            "Convert it; benefits in different units cannot be added up.",
        )
    yield from _chances(benefit)


def _chances(benefit: Benefit) -> Iterator[_Fault]:
    probability, delay = benefit.probability, benefit.delay_years
    if probability is None:
        yield (
            "probability_missing",
            "warning",
            "benefit/probability",
            "the probability of success is not stated, so the plan counts the whole benefit",
            "Estimate the probability; it is part of the benefit that the plan maximizes.",
        )
    elif not 0.0 <= probability <= 1.0:
        yield (
            "probability_range",
            "error",
            "benefit/probability",
            "the probability of success is not between 0 % and 100 %",
            "Enter a probability from 0 % to 100 %.",
        )
    if not 0.0 <= delay < inf:
        yield (
            "delay_range",
            "error",
            "benefit/delay_years",
            "the years until the benefit arrives are negative or not a number",
            "Enter 0 or more years.",
        )


def _demand(record: Initiative, frame: Frame) -> Iterator[_Fault]:
    demand = record.demand
    due = frame.due(record)
    if not demand and due and frame.resources:
        yield (
            "demand_not_stated",
            "warning",
            "demand",
            "no demand is stated, so the plan counts it as needing nothing",
            "Enter what it needs of each resource; 0 where it needs none.",
        )
        return
    for resource in frame.resources:
        yield from _row(resource, demand.get(resource), due, frame)
    for resource in demand:
        if resource not in frame.resources:
            yield (
                "unknown_resource",
                "warning",
                f"demand/{resource}",
                "a demand is stated for a resource that is not in the portfolio; it is ignored",
                "Add the resource again, or clear the demand.",
            )


_Row = FrozenMap[str, Estimate]


def _row(resource: str, row: _Row | None, due: set[str], frame: Frame) -> Iterator[_Fault]:
    stated = row.keys() if row is not None else frozenset()
    if not due <= stated:
        yield _unstated(resource, due - stated, frame)
    if row is None:
        return
    if not all_sound(row.values()):
        yield from _cells(resource, row, frame)
    if not stated <= frame.periods.keys():
        name = quoted(frame.resources[resource][0])
        yield (
            "unknown_period",
            "warning",
            f"demand/{resource}",
            f"a demand for {name} is stated in a period that is gone; it is ignored",
            "Add the period again, or clear the demand.",
        )


def _unstated(resource: str, missing: set[str], frame: Frame) -> _Fault:
    name = quoted(frame.resources[resource][0])
    where = ""
    if len(missing) < len(frame.periods):
        names = [name for key, (name, *_) in frame.periods.items() if key in missing]
        where = f" in {listed(map(quoted, names))}"
    return (
        "demand_not_stated",
        "warning",
        f"demand/{resource}",
        f"the demand for {name} is not stated{where}, so the plan counts it as 0",
        "Enter what it needs; 0 if it needs none.",
    )


def _cells(resource: str, row: _Row, frame: Frame) -> Iterator[_Fault]:
    """Yield one fault for each code, naming the first period and counting the others."""
    name, unit = frame.resources[resource]
    found: dict[str, list[tuple[str, str]]] = {}
    for period in frame.periods:
        if period in row:
            for code, text in faults(row[period], unit):
                found.setdefault(code, []).append((frame.periods[period][0], text))
    for code, cells in found.items():
        period, text = cells[0]
        others = len({name for name, _ in cells}) - 1
        more = f"; the same in {plural(others, 'other period')}" if others else ""
        place = f"in the demand for {quoted(name)} in {quoted(period)}"
        yield code, "error", f"demand/{resource}", f"{place}, {text}{more}", REMEDIES[code]


def _levels(record: Initiative) -> Iterator[_Fault]:
    for key, level in in_order(record.levels):
        name = quoted(level.name)
        if not level.name.strip():
            yield (
                "level_unnamed",
                "warning",
                f"levels/{key}",
                "a funding level has no name",
                "Name it, for example “Pilot”, or delete it.",
            )
        for part, share in (("demand", level.demand_share), ("benefit", level.benefit_share)):
            if not isfinite(share) or share < 0 or (part == "demand" and share == 0):
                yield (
                    "level_share",
                    "error",
                    f"levels/{key}/{part}_share",
                    f"the {part} share of the funding level {name} is not above 0 %",
                    "Enter a share above 0 % and up to 100 %.",
                )
            elif share > 1:
                yield (
                    "level_share",
                    "warning",
                    f"levels/{key}/{part}_share",
                    f"the {part} share of the funding level {name} is above 100 %",
                    "Enter a share of the full size, up to 100 %.",
                )
