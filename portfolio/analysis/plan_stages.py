"""The stages that spend capacity: the plan, the waterline, and the reasons."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Mapping

from portfolio.analysis.known import Drawn, Explained, Known, Recent, Solved
from portfolio.analysis.reads import PLAN, PLAN_WORDS, same
from portfolio.analysis.stages import Tick
from portfolio.errors import Cancelled, PortfolioError
from portfolio.funding import Plan, explain, plan, quick, waterline
from portfolio.funding.explain import PRICED_UP_TO
from portfolio.model import FrozenMap, Portfolio

Solve = Callable[[Portfolio, Mapping[str, float]], Plan | None]


class PlanStage:
    """The exact plan, and a good one at once.

    Attributes:
        pace: seconds that a quick plan takes: the shorter of the last two, since one may
            have been held up by something else.
    """

    text = "Finding the best plan"

    def __init__(self) -> None:
        self.pace = 0.0
        self._last = math.inf
        self._recent: Recent[Solved] = Recent()

    def find(self, known: Known) -> bool:
        """Find the plan of a snapshot that reads the same."""
        if known.solved is None:
            known.solved = self._recent.find(lambda entry: still_solves(entry, known))
        return known.solved is not None

    def make(self, known: Known, tick: Tick) -> Iterator[None]:
        """Solve, after a first good plan; a plan that ``tick`` cut short is no answer."""
        if known.guess is None:
            first = not self.pace
            self.guess(known)
            yield
            if first:  # It also loaded the solver, so its pace says nothing.
                self.guess(known)
        entry = solved(known, lambda p, scores: plan(p, scores=scores, tick=tick))
        if entry is None or (entry.plan is not None and entry.plan.status == "cancelled"):
            raise Cancelled
        known.solved = self._recent.add(entry)
        yield

    def guess(self, known: Known) -> None:
        """Plan within milliseconds; leaves no guess where that is too hard."""
        started = time.monotonic()
        known.guess = solved(known, lambda p, scores: quick(p, scores=scores))
        taken = time.monotonic() - started
        self.pace, self._last = min(taken, self._last), taken


def still_solves(entry: Solved, known: Known) -> bool:
    """Whether a plan is one of this snapshot too.

    The scores count when they are what the plan maximizes, names when its notes
    may name somebody.
    """
    answer = entry.plan
    by_benefit = answer is not None and answer.objective == "benefit"
    same_scores = known.ranked is not None and known.ranked.scores == entry.scores
    wordless = answer is not None and not answer.notes and not answer.conflict
    return (
        (by_benefit or same_scores)
        and same(PLAN, entry.portfolio, known.portfolio)
        and (wordless or same(PLAN_WORDS, entry.portfolio, known.portfolio))
    )


def solved(known: Known, solve: Solve) -> Solved | None:
    """Return the plan that ``solve`` gives, or why there is none; None when it gives up.

    A plan by value needs scores: where the ranking failed, its reason is the plan's.
    """
    portfolio, ranked = known.portfolio, known.ranked
    scores = ranked.scores if ranked is not None else {}
    error = ranked.error if ranked is not None and not scores else None
    try:
        answer = solve(portfolio, scores)
    except PortfolioError as raised:
        return Solved(portfolio, scores, error=raised)
    if answer is None:
        return None
    if answer.objective == "value" and error is not None:
        return Solved(portfolio, scores, error=error)
    return Solved(portfolio, scores, answer)


class WaterlineStage:
    """The plan straight down the ranking."""

    text = "Funding down the list"

    def __init__(self) -> None:
        self._recent: Recent[Drawn] = Recent()

    def find(self, known: Known) -> bool:
        """Find the waterline for the same plan and the same ranks."""
        if known.drawn is None and known.solved is not None and known.ranked is not None:
            order = known.ranked.order()
            known.drawn = self._recent.find(
                lambda entry: (
                    entry.solved is known.solved
                    and entry.order == order
                    and same(PLAN_WORDS, entry.portfolio, known.portfolio)
                )
            )
        return known.drawn is not None

    def make(self, known: Known, tick: Tick) -> Iterator[None]:
        """Walk down the list; there is none without a plan or a ranking."""
        tick(0.0, self.text)
        if known.solved is not None and known.ranked is not None:
            order = known.ranked.order()
            answer = None
            if known.solved.plan is not None and known.ranked.ranking is not None:
                answer = _waterline(known.portfolio, order, known.solved.scores)
            known.drawn = self._recent.add(Drawn(known.portfolio, known.solved, order, answer))
            yield


def _waterline(
    portfolio: Portfolio, order: tuple[str, ...], scores: Mapping[str, float]
) -> Plan | None:
    try:
        return waterline(portfolio, order, scores=scores)
    except PortfolioError:  # The plan has met the same fault, and says so.
        return None


class ExplainStage:
    """Verdicts and reasons, at first without prices."""

    text = "Finding the reasons"

    def __init__(self) -> None:
        self._recent: Recent[Explained] = Recent()

    def find(self, known: Known) -> bool:
        """Find the reasons for the same plan in the same words."""
        if known.explained is None and known.solved is not None:
            known.explained = self._recent.find(
                lambda entry: (
                    entry.solved is known.solved
                    and same(PLAN_WORDS, entry.portfolio, known.portfolio)
                )
            )
        return known.explained is not None

    def make(self, known: Known, tick: Tick) -> Iterator[None]:
        """Explain; prices need a new plan for each initiative and come last."""
        tick(0.0, self.text)
        answer = known.solved
        if answer is None:
            return
        if answer.plan is None:
            known.explained = self._recent.add(Explained(known.portfolio, answer, FrozenMap()))
            yield
            return
        portfolio, best, scores = known.portfolio, answer.plan, answer.scores
        if len(portfolio.initiatives) <= PRICED_UP_TO:
            lines = explain(portfolio, best, scores=scores, priced_up_to=0)
            known.explained = Explained(portfolio, answer, lines)
            yield
        lines = explain(portfolio, best, scores=scores, tick=tick)
        known.explained = self._recent.add(Explained(portfolio, answer, lines))
        yield
