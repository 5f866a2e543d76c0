"""What refers to a record by its id, so that deleting the record leaves nothing dangling.

Tables and records that do not refer to it are returned as they are, the same object.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Literal, TypeVar

from portfolio.model import (
    CHANGE_TARGETS,
    Change,
    Demand,
    Facts,
    FrozenMap,
    Initiative,
    Portfolio,
    Ratings,
    Resource,
    Rule,
    Scenario,
    TargetNoun,
)

R = TypeVar("R")


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


def scenarios_with(portfolio: Portfolio, renewed: Callable[[Change], Change | None]) -> Portfolio:
    """Return the portfolio with its scenario changes as ``renewed`` gives them, None for gone."""

    def renew(record: Scenario) -> Scenario:
        changes = tuple(c for each in record.changes if (c := renewed(each)) is not None)
        return record if changes == record.changes else replace(record, changes=changes)

    return replace(portfolio, scenarios=mapped(portfolio.scenarios, renew))


def scenarios_without(portfolio: Portfolio, noun: TargetNoun, gone: Collection[str]) -> Portfolio:
    """Return the portfolio without the scenario changes that are made to what is gone."""

    def renewed(change: Change) -> Change | None:
        stale = CHANGE_TARGETS[change.kind] == noun and change.target in gone
        return None if stale else change

    return scenarios_with(portfolio, renewed)


def scenarios_without_period(portfolio: Portfolio, gone: str) -> Portfolio:
    """Return the portfolio without the scenario changes in a period; what is forced stays so."""

    def renewed(change: Change) -> Change | None:
        if change.period != gone:
            return change
        forced = change.kind in ("force_in", "force_out")
        return replace(change, period=None) if forced else None

    return scenarios_with(portfolio, renewed)


def without_level(portfolio: Portfolio, initiative: str, gone: str) -> Portfolio:
    """Return the portfolio in which nothing asks for one size of an initiative any longer."""
    portfolio = scenarios_with(
        portfolio,
        lambda change: (
            replace(change, level=None)
            if change.level == gone and change.target == initiative
            else change
        ),
    )
    rules = mapped(
        portfolio.rules,
        lambda rule: _forgetting(rule, "level", gone) if initiative in rule.initiatives else rule,
    )
    return with_rules(portfolio, rules)


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


def initiative_without_period(record: Initiative, period: str) -> Initiative:
    """Return an initiative without its demands, stop costs and start in one period."""

    def cut(table: Demand) -> Demand:
        return _pruned(table, mapped(table, lambda row: row.without(period)))

    starts = tuple(start for start in record.starts if start != period)
    return _with(
        record,
        demand=cut(record.demand),
        stop_cost=cut(record.stop_cost),
        facts=_besides(record.facts, cut),
        starts=record.starts if len(starts) == len(record.starts) else starts,
    )


def initiative_without_resource(record: Initiative, resource: str) -> Initiative:
    """Return an initiative without demand, stop cost and spending of one resource."""
    return _with(
        record,
        demand=record.demand.without(resource),
        stop_cost=record.stop_cost.without(resource),
        spent=record.spent.without(resource),
        facts=_besides(record.facts, lambda table: table.without(resource)),
    )


def _besides(facts: Facts | None, cut: Callable[[Demand], Demand]) -> Facts | None:
    """Return facts with ``cut`` applied to what is needed besides compute."""
    return None if facts is None else _with(facts, besides=cut(facts.besides))


def resource_without_period(record: Resource, period: str) -> Resource:
    """Return a resource without its capacity in one period."""
    return _with(record, capacity=record.capacity.without(period))


def resource_without_resource(record: Resource, gone: str) -> Resource:
    """Return a resource that is no part of another one, and does not serve it."""
    serves = tuple(other for other in record.serves if other != gone)
    return _with(
        record,
        pool=None if record.pool == gone else record.pool,
        serves=record.serves if len(serves) == len(record.serves) else serves,
    )


def _with(record: R, **fields: object) -> R:
    """Return a record with fields set; the same record when none differs."""
    if all(getattr(record, name) is value for name, value in fields.items()):
        return record
    return replace(record, **fields)  # type: ignore[type-var]


def rules_without(
    portfolio: Portfolio, reference: Literal["resource", "period"], gone: str
) -> FrozenMap[str, Rule]:
    """Return the rules without those that limit a resource, or in a period, that is gone.

    A rule of another kind stays and forgets it: a gate then bars altogether.
    """
    kept = only(
        portfolio.rules,
        lambda rule: rule.kind not in ("floor", "cap") or getattr(rule, reference) != gone,
    )
    return mapped(kept, lambda rule: _forgetting(rule, reference, gone))


def _forgetting(rule: Rule, reference: str, gone: str) -> Rule:
    return _with(rule, **{reference: None}) if getattr(rule, reference) == gone else rule


def with_rules(portfolio: Portfolio, rules: FrozenMap[str, Rule]) -> Portfolio:
    """Return the portfolio with other rules, and no scenario that switches off one that is gone."""
    gone = portfolio.rules.keys() - rules.keys()
    if gone:
        portfolio = scenarios_without(portfolio, "rule", gone)
    return replace(portfolio, rules=rules)
