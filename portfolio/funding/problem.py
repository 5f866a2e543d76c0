"""The funding problem of a portfolio, as arrays that a solver can take."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from portfolio.funding.capacity_rows import capacity_rows, size_rows
from portfolio.funding.granted import Grants, with_granted
from portfolio.funding.objective import Worth, worth_of
from portfolio.funding.options import Options, read_options
from portfolio.funding.profiles import Profile, read_profiles
from portfolio.funding.result import Floats
from portfolio.funding.rows import Row, Rows, stack
from portfolio.funding.rules import rule_rows
from portfolio.funding.synergies import Synergy, charged, read_synergies, synergy_rows
from portfolio.funding.tables import Tables, read_tables
from portfolio.model import Portfolio
from portfolio.model.checks.estimates import LARGEST


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """Choose at most one option per initiative, worth as much as the rows allow.

    Maximize ``gain @ x`` subject to ``rows``, ``x`` 0 or 1 per option; among the
    best, the least ``cost @ x``; among those, the first by id.

    Attributes:
        tables: demand and capacity behind the rows.
        profiles: when each initiative can start and how long it works, by index.
        options: the columns, by initiative id, then from the earliest start and the
            smallest size up; the synergies after them.
        worth: what is maximized, and for which initiatives it is not known.
        gain: of each option, ``(n_options,)``, in the unit of ``worth``.
        cost: of each option, ``(n_options,)``, 0 or more: the capital it needs; in
            a portfolio without capital, the sum of its shares of every limit.
        rows: capacities, one option at most, rules, synergies.
        synergies: in the order of their columns.
        net: what each option adds to the use, ``(n_options, n_resources, n_periods)``:
            its demand, less what ending a running initiative would need.
        base: use when nothing is funded, ``(n_resources, n_periods)``: stop costs.
        offset: worth when nothing is funded and no loss is waived, 0 or below.
        notes: sentences on what was assumed or left out.
    """

    tables: Tables
    profiles: tuple[Profile, ...]
    options: Options
    worth: Worth
    gain: Floats
    cost: Floats
    rows: Rows
    synergies: tuple[Synergy, ...]
    net: Floats
    base: Floats
    offset: float
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

    def taken(self, x: Floats) -> list[int]:
        """Return the options that ``x`` chooses, synergies left out."""
        return [int(option) for option in np.flatnonzero(x[: self.options.sizes] > 0.5)]

    def completed(self, x: Floats) -> Floats:
        """Return a choice with every synergy as its members have it."""
        if not self.synergies:
            return x
        funded = {int(self.options.initiative[option]) for option in self.taken(x)}
        whole = x.copy()
        for column, synergy in enumerate(self.synergies, start=self.options.sizes):
            together = funded.issuperset(synergy.members)
            whole[column] = float(together == (synergy.gain > 0))
        return whole

    def use_of(self, x: Floats) -> Floats:
        """Return what a choice of options uses, ``(n_resources, n_periods)``."""
        return self.base + np.tensordot(x, self.net, axes=1)


def build_problem(
    portfolio: Portfolio, *, value: Mapping[str, float] | None = None, grants: Grants | None = None
) -> Problem:
    """Return the funding problem of a portfolio.

    Demand is the likely one; what is not stated counts as nothing needed. A running
    initiative that is not continued needs its stop cost; what was spent on it is sunk.
    ``value`` is initiative id to score, 0 to 100, where the objective asks for scores;
    ``grants`` is what decisions grant in place of that demand, see ``granted``.

    Raises:
        PortfolioError: benefits in several units, or a number out of range.
    """
    tables = read_tables(portfolio)
    ids = tables.initiative_ids
    worth = worth_of(portfolio, ids, value)
    profiles, profile_notes = read_profiles(portfolio, tables)
    in_money = worth.objective == "benefit"
    alone = read_options(portfolio, tables, profiles, discounted=in_money)
    alone = with_granted(alone, tables, grants or {})
    synergies, synergy_notes = read_synergies(portfolio, ids, worth)
    options = alone.with_synergies(len(synergies))
    net, base = _net(tables, options)
    rule_part, rule_notes = rule_rows(portfolio, tables, options, worth)
    rows = [*capacity_rows(tables, net, base), *size_rows(tables, options), *rule_part]
    rows += synergy_rows(synergies, options, ids)
    return Problem(
        tables=tables,
        profiles=tuple(profiles),
        options=options,
        worth=worth,
        gain=_gain(worth, alone, synergies),
        cost=_cost(portfolio, tables, options),
        rows=stack(rows, len(options)),
        synergies=tuple(synergies),
        net=net,
        base=base,
        offset=charged(synergies),
        notes=(*worth.notes, *tables.notes, *profile_notes, *rule_notes, *synergy_notes),
    )


def _net(tables: Tables, options: Options) -> tuple[Floats, Floats]:
    if tables.stop is None:
        return options.demand, np.zeros(tables.capacity.shape)
    net = options.demand.copy()
    net[: options.sizes] -= tables.stop[options.initiative[: options.sizes]]
    return net, tables.stop.sum(axis=0)


def _gain(worth: Worth, alone: Options, synergies: Iterable[Synergy]) -> Floats:
    together = [abs(synergy.gain) for synergy in synergies]
    own: Floats = worth.gain[alone.initiative] * alone.worth_share
    return np.concatenate([own, np.array(together)]) if together else own


def _cost(portfolio: Portfolio, tables: Tables, options: Options) -> Floats:
    whole = [pool < 0 for pool in tables.pools]
    capital = [portfolio.resources[r].category == "capital" for r in tables.resource_ids]
    counted = np.array(capital, dtype=bool) & np.array(whole, dtype=bool)
    money: Floats = options.demand[:, counted, :].sum(axis=(1, 2))
    if money.any():
        return money
    # A limit next to nothing says nothing about cost, and would be divided by.
    limited = np.where(tables.capacity > 1 / LARGEST, tables.capacity, np.nan)
    shares: Floats = np.nansum(options.demand / limited, axis=(1, 2))
    return shares
