"""The best stable sequence: plans for growing capacity that never drop what they once funded."""

from __future__ import annotations

import dataclasses
import math
import time
from collections.abc import Iterator, Sequence

import numpy as np

from portfolio.funding.resolver import Change
from portfolio.funding.result import Floats
from portfolio.funding.solver import Answer, Model, best_whole
from portfolio.insight.base import Base, Question
from portfolio.insight.limits import Limit
from portfolio.insight.nesting import at_least, at_most, joint_rows
from portfolio.insight.stable_result import StableSequence, StableStep
from portfolio.insight.stable_words import stable_sentences
from portfolio.model import FrozenMap, Portfolio

#: Shares of today's capacity at which a plan is chosen.
SHARES = (0.25, 0.5, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5)

#: Seconds for the joint problem; after them the best sequence so far, and its proven gap.
TIME_LIMIT_S = 20.0

#: HiGHS stops within this share of the best.
_SOLVED = 1e-8


def stable_sequence(
    portfolio: Portfolio,
    question: Question,
    *,
    shares: Sequence[float] = SHARES,
    time_limit_s: float = TIME_LIMIT_S,
) -> Iterator[StableSequence]:
    """Yield nested plans for rising shares of one capacity: first good ones, then the best.

    With ``x[o, k]`` for option ``o`` at share ``s_k``: maximize the sum over ``k`` of
    ``gain @ x[:, k]``, each step counting alike, where every ``x[:, k]`` keeps all limits
    and rules at ``s_k``, and what is funded at ``k`` is funded at ``k + 1`` as well, at the
    same size or a larger one (by demand); its start may move. One joint problem, solved
    by HiGHS. The first answer climbs up and down the shares one at a time, keeping the
    better; the best plans for each share alone are the bound until the joint one is solved.

    Args:
        portfolio: the document.
        question: names the resource.
        shares: of today's capacity, any order.
        time_limit_s: for the joint problem.

    Raises:
        PortfolioError: the resource has no capacity, or as ``funding.plan`` does.
        Cancelled: ``question.tick`` asked to stop.
    """
    yield from _Climb(portfolio, question, sorted(set(shares))).run(time_limit_s)


class _Climb:
    def __init__(self, portfolio: Portfolio, question: Question, shares: list[float]) -> None:
        self.base = Base(portfolio, question)
        self.limit = Limit(portfolio, self.base.problem, question.resource_id)
        self._resource_id = question.resource_id
        self._all = shares
        self._best: dict[float, Answer] = {}

    def run(self, time_limit_s: float) -> Iterator[StableSequence]:
        """Yield ever better sequences."""
        for share in reversed(self._all):
            fraction = 0.3 * len(self._best) / len(self._all)
            control = self.base.held(fraction, "Solving each capacity alone")
            answer = self.base.solved(self.limit.at(share), control)
            if answer.x is None:
                break
            self._best[share] = answer
        shares = sorted(self._best)
        if not shares:
            yield self._result([], [], -math.inf, final=True)
            return
        alone = math.fsum(self.base.bound(self._best[share]) for share in shares)
        climbs = [plans for plans in (self._up(shares), self._down(shares)) if plans]
        plans = max(climbs, key=self._total)
        closed = alone <= self._total(plans) + self.base.step
        yield self._result(shares, plans, alone, final=closed)
        if not closed:
            plans, bound = self._joint(shares, plans, time_limit_s)
            yield self._result(shares, plans, min(bound, alone), final=True)

    def _total(self, plans: Sequence[Floats]) -> float:
        return math.fsum(self.base.value(x) for x in plans)

    def _up(self, shares: list[float]) -> list[Floats]:
        """From the least capacity up: each step adds what is best to what is there."""
        plans: list[Floats] = []
        for share in shares:
            change = self.limit.at(share)
            held = at_least(self.base.problem, change, plans[-1]) if plans else change
            found = self._solved(held)
            if found is not None:
                plans.append(found)
            elif plans:  # What fits into less fits here as well.
                plans.append(plans[-1])
        return plans

    def _down(self, shares: list[float]) -> list[Floats]:
        """From the most capacity down: each step keeps the best part of what is there.

        Empty where no part keeps the rules.
        """
        plans: list[Floats] = []
        for share in reversed(shares):
            change = self.limit.at(share)
            held = at_most(self.base.problem, change, plans[-1]) if plans else change
            found = self._solved(held)
            if found is None:
                return []
            plans.append(found)
        return plans[::-1]

    def _solved(self, change: Change) -> Floats | None:
        control = self.base.held(0.3, "Climbing from capacity to capacity")
        answer = self.base.solved(change, control)
        return None if answer.x is None else self.base.problem.completed(answer.x)

    def _joint(
        self, shares: list[float], plans: list[Floats], seconds: float
    ) -> tuple[list[Floats], float]:
        problem, width = self.base.problem, len(self.base.problem.options)
        self.base.control.say(0.5, "Searching for the best stable sequence")
        gain = np.tile(problem.gain, len(shares))
        control = self.base.control.part(0.5, 0.5)
        control.deadline = time.monotonic() + seconds
        rows = joint_rows(problem, self.limit, shares)
        model = Model(gain, rows, np.zeros(len(gain)), np.ones(len(gain)))
        answer = best_whole(model, control, np.concatenate(plans))
        if control.cancelled is not None:
            raise control.cancelled
        offset = problem.offset * len(shares)
        bound = offset + answer.bound
        if answer.x is not None:
            parts = [problem.completed(part) for part in answer.x.reshape(len(shares), width)]
            if not len(rows.broken(answer.x)) and self._total(parts) > self._total(plans):
                plans = parts
        return plans, max(bound, self._total(plans))

    def _result(
        self, shares: list[float], plans: list[Floats], bound: float, *, final: bool
    ) -> StableSequence:
        steps: list[StableStep] = []
        for share, x in zip(shares, plans, strict=True):
            before = steps[-1].chosen if steps else FrozenMap[str, str]()
            chosen = FrozenMap(self.base.funded(x))
            steps.append(
                StableStep(
                    share=share,
                    amount=share * self.limit.whole,
                    value=self.base.value(x),
                    best=self.base.bound(self._best[share]),
                    chosen=chosen,
                    enters=tuple(i for i in chosen if i not in before),
                )
            )
        worth = self.base.problem.worth
        total = self._total(plans)
        rounding = max(self.base.step, _SOLVED * abs(total))
        result = StableSequence(
            resource_id=self._resource_id,
            unit=self.limit.unit,
            objective_name=worth.name,
            value_unit=worth.unit,
            steps=tuple(steps),
            unreachable=tuple(share for share in self._all if share not in self._best),
            total=total,
            bound=total if bound <= total + rounding else bound,
            final=final,
            notes=(*self.limit.notes, *self.base.problem.notes),
        )
        sentences = stable_sentences(self.base, self.limit, result)
        return dataclasses.replace(result, sentences=sentences)
