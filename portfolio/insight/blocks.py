"""Blocks of capacity: how much is one more, and what the best plan is with some more or less."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

import numpy as np

from portfolio.errors import PortfolioError
from portfolio.funding.resolver import Change
from portfolio.funding.result import Floats
from portfolio.funding.solver import Answer
from portfolio.insight.base import Base
from portfolio.insight.limits import slopes
from portfolio.model import Portfolio, Resource
from portfolio.model.amounts import amount_text
from portfolio.model.text import quoted

#: One person or one million is a block where it is from 0.2 % to 25 % of the capacity;
#: otherwise, and for all else, a block is about 5 % of it.
_LEAST, _MOST, _USUAL = 0.002, 0.25, 0.05

_PERSON = re.compile(r"\b(?:ftes?|heads?|headcount|people|persons?|engineers?)\b", re.IGNORECASE)
_SCALES = {"": 1e6, "k": 1e3, "K": 1e3, "m": 1.0, "M": 1.0, "mn": 1.0, "B": 1e-3, "bn": 1e-3}
_MONEY = re.compile(r"(?:[$€£¥₹₩₪₺]|[A-Z]{3}\b)\s?(?P<scale>mn|bn|k|K|m|M|B)?")


def block_size(resource: Resource) -> float:
    """Return one block of a resource in its unit; 0 where it has no capacity above 0.

    One FTE, or one million of a currency, where that is neither next to nothing nor a large
    part of the capacity; else 5 % of the capacity, as the nearest of 1, 2 and 5 times a
    power of ten. The capacity is the whole of a budget, of others the average of a period.
    """
    amounts = list(resource.capacity.values())
    whole = math.fsum(amounts) / (1 if resource.kind == "budget" else max(len(amounts), 1))
    if not whole > 0:
        return 0.0
    usual = _usual_block(resource.unit.strip(), resource.category)
    if usual and _LEAST <= usual / whole <= _MOST:
        return usual
    return round_block(_USUAL * whole)


def _usual_block(unit: str, category: str) -> float:
    if category == "talent" and _PERSON.search(unit):
        return 1.0
    money = _MONEY.fullmatch(unit)
    return _SCALES[money["scale"] or ""] if money else 0.0


def round_block(amount: float) -> float:
    """Return the nearest of 1, 2 and 5 times a power of ten, by ratio; the amount is above 0."""
    power = math.floor(math.log10(amount))
    nearest = min((1, 2, 5, 10), key=lambda digit: abs(math.log(amount / (digit * 10.0**power))))
    return float(f"{nearest}e{power}")


class Blocks:
    """The best plans with blocks of capacity more or less, each solved once.

    A block of a budget that carries over comes once, in its first limited period; one of
    any other resource in every limited period.

    ``control`` is that of the solves to come.

    Args:
        base: the solver.
        sizes: resource id to its block, in place of ``block_size``.

    Raises:
        PortfolioError: a block that is not above 0.
    """

    def __init__(self, base: Base, sizes: Mapping[str, float] | None = None) -> None:
        self.base = base
        self.control = base.control
        self._portfolio: Portfolio = base.portfolio
        self._solved: dict[tuple[tuple[str, float], ...], Answer] = {}
        self._slopes: dict[str, dict[int, float]] = {}
        self.sizes: dict[str, float] = {}
        for resource_id in base.problem.tables.resource_ids:
            record = base.portfolio.resources[resource_id]
            size = (sizes or {}).get(resource_id, block_size(record))
            if resource_id in (sizes or {}) and not 0 < size < math.inf:
                raise PortfolioError(
                    what="A block of capacity has to be more than nothing.",
                    where=quoted(record.name),
                    remedy="Enter an amount above 0.",
                )
            if size > 0:
                self.sizes[resource_id] = size
                self._slopes[resource_id] = self._block(resource_id, size)

    def once(self, resource_id: str) -> bool:
        """Whether a block comes once, not in every period."""
        tables = self.base.problem.tables
        return tables.carries[tables.resource_ids.index(resource_id)]

    def words(self, resource_id: str, blocks: float, word: str = "") -> str:
        """Return an amount of blocks: ``2 FTE more of “Engineers” in every period``."""
        record = self._portfolio.resources[resource_id]
        periods = len(self.base.problem.tables.period_ids)
        when = "" if periods == 1 or self.once(resource_id) else " in every period"
        amount = amount_text(blocks * self.sizes[resource_id], record.unit)
        return f"{amount}{word and ' '}{word} of {quoted(record.name)}{when}"

    def answer(self, blocks: Mapping[str, float]) -> Answer:
        """Return the best choice with so many blocks of each resource more.

        Args:
            blocks: resource id to blocks; below 0 for less, down to no capacity at all;
                infinite for no limit.

        Raises:
            Cancelled: asked to stop.
        """
        key = tuple(sorted((r, n) for r, n in blocks.items() if n))
        if key not in self._solved:
            self._solved[key] = self.base.solved(self.change(dict(key)), self.control)
        return self._solved[key]

    def value(self, blocks: Mapping[str, float]) -> float:
        """Return what the best plan is worth then; -inf where none fits."""
        found = self.answer(blocks).x
        return -math.inf if found is None else self.base.value(self.base.problem.completed(found))

    def change(self, blocks: Mapping[str, float]) -> Change:
        """Return the change that so many blocks make."""
        upper: dict[int, float] = {}
        lifted: list[int] = []
        limits = self.base.problem.rows.upper
        for resource_id, count in blocks.items():
            if math.isinf(count):
                lifted.extend(self._slopes[resource_id])
                continue
            for row, slope in self._moved(resource_id, count).items():
                upper[row] = upper.get(row, float(limits[row])) + slope
        return Change(upper=upper, lifted=lifted)

    def enough(self, resource_id: str, x: Floats) -> int:
        """Return how many blocks of a resource are enough for a choice, 0 or more."""
        rows = self.base.problem.rows
        lacking = rows.activity(x) - rows.upper - rows.slack
        shares = [lacking[r] / s for r, s in self._slopes[resource_id].items() if s > 0]
        return max(0, math.ceil(max(shares, default=0.0)))

    def cell(self, resource_id: str, column: int) -> Change:
        """Return the change that one block in a single period makes."""
        tables = self.base.problem.tables
        amounts = np.zeros(len(tables.period_ids))
        amounts[column] = self.sizes[resource_id]
        gained = slopes(self.base.problem, tables.resource_ids.index(resource_id), amounts)
        limits = self.base.problem.rows.upper
        return Change(upper={row: float(limits[row] + more) for row, more in gained.items()})

    def _moved(self, resource_id: str, count: float) -> dict[int, float]:
        if count > 0:
            return {row: count * slope for row, slope in self._slopes[resource_id].items()}
        return self._block(resource_id, count * self.sizes[resource_id])

    def _block(self, resource_id: str, amount: float) -> dict[int, float]:
        """Return row to what its limit gains from an amount; less than nothing is not left."""
        tables = self.base.problem.tables
        row = tables.resource_ids.index(resource_id)
        capacity = np.nan_to_num(tables.capacity[row], nan=0.0)
        amounts = np.full(len(capacity), amount)
        if tables.carries[row]:
            stated = np.flatnonzero(~np.isnan(tables.capacity[row]))
            amounts[np.arange(len(amounts)) != stated[0]] = 0.0
        return slopes(self.base.problem, row, np.maximum(amounts, -capacity))
