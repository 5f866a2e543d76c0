"""Capacities as rows over the options."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from portfolio.funding.joint import limiting_sets, linked_groups
from portfolio.funding.options import Options
from portfolio.funding.rows import Floats, Row, Source
from portfolio.funding.tables import Tables


def capacity_rows(tables: Tables, net: Floats, base: Floats) -> list[Row]:
    """Return the rows of all stated limits.

    A renewable resource, and a budget that does not carry over, give one row per period
    with a stated capacity. A budget that carries over gives a running sum per such
    period, in which a period without a stated limit adds nothing and costs nothing.
    Resources that can stand in for each other give one row per period and set of
    them, see ``joint.limiting_sets``.

    Args:
        tables: with the capacities.
        net: what each option adds to the use, ``(n_options, n_resources, n_periods)``.
        base: use without any option, ``(n_resources, n_periods)``.
    """
    linked = {row: group for group in linked_groups(tables) for row in group}
    rows: list[Row] = []
    for resource in sorted(range(len(tables.resource_ids)), key=tables.resource_ids.__getitem__):
        if resource not in linked:
            needed, limit = _limits(tables, net[:, resource, :], base[resource], resource)
            for period in np.flatnonzero(~np.isnan(limit)):
                source = Source("capacity", resource, int(period))
                rows.append(_row(needed[:, period], float(limit[period]), source))
        elif resource == linked[resource][0]:
            rows.extend(_joint_rows(tables, net, base, linked[resource]))
    return rows


def _limits(tables: Tables, needed: Floats, base: Floats, resource: int) -> tuple[Floats, Floats]:
    """Return what options need of a limit, ``(n_options, n_periods)``, and what is left of it."""
    capacity = tables.capacity[resource] - base
    if not tables.carries[resource]:
        return needed, capacity
    stated = ~np.isnan(capacity)
    needed = np.cumsum(np.where(stated, needed, 0.0), axis=1)
    return needed, np.where(stated, np.cumsum(np.where(stated, capacity, 0.0)), np.nan)


def _joint_rows(tables: Tables, net: Floats, base: Floats, group: tuple[int, ...]) -> Iterator[Row]:
    for roles, serving in limiting_sets(tables, group):
        limit = tables.capacity[list(serving)].sum(axis=0) - base[list(roles)].sum(axis=0)
        needed = net[:, list(roles), :].sum(axis=1)
        for period in np.flatnonzero(~np.isnan(limit)):
            source = Source("capacity", roles[0], int(period), resources=roles)
            yield _row(needed[:, period], float(limit[period]), source)


def _row(needed: Floats, limit: float, source: Source) -> Row:
    columns = np.flatnonzero(needed)
    return Row(columns, needed[columns], -math.inf, limit, source)


def size_rows(tables: Tables, options: Options) -> list[Row]:
    """Return one row per initiative with several options: at most one of them is chosen."""
    count = len(tables.initiative_ids)
    counts = np.bincount(options.initiative, minlength=count)[:count]
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
