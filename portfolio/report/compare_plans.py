"""Plans for comparing: of any portfolio, remembered for as long as somebody compares."""

from __future__ import annotations

from collections import deque

from portfolio.analysis import Results
from portfolio.analysis.known import Known, Ranked, Solved
from portfolio.analysis.plan_stages import solved, still_solves
from portfolio.analysis.reads import RANKING, same
from portfolio.analysis.stages import ranked
from portfolio.errors import Cancelled, Tick
from portfolio.funding import plan
from portfolio.insight.bridge_result import Planned
from portfolio.model import Portfolio

_KEPT = 24


class Planner:
    """Ranks and plans portfolios; what is equal in all that counts is worked out once."""

    def __init__(self) -> None:
        self._ranked: deque[Ranked] = deque(maxlen=_KEPT)
        self._solved: deque[Solved] = deque(maxlen=_KEPT)

    def learn(self, results: Results) -> None:
        """Take over a plan that is known and proven for its portfolio."""
        known = results.plan is not None and results.plan.status != "cancelled"
        if known and not results.provisional and {"plan", "ranking"}.isdisjoint(results.stale):
            ranking = Ranked(
                results.portfolio,
                results.matrix,
                results.ranking,
                results.scores,
                results.ranking_error,
            )
            self._ranked.appendleft(ranking)
            self._solved.appendleft(Solved(results.portfolio, results.scores, results.plan))

    def ranking(self, portfolio: Portfolio) -> Ranked:
        """Return the ranking of a portfolio."""
        known = next(
            (e for e in tuple(self._ranked) if same(RANKING, e.portfolio, portfolio)), None
        )
        if known is None:
            known = ranked(portfolio)
            self._ranked.appendleft(known)
        return known

    def __call__(self, portfolio: Portfolio, tick: Tick) -> Planned:
        """Return the best plan of a portfolio.

        Raises:
            Cancelled: asked to stop.
        """
        known = Known(portfolio, ranked=self.ranking(portfolio))
        found = next((entry for entry in tuple(self._solved) if still_solves(entry, known)), None)
        if found is None:
            found = solved(known, lambda p, scores: plan(p, scores=scores, tick=tick))
            if found is None or (found.plan is not None and found.plan.status == "cancelled"):
                raise Cancelled
            self._solved.appendleft(found)
        return Planned(found.plan, found.error, found.scores)
