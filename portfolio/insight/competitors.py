"""Competitors: plans that cost no more and could be worth more, and who is sure of a place."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from portfolio.funding.result import Floats
from portfolio.funding.rows import Indices
from portfolio.insight.base import Base, Question
from portfolio.insight.competitors_result import Competition, Competitor, CoreLine, Driver, Standing
from portfolio.insight.competitors_words import competition_sentences
from portfolio.insight.plan_pool import PlanPool
from portfolio.insight.worlds import Draw, Worlds, sampled
from portfolio.model import FrozenMap, Portfolio


@dataclass(frozen=True, slots=True)
class Doubt:
    """How far to look.

    Attributes:
        draw: the worlds.
        near: plans next to the best that are looked for.
        within: share of today's value that they may be behind.
        solved: worlds whose best plan is looked for exactly.
        least_share: of the worlds in which a competitor has to be worth more.
        shown: competitors at most.
    """

    draw: Draw = Draw()  # noqa: RUF009 - frozen
    near: int = 20
    within: float = 0.05
    solved: int = 40
    least_share: float = 0.1
    shown: int = 6


#: From this share of the worlds on an initiative is core; up to the other it is out.
_CORE, _OUT = 0.95, 0.05

#: A fuller result is handed out after so many near plans, and after so many worlds.
_NEAR_AT_ONCE, _AT_ONCE = 5, 10


def competitors(
    portfolio: Portfolio, question: Question, *, doubt: Doubt | None = None
) -> Iterator[Competition]:
    """Yield how today's plan stands in sampled worlds, against ever more plans.

    The worlds differ in their estimates when benefit is maximized, in their weights when
    value is (see ``worlds.sampled``); limits and rules stay. The plans are the best next to
    today's that cost no more, then the best of single worlds, solved exactly. Every plan is
    valued in every world; more plans can only lower ``best_share``. The core index is the
    share of worlds whose best plan of the pool funds an initiative (Liesiö, Mild and Salo,
    European Journal of Operational Research 181, 2007, with sampled worlds in place of the
    set of all). Of equally good plans the one found first counts, today's before all.

    Args:
        portfolio: the document.
        question: scores, the plan where it is known, and whom to tell.
        doubt: how far to look.

    Raises:
        PortfolioError: as ``funding.plan`` does, or ratings that cannot be ranked.
        Cancelled: ``question.tick`` asked to stop.
    """
    how = doubt or Doubt()
    base = Base(portfolio, question)
    base.control.say(0.0, "Drawing worlds")
    today = base.today().x
    if today is None:
        yield _nothing(base)
        return
    drawing = base.control.part(0.0, 0.1)
    worlds = sampled(portfolio, base.problem, how.draw, question.scores, drawing.say)
    yield from _Contest(base, worlds, today, how).run()


def _nothing(base: Base) -> Competition:
    unit = base.problem.worth.unit
    sentence = "No plan obeys every limit and rule, so there is nothing to compete with."
    return Competition("", 0, 0, unit, 0.0, 0.0, (), (), final=True, sentences=(sentence,))


class _Contest:
    def __init__(self, base: Base, worlds: Worlds, today: Floats, how: Doubt) -> None:
        self.base = base
        self.worlds = worlds
        self._how = how
        self._today = today
        self._pool = PlanPool(base, worlds, today)

    def run(self) -> Iterator[Competition]:
        """Yield ever fuller results."""
        self._pool.progress = (0.1, "Looking for near plans")
        for done, _ in enumerate(self._pool.near_best(self._how.near, self._how.within), start=1):
            text = f"Looking for near plans: {done:,} found"
            self._pool.progress = (0.1 + 0.4 * done / self._how.near, text)
            if done % _NEAR_AT_ONCE == 0:
                yield self._result(final=False)
        yield self._result(final=False)
        solved = min(self._how.solved, self._how.draw.count)
        for world in range(solved):
            text = f"Solving worlds: {world + 1:,} of {solved:,}"
            self._pool.progress = (0.5 + 0.5 * world / solved, text)
            self._pool.best_in(world)
            if world % _AT_ONCE == _AT_ONCE - 1 and world + 1 < solved:
                yield self._result(final=False)
        yield self._result(final=True)

    def _result(self, *, final: bool) -> Competition:
        values = self._pool.values()
        rounding = 1e-9 * np.abs(values).max(initial=0.0)
        lead = values - values[:, :1]
        ahead = lead > rounding
        best = np.where(ahead.any(axis=1), lead.argmax(axis=1), 0)
        gain = lead[np.arange(len(best)), best]
        result = Competition(
            kind=self.worlds.kind,
            worlds=len(values),
            plans=values.shape[1],
            value_unit=self.base.problem.worth.unit,
            best_share=float((best == 0).mean()) if len(best) else 1.0,
            regret=float(gain.mean()) if len(best) else 0.0,
            competitors=self._competitors(lead, ahead),
            core=self._core(best),
            final=final,
            notes=(*self.worlds.notes, *self.base.problem.notes),
        )
        sentences = competition_sentences(self.base, self.worlds, result)
        return dataclasses.replace(result, sentences=sentences)

    def _competitors(self, lead: Floats, ahead: Floats) -> tuple[Competitor, ...]:
        cost = self.base.problem.cost
        most = float(cost @ self._today) * (1 + 1e-9)
        shares = ahead.mean(axis=0)
        found = [
            place
            for place in np.argsort(-shares, kind="stable").tolist()
            if shares[place] >= self._how.least_share
            and float(cost @ self._pool.plans[place]) <= most
        ]
        return tuple(self._competitor(p, lead[:, p], ahead[:, p]) for p in found[: self._how.shown])

    def _competitor(self, place: int, lead: Floats, ahead: Floats) -> Competitor:
        x = self._pool.plans[place]
        old, new = self.base.funded(self._today), self.base.funded(x)
        value = self.base.value(x)
        wins = ahead.astype(bool)
        return Competitor(
            chosen=FrozenMap(new),
            enters=tuple(i for i in new if i not in old),
            leaves=tuple(i for i in old if i not in new),
            value=value,
            behind=max(0.0, self.base.value(self._today) - value),
            beats=float(wins.mean()),
            lead=float(lead[wins].mean()),
            driver=self._driver(wins),
        )

    def _driver(self, wins: Floats) -> Driver | None:
        """Return what differs most, in standard deviations, where the competitor wins."""
        drawn = self.worlds.drawn
        if not drawn.size:
            return None
        usual, spread = drawn.mean(axis=0), drawn.std(axis=0)
        then = drawn[wins.astype(bool)].mean(axis=0)
        shift = np.zeros(len(usual))
        np.divide(np.abs(then - usual), spread, out=shift, where=spread > 0)
        place = int(shift.argmax())
        if shift[place] < 0.1:
            return None
        return Driver(self.worlds.drawn_ids[place], float(usual[place]), float(then[place]))

    def _core(self, best: Indices) -> tuple[CoreLine, ...]:
        weight = np.bincount(best, minlength=len(self._pool.plans)) / max(len(best), 1)
        index = weight @ self._pool.funded()
        now = self.base.funded(self._today)
        lines = [
            CoreLine(key, min(float(share), 1.0), _standing(float(share)), key in now)
            for key, share in zip(self.base.problem.tables.initiative_ids, index, strict=True)
        ]
        return tuple(sorted(lines, key=lambda line: (-line.index, line.initiative_id)))


def _standing(share: float) -> Standing:
    if share >= _CORE:
        return "core"
    return "out" if share <= _OUT else "contested"
