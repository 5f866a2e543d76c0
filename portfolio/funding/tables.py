"""Demand and capacity as tables, with what was not stated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from portfolio.errors import PortfolioError
from portfolio.funding.result import Floats
from portfolio.funding.wording import names_of
from portfolio.model import Portfolio, in_order
from portfolio.model.text import listed, plural, quoted

#: Amounts up to here can be added up and multiplied without leaving the range of numbers.
LARGEST = 1e100


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """Who needs how much, and how much there is.

    Attributes:
        initiative_ids: sorted, so that the order of the rows on the screen cannot
            change an answer.
        resource_ids, period_ids: in the order of the screen.
        demand: likely demand at full size, ``(n_initiatives, n_resources,
            n_periods)``, in each resource's unit; 0 where not stated.
        capacity: ``(n_resources, n_periods)``; NaN where no limit is stated.
        carries: per resource, whether it is a budget that carries over.
        notes: sentences on what was not stated.
    """

    initiative_ids: tuple[str, ...]
    resource_ids: tuple[str, ...]
    period_ids: tuple[str, ...]
    demand: Floats
    capacity: Floats
    carries: tuple[bool, ...]
    notes: tuple[str, ...]


def read_tables(portfolio: Portfolio) -> Tables:
    """Read the tables out of a portfolio.

    Raises:
        PortfolioError: an amount is negative, not a number or beyond ``LARGEST``.
    """
    resources = in_order(portfolio.resources)
    periods = tuple(period_id for period_id, _ in in_order(portfolio.periods))
    carries = tuple(r.kind == "budget" and r.carries_over for _, r in resources)
    ids = tuple(sorted(portfolio.initiatives))
    capacity = np.full((len(resources), len(periods)), np.nan)
    for row, (_, resource) in enumerate(resources):
        for column, period in enumerate(periods):
            amount = resource.capacity.get(period)
            if amount is not None:
                where = f"Capacity of {quoted(resource.name)}"
                capacity[row, column] = _amount(amount, where)
    resource_ids = tuple(resource_id for resource_id, _ in resources)
    demand, stated = _demand(portfolio, ids, resource_ids, periods)
    notes = [
        *_unstated_note(portfolio, ids, ~stated & ~np.isnan(capacity)),
        *_open_budget_notes(portfolio, resource_ids, periods, capacity),
    ]
    return Tables(ids, resource_ids, periods, demand, capacity, carries, tuple(notes))


def _demand(
    portfolio: Portfolio,
    ids: tuple[str, ...],
    resource_ids: tuple[str, ...],
    period_ids: tuple[str, ...],
) -> tuple[Floats, np.ndarray[tuple[int, ...], np.dtype[np.bool_]]]:
    shape = (len(ids), len(resource_ids), len(period_ids))
    columns = {period_id: column for column, period_id in enumerate(period_ids)}
    rows = {resource_id: row * len(columns) for row, resource_id in enumerate(resource_ids)}
    cells: list[int] = []
    amounts: list[float] = []
    for index, initiative_id in enumerate(ids):
        first = index * len(rows) * len(columns)
        for resource_id, by_period in portfolio.initiatives[initiative_id].demand.items():
            if resource_id in rows:
                start = first + rows[resource_id]
                for period_id, estimate in by_period.items():
                    if period_id in columns:
                        cells.append(start + columns[period_id])
                        amounts.append(estimate.likely)
    demand, stated = np.zeros(shape), np.zeros(shape, dtype=bool)
    place, amount = np.array(cells, dtype=np.int64), np.array(amounts, dtype=np.float64)
    demand.reshape(-1)[place] = amount
    stated.reshape(-1)[place] = True
    for cell in np.argwhere(~((demand >= 0) & (demand <= LARGEST))):
        index, row, column = (int(part) for part in cell)
        who = portfolio.initiatives[ids[index]].name
        resource = portfolio.resources[resource_ids[row]].name
        period = portfolio.periods[period_ids[column]].name
        _amount(float(demand[index, row, column]), f"{quoted(who)}, {resource} in {period}")
    return demand, stated


def _amount(amount: float, where: str) -> float:
    if 0 <= amount <= LARGEST:
        return float(amount)
    raise PortfolioError(
        what=f"The amount {amount:g} cannot be planned with.",
        where=where,
        remedy="Count in a larger unit, or clear the cell."
        if amount > LARGEST
        else "Enter a number of 0 or more, or clear the cell.",
    )


def _unstated_note(
    portfolio: Portfolio,
    ids: tuple[str, ...],
    missing: np.ndarray[tuple[int, ...], np.dtype[np.bool_]],
) -> Iterable[str]:
    cells = missing.sum(axis=(1, 2))
    who = [name for name, count in zip(ids, cells, strict=True) if count]
    if who:
        names = names_of(portfolio, who)
        total = plural(int(cells.sum()), "limited cell")
        yield (
            f"Demand is not stated in {total} of {plural(len(who), 'initiative')} ({names}); "
            "there the plan counts nothing as needed."
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
