"""Verbs on initiatives."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from portfolio.model import (
    Benefit,
    Demand,
    Estimate,
    FrozenMap,
    FundingLevel,
    Initiative,
    Portfolio,
    Rule,
    in_order,
    keys_between,
)


def add_initiatives(
    portfolio: Portfolio, names: Mapping[str, str], *, after: str | None = None
) -> Portfolio:
    """Add initiatives (new id to name), in that order, below the row ``after`` or last."""
    keys = _keys_below(portfolio, after, len(names))
    added = {
        new: Initiative(name=name, order=key)
        for (new, name), key in zip(names.items(), keys, strict=True)
    }
    return replace(portfolio, initiatives=portfolio.initiatives.with_all(added))


def set_initiative(portfolio: Portfolio, initiative: str, **fields: Any) -> Portfolio:
    """Set attributes of one initiative, named as in ``model.Initiative``."""
    record = replace(portfolio.initiatives[initiative], **fields)
    return replace(portfolio, initiatives=portfolio.initiatives.with_(initiative, record))


def set_demand(
    portfolio: Portfolio, initiative: str, resource: str, period: str, demand: Estimate | None
) -> Portfolio:
    """Set the demand for one resource in one period; None makes it *not stated*."""
    record = portfolio.initiatives[initiative]
    table = _with_cell(record.demand, resource, period, demand)
    return set_initiative(portfolio, initiative, demand=table)


def _with_cell(table: Demand, resource: str, period: str, demand: Estimate | None) -> Demand:
    row = table.get(resource, FrozenMap())
    row = row.without(period) if demand is None else row.with_(period, demand)
    return table.with_(resource, row) if row else table.without(resource)


def set_benefit(portfolio: Portfolio, initiative: str, **fields: Any) -> Portfolio:
    """Set attributes of the benefit of one initiative, named as in ``model.Benefit``."""
    before = portfolio.initiatives[initiative].benefit
    unit = portfolio.settings.benefit_unit
    benefit = replace(before if before is not None else Benefit(unit=unit), **fields)
    return set_initiative(portfolio, initiative, benefit=benefit)


def set_level(
    portfolio: Portfolio, initiative: str, level: str, record: FundingLevel | None
) -> Portfolio:
    """Add, replace or (None) remove one funding level."""
    levels = portfolio.initiatives[initiative].levels
    levels = levels.without(level) if record is None else levels.with_(level, record)
    return set_initiative(portfolio, initiative, levels=levels)


def duplicate_initiatives(portfolio: Portfolio, copies: Mapping[str, str]) -> Portfolio:
    """Copy initiatives (old id to new id) with their ratings, each below its original.

    Rules are not copied: a copy that is mandated or forced in would be a decision
    nobody took.
    """
    initiatives = dict(portfolio.initiatives)
    for old, new in copies.items():
        original = portfolio.initiatives[old]
        (key,) = _keys_below(replace(portfolio, initiatives=FrozenMap(initiatives)), old, 1)
        initiatives[new] = replace(original, name=f"{original.name} (copy)", order=key)
    ratings = {
        rater: table.with_all({new: table[old] for old, new in copies.items() if old in table})
        for rater, table in portfolio.ratings.items()
    }
    return replace(portfolio, initiatives=FrozenMap(initiatives), ratings=FrozenMap(ratings))


def delete_initiatives(portfolio: Portfolio, gone: Collection[str]) -> Portfolio:
    """Remove initiatives with their ratings, comments, scenario changes and rules.

    A rule that still binds the others keeps them; decisions stay, since the record
    of what was decided is never edited.
    """
    gone = frozenset(gone)
    ratings = {
        rater: FrozenMap({i: row for i, row in table.items() if i not in gone})
        for rater, table in portfolio.ratings.items()
    }
    rules = {key: _rule_without(rule, gone) for key, rule in portfolio.rules.items()}
    scenarios = {
        key: replace(scenario, changes=tuple(c for c in scenario.changes if c.target not in gone))
        for key, scenario in portfolio.scenarios.items()
    }
    return replace(
        portfolio,
        initiatives=FrozenMap({k: v for k, v in portfolio.initiatives.items() if k not in gone}),
        ratings=FrozenMap({rater: table for rater, table in ratings.items() if table}),
        rules=FrozenMap({key: rule for key, rule in rules.items() if rule is not None}),
        scenarios=FrozenMap(scenarios),
        comments=FrozenMap(
            {k: c for k, c in portfolio.comments.items() if c.initiative not in gone}
        ),
    )


def _rule_without(rule: Rule, gone: frozenset[str]) -> Rule | None:
    if gone.isdisjoint(rule.initiatives):
        return rule
    kept = tuple(i for i in rule.initiatives if i not in gone)
    subject_gone = rule.kind == "requires" and rule.initiatives[0] in gone
    needed = 2 if rule.kind in ("requires", "excludes") else 1
    return None if subject_gone or len(kept) < needed else replace(rule, initiatives=kept)


def move_initiatives(portfolio: Portfolio, moved: Sequence[str], *, after: str | None) -> Portfolio:
    """Place rows below the row ``after`` (None: first), keeping their given order."""
    rest = {k: v for k, v in portfolio.initiatives.items() if k not in set(moved)}
    ordered = in_order(rest)
    place = next((n + 1 for n, (key, _) in enumerate(ordered) if key == after), 0)
    low = ordered[place - 1][1].order if place else ""
    high = ordered[place][1].order if place < len(ordered) else ""
    keys = keys_between(low, high, len(moved))
    records = {
        initiative: replace(portfolio.initiatives[initiative], order=key)
        for initiative, key in zip(moved, keys, strict=True)
    }
    return replace(portfolio, initiatives=portfolio.initiatives.with_all(records))


def _keys_below(portfolio: Portfolio, after: str | None, count: int) -> list[str]:
    ordered = in_order(portfolio.initiatives)
    place = next((n + 1 for n, (key, _) in enumerate(ordered) if key == after), len(ordered))
    low = ordered[place - 1][1].order if place else ""
    high = ordered[place][1].order if place < len(ordered) else ""
    return keys_between(low, high, count)
