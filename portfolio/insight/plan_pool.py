"""A pool of plans, each valued in every world by one matrix product."""

from __future__ import annotations

import dataclasses
import math
import time
from collections.abc import Iterator

import numpy as np

from portfolio.funding.problem import Problem
from portfolio.funding.resolver import Change
from portfolio.funding.result import Floats
from portfolio.funding.rows import Indices, Row, Source
from portfolio.funding.search import best_choice
from portfolio.funding.solver import Control
from portfolio.insight.base import Base
from portfolio.insight.worlds import Worlds

_ADDED = Source("search")

#: Seconds for one plan of the pool; it need not be proven the best to compete.
TIME_LIMIT_S = 2.0


class PlanPool:
    """Plans that keep every limit and rule, each once; the first is today's.

    ``progress`` is told during the solves to come.

    Args:
        base: the solver.
        worlds: to value them in.
        today: the plan to hold the others against.
    """

    def __init__(self, base: Base, worlds: Worlds, today: Floats) -> None:
        self.base = base
        self.worlds = worlds
        self.progress = (0.0, "Comparing plans")
        self._seen: set[bytes] = set()
        self.plans: list[Floats] = []
        self._values: list[Floats] = []
        self._cheap = _no_dearer(base.problem, today)
        self.add(today)

    def add(self, choice: Floats) -> None:
        """Add a plan, unless it is there."""
        x = self.base.problem.completed(choice)
        key = np.packbits(x > 0.5).tobytes()
        if key not in self._seen:
            self._seen.add(key)
            self.plans.append(x)
            self._values.append(self._value(x))

    def values(self) -> Floats:
        """Return what each plan is worth in each world, ``(n_worlds, n_plans)``."""
        return np.array(self._values).T

    def funded(self) -> Floats:
        """Return which initiatives each plan funds, 0 or 1, ``(n_plans, n_initiatives)``."""
        options = self.base.problem.options
        found = np.zeros((len(self.plans), len(self.base.problem.tables.initiative_ids)))
        for place, x in enumerate(self.plans):
            found[place, options.initiative[self.base.problem.taken(x)]] = 1.0
        return found

    def near_best(self, most: int, within: float) -> Iterator[None]:
        """Add the best plans that cost no more than today's, one after the other.

        Each solve leaves out all plans found before, and ends after ``TIME_LIMIT_S`` with the
        best so far. Ends with the first that is worth less than ``1 - within`` of today's.
        """
        least = self.base.value(self.plans[0])
        least -= within * abs(least)
        rows = [self._cheap]
        for _ in range(most):
            rows.append(_other_plan(self.base.problem, self.plans[len(rows) - 1]))
            x = self.base.solved(Change(more=rows), self._control()).x
            if x is None or self.base.value(self.base.problem.completed(x)) < least:
                return
            before = len(self.plans)
            self.add(x)
            if len(self.plans) == before:
                return
            yield

    def best_in(self, world: int) -> None:
        """Add the best plan of one world, and the best that costs no more than today's."""
        problem = dataclasses.replace(self.base.problem, gain=self._gain(world))
        start = self.plans[int(np.array([value[world] for value in self._values]).argmax())]
        x = self._solved(problem, start)
        if x is None:
            return
        self.add(x)
        capped = problem.with_rows(self._cheap)
        if len(capped.rows.broken(x)):
            cheaper = self._solved(capped, self.plans[0])
            if cheaper is not None:
                self.add(cheaper)

    def _solved(self, problem: Problem, start: Floats) -> Floats | None:
        control = self._control()
        answer = best_choice(problem, control, start)
        if control.cancelled is not None:
            raise control.cancelled
        return answer.x

    def _control(self) -> Control:
        control = self.base.held(*self.progress)
        control.deadline = time.monotonic() + TIME_LIMIT_S
        return control

    def _gain(self, world: int) -> Floats:
        """Return the gain of every option in a world; a synergy that changes its sign is 0."""
        options, problem = self.base.problem.options, self.base.problem
        own = self.worlds.worth[world][options.initiative[: options.sizes]]
        whole = np.zeros(len(options))
        whole[: options.sizes] = own * options.worth_share[: options.sizes]
        signs = np.array([np.sign(synergy.gain) for synergy in problem.synergies])
        whole[options.sizes :] = np.maximum(signs * self.worlds.together[world], 0.0)
        return whole

    def _value(self, x: Floats) -> Floats:
        options = self.base.problem.options
        taken = self.base.problem.taken(x)
        share = np.zeros(self.worlds.worth.shape[1])
        share[options.initiative[taken]] = options.worth_share[taken]
        funded = {int(options.initiative[option]) for option in taken}
        members = [funded.issuperset(each.members) for each in self.base.problem.synergies]
        value: Floats = self.worlds.worth @ share + self.worlds.together @ np.array(
            members, dtype=np.float64
        )
        return value


def _no_dearer(problem: Problem, today: Floats) -> Row:
    cost = problem.cost
    spare = 1e-9 * float(cost.sum())
    columns: Indices = np.flatnonzero(cost)
    limit = float(cost @ today) + spare
    return Row(columns, cost[columns], -math.inf, limit, _ADDED)


def _other_plan(problem: Problem, x: Floats) -> Row:
    """Return the row that every plan but one keeps, whatever its synergies."""
    chosen = x[: problem.options.sizes] > 0.5
    values = np.where(chosen, -1.0, 1.0)
    lower = 1.0 - float(chosen.sum())
    return Row(np.arange(len(values)), values, lower, math.inf, _ADDED)
