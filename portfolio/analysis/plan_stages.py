"""The stages that spend capacity: the plan, the waterline, and the reasons."""

from __future__ import annotations

import dataclasses
import math
import time
from collections.abc import Callable, Iterator, Mapping

from portfolio.analysis.known import Drawn, Explained, Known, Recent, Solved, still_told
from portfolio.analysis.reads import PLAN, PLAN_WORDS, same
from portfolio.analysis.turns import Interest, Turns
from portfolio.errors import Cancelled, PortfolioError, Tick
from portfolio.funding import Line, Plan, explain, explainer_for, plan, quick, waterline
from portfolio.funding.problem import build_problem
from portfolio.funding.solver import Control
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
        """Find the plan of a snapshot that reads the same; in other words it is told anew."""
        if known.solved is None:
            entry = self._recent.find(lambda entry: still_solves(entry, known))
            if entry is not None and not still_tells(entry, known):
                entry = self._recent.add(retold(entry, known))
            known.solved = entry
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
    """Whether a plan is one of this snapshot too, whatever names its notes use.

    The scores count when they are what the plan maximizes, or what bars from it. What went
    wrong is told by name and cannot be told anew without finding it again.
    """
    answer = entry.plan
    scored = known.portfolio.settings.objective == "benefit_above"
    by_benefit = answer is not None and answer.objective == "benefit" and not scored
    same_scores = known.ranked is not None and known.ranked.scores == entry.scores
    by_number = answer is not None and not answer.conflict
    return (
        (by_benefit or same_scores)
        and same(PLAN, entry.portfolio, known.portfolio)
        and (by_number or same(PLAN_WORDS, entry.portfolio, known.portfolio))
    )


def still_tells(entry: Solved, known: Known) -> bool:
    """Whether the notes of a plan name everything as this snapshot does."""
    wordless = entry.plan is not None and not entry.plan.notes
    return wordless or same(PLAN_WORDS, entry.portfolio, known.portfolio)


def retold(entry: Solved, known: Known) -> Solved:
    """Return the same plan with the notes of a snapshot that differs in nothing but words.

    The notes of the problem come first in a plan, as many as before; what the solver added
    names nobody.
    """
    answer, portfolio = entry.plan, known.portfolio
    if answer is None:
        return entry
    notes = build_problem(portfolio, value=entry.scores).notes
    told = dataclasses.replace(answer, notes=(*notes, *answer.notes[len(notes) :]))
    return Solved(portfolio, entry.scores, told)


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
                lambda entry: entry.order == order and still_told(entry, known)
            )
        return known.drawn is not None

    def make(self, known: Known, tick: Tick) -> Iterator[None]:
        """Walk down the list; there is none without a plan or while nothing is ranked."""
        tick(0.0, self.text)
        if known.solved is not None and known.ranked is not None:
            order = known.ranked.order()
            answer = None
            if known.solved.plan is not None and order:
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
    """Verdicts and reasons, at first without prices.

    Args:
        interest: whose price is wanted before the others'.
    """

    text = "Finding the reasons"

    def __init__(self, interest: Interest) -> None:
        self._interest = interest
        self._recent: Recent[Explained] = Recent()

    def find(self, known: Known) -> bool:
        """Find the reasons for the same plan in the same words."""
        if known.explained is None and known.solved is not None:
            known.explained = self._recent.find(lambda entry: still_told(entry, known))
        return known.explained is not None

    def make(self, known: Known, tick: Tick) -> Iterator[None]:
        """Explain; prices need a new plan for each initiative, and are shown as they come."""
        tick(0.0, self.text)
        answer, portfolio = known.solved, known.portfolio
        if answer is None:
            return
        lines: dict[str, Line] = {}
        explainer = None
        if answer.plan is not None:
            lines.update(explain(portfolio, answer.plan, scores=answer.scores, priced_up_to=0))
            explainer = explainer_for(portfolio, answer.plan, scores=answer.scores)
        if explainer is not None:
            known.explained = Explained(portfolio, answer, FrozenMap(lines))
            yield
            ids = explainer.by_interest()
            turns = Turns(ids, self._interest)
            for done, key in turns:
                say = _pricing(tick, done, len(ids))
                lines[key] = explainer.of(key, Control(say))
                if turns.due(key):
                    known.explained = Explained(portfolio, answer, FrozenMap(lines))
                    yield
        known.explained = self._recent.add(Explained(portfolio, answer, FrozenMap(lines)))
        yield


def _pricing(tick: Tick, done: int, count: int) -> Tick:
    """Return a tick that names this work: the solver speaks of looking for a plan."""
    return lambda fraction, _text: tick(
        (done + fraction) / count, f"Pricing the alternatives: {done + 1:,} of {count:,}"
    )
