"""Demand and capacity as tables, with what was not stated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from portfolio.funding.cell_tables import Bools, checked, read_cells
from portfolio.funding.result import Floats
from portfolio.funding.wording import names_of
from portfolio.model import Portfolio, Resource, in_order
from portfolio.model.checks.pools import carries
from portfolio.model.text import listed, plural, quoted


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """Who needs how much, and how much there is.

    Attributes:
        initiative_ids: sorted, so that the order of the rows on the screen cannot
            change an answer.
        resource_ids, period_ids: in the order of the screen.
        demand: likely demand at full size and stated start, ``(n_initiatives,
            n_resources, n_periods)``, in each resource's unit; 0 where not stated. What
            the parts of a pool need counts for the pool as well.
        stated: whether a demand is, same shape.
        stop: what ending each initiative needs, same shape as ``demand``; None when no
            running initiative states it.
        capacity: ``(n_resources, n_periods)``; NaN where no limit is stated.
        carries: per resource, whether it is a budget that carries over.
        pools: per resource, the row of the pool that it is a part of; -1 for none.
        serves: per resource, the rows of those in whose place it can be used.
        notes: sentences on what was not stated.
    """

    initiative_ids: tuple[str, ...]
    resource_ids: tuple[str, ...]
    period_ids: tuple[str, ...]
    demand: Floats
    stated: Bools
    stop: Floats | None
    capacity: Floats
    carries: tuple[bool, ...]
    pools: tuple[int, ...]
    serves: tuple[tuple[int, ...], ...]
    notes: tuple[str, ...]


def read_tables(portfolio: Portfolio) -> Tables:
    """Read the tables out of a portfolio.

    A pool, or a resource that serves others, in another unit, or that does not exist, is
    left out, with a note.

    Raises:
        PortfolioError: an amount is negative, not a number or beyond ``LARGEST``.
    """
    resources = in_order(portfolio.resources)
    resource_ids = tuple(resource_id for resource_id, _ in resources)
    periods = tuple(period_id for period_id, _ in in_order(portfolio.periods))
    ids = tuple(sorted(portfolio.initiatives))
    capacity = _capacity([resource for _, resource in resources], periods)
    carries_over = tuple(carries(record) for _, record in resources)
    links = _Links(portfolio, resource_ids)
    demand, stated = read_cells(portfolio, (ids, resource_ids, periods), lambda each: each.demand)
    notes = [
        *_unstated_note(portfolio, ids, links.due(portfolio, ids, stated) & ~np.isnan(capacity)),
        *_open_budget_notes(portfolio, resource_ids, periods, capacity),
        *links.notes,
    ]
    stop = _stop(portfolio, (ids, resource_ids, periods))
    return Tables(
        initiative_ids=ids,
        resource_ids=resource_ids,
        period_ids=periods,
        demand=links.pooled(demand),
        stated=stated,
        stop=None if stop is None else links.pooled(stop),
        capacity=capacity,
        carries=carries_over,
        pools=links.pools,
        serves=links.serves,
        notes=tuple(notes),
    )


def _capacity(resources: Sequence[Resource], periods: Sequence[str]) -> Floats:
    capacity = np.full((len(resources), len(periods)), np.nan)
    for row, resource in enumerate(resources):
        for column, period in enumerate(periods):
            amount = resource.capacity.get(period)
            if amount is not None:
                where = f"Capacity of {quoted(resource.name)}"
                capacity[row, column] = checked(amount, where)
    return capacity


def _stop(
    portfolio: Portfolio, ids: tuple[Sequence[str], Sequence[str], Sequence[str]]
) -> Floats | None:
    if not any(each.stop_cost for each in portfolio.initiatives.values()):
        return None
    stop, _ = read_cells(portfolio, ids, lambda each: each.stop_cost)
    running = [portfolio.initiatives[key].status == "running" for key in ids[0]]
    stop[~np.array(running, dtype=bool)] = 0.0
    return stop if stop.any() else None


class _Links:
    """Which resource is a part of which pool, and which can be used in whose place."""

    def __init__(self, portfolio: Portfolio, resource_ids: Sequence[str]) -> None:
        self._records = [portfolio.resources[key] for key in resource_ids]
        self._row = {key: row for row, key in enumerate(resource_ids)}
        self.notes: list[str] = []
        self.pools = tuple(self._pool(row) for row in range(len(resource_ids)))
        self.serves = tuple(self._served(row) for row in range(len(resource_ids)))

    def pooled(self, demand: Floats) -> Floats:
        """Add to the demand for each pool what its parts need, ``(n, n_resources, n_periods)``."""
        for part, pool in enumerate(self.pools):
            if pool >= 0:
                demand[:, pool, :] += demand[:, part, :]
        return demand

    def due(self, portfolio: Portfolio, ids: Sequence[str], stated: Bools) -> Bools:
        """Return where a demand is missing, in the shape of ``stated``.

        It may be stated for a pool by its parts, and the reverse; none is due for what
        stands in for others, nor after as many periods as the work is said to last.
        """
        marks = stated.copy()
        for part, pool in enumerate(self.pools):
            if pool >= 0:
                marks[:, pool, :] |= stated[:, part, :]
                marks[:, part, :] |= stated[:, pool, :]
        marks[:, [bool(served) for served in self.serves], :] = True
        first = stated.any(axis=1).argmax(axis=1) if stated.shape[2] else np.zeros(len(ids))
        for index, key in enumerate(ids):
            duration = portfolio.initiatives[key].duration
            if duration is not None:
                begin = int(first[index])
                marks[index, :, :begin] = marks[index, :, begin + max(duration, 0) :] = True
        return ~marks

    def _pool(self, row: int) -> int:
        record = self._records[row]
        if record.pool is None:
            return -1
        pool = self._row.get(record.pool, -1)
        if pool < 0 or pool == row or self._records[pool].pool is not None:
            self.notes.append(f"The pool of {quoted(record.name)} cannot be used and was left out.")
            return -1
        if not _alike(record, self._records[pool]):
            self.notes.append(
                f"{quoted(record.name)} and its pool {quoted(self._records[pool].name)} are not "
                "counted alike, so the pool was left out."
            )
            return -1
        return pool

    def _served(self, row: int) -> tuple[int, ...]:
        record = self._records[row]
        rows = sorted({self._row[key] for key in record.serves if key in self._row} - {row})
        fitting = [other for other in rows if _alike(record, self._records[other])]
        if len(fitting) < len(set(record.serves)):
            self.notes.append(
                f"{quoted(record.name)} cannot take the place of every resource that it names: "
                "those that are gone or counted otherwise were left out."
            )
        return tuple(fitting)


def _alike(one: Resource, other: Resource) -> bool:
    """Whether amounts of two resources can be added up, period by period."""
    return one.unit.strip() == other.unit.strip() and not (carries(one) or carries(other))


def _unstated_note(portfolio: Portfolio, ids: tuple[str, ...], missing: Bools) -> Iterable[str]:
    cells = missing.sum(axis=(1, 2))
    who = [name for name, count in zip(ids, cells, strict=True) if count]
    if who:
        names = names_of(portfolio, who)
        yield (
            f"The demand of {plural(len(who), 'initiative')} ({names}) is not stated in full: "
            f"what is missing ({plural(int(cells.sum()), 'amount')}) counts as 0."
        )


def _open_budget_notes(
    portfolio: Portfolio,
    resource_ids: tuple[str, ...],
    period_ids: tuple[str, ...],
    capacity: Floats,
) -> Iterable[str]:
    for row, resource_id in enumerate(resource_ids):
        resource = portfolio.resources[resource_id]
        unstated = np.isnan(capacity[row])
        if unstated.any():
            where = (
                "any period"
                if unstated.all()
                else listed(portfolio.periods[period_ids[c]].name for c in np.flatnonzero(unstated))
            )
            yield f"{quoted(resource.name)} has no stated limit in {where}, so nothing holds there."
