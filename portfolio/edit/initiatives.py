"""Verbs on initiatives."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from portfolio.edit.derived import rederived, typed_over
from portfolio.edit.gates import with_tier_gate
from portfolio.edit.order import below, insert, insert_all
from portfolio.edit.references import (
    mapped,
    only,
    ratings_without_initiatives,
    scenarios_without,
    with_rules,
    without_keys,
    without_level,
)
from portfolio.edit.rules import rules_without_initiatives
from portfolio.model import (
    Benefit,
    Demand,
    Estimate,
    FrozenMap,
    FundingLevel,
    Initiative,
    Portfolio,
    in_order,
)

#: Attributes from which derived demand follows.
_DERIVED_FROM = frozenset({"facts", "start", "end", "duration", "starts"})


def add_initiatives(
    portfolio: Portfolio, names: Mapping[str, str], *, after: str | None = None
) -> Portfolio:
    """Add initiatives (new id to name), in that order, below the row ``after`` or last."""
    added = {key: Initiative(name=name, order="") for key, name in names.items()}
    place = below(portfolio.initiatives, after)
    return replace(portfolio, initiatives=insert(portfolio.initiatives, place, added))


def set_initiative(portfolio: Portfolio, initiative: str, **fields: Any) -> Portfolio:
    """Set attributes of one initiative, named as in ``model.Initiative``.

    Its derived demand follows, and so does the gate of a prohibited use.
    """
    before = portfolio.initiatives[initiative]
    record = replace(before, **fields)
    after = replace(portfolio, initiatives=portfolio.initiatives.with_(initiative, record))
    if _DERIVED_FROM.isdisjoint(fields):
        return after
    after = rederived(after, portfolio, only=initiative)
    return with_tier_gate(after, initiative, before)


def set_demand(
    portfolio: Portfolio, initiative: str, resource: str, period: str, demand: Estimate | None
) -> Portfolio:
    """Set the demand for one resource in one period; None makes it *not stated*.

    Raises:
        PortfolioError: it is derived, see ``edit.derived``.
    """
    over = typed_over(portfolio, initiative, (resource, period), demand)
    if over is not None:
        return over
    record = portfolio.initiatives[initiative]
    table = _with_cell(record.demand, resource, period, demand)
    return set_initiative(portfolio, initiative, demand=table)


def set_stop_cost(
    portfolio: Portfolio, initiative: str, cell: tuple[str, str], amount: Estimate | None
) -> Portfolio:
    """Set what stopping needs of a resource in a period; None makes it *not stated*."""
    table = _with_cell(portfolio.initiatives[initiative].stop_cost, *cell, amount)
    return set_initiative(portfolio, initiative, stop_cost=table)


def set_spent(
    portfolio: Portfolio, initiative: str, resource: str, amount: float | None
) -> Portfolio:
    """Set what was used of a resource so far, in its unit; None makes it *not stated*."""
    spent = portfolio.initiatives[initiative].spent
    spent = spent.without(resource) if amount is None else spent.with_(resource, amount)
    return set_initiative(portfolio, initiative, spent=spent)


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
    """Add, replace or (None) remove one funding level; what forces a removed one takes any."""
    levels = portfolio.initiatives[initiative].levels
    levels = levels.without(level) if record is None else levels.with_(level, record)
    after = set_initiative(portfolio, initiative, levels=levels)
    return without_level(after, initiative, level) if record is None else after


def duplicate_initiatives(portfolio: Portfolio, copies: Mapping[str, str]) -> Portfolio:
    """Copy initiatives (old id to new id) with their ratings, below the block of rows they copy.

    Rules are not copied: a copy that is mandated or forced in would be a decision
    nobody took. Only a prohibited use is barred in the copy as well.
    """
    initiatives = portfolio.initiatives
    blocks = {
        place: {copies[old]: _copy(initiatives[old]) for old in run}
        for place, run in _neighbors(portfolio, copies).items()
    }
    ratings = mapped(
        portfolio.ratings,
        lambda table: table.with_all({n: table[old] for old, n in copies.items() if old in table}),
    )
    portfolio = replace(portfolio, initiatives=insert_all(initiatives, blocks), ratings=ratings)
    for new in copies.values():
        portfolio = with_tier_gate(portfolio, new, None)
    return portfolio


def _copy(record: Initiative) -> Initiative:
    return replace(record, name=f"{record.name} (copy)")


def _neighbors(portfolio: Portfolio, chosen: Collection[str]) -> dict[int, list[str]]:
    """Return the chosen rows that stand together, by how many rows end with the last of them."""
    runs: dict[int, list[str]] = {}
    run: list[str] = []
    for place, (key, _) in enumerate(in_order(portfolio.initiatives)):
        if key in chosen:
            run.append(key)
        elif run:
            runs[place], run = run, []
    return {**runs, len(portfolio.initiatives): run} if run else runs


def delete_initiatives(portfolio: Portfolio, gone: Collection[str]) -> Portfolio:
    """Remove initiatives with their ratings, comments, scenario changes and rules.

    A rule that still binds the others keeps them; decisions stay, since the record
    of what was decided is never edited.
    """
    gone = frozenset(gone)
    portfolio = scenarios_without(portfolio, "initiative", gone)
    portfolio = with_rules(portfolio, rules_without_initiatives(portfolio.rules, gone))
    return replace(
        portfolio,
        initiatives=without_keys(portfolio.initiatives, gone),
        ratings=ratings_without_initiatives(portfolio.ratings, gone),
        comments=only(portfolio.comments, lambda comment: comment.initiative not in gone),
    )
