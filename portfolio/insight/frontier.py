"""Value against one capacity: every efficient plan, and the ranking curve beside it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from portfolio.funding.joint import assigned
from portfolio.funding.planning import spans_of
from portfolio.funding.problem import Problem
from portfolio.funding.result import Floats, Span
from portfolio.funding.solver import Answer
from portfolio.insight.base import Base, Question, same_value
from portfolio.insight.frontier_result import EfficientPlan, Frontier, FrontierPoint
from portfolio.insight.frontier_words import frontier_sentences
from portfolio.insight.limits import Limit
from portfolio.insight.ranking_curve import RankingCurve, ratio_order
from portfolio.insight.staircase import Stair, Staircase, supported
from portfolio.model import FrozenMap, Portfolio

#: Shares of today's capacity that are solved first: from nothing to one and a half.
LARGEST_SHARE = 1.5
POINTS = 61

#: Solves that go into the steps between those shares; what is left open then is said.
MOST_SOLVES = 400

#: Plans whose need differs by less than this share of today's capacity count as needing the same.
_CLEARLY_LESS = 1e-7

#: A grown result is handed out after so many solves.
_AT_ONCE = 10


def frontier(
    portfolio: Portfolio,
    question: Question,
    *,
    points: int = POINTS,
    most_solves: int = MOST_SOLVES,
) -> Iterator[Frontier]:
    """Yield the value that each share of one capacity buys, from 0 to 150 % of today's.

    The capacity moves in all periods alike; everything else stays. ``v(s) = max gain @ x``
    over the plans that fit into the share ``s``. ``v`` is a staircase that rises and never
    falls: a plan for less is feasible for more, also in every result that is handed out.

    First, all shares by a relaxation with packings; then the ranking curve; then each share
    exactly; then, where two neighbors differ, every step between them, from the top down:
    the next plan is the best that needs clearly less than the last. Deterministic.

    Args:
        portfolio: the document.
        question: names the resource.
        points: shares at equal distances, solved exactly; today's is always added.
        most_solves: for the steps in between.

    Raises:
        PortfolioError: the resource has no capacity, or as ``funding.plan`` does.
        Cancelled: ``question.tick`` asked to stop.
    """
    yield from Sweep(portfolio, question, points).run(most_solves)


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """What is told of a plan: initiative id to level id and to its time, and its use."""

    chosen: FrozenMap[str, str]
    spans: FrozenMap[str, Span]
    use: Floats


class Sweep:
    """One frontier while it grows."""

    def __init__(self, portfolio: Portfolio, question: Question, points: int = POINTS) -> None:
        self.base = Base(portfolio, question)
        self.limit = Limit(portfolio, self.base.problem, question.resource_id)
        even = np.linspace(0.0, LARGEST_SHARE, max(points, 2)).tolist()
        self.shares = tuple(sorted({*(round(share, 9) for share in even), 1.0}))
        self.staircase = Staircase(self.base.step)
        self._resource_id = question.resource_id
        self._bounds = dict.fromkeys(self.shares, np.inf)
        self._open: set[float] = set()
        self._ranked = RankingCurve.unknown(self.shares)
        self._today: Floats | None = None
        self._told: dict[Stair, _Told] = {}

    def run(self, most_solves: int) -> Iterator[Frontier]:
        """Yield ever better results."""
        for share, answer in zip(self.shares, self._first(), strict=True):
            self._take(share, answer)
        yield self._result(final=False)
        self._rank()
        yield self._result(final=False)
        done = 0
        order = self._exact_order()
        for done, share in enumerate(order, start=1):
            fraction = 0.6 * done / len(order)
            if done % _AT_ONCE == 1:
                self._settle(order[done - 1 : done - 1 + _AT_ONCE], fraction)
            self._take(share, self._solve(share, fraction))
            if done % _AT_ONCE == 0:
                yield self._result(final=False)
        for count, _ in enumerate(self._between(most_solves), start=1):
            if count % _AT_ONCE == 0:
                yield self._result(final=False)
        yield self._result(final=True)

    def _first(self) -> list[Answer]:
        self.base.control.say(0.0, f"Drawing the frontier of {self.limit.name}")
        return self.base.resolver.firsts([self.limit.at(share) for share in self.shares])

    def _exact_order(self) -> list[float]:
        """Today first, which is on the screen, then from the most capacity down."""
        return [1.0, *(share for share in reversed(self.shares) if share != 1.0)]

    def _settle(self, shares: list[float], fraction: float) -> None:
        """Search some shares together; today's is known, or has to be settled among ties."""
        text = f"Solving {self.limit.words(shares[-1])} of {self.limit.name} and more"
        changes = [self.limit.at(share) for share in shares if share != 1.0]
        self.base.settle(changes, self.base.held(fraction, text))

    def _solve(self, share: float, fraction: float) -> Answer:
        control = self.base.held(
            fraction, f"Solving {self.limit.words(share)} of {self.limit.name}"
        )
        if share == 1.0:
            answer = self.base.today(fraction)
            self._today = answer.x
            return answer
        return self.base.solved(self.limit.at(share), control)

    def _take(self, share: float, answer: Answer) -> None:
        if answer.x is not None:
            self._learn(answer.x)
        bound = -np.inf if answer.outcome == "infeasible" else self.base.bound(answer)
        self._bounds[share] = min(self._bounds[share], bound)

    def _learn(self, choice: Floats) -> Stair:
        x = self.base.problem.completed(choice)
        stair = Stair(self.limit.need(x), self.base.value(x), x)
        self.staircase.add(stair)
        return stair

    def _rank(self) -> None:
        order = ratio_order(self.base.problem, self.limit.row)
        self._ranked = RankingCurve.walked(self.base, self.limit, self.shares, order)

    def _between(self, most_solves: int) -> Iterator[None]:
        """Find the steps between neighboring shares, those next to today's first."""
        pairs = list(zip(self.shares, self.shares[1:], strict=False))
        rising = [pair for pair in pairs if self._differ(*pair)]
        rising.sort(key=lambda pair: (abs(pair[0] + pair[1] - 2.0), pair[0]))
        self._open = {low for low, _ in rising}
        solves = 0
        for low, high in rising:
            for _ in self._descent((low, high), solves, most_solves):
                solves += 1
                yield
            if solves >= most_solves:
                return
            self._open.discard(low)

    def _differ(self, low: float, high: float) -> bool:
        below, above = self.staircase.at(low), self.staircase.at(high)
        if above is None:
            return False
        return below is None or not same_value(below.value, above.value, self.base.step)

    def _descent(self, pair: tuple[float, float], first: int, most: int) -> Iterator[None]:
        """Step down from the high to the low; each solve asks for clearly less capacity."""
        low, high = pair
        floor = self.staircase.at(low)
        above = self.staircase.at(high)
        for solves in range(first, most):
            if above is None or above.share - _CLEARLY_LESS <= low:
                return
            change = self.limit.at(above.share - _CLEARLY_LESS)
            text = f"Looking for every step, {solves:,} solved"
            answer = self.base.solved(change, self.base.held(0.6 + 0.4 * solves / most, text))
            yield
            if answer.x is None:
                return
            above = self._learn(answer.x)
            if floor is not None and same_value(above.value, floor.value, self.base.step):
                return

    def _result(self, *, final: bool) -> Frontier:
        stairs = [stair for stair in self.staircase.stairs if stair.share <= LARGEST_SHARE + 1e-9]
        plans = self._plans(stairs)
        worth, problem = self.base.problem.worth, self.base.problem
        result = Frontier(
            resource_id=self._resource_id,
            unit=self.limit.unit,
            capacity=self.limit.whole,
            objective_name=worth.name,
            value_unit=worth.unit,
            points=tuple(self._point(share) for share in self.shares),
            plans=plans,
            here=self._here(plans),
            open_from=tuple(sorted(self._open)),
            final=final,
            notes=(*self.limit.notes, *problem.notes),
        )
        sentences = frontier_sentences(self.base, self.limit, result)
        return dataclasses.replace(result, sentences=sentences)

    def _point(self, share: float) -> FrontierPoint:
        stair = self.staircase.at(share)
        value = None if stair is None else stair.value
        bound = self._bounds[share]
        ranked = self._ranked.values[share]
        if value is not None:
            bound = max(bound, value)
        return FrontierPoint(share, share * self.limit.whole, value, bound, ranked)

    def _plans(self, stairs: list[Stair]) -> tuple[EfficientPlan, ...]:
        marks = supported([(stair.share, stair.value) for stair in stairs])
        plans: list[EfficientPlan] = []
        for stair, mark in zip(stairs, marks, strict=True):
            plans.append(self._plan(stair, plans[-1] if plans else None, mark=mark))
        return tuple(plans)

    def _plan(self, stair: Stair, before: EfficientPlan | None, *, mark: bool) -> EfficientPlan:
        told = self._told.get(stair) or self._tell(stair)
        chosen, spans = told.chosen, told.spans
        old = FrozenMap[str, str]() if before is None else before.chosen
        times = FrozenMap[str, Span]() if before is None else before.spans
        return EfficientPlan(
            share=stair.share,
            amount=stair.share * self.limit.whole,
            value=stair.value,
            chosen=chosen,
            spans=spans,
            use=told.use,
            enters=tuple(i for i in chosen if i not in old),
            leaves=tuple(i for i in old if i not in chosen),
            changed=tuple(
                i
                for i in chosen
                if i in old and (old[i] != chosen[i] or times.get(i) != spans.get(i))
            ),
            supported=mark,
        )

    def _tell(self, stair: Stair) -> _Told:
        problem, x = self.base.problem, stair.x
        chosen, use = FrozenMap(self.base.funded(x)), _use_at(stair.share, self.limit, problem, x)
        told = _Told(chosen, spans_of(problem, x), use)
        self._told[stair] = told
        return told

    def _here(self, plans: tuple[EfficientPlan, ...]) -> EfficientPlan | None:
        """Return the plan of today: of equals the one that ``funding.plan`` gives."""
        under = [plan for plan in plans if plan.share <= 1.0 + 1e-9]
        if not under or self._today is None:
            return under[-1] if under else None
        share = self.limit.need(self._today)
        return dataclasses.replace(
            under[-1],
            share=share,
            amount=share * self.limit.whole,
            chosen=FrozenMap(self.base.funded(self._today)),
            spans=spans_of(self.base.problem, self._today),
            use=_use_at(share, self.limit, self.base.problem, self._today),
        )


def _use_at(share: float, limit: Limit, problem: Problem, x: Floats) -> Floats:
    """Return what a choice uses at a share of a capacity, as a plan states it."""
    capacity = problem.tables.capacity.copy()
    capacity[limit.row] *= share
    tables = dataclasses.replace(problem.tables, capacity=capacity)
    return assigned(tables, problem.use_of(x))[0]
