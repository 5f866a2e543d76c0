"""The funding problem of a portfolio, as arrays that a solver can take."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from portfolio.errors import PortfolioError
from portfolio.funding.objective import Worth, worth_of
from portfolio.funding.result import Floats
from portfolio.funding.rows import Row, Rows, Source, stack
from portfolio.funding.rules import Options, rule_rows
from portfolio.funding.tables import LARGEST, Tables, read_tables
from portfolio.model import Initiative, Portfolio, in_order
from portfolio.model.text import quoted


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """Choose at most one option per initiative, worth as much as the rows allow.

    Maximize ``gain @ x`` subject to ``rows``, ``x`` 0 or 1 per option; among the
    best, the least ``cost @ x``; among those, the first by id.

    Attributes:
        tables: demand and capacity behind the rows.
        options: the columns, by initiative id, then from the smallest size up.
        worth: what is maximized, and for which initiatives it is not known.
        gain: of each option, ``(n_options,)``, in the unit of ``worth``.
        cost: of each option, ``(n_options,)``, 0 or more: the capital it needs; in
            a portfolio without capital, the sum of its shares of every limit.
        rows: capacities, one size at most, rules.
        notes: sentences on what was assumed or left out.
    """

    tables: Tables
    options: Options
    worth: Worth
    gain: Floats
    cost: Floats
    rows: Rows
    notes: tuple[str, ...]

    def with_rows(self, *more: Row) -> Problem:
        """Return the problem with some rows more."""
        return dataclasses.replace(self, rows=self.rows.with_(more))

    def with_only(self, rows: Iterable[int]) -> Problem:
        """Return the problem with these of its rows."""
        return dataclasses.replace(self, rows=self.rows.only(rows))

    def columns_of(self, initiative: int) -> range:
        """Return the options of the initiative with this index."""
        first, last = np.searchsorted(self.options.initiative, [initiative, initiative + 1])
        return range(int(first), int(last))

    def demand_of(self, x: Floats) -> Floats:
        """Return what a choice of options needs, ``(n_resources, n_periods)``."""
        size = np.zeros(len(self.tables.initiative_ids))
        np.add.at(size, self.options.initiative, x * self.options.demand_share)
        return np.tensordot(size, self.tables.demand, axes=1)


def build_problem(portfolio: Portfolio, *, value: Mapping[str, float] | None = None) -> Problem:
    """Return the funding problem of a portfolio.

    An initiative without levels has one option, its full size. Demand is the
    likely one; a demand that is not stated counts as nothing needed. A renewable
    resource, and a budget that does not carry over, give one row per period with
    a stated capacity; a budget that carries over gives a running sum per such
    period, in which a period without a stated limit adds nothing and costs
    nothing. Rules give the rows of ``rules.rule_rows``.

    Args:
        portfolio: the document.
        value: initiative id to score, 0 to 100; used when the objective is the
            multi-criteria value.

    Raises:
        PortfolioError: benefits in several units, or a number that is negative,
            not finite or out of range.
    """
    tables = read_tables(portfolio)
    worth = worth_of(portfolio, tables.initiative_ids, value)
    options = _options(portfolio, tables)
    rule_part, rule_notes = rule_rows(portfolio, tables, options)
    rows = [*_capacity_rows(tables, options), *_level_rows(tables, options), *rule_part]
    return Problem(
        tables=tables,
        options=options,
        worth=worth,
        gain=worth.gain[options.initiative] * options.benefit_share,
        cost=_cost(portfolio, tables)[options.initiative] * options.demand_share,
        rows=stack(rows, len(options)),
        notes=(*worth.notes, *tables.notes, *rule_notes),
    )


def _options(portfolio: Portfolio, tables: Tables) -> Options:
    owners: list[int] = []
    level_ids: list[str] = []
    shares: list[tuple[float, float]] = []
    for index, initiative_id in enumerate(tables.initiative_ids):
        initiative = portfolio.initiatives[initiative_id]
        for level_id, demand_share, benefit_share in _sizes(initiative):
            owners.append(index)
            level_ids.append(level_id)
            shares.append((demand_share, benefit_share))
    table = np.array(shares, dtype=np.float64).reshape(len(shares), 2)
    return Options(
        initiative=np.array(owners, dtype=np.int64),
        level_ids=tuple(level_ids),
        demand_share=table[:, 0],
        benefit_share=table[:, 1],
    )


def _sizes(initiative: Initiative) -> list[tuple[str, float, float]]:
    if not initiative.levels:
        return [("", 1.0, 1.0)]
    sizes = []
    for level_id, level in in_order(initiative.levels):
        for share in (level.demand_share, level.benefit_share):
            if not 0 <= share <= LARGEST:
                raise PortfolioError(
                    what=f"The share {share:g} cannot be planned with.",
                    where=f"Level {quoted(level.name)} of {quoted(initiative.name)}",
                    remedy="Enter a share of the full size of 0 % or more.",
                )
        sizes.append((level_id, level.demand_share, level.benefit_share))
    return sorted(sizes, key=lambda size: (size[1], size[0]))


def _capacity_rows(tables: Tables, options: Options) -> list[Row]:
    rows = []
    for resource in sorted(range(len(tables.resource_ids)), key=tables.resource_ids.__getitem__):
        demand, capacity = tables.demand[:, resource, :], tables.capacity[resource]
        if tables.carries[resource]:
            stated = ~np.isnan(capacity)
            demand = np.cumsum(np.where(stated, demand, 0.0), axis=1)
            capacity = np.where(stated, np.cumsum(np.where(stated, capacity, 0.0)), np.nan)
        for period in np.flatnonzero(~np.isnan(capacity)):
            needed = demand[options.initiative, period] * options.demand_share
            columns = np.flatnonzero(needed)
            source = Source("capacity", resource, int(period))
            rows.append(Row(columns, needed[columns], -math.inf, float(capacity[period]), source))
    return rows


def _level_rows(tables: Tables, options: Options) -> list[Row]:
    counts = np.bincount(options.initiative, minlength=len(tables.initiative_ids))
    firsts = np.cumsum(counts) - counts
    return [
        Row(
            np.arange(firsts[index], firsts[index] + counts[index]),
            np.ones(counts[index]),
            -math.inf,
            1.0,
            Source("level", initiatives=(tables.initiative_ids[index],)),
        )
        for index in np.flatnonzero(counts > 1)
    ]


def _cost(portfolio: Portfolio, tables: Tables) -> Floats:
    capital = [portfolio.resources[r].category == "capital" for r in tables.resource_ids]
    money: Floats = tables.demand[:, capital, :].sum(axis=(1, 2))
    if money.any():
        return money
    # A limit next to nothing says nothing about cost, and would be divided by.
    limited = np.where(tables.capacity > 1 / LARGEST, tables.capacity, np.nan)
    shares: Floats = np.nansum(tables.demand / limited, axis=(1, 2))
    return shares
