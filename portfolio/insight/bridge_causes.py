"""The largest single causes of each part of a bridge, found by making one change alone."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from portfolio.errors import Tick
from portfolio.funding import PlanChange, plan_change
from portfolio.insight.bridge_result import Bridge, Cause, CauseNoun, Part, Planner, Stop, share_of
from portfolio.insight.single_change import with_initiative, with_record
from portfolio.model import Demand, Initiative, Portfolio, Resource, Settings

#: So many changes of each step are tried alone.
MOST_CAUSES = 6

#: What counts less than the worth of what is funded, when guessing what matters.
_SLIGHT = 0.1


@dataclass(frozen=True, slots=True)
class _Single:
    """One change of a step.

    Attributes:
        size: how much it may matter; the largest are tried first.
        made: the portfolio before the step with this change alone.
    """

    noun: CauseNoun
    key: str
    size: float
    made: Callable[[], Portfolio]


def with_causes(found: Bridge, planner: Planner, *, tick: Tick, most: int = MOST_CAUSES) -> Bridge:
    """Return a bridge whose parts name their largest causes.

    Of each part the ``most`` changes that may matter most are made alone, on top of the
    portfolio before the part, and planned; those that move the plan are its causes, the
    one that moves its value most first. Which may matter most is guessed: from how much the
    worth and the demand of a funded initiative change, from the largest relative change
    of a capacity, from whether a rule names who enters or leaves.

    Args:
        found: from ``bridge``.
        planner: gives the best plan of a portfolio.
        tick: told the progress; may raise ``Cancelled``.
        most: changes tried for each part.
    """
    every = [_singles(part) for part in found.parts]
    count = sum(min(len(singles), most) for singles in every)
    done = 0
    parts = []
    for part, singles in zip(found.parts, every, strict=True):
        causes = []
        for single in singles[:most]:
            text = f"Trying single changes: {done + 1:,} of {count:,}"
            change = _alone(part, single, planner, share_of(tick, done, count, text))
            done += 1
            if change is not None and not change.nothing:
                causes.append(Cause(single.noun, single.key, change))
        causes.sort(key=lambda cause: -abs((cause.change and cause.change.gained) or 0.0))
        others = len(singles) - len(causes)
        parts.append(replace(part, causes=tuple(causes), others=others))
    return replace(found, parts=tuple(parts))


def _alone(part: Part, single: _Single, planner: Planner, tick: Tick) -> PlanChange | None:
    """Return what one change does to the plan before the part; None when none can be made."""
    before = part.start.planned.fitting
    after = planner(single.made(), tick).fitting
    if before is None or after is None:
        return None
    change = plan_change(before, after)
    return None if change.gained is None else change


def _singles(part: Part) -> list[_Single]:
    """Return what a part changes, what may matter most first; nothing where the plan is still."""
    if part.change.nothing:
        return []
    made: dict[str, Callable[[Part], Iterator[_Single]]] = {
        "inputs": _inputs,
        "weights": _weights,
        "limits": _limits,
        "choices": _choices,
    }
    every = (single for step in part.steps for single in made[step](part))
    singles = {(single.noun, single.key): single for single in every}.values()
    return sorted(singles, key=lambda single: (-single.size, single.noun, single.key))


def _inputs(part: Part) -> Iterator[_Single]:
    start, end = part.start, part.end
    change = part.change
    told = {*change.enters, *change.leaves, *change.resized, *change.moved}
    plans = [stop.planned.fitting for stop in (start, end)]
    funded = {key for plan in plans if plan is not None for key in plan.chosen}
    for key in dict.fromkeys((*end.portfolio.initiatives, *start.portfolio.initiatives)):
        old, new = (stop.portfolio.initiatives.get(key) for stop in (start, end))
        if old == new and not _rated_anew(part, key):
            continue
        size = (_worth_moved(part, key) + _SLIGHT * _demand_moved(old, new)) * (
            1.0 if key in funded else _SLIGHT
        ) + (_SLIGHT if key in told else 0.0)
        yield _Single("initiative", key, size, _with_initiative(part, key))
    yield from _records(part, "criterion", "criteria")


def _weights(part: Part) -> Iterator[_Single]:
    yield from _records(part, "criterion", "criteria")
    yield from _records(part, "rater", "raters")
    yield from _settings(part)


def _limits(part: Part) -> Iterator[_Single]:
    yield from _records(part, "resource", "resources")


def _choices(part: Part) -> Iterator[_Single]:
    yield from _records(part, "rule", "rules")
    yield from _settings(part)


def _settings(part: Part) -> Iterator[_Single]:
    old, new = part.start.portfolio.settings, part.end.portfolio.settings
    for each in fields(Settings):
        if getattr(old, each.name) != getattr(new, each.name):
            yield _Single("setting", each.name, 1.0, _with_setting(part, each.name))


def _records(part: Part, noun: CauseNoun, collection: str) -> Iterator[_Single]:
    """Return the records of a collection that a part adds, removes or changes."""
    old = getattr(part.start.portfolio, collection)
    new = getattr(part.end.portfolio, collection)
    told = {*part.change.enters, *part.change.leaves}
    for key in dict.fromkeys((*new, *old)):
        before, after = old.get(key), new.get(key)
        if before != after:
            size = _record_moved(before, after, told)
            yield _Single(noun, key, size, _with_record(part, collection, key))


def _record_moved(before: object, after: object, told: set[str]) -> float:
    """Return how much a resource or rule may matter; 1 for what is not known."""
    if isinstance(before, Resource) and isinstance(after, Resource):
        return _capacity_moved(before, after)
    about = set(getattr(after or before, "initiatives", ()))
    return 2.0 if about & told else 1.0


def _capacity_moved(before: Resource, after: Resource) -> float:
    return max(
        (
            _relative(before.capacity.get(period), after.capacity.get(period))
            for period in {*before.capacity, *after.capacity}
        ),
        default=0.0,
    )


def _relative(before: float | None, after: float | None) -> float:
    """Return a change as a share of the larger amount, 0 to 1."""
    if before is None or after is None:
        return 0.0 if before is after else 1.0
    largest = max(abs(before), abs(after))
    return abs(after - before) / largest if largest and math.isfinite(largest) else 0.0


def _worth_moved(part: Part, key: str) -> float:
    """Return by how much an initiative is worth more or less, as a share of the plan's value."""
    plan = part.start.planned.fitting
    if plan is None or not plan.value:
        return 0.0
    return abs(_worth(part.end, key) - _worth(part.start, key)) / abs(plan.value)


