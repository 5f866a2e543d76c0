"""One capacity moved: which rows of a funding problem follow, and how far a choice reaches."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from portfolio.errors import PortfolioError
from portfolio.funding.problem import Problem
from portfolio.funding.resolver import Change
from portfolio.funding.result import Floats
from portfolio.funding.rows import Source
from portfolio.funding.tables import Tables
from portfolio.model import Portfolio
from portfolio.model.amounts import amount_text, percent_text
from portfolio.model.text import plural, quoted

#: Shares of a capacity that differ by less are the same: what is left is rounding.
SAME_SHARE = 1e-9


class Limit:
    """The capacity of one resource in all its periods, as the rows of a problem hold it.

    Rules that are stated as a share of this capacity stay at the amount that they have
    today: only the limit itself moves.

    Args:
        portfolio: the document.
        problem: its funding problem.
        resource_id: a resource with a stated capacity above 0.

    Raises:
        PortfolioError: there is no such resource, or it has no capacity that could move.
    """

    def __init__(self, portfolio: Portfolio, problem: Problem, resource_id: str) -> None:
        record = portfolio.resources.get(resource_id)
        if record is None:
            raise PortfolioError(
                what="The resource that was asked about is not in the portfolio.",
                remedy="Choose one of its resources.",
            )
        tables = problem.tables
        self.row = tables.resource_ids.index(resource_id)
        self.name, self.unit = quoted(record.name), record.unit
        stated = tables.capacity[self.row]
        self.capacity: Floats = np.where(np.isnan(stated), 0.0, stated)
        if not self.capacity.any():
            raise PortfolioError(
                what=f"{self.name} has no capacity above 0 that could be made larger or smaller.",
                remedy="State its capacity, or choose another resource.",
            )
        periods = int((~np.isnan(stated)).sum())
        self.whole = float(self.capacity.sum()) / (1 if record.kind == "budget" else periods)
        self.spread = record.kind != "budget" and periods > 1
        self.notes = tuple(_fixed_rules(portfolio, resource_id, self.name))
        self._problem = problem
        self._slope = slopes(problem, self.row, self.capacity)

    def at(self, share: float) -> Change:
        """Return the change that sets the capacity to a share of what it is today."""
        upper = self._problem.rows.upper
        return Change(upper={r: float(upper[r] + (share - 1) * s) for r, s in self._slope.items()})

    def moved(self, problem: Problem, share: float) -> Floats:
        """Return the upper sides of all rows at a share of the capacity, ``(n_rows,)``."""
        upper = problem.rows.upper.copy()
        for row, slope in self._slope.items():
            upper[row] += (share - 1) * slope
        return upper

    def need(self, x: Floats) -> float:
        """Return the least share of the capacity with which a choice fits, 0 or more.

        A choice that keeps all rows at some share keeps them at every share from this on.
        Periods whose capacity is 0 stay at 0 at every share and do not count here.
        """
        activity = self._problem.rows.activity(x)
        upper = self._problem.rows.upper
        shares = [1 + (activity[r] - upper[r]) / s for r, s in self._slope.items() if s > 0]
        least = max([0.0, *map(float, shares)])
        whole = round(least, 9)
        return whole if math.isclose(least, whole, rel_tol=0.0, abs_tol=1e-12) else least

    def words(self, share: float) -> str:
        """Return a share with its amount: ``80 % ($16M)``; of renewables, that of a period."""
        each = " a period" if self.spread else ""
        return f"{percent_text(share)} ({amount_text(share * self.whole, self.unit)}{each})"


def _fixed_rules(portfolio: Portfolio, resource_id: str, name: str) -> Iterator[str]:
    shares = sum(
        rule.active and rule.basis == "capacity" and rule.resource == resource_id
        for rule in portfolio.rules.values()
    )
    if shares:
        rules, verb = plural(shares, "rule"), "stays" if shares == 1 else "stay"
        yield f"{rules} stated as a share of {name} {verb} at today's amount."


def slopes(problem: Problem, resource: int, amounts: Floats) -> dict[int, float]:
    """Return capacity row to what its limit gains when a resource gains some amounts.

    Periods without a stated limit gain nothing. A budget that carries over gains in all
    later periods. Rows of several resources that can stand in for each other gain where
    this resource can serve one of them.

    Args:
        problem: with the rows.
        resource: row of the tables.
        amounts: in the resource's unit, ``(n_periods,)``; below 0 for a loss.
    """
    tables = problem.tables
    gained: Floats = np.where(np.isnan(tables.capacity[resource]), 0.0, amounts)
    if tables.carries[resource]:
        gained = np.cumsum(gained)
    return {
        row: float(gained[source.period])
        for row, source in enumerate(problem.rows.sources)
        if source.kind == "capacity" and _is_about(source, resource, tables)
    }


def _is_about(source: Source, resource: int, tables: Tables) -> bool:
    if not source.resources:
        return source.resource == resource
    served = {resource, *tables.serves[resource]}
    return not served.isdisjoint(source.resources)
