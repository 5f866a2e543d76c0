"""What an initiative needs: its demand, and of a running effort what stopping it needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import isfinite

from portfolio.model.checks.estimates import REMEDIES, all_sound, faults
from portfolio.model.checks.frame import Frame
from portfolio.model.checks.problem import Fault
from portfolio.model.estimate import Estimate
from portfolio.model.frozen import FrozenMap
from portfolio.model.initiative import Demand, Initiative
from portfolio.model.text import listed, plural, quoted

_Row = FrozenMap[str, Estimate]
#: Attribute of an initiative to what one of its amounts is called.
_NOUNS = {"demand": "demand", "stop_cost": "stop cost"}


def demand_faults(record: Initiative, frame: Frame) -> Iterator[Fault]:
    """Yield what is missing or wrong in the demand."""
    due = frame.due(record)
    if not record.demand and due and frame.resources:
        yield (
            "demand_not_stated",
            "warning",
            "demand",
            "no demand is stated, so the plan counts it as needing nothing",
            "Enter what it needs of each resource; 0 where it needs none.",
        )
        return
    for resource in frame.resources:
        row = record.demand.get(resource)
        stated = _stated(record, resource, frame)
        if resource not in frame.helpers and not due <= stated:
            yield _unstated(resource, due - stated, frame)
        if row is not None:
            yield from _row("demand", resource, row, frame)
    yield from _stray_resources("demand", record.demand, frame)


def _stated(record: Initiative, resource: str, frame: Frame) -> set[str]:
    """Return the periods in which a demand is stated, be it for a part of a pool or all of it."""
    rows = (record.demand.get(key) for key in (resource, *frame.alike.get(resource, ())))
    return {period for row in rows if row is not None for period in row}


def ending_faults(record: Initiative, frame: Frame) -> Iterator[Fault]:
    """Yield what is wrong with the stop cost and with what has been spent so far."""
    for resource, row in record.stop_cost.items():
        if resource in frame.resources:
            yield from _row("stop_cost", resource, row, frame)
    yield from _stray_resources("stop_cost", record.stop_cost, frame)
    yield from _spent(record.spent, frame)
    if record.status == "candidate":
        for field, said in (("stop_cost", "a stop cost"), ("spent", "an amount spent so far")):
            if getattr(record, field):
                yield (
                    f"{field}_of_candidate",
                    "note",
                    field,
                    f"{said} is stated, but it is not running, so it is not used",
                    "Set its status to running, or clear the amounts.",
                )


def _spent(spent: FrozenMap[str, float], frame: Frame) -> Iterator[Fault]:
    for resource, amount in spent.items():
        if resource in frame.resources and not (isfinite(amount) and amount >= 0):
            code = "estimate_negative" if isfinite(amount) else "number_not_finite"
            said = "negative" if isfinite(amount) else "not a finite number"
            name = quoted(frame.resources[resource][0])
            text = f"what was spent so far of {name} is {said}"
            yield code, "error", f"spent/{resource}", text, REMEDIES[code]
        elif resource not in frame.resources:
            yield _stray_resource("spent", resource, "an amount spent so far")


def _stray_resources(table: str, demand: Demand, frame: Frame) -> Iterator[Fault]:
    for resource in demand:
        if resource not in frame.resources:
            yield _stray_resource(table, resource, f"a {_NOUNS[table]}")


def _stray_resource(table: str, resource: str, what: str) -> Fault:
    return (
        "unknown_resource",
        "warning",
        f"{table}/{resource}",
        f"{what} is stated for a resource that is not in the portfolio; it is ignored",
        "Add the resource again, or clear the amount.",
    )


def _row(table: str, resource: str, row: _Row, frame: Frame) -> Iterator[Fault]:
    if not all_sound(row.values()):
        yield from _cells(table, resource, row, frame)
    if not row.keys() <= frame.periods.keys():
        name = quoted(frame.resources[resource][0])
        yield (
            "unknown_period",
            "warning",
            f"{table}/{resource}",
            f"a {_NOUNS[table]} for {name} is stated in a period that is gone; it is ignored",
            "Add the period again, or clear the amount.",
        )


def _unstated(resource: str, missing: set[str], frame: Frame) -> Fault:
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


def _cells(table: str, resource: str, row: _Row, frame: Frame) -> Iterator[Fault]:
    """Yield one fault for each code, naming the first period and counting the others."""
    name, unit = frame.resources[resource]
    found: dict[str, list[tuple[str, str]]] = {}
    for period in _known(row, frame.periods):
        for code, text in faults(row[period], unit):
            found.setdefault(code, []).append((frame.periods[period][0], text))
    for code, cells in found.items():
        period, text = cells[0]
        others = len({name for name, _ in cells}) - 1
        more = f"; the same in {plural(others, 'other period')}" if others else ""
        place = f"in the {_NOUNS[table]} for {quoted(name)} in {quoted(period)}"
        yield code, "error", f"{table}/{resource}", f"{place}, {text}{more}", REMEDIES[code]


def _known(row: _Row, periods: Mapping[str, object]) -> list[str]:
    return [period for period in periods if period in row]
