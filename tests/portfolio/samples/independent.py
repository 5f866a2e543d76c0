"""A second way to the best plan: scipy's milp over the records themselves.

Shares no line with ``portfolio.funding``: what a capacity, a budget or a rule means is
written down here once more.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

from portfolio.model import in_order


@dataclass(frozen=True)
class Best:
    """What the other solver found; ``share`` is use over limit by (resource, period)."""

    value: float
    chosen: frozenset
    share: dict


def best(portfolio, *, more=None, forced=(), without=(), gap=1e-7):
    """Return the best plan, or None when there is none.

    Args:
        portfolio: the document.
        more: resource id to the factor that its capacity is multiplied by.
        forced: ids brought in on top of the rules.
        without: ids of rules that are left out.
        gap: relative, at which the solver may stop.
    """
    table = _Table(portfolio, more or {})
    for key, rule in portfolio.rules.items():
        if rule.active and key not in without:
            table.obey(rule)
    for initiative in forced:
        table.low[table.column[initiative]] = 1
    for initiative in table.worthless - set(table.ids_at(table.low > 0)):
        table.high[table.column[initiative]] = 0
    answer = milp(
        -table.gain,
        constraints=LinearConstraint(csr_matrix(np.array(table.rows)), table.floor, table.ceiling),
        integrality=np.ones(len(table.gain)),
        bounds=Bounds(table.low, table.high),
        options={"mip_rel_gap": gap},
    )
    if answer.x is None:
        return None
    x = np.round(answer.x)
    share = {
        place: float(table.rows[row] @ x / table.ceiling[row])
        for row, place in enumerate(table.places)
    }
    return Best(float(table.gain @ x), frozenset(table.ids_at(x > 0)), share)


class _Table:
    """Rows over one column per initiative; the first rows are the limits, one per ``places``."""

    def __init__(self, portfolio, more):
        self._portfolio = portfolio
        self._ids = sorted(portfolio.initiatives)
        self.column = {key: index for index, key in enumerate(self._ids)}
        self.low, self.high = np.zeros(len(self._ids)), np.ones(len(self._ids))
        self.rows, self.floor, self.ceiling, self.places = [], [], [], []
        self.worthless = {
            key
            for key, record in portfolio.initiatives.items()
            if record.benefit is None or record.benefit.amount is None
        }
        self.gain = np.array([self._gain(key) for key in self._ids])
        for key, resource in in_order(portfolio.resources):
            self._limit(key, resource, more.get(key, 1.0))

    def ids_at(self, mask):
        return [self._ids[index] for index in np.flatnonzero(mask)]

    def obey(self, rule):
        columns = [self.column[key] for key in rule.initiatives]
        match rule.kind:
            case "mandated" | "force_in":
                self.low[columns] = 1
            case "force_out":
                self.high[columns] = 0
            case "requires":
                for needed in columns[1:]:
                    self._add({columns[0]: 1.0, needed: -1.0}, -np.inf, 0.0)
            case "excludes":
                self._add(dict.fromkeys(columns, 1.0), -np.inf, 1.0)
            case "floor" | "cap":
                spent = {
                    self.column[key]: self._spent(record, rule)
                    for key, record in self._portfolio.initiatives.items()
                    if getattr(record, rule.field) == rule.value
                }
                ends = (rule.amount, np.inf) if rule.kind == "floor" else (-np.inf, rule.amount)
                self._add(spent, *ends)

    def _spent(self, record, rule):
        row = record.demand.get(rule.resource, {})
        return sum(cell.likely for key, cell in row.items() if rule.period in {None, key})

    def _gain(self, key):
        if key in self.worthless:
            return 0.0
        benefit = self._portfolio.initiatives[key].benefit
        chance = 1.0 if benefit.probability is None else benefit.probability
        rate = self._portfolio.settings.discount_rate
        return chance * benefit.amount.likely / (1 + rate) ** benefit.delay_years

    def _limit(self, key, resource, factor):
        periods = [period for period, _ in in_order(self._portfolio.periods)]
        needs = np.zeros((len(periods), len(self._ids)))
        for initiative, record in self._portfolio.initiatives.items():
            for period, cell in record.demand.get(key, {}).items():
                needs[periods.index(period), self.column[initiative]] = cell.likely
        there = np.array([resource.capacity[period] for period in periods]) * factor
        if resource.kind == "budget" and resource.carries_over:
            needs, there = needs.cumsum(axis=0), there.cumsum()
        for index, period in enumerate(periods):
            self._append(needs[index], -np.inf, there[index])
            self.places.append((key, period))

    def _add(self, cells, floor, ceiling):
        row = np.zeros(len(self._ids))
        row[list(cells)] = list(cells.values())
        self._append(row, floor, ceiling)

    def _append(self, row, floor, ceiling):
        self.rows.append(row)
        self.floor.append(floor)
        self.ceiling.append(ceiling)
