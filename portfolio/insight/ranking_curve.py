"""The ranking curve: funding down the list by benefit per unit, which is no efficient frontier."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from portfolio.funding.problem import Problem
from portfolio.funding.waterline import down_the_list
from portfolio.insight.base import Base
from portfolio.insight.limits import Limit


@dataclass(frozen=True, slots=True)
class RankingCurve:
    """Share of a capacity to the value of the list funded in order; None where there is none."""

    values: Mapping[float, float | None]

    @classmethod
    def unknown(cls, shares: Iterable[float]) -> RankingCurve:
        """Return the curve before it was walked."""
        return cls(dict.fromkeys(shares))

    @classmethod
    def walked(
        cls, base: Base, limit: Limit, shares: Iterable[float], order: Sequence[str]
    ) -> RankingCurve:
        """Fund down the list at every share, as ``funding.waterline`` does: up to the first
        that does not fit under all limits and rules.
        """
        values: dict[float, float | None] = {}
        for share in shares:
            rows = base.problem.rows
            moved = dataclasses.replace(rows, upper=limit.moved(base.problem, share))
            problem = dataclasses.replace(base.problem, rows=moved)
            base.control.say(0.0, f"Funding down the list at {limit.words(share)}")
            x = down_the_list(problem, order)
            values[share] = None if x is None else base.value(problem.completed(x))
        return cls(values)


def ratio_order(problem: Problem, resource: int) -> list[str]:
    """Return the ids worth anything, by falling benefit per unit of one resource.

    ``gain_i / sum over periods of demand_i`` at full size and stated start; what needs none
    comes first, by falling gain; ties by id.

    Args:
        problem: with gain and demand.
        resource: row of the tables.
    """
    gain = problem.worth.gain
    need = problem.tables.demand[:, resource, :].sum(axis=1)
    ids = problem.tables.initiative_ids

    def place(index: int) -> tuple[float, float, str]:
        ratio = gain[index] / need[index] if need[index] > 0 else math.inf
        return -float(ratio), -float(gain[index]), ids[index]

    return [ids[index] for index in sorted(np.flatnonzero(gain > 0).tolist(), key=place)]
