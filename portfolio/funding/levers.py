"""The smallest change that brings a cut initiative in, along each lever, from new plans."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from portfolio.funding.lever_changes import Lever, with_lever
from portfolio.funding.lever_overtake import FoundChoices, Overtaking
from portfolio.funding.lever_search import Slope, least_change, slope_between, slope_of_column
from portfolio.funding.lever_words import lever_sentence
from portfolio.funding.objective import worth_of_one
from portfolio.funding.problem import Problem, build_problem
from portfolio.funding.reasons import Case, case_of
from portfolio.funding.resolver import Change, Resolver
from portfolio.funding.result import Line, Plan
from portfolio.funding.rows import Floats, Row, Source
from portfolio.funding.solver import Answer, Control
from portfolio.funding.values import resolution, value_of
from portfolio.model import Portfolio

#: Capacities are tried up to so many times more than there is, or than the initiative needs.
_MOST_CAPACITY = 1.0

#: A benefit has to be more than as good by this share, so that rounding cannot undo it.
_MORE = 1e-8

#: A plan is ahead by more than this part of what two plans differ by at least: not by rounding.
_MARGINS = 2_000

_SIZES = (0.75, 0.5, 0.25)
_SHUT = frozenset({"force_out", "gate", "score"})


class Levers:
    """Finds levers for the initiatives that a plan cuts.

    With a lever's change every best plan has the initiative; with ``TOLERANCE`` less of
    it, a plan without it is at least as good (sizes and starts are tried in steps). A
    lever is left out when no amount of it is enough, up to the whole of a demand and
    twice a capacity.

    Args:
        case: a plan that is proven the best, with its problem.
        scores: as given to ``plan``.
        lines: those of ``explain``; their prices need not be found again.
    """

    def __init__(
        self,
        case: Case,
        scores: Mapping[str, float] | None = None,
        lines: Mapping[str, Line] | None = None,
    ) -> None:
        self.case = case
        self.scores = scores
        self.step = resolution(case.problem.gain)
        self.worth = value_of(case.problem.gain, case.x)
        self.margin = self.step / _MARGINS
        self.above = self.worth + self.margin
        self.prices = {
            key: line.price for key, line in (lines or {}).items() if line.price is not None
        }
        self.found = FoundChoices(case.problem)
        self._slopes: dict[str, Slope] = {}
        self._barred = {
            source.initiatives[0] for source in case.problem.rows.sources if source.kind in _SHUT
        }

    def of(self, initiative_id: str, control: Control) -> tuple[Lever, ...]:
        """Return the levers of one cut initiative, the smallest share first.

        Empty for one that is funded, or that a rule or a gate bars: then no such change
        helps.

        Raises:
            Cancelled: ``control.tick`` asked to stop.
        """
        if initiative_id in self._barred or initiative_id in self.case.plan.chosen:
            return ()
        work = _Work(self, initiative_id, control)
        found = sorted(work.levers(), key=lambda lever: (lever.share, lever.kind))
        portfolio = self.case.portfolio
        return tuple(replace(lever, sentence=lever_sentence(portfolio, lever)) for lever in found)

    def by_interest(self) -> list[str]:
        """Return the ids of what the plan cuts, the nearest to coming in first.

        That is the one of least price; those without a price by falling worth.
        """
        gain, index = self.case.problem.worth.gain, self.case.index

        def interest(key: str) -> tuple[bool, float, str]:
            price = self.prices.get(key)
            return price is None, -float(gain[index[key]]) if price is None else price, key

        return sorted((key for key in index if key not in self.case.plan.chosen), key=interest)

    def rebuilt(self, lever: Lever) -> Problem:
        """Return the problem of the document with a lever pulled."""
        return build_problem(with_lever(self.case.portfolio, lever), value=self.scores)

    def capacity_slope(self, resource_id: str) -> Slope:
        """Return how the rows move when there is one unit more of a resource."""
        if resource_id not in self._slopes:
            more = self.rebuilt(Lever("capacity", "", 1.0, 1.0, resource_id))
            self._slopes[resource_id] = slope_between(self.case.problem.rows, more.rows)
        return self._slopes[resource_id]


def levers_for(
    portfolio: Portfolio,
    plan: Plan,
    *,
    scores: Mapping[str, float] | None = None,
    lines: Mapping[str, Line] | None = None,
) -> Levers | None:
    """Return what finds the levers of a plan; None for one that is not proven the best.

    Args:
        portfolio: the document that the plan is for.
        plan: from ``plan``.
        scores: as given to ``plan``.
        lines: as ``explain`` gave them, if it has been asked.
    """
    if plan.status != "optimal" or plan.name != "best":
        return None
    return Levers(case_of(portfolio, plan, build_problem(portfolio, value=scores)), scores, lines)


class _Work:
    """The levers of one initiative."""

    def __init__(self, levers: Levers, initiative_id: str, control: Control) -> None:
        self._levers = levers
        self._problem = levers.case.problem
        self._portfolio: Portfolio = levers.case.portfolio
        self._id = initiative_id
        self._control = control
        self._index = levers.case.index[initiative_id]
        self._price = levers.prices.get(initiative_id)
        self._columns = list(self._problem.columns_of(self._index))
        self._others = dict.fromkeys(self._columns, 0.0)
        # One of its own: what was found for others helps little, and takes time to look through.
        inside = self._problem.with_rows(_in_plan(self._columns, initiative_id))
        self._resolver = Resolver(inside, [levers.case.x])
        self._in_plan = len(self._problem.rows)

    def levers(self) -> list[Lever]:
        """Return one lever of each kind and resource that is enough by itself.

        What could not be proven before the deadline is left out.
        """
        found: list[Lever] = []
        for search in self._searches():
            try:
                found.extend(search)
            except _NotProvenError:
                continue
        return found

    def _searches(self) -> Iterator[Iterator[Lever]]:
        tables = self._problem.tables
        for row, resource_id in enumerate(tables.resource_ids):
            needed = self._problem.options.demand[self._columns, row, :]
            if not np.isnan(tables.capacity[row]).all():
                yield self._more_capacity(row, resource_id, float(needed.max(initial=0.0)))
            # After it: what is too little for more capacity is too little for less demand.
            if needed.any():
                yield self._less_demand(row, resource_id)
        yield self._more_benefit()
        yield self._later_start()
        yield self._smaller_size()

    def _less_demand(self, row: int, resource_id: str) -> Iterator[Lever]:
        lever = Lever("demand", self._id, 1.0, 1.0, resource_id)
        without = self._levers.rebuilt(lever).rows
        found = []
        for column in self._columns:
            slope = slope_of_column(self._problem, without, column)
            if slope.upper.any():
                fixed = {**self._others, column: 1.0}
                found.append(self._least(slope, 1.0, fixed))
        least = min((share for share in found if share is not None), default=None)
        if least is not None:
            demand = self._problem.tables.demand[self._index, row]
            budget = self._portfolio.resources[resource_id].kind == "budget"
            whole = float(demand.sum() if budget else demand.max())
            yield replace(lever, amount=least * whole, share=least)

    def _least(self, slope: Slope, most: float, fixed: Mapping[int, float]) -> float | None:
        rows = self._problem.rows
        return least_change(
            lambda size: self._beating(self._levers.above, slope.change(rows, size, fixed)),
            lambda x: slope.needed(rows, x),
            most,
        )

    def _more_capacity(self, row: int, resource_id: str, needed: float) -> Iterator[Lever]:
        """Yield the first capacity at which plans with the initiative are the better ones."""
        rows, slope = self._problem.rows, self._levers.capacity_slope(resource_id)
        there = self._problem.tables.capacity[row]

        def without(above: float, size: float) -> Floats | None:
            change = slope.change(rows, size, self._others)
            return self._beating(above, replace(change, lifted=(self._in_plan,)))

        overtaking = Overtaking(
            problem=self._problem,
            columns=self._columns,
            slope=slope,
            with_it=lambda above, size: self._beating(above, slope.change(rows, size, {})),
            without=without,
            found=self._levers.found,
            step=self._levers.step,
            margin=self._levers.margin,
        )
        most = _MOST_CAPACITY * max(float(np.nanmax(there)), needed)
        amount = overtaking.first(self._levers.above, most)
        if amount is not None:
            usual = float(np.nanmean(there))
            share = amount / usual if usual else math.inf
            yield Lever("capacity", self._id, amount, share, resource_id)

    def _more_benefit(self) -> Iterator[Lever]:
        each = self._worth_of_one_more()
        if each <= 0:
            return
        found: list[float] = []
        for column in sorted(self._columns, key=self._share, reverse=True):
            per_unit = self._share(column) * each
            enough = self._price is not None and found and self._price / per_unit >= min(found)
            if per_unit > 0 and not enough:
                found.append(self._loss(column) / per_unit)
        if found and math.isfinite(min(found)):
            amount = min(found) + _MORE * max(abs(self._levers.worth) / each, min(found), 1.0)
            benefit = self._portfolio.initiatives[self._id].benefit
            stated = benefit.amount.likely if benefit is not None and benefit.amount else 0.0
            share = amount / abs(stated) if stated else math.inf
            yield Lever("benefit", self._id, amount, share)

    def _share(self, column: int) -> float:
        return float(self._problem.options.worth_share[column])

    def _loss(self, column: int) -> float:
        """Return what taking one option costs the plan; infinite where nothing allows it."""
        if self._price is not None and len(self._columns) == 1:
            return self._price
        answer = self._resolver.best(Change(fixed={**self._others, column: 1.0}), self._control)
        self._heed(answer)
        if answer.x is None:
            return math.inf
        return self._levers.worth - value_of(self._problem.gain, answer.x)

    def _worth_of_one_more(self) -> float:
        """Return what one more unit of likely benefit adds at full size; 0 when it cannot tell."""
        record = self._portfolio.initiatives[self._id]
        if self._problem.worth.objective != "benefit" or any(
            self._index in synergy.members for synergy in self._problem.synergies
        ):
            return 0.0
        benefit = record.benefit
        if (
            record.late_loss
            and benefit is not None
            and benefit.amount
            and benefit.amount.likely < 0
        ):
            return 0.0
        return worth_of_one(benefit, self._portfolio.settings.discount_rate)

    def _later_start(self) -> Iterator[Lever]:
        profile = self._problem.profiles[self._index]
        record = self._portfolio.initiatives[self._id]
        periods = self._problem.tables.period_ids
        for start in range(profile.stated + 1, len(periods)):
            fits = record.open_ended or start + profile.length <= len(periods)
            if fits and start not in profile.starts:
                shift = start - profile.stated
                lever = Lever(
                    "start", self._id, float(shift), shift / len(periods), start=periods[start]
                )
                if self._comes_in(lever):
                    yield lever
                    return

    def _smaller_size(self) -> Iterator[Lever]:
        if self._portfolio.initiatives[self._id].levels:
            return
        for share in _SIZES:
            lever = Lever("size", self._id, share, 1.0 - share)
            if self._comes_in(lever):
                yield lever
                return

    def _comes_in(self, lever: Lever) -> bool:
        """Whether the initiative is in the best plan of the changed document."""
        problem, before = self._levers.rebuilt(lever), self._problem
        row = _in_plan(list(problem.columns_of(self._index)), self._id)
        # What losses are charged in advance may have changed; plans without it have not.
        above = self._levers.above + before.offset - problem.offset
        answer = Resolver(problem.with_rows(row)).beating(above, Change(), self._control)
        if answer.x is None:
            self._heed(answer)
        return answer.x is not None

    def _beating(self, above: float, change: Change) -> Floats | None:
        """Return a choice that is worth more than ``above`` after a change, None without one."""
        answer = self._resolver.beating(above, change, self._control)
        if answer.x is None:
            self._heed(answer)
        return answer.x

    def _heed(self, answer: Answer) -> None:
        """Pass on a request to stop, and give up what is not proven."""
        if self._control.cancelled is not None:
            raise self._control.cancelled
        if answer.outcome in {"feasible", "unknown"}:
            raise _NotProvenError


class _NotProvenError(Exception):
    """The deadline has passed before a plan was proven the best."""


def _in_plan(columns: list[int], initiative_id: str) -> Row:
    source = Source("search", initiatives=(initiative_id,))
    return Row(np.array(columns), np.ones(len(columns)), 1.0, 1.0, source)
