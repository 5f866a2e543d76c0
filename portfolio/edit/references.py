"""What refers to a record by its id, so that deleting the record leaves nothing dangling.

Tables and records that do not refer to it are returned as they are, the same object.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import TypeVar

from portfolio.model import Change, ChangeKind, FrozenMap, Initiative, Portfolio, Ratings, Resource

R = TypeVar("R")

ABOUT_RESOURCES: tuple[ChangeKind, ...] = ("capacity_factor", "capacity_delay")
ABOUT_CRITERIA: tuple[ChangeKind, ...] = ("weight",)
ABOUT_INITIATIVES: tuple[ChangeKind, ...] = ("force_in", "force_out", "benefit_factor")


def mapped(records: FrozenMap[str, R], change: Callable[[R], R]) -> FrozenMap[str, R]:
    """Return the records with ``change`` applied to each; the same map when none differs."""
    changed = {key: change(record) for key, record in records.items()}
    same = all(changed[key] is record for key, record in records.items())
    return records if same else FrozenMap(changed)


def only(records: FrozenMap[str, R], keep: Callable[[R], bool]) -> FrozenMap[str, R]:
    """Return the records that ``keep`` accepts; the same map when it accepts all."""
    kept = {key: record for key, record in records.items() if keep(record)}
    return records if len(kept) == len(records) else FrozenMap(kept)


def without_keys(records: FrozenMap[str, R], gone: Collection[str]) -> FrozenMap[str, R]:
    """Return the records whose id is not in ``gone``; the same map when none is."""
    if not any(key in records for key in gone):
        return records
    return FrozenMap({key: record for key, record in records.items() if key not in gone})


def scenarios_unless(portfolio: Portfolio, stale: Callable[[Change], bool]) -> Portfolio:
    """Return the portfolio without the scenario changes that ``stale`` picks."""
    scenarios = mapped(
        portfolio.scenarios,
        lambda record: (
            record
            if not any(map(stale, record.changes))
            else replace(record, changes=tuple(c for c in record.changes if not stale(c)))
        ),
    )
    return replace(portfolio, scenarios=scenarios)


def ratings_without_initiatives(ratings: Ratings, gone: Collection[str]) -> Ratings:
    """Return the ratings without those of some initiatives; raters left with none drop out."""
    return _pruned(ratings, mapped(ratings, lambda table: without_keys(table, gone)))


def ratings_without_criterion(ratings: Ratings, criterion: str) -> Ratings:
    """Return the ratings without those on one criterion; rows left empty drop out."""
    return _pruned(
        ratings,
        mapped(
            ratings,
            lambda table: _pruned(table, mapped(table, lambda row: row.without(criterion))),
        ),
    )


T = TypeVar("T", bound=Mapping[str, object])


def _pruned(before: FrozenMap[str, T], after: FrozenMap[str, T]) -> FrozenMap[str, T]:
    """Drop the tables that a deletion emptied; what was empty before stays."""
    emptied = [key for key, table in after.items() if not table and before[key]]
    return without_keys(after, emptied)


def demand_without_period(record: Initiative, period: str) -> Initiative:
    """Return an initiative without its demands in one period."""
    demand = _pruned(record.demand, mapped(record.demand, lambda row: row.without(period)))
    return record if demand is record.demand else replace(record, demand=demand)


def demand_without_resource(record: Initiative, resource: str) -> Initiative:
    """Return an initiative without its demands for one resource."""
    if resource not in record.demand:
        return record
    return replace(record, demand=record.demand.without(resource))


def capacity_without_period(record: Resource, period: str) -> Resource:
    """Return a resource without its capacity in one period."""
    if period not in record.capacity:
        return record
    return replace(record, capacity=record.capacity.without(period))