def _worth(stop: Stop, key: str) -> float:
    record, plan = stop.portfolio.initiatives.get(key), stop.planned.fitting
    if record is None or plan is None:
        return 0.0
    if plan.objective == "value":
        return stop.planned.scores.get(key, 0.0)
    benefit = record.benefit
    if benefit is None or benefit.amount is None:
        return 0.0
    return benefit.amount.likely * (1.0 if benefit.probability is None else benefit.probability)


def _demand_moved(before: Initiative | None, after: Initiative | None) -> float:
    """Return the largest relative change of what is needed of a resource, 0 to 1."""
    if before is None or after is None or before.demand == after.demand:
        return 0.0
    resources = {*before.demand, *after.demand}
    return max(
        _relative(_needed(before.demand, key), _needed(after.demand, key)) for key in resources
    )


def _needed(demand: Demand, resource: str) -> float:
    row = demand.get(resource)
    return 0.0 if row is None else sum(cell.likely for cell in row.values())


def _rated_anew(part: Part, key: str) -> bool:
    old, new = part.start.portfolio.ratings, part.end.portfolio.ratings
    return old is not new and any(
        (old[rater].get(key) if rater in old else None)
        != (new[rater].get(key) if rater in new else None)
        for rater in {*old, *new}
    )


def _with_initiative(part: Part, key: str) -> Callable[[], Portfolio]:
    return lambda: with_initiative(part.start.portfolio, part.end.portfolio, key)


def _with_record(part: Part, collection: str, key: str) -> Callable[[], Portfolio]:
    return lambda: with_record(part.start.portfolio, part.end.portfolio, collection, key)


def _with_setting(part: Part, name: str) -> Callable[[], Portfolio]:
    def made() -> Portfolio:
        changed: dict[str, Any] = {name: getattr(part.end.portfolio.settings, name)}
        start = part.start.portfolio
        return replace(start, settings=replace(start.settings, **changed))

    return made
