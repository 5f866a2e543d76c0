"""Amounts that were granted, in place of what is needed."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from portfolio.funding.options import Options
from portfolio.funding.result import Floats
from portfolio.funding.tables import Tables

#: Initiative id to resource id to period id to an amount, in the resource's unit.
Grants = Mapping[str, Mapping[str, Mapping[str, float]]]


def with_granted(options: Options, tables: Tables, grants: Grants) -> Options:
    """Return options that use what was granted wherever an amount is stated, else what they need.

    Every size and start of an initiative uses the same. What is granted of a part of a pool
    counts for the pool as well, as a demand does. Initiatives, resources and periods that
    are gone are left out.
    """
    if not grants:
        return options
    demand, own = options.demand.copy(), _without_parts(options.demand, tables)
    resources, periods = tables.resource_ids, tables.period_ids
    for key, rows in grants.items():
        if key not in tables.initiative_ids:
            continue
        mine = options.initiative == tables.initiative_ids.index(key)
        cells = ((r, p, amount) for r, row in rows.items() for p, amount in row.items())
        for resource, period, amount in cells:
            if resource in resources and period in periods:
                at, column = resources.index(resource), periods.index(period)
                more = amount - own[mine, at, column]
                demand[mine, at, column] += more
                if tables.pools[at] >= 0:
                    demand[mine, tables.pools[at], column] += more
    return dataclasses.replace(options, demand=demand)


def _without_parts(demand: Floats, tables: Tables) -> Floats:
    """Return what is needed of each resource itself, without that of the parts of a pool."""
    own = demand.copy()
    for part, pool in enumerate(tables.pools):
        if pool >= 0:
            own[:, pool, :] -= demand[:, part, :]
    return own
