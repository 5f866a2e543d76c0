"""The order of the stages, and what happens between two of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

from portfolio.analysis.known import Known
from portfolio.analysis.lesson_stage import LessonMemory, LessonStage
from portfolio.analysis.lever_stage import LeverStage
from portfolio.analysis.plan_stages import ExplainStage, PlanStage, WaterlineStage
from portfolio.analysis.quick import QuickLook
from portfolio.analysis.result import PARTS, Part, Results
from portfolio.analysis.stages import CheckStage, RankStage, Stage
from portfolio.analysis.turns import Interest, nobody
from portfolio.errors import Tick, silent
from portfolio.model import Portfolio

#: Share of the work that is done when each stage begins, as it is with some fifty initiatives.
_PROGRESS = (0.0, 0.02, 0.04, 0.05, 0.4, 0.45, 0.69, 0.7, 1.0)


class Analysis:
    """Analyzes snapshots of one document, remembering what the last ones gave.

    ``run`` belongs to a worker thread. ``quick`` may be called meanwhile from another:
    each publishes by single assignments what the other may read, so there is
    nothing to lock. A run that is being cancelled may overlap with the next.

    Args:
        today: gives the day that dates are held against.
        interest: gives the id of the initiative whose reason and levers are wanted before
            the others'; asked from the thread of ``run``.
    """

    def __init__(self, today: Callable[[], date] = date.today, interest: Interest = nobody) -> None:
        rank, plan, lessons = RankStage(), PlanStage(), LessonMemory(today)
        self._stages: tuple[Stage, ...] = (
            CheckStage(),
            rank,
            LessonStage(lessons, planned=False),
            plan,
            WaterlineStage(),
            ExplainStage(interest),
            LessonStage(lessons, planned=True),
            LeverStage(interest),
        )
        self._quick = QuickLook(rank, plan)
        self._shown: Results | None = None

    def run(self, portfolio: Portfolio, revision: int, tick: Tick) -> Iterator[Results]:
        """Yield results that grow from stage to stage; the last has nothing stale.

        Parts that an earlier snapshot gave and that this one does not change are
        there from the first results on. Parts still to come are carried over from
        the previous snapshot and named in ``stale``; ids in them may be gone.

        Args:
            portfolio: the snapshot.
            revision: handed back in every result.
            tick: called with the fraction done (0 to 1) and a phrase for the user;
                may raise ``Cancelled``, which then leaves this generator.
        """
        known = self._known(portfolio)
        base = self._base(portfolio)
        told: Results | None = None
        for stage, (begin, end) in zip(self._stages, pairwise(_PROGRESS), strict=True):
            tick(begin, stage.text)
            if not stage.find(known):
                for _ in stage.make(known, _within(tick, begin, end)):
                    told = self._publish(known.results(revision, base))
                    yield told
        # What a later stage found in its memory has not been told yet.
        results = known.results(revision, base)
        if told is None or told.stale != results.stale:
            yield self._publish(results)

    def quick(self, portfolio: Portfolio, revision: int) -> Results:
        """Return within milliseconds what can be known while a slider moves.

        The ranking is made anew where the method allows it, the plan by a fast
        heuristic (then ``provisional``) where what it reads has changed; everything
        else is carried over and named in ``stale``. Never raises ``PortfolioError``:
        what cannot be ranked or planned is told in the results.
        """
        known = self._known(portfolio)
        self._quick.rank(known)
        for stage in self._stages:
            stage.find(known)
        self._quick.plan(known)
        return self._publish(known.results(revision, self._base(portfolio)))

    def _known(self, portfolio: Portfolio) -> Known:
        known = Known(portfolio)
        for stage in self._stages:
            stage.find(known)
        self._quick.find(known)
        return known

    def _base(self, portfolio: Portfolio) -> Results | None:
        """Return the last results of this document, if any."""
        shown = self._shown
        return shown if shown is not None and shown.portfolio.id == portfolio.id else None

    def _publish(self, results: Results) -> Results:
        base = self._base(results.portfolio)
        if base is None or base.revision <= results.revision:
            self._shown = results
        return results


def _within(tick: Tick, begin: float, end: float) -> Tick:
    """Return a tick for a part of the work; a fraction that falls back is held."""
    most = 0.0

    def part(fraction: float, text: str) -> None:
        nonlocal most
        most = max(most, min(1.0, fraction))
        tick(begin + (end - begin) * most, text)

    return part


def analyze(
    portfolio: Portfolio,
    *,
    upto: Part = "levers",
    method: str | None = None,
    tick: Tick | None = None,
    today: date | None = None,
) -> Results:
    """Return the results of one snapshot, for those who wait for them.

    Args:
        portfolio: the snapshot.
        upto: the last part that is wanted; later ones stay stale.
        method: to rank by; None for the one in the settings.
        tick: as for ``Analysis.run``.
        today: the day that dates are held against; None for the present one.
    """
    if method is not None:
        portfolio = replace(portfolio, settings=replace(portfolio.settings, method=method))
    wanted = frozenset(PARTS[: PARTS.index(upto) + 1])
    results = Results(revision=0, portfolio=portfolio)
    work = Analysis() if today is None else Analysis(lambda: today)
    for results in work.run(portfolio, 0, tick or silent):
        if upto != PARTS[-1] and not results.provisional and wanted.isdisjoint(results.stale):
            break
    return results
