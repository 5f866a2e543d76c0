"""Amounts by initiative, resource and period, read out of the document into one array."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from portfolio.errors import PortfolioError
from portfolio.funding.result import Floats
from portfolio.model import Demand, Initiative, Portfolio
from portfolio.model.checks.estimates import LARGEST
from portfolio.model.text import quoted

Bools = NDArray[np.bool_]


def read_cells(
    portfolio: Portfolio,
    ids: tuple[Sequence[str], Sequence[str], Sequence[str]],
    cells_of: Callable[[Initiative], Demand],
) -> tuple[Floats, Bools]:
    """Return likely amounts, and which are stated, ``(n_initiatives, n_resources, n_periods)``.

    0 where not stated; resources and periods that are not in the portfolio are left out.

    Args:
        portfolio: the document.
        ids: of the initiatives, resources and periods, in the order of the array.
        cells_of: which amounts of an initiative to read.

    Raises:
        PortfolioError: an amount is negative, not a number or beyond ``LARGEST``.
    """
    initiative_ids, resource_ids, period_ids = ids
    shape = (len(initiative_ids), len(resource_ids), len(period_ids))
    columns = {period_id: column for column, period_id in enumerate(period_ids)}
    rows = {resource_id: row * len(columns) for row, resource_id in enumerate(resource_ids)}
    cells: list[int] = []
    amounts: list[float] = []
    for index, initiative_id in enumerate(initiative_ids):
        first = index * len(rows) * len(columns)
        for resource_id, by_period in cells_of(portfolio.initiatives[initiative_id]).items():
            if resource_id in rows:
                start = first + rows[resource_id]
                for period_id, estimate in by_period.items():
                    if period_id in columns:
                        cells.append(start + columns[period_id])
                        amounts.append(estimate.likely)
    table, stated = np.zeros(shape), np.zeros(shape, dtype=bool)
    place, amount = np.array(cells, dtype=np.int64), np.array(amounts, dtype=np.float64)
    table.reshape(-1)[place] = amount
    stated.reshape(-1)[place] = True
    _check(portfolio, ids, table)
    return table, stated


def _check(
    portfolio: Portfolio, ids: tuple[Sequence[str], Sequence[str], Sequence[str]], table: Floats
) -> None:
    initiative_ids, resource_ids, period_ids = ids
    for cell in np.argwhere(~((table >= 0) & (table <= LARGEST))):
        index, row, column = (int(part) for part in cell)
        who = portfolio.initiatives[initiative_ids[index]].name
        resource = portfolio.resources[resource_ids[row]].name
        period = portfolio.periods[period_ids[column]].name
        checked(float(table[index, row, column]), f"{quoted(who)}, {resource} in {period}")


def checked(amount: float, where: str) -> float:
    """Return an amount that can be planned with.

    Raises:
        PortfolioError: it is negative, not a number or beyond ``LARGEST``.
    """
    if 0 <= amount <= LARGEST:
        return float(amount)
    raise PortfolioError(
        what=f"The amount {amount:g} cannot be planned with.",
        where=where,
        remedy="Count in a larger unit, or clear the cell."
        if amount > LARGEST
        else "Enter a number of 0 or more, or clear the cell.",
    )
