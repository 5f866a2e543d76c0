"""Amounts that were granted, in place of what is needed."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

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
    rows, columns = (_places(ids) for ids in (tables.resource_ids, tables.period_ids))
    for key, first, last in _spans(options, tables):
        mine = slice(first, last)
        for resource, given in grants.get(key, {}).items():
            for period, amount in given.items():
                if resource in rows and period in columns:
                    row, column = rows[resource], columns[period]
                    more = amount - own[mine, row, column]
                    demand[mine, row, column] += more
                    if tables.pools[row] >= 0:
                        demand[mine, tables.pools[row], column] += more
    return dataclasses.replace(options, demand=demand)


def _places(ids: Sequence[str]) -> dict[str, int]:
    return {key: place for place, key in enumerate(ids)}


def _spans(options: Options, tables: Tables) -> Iterator[tuple[str, int, int]]:
    """Yield each initiative with its first option, and the first one after its last."""
    ends = np.searchsorted(options.initiative, np.arange(len(tables.initiative_ids) + 1)).tolist()
    yield from zip(tables.initiative_ids, ends[:-1], ends[1:], strict=True)


def _without_parts(demand: Floats, tables: Tables) -> Floats:
    """Return what is needed of each resource itself, without that of the parts of a pool."""
    own = demand.copy()
    for part, pool in enumerate(tables.pools):
        if pool >= 0:
            own[:, pool, :] -= demand[:, part, :]
    return own
